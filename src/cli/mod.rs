//! The command line: one file for each subcommand, and what they share.
//!
//! | file | subject |
//! |---|---|
//! | `args` | the arguments, with help in the user's language |
//! | `session` | one run: language, date, author, output |
//! | `workspace`, `plans_at`, `plan_name` | the workspace, its place, and resolving the name of a plan |
//! | `output`, `rows` | writing and reading tables |
//! | `failure`, `causes` | all failures: a sentence and an exit code for each |
//! | `wrap` | breaking texts for the width of the terminal |
//! | `words` | messages, numbers and dates in the user's language |
//! | `input_file`, `opened`, `convert` | input files as bytes, text or a document |
//! | `ids`, `clock`, `moment` | random ids and the current time; dates and times in arguments |
//! | `drafts`, `unsent` | stored drafts; changes that have not reached the server yet |
//! | `closing`, `corrections` | the stages of closing a quarter, and changes after reopening it |
//! | `trash`, `log_filter` | deleted plans; the filter of the log |
//! | `config`, `saved_filters` | the settings: flag, environment, file; the filters that a user has saved |
//! | `figures` | the figures of a plan and its groups in a quarter, as `status` prints them |
//! | the others | one subcommand each |

mod accept;
mod archive;
mod args;
mod backup;
mod candidates;
mod causes;
mod check;
mod clock;
mod closing;
mod compact;
mod completions;
mod config;
mod convert;
mod copy;
mod corrections;
mod debts;
mod decide;
mod delete;
mod demo;
mod doctor;
mod drafts;
mod edit;
mod editor;
mod ended;
mod evidence;
mod export;
mod fact;
mod fact_file;
mod failure;
mod figures;
mod figures_file;
mod file_names;
mod forms;
mod help;
mod holder;
mod ids;
mod import;
mod input_file;
mod keys;
mod lacking;
mod log;
mod log_filter;
mod man;
mod migrate;
mod moment;
mod new;
mod opened;
mod output;
mod performer_list;
mod performers;
mod plain;
mod plan_name;
mod plans;
mod plans_at;
mod private;
mod progress;
mod redo;
mod report;
mod review;
mod role;
mod rollover;
mod rows;
mod sample;
mod saved_filters;
mod serve;
mod session;
mod show;
mod status;
mod theme;
mod trash;
mod tui;
mod typed_fact;
mod undo;
mod unsent;
mod whole_file;
mod words;
mod workspace;

mod wrap;
mod written;

use std::process::ExitCode;

use args::{Arguments, Sub};
use ended::Ended;
use failure::Failure;
use session::Session;
use words::Words;

use crate::domain::Stage;

/// Parses the arguments, runs the command, and reports a failure in one sentence.
pub fn main() -> ExitCode {
    private::begin();
    config::begin();
    let words = Words::from_environment();
    if let Some(asked) = completions::asked(std::env::args_os()) {
        return completions::answered(words, &asked);
    }
    let arguments = match help::parse(&words, std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(answer) => return answer,
    };
    let mut session = Session::new(words, arguments.global.clone());
    let result = run(&mut session, arguments);
    match result.and_then(|ended| session.finish().map(|()| ended)) {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::WithFindings) => ExitCode::from(3),
        Ok(Ended::With(code)) => ExitCode::from(code),
        // The reader of the output has gone, so there is nobody to inform.
        Err(Failure::Output(cause)) if cause.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            // Output before the failure is printed before the message.
            let _ = session.finish();
            failure.tell(&session.words);
            ExitCode::from(failure.exit())
        }
    }
}

fn run(session: &mut Session, arguments: Arguments) -> Result<Ended, Failure> {
    let Some(command) = arguments.command else {
        if plain::wanted(session.global.plain, config::var) {
            return plain::run(session, arguments.plan.as_deref());
        }
        return tui::run(session, arguments.plan.as_deref());
    };
    if let Some(plan) = arguments.plan {
        return Err(Failure::PlanBeforeCommand(plan));
    }
    match command {
        Sub::Demo => demo::run(session),
        Sub::Plans(args) => plans::run(session, &args),
        Sub::Show(args) => show::run(session, &args),
        Sub::Status(args) => status::run(session, &args),
        Sub::Check(args) => check::run(session, &args),
        Sub::Debts(args) => debts::run(session, &args),
        Sub::Decide(args) => decide::run(session, &args),
        Sub::New(args) => new::run(session, args),
        Sub::Edit(args) => edit::run(session, args),
        Sub::Archive(args) => archive::run(session, &args),
        Sub::Delete(args) => delete::run(session, &args),
        Sub::Undelete(args) => trash::undelete(session, &args),
        Sub::Import(args) => import::run(session, &args),
        Sub::Report(args) => report::run(session, &args),
        Sub::Export(args) => export::run(session, &args),
        Sub::Rollover(args) => rollover::run(session, &args),
        Sub::Performers(args) => performer_list::run(session, &args),
        Sub::Fact(args) => fact::run(session, &args),
        Sub::Evidence(args) => evidence::run(session, &args),
        Sub::Accept(args) => accept::run(session, &args),
        Sub::Serve(args) => serve::run(session, &args),
        Sub::Submit(args) => closing::submit(session, &args),
        Sub::Return(args) => closing::reasoned(session, &args, Stage::Returned),
        Sub::Approve(args) => closing::plain(session, &args, Stage::Approved),
        Sub::Close(args) => closing::plain(session, &args, Stage::Closed),
        Sub::Reopen(args) => closing::reasoned(session, &args, Stage::Reopened),
        Sub::Role(args) => role::run(session, &args),
        Sub::Log(args) => log::run(session, &args),
        Sub::Undo(args) => undo::run(session, &args),
        Sub::Redo(args) => redo::run(session, &args),
        Sub::Keys(args) => keys::run(session, &args),
        Sub::Forms(args) => forms::run(session, &args),
        Sub::Doctor(args) => doctor::run(session, &args),
        Sub::Backup(args) => backup::run(session, &args),
        Sub::Restore(args) => backup::restore(session, &args),
        Sub::Compact => compact::run(session),
        Sub::Config(args) => config::run(session, &args),
        Sub::Copy(args) => copy::run(session, &args),
        Sub::Migrate => migrate::run(session),
        Sub::Completions(args) => completions::run(session, &args),
        Sub::Man(args) => man::run(session, &args),
    }
}
