//! `kvartal completions`: a short script with which the shell asks this program for the possible next words, so that
//! plans, codes, quarters, performers, forms and kinds are completed as well as commands and options.

use std::{ffi::OsString, io::Write as _, path::PathBuf, process::ExitCode};

use clap::{ArgAction, Command};

use super::{
    Ended,
    args::{CompletionsArgs, Global, Shell},
    candidates::{Candidates, candidates},
    failure::Failure,
    help,
    session::Session,
    words::Words,
};

/// The first argument of a call by the shell's completion script.
const ASKED: &str = "__complete";

/// Runs the command.
///
/// # Errors
/// When writing fails.
pub(super) fn run(session: &mut Session, args: &CompletionsArgs) -> Result<Ended, Failure> {
    let script = match args.shell {
        Shell::Bash => include_str!("completions/kvartal.bash"),
        Shell::Zsh => include_str!("completions/kvartal.zsh"),
        Shell::Fish => include_str!("completions/kvartal.fish"),
    };
    session.out.write_all(script.as_bytes())?;
    Ok(Ended::Well)
}

/// The words to complete; none if a person runs the program.
pub(super) fn asked(typed: impl IntoIterator<Item = OsString>) -> Option<Vec<String>> {
    let mut typed = typed.into_iter().skip(1);
    typed.next().filter(|first| first == ASKED)?;
    let words = typed.map(|word| word.to_string_lossy().into_owned());
    Some(words.skip_while(|word| word == "--").collect())
}

/// Answers the shell's completion script; it gets no errors.
pub(super) fn answered(words: Words, typed: &[String]) -> ExitCode {
    let workspace = typed.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--workspace") {
        Some("") => typed.get(at + 1).cloned(),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    let global = Global { workspace: workspace.map(PathBuf::from), ..Global::default() };
    let mut session = Session::new(words, global);
    let _ = answer(&mut session, typed).and_then(|()| session.finish());
    ExitCode::SUCCESS
}

/// Answers the completion script for the words typed so far, the last of which is to be completed. Each line has a
/// candidate and, after a tab, its description. On errors there is no output, because a shell shows none.
fn answer(session: &mut Session, typed: &[String]) -> Result<(), Failure> {
    let command = help::command(&session.words);
    let (last, before) = match typed.split_last() {
        Some((last, before)) => (last.as_str(), before),
        None => ("", typed),
    };
    let found = next(&command, before, last);
    let mut lines: Vec<(String, String)> = found.fixed;
    if let Some(what) = found.wanted {
        lines.extend(candidates(session, what, before, last));
    }
    for (word, what) in lines {
        let what = what.lines().next().unwrap_or_default().replace('\t', " ");
        if word.starts_with(last) && !word.contains(['\n', '\t']) {
            writeln!(session.out, "{word}\t{what}")?;
        }
    }
    Ok(())
}

/// The possible next words: words of the command line, and a kind of candidates.
#[derive(Debug, Default)]
struct Next {
    fixed: Vec<(String, String)>,
    wanted: Option<Candidates>,
}

fn next(command: &Command, before: &[String], last: &str) -> Next {
    let mut at = command;
    let mut positional = 0;
    let mut words = before.iter();
    let mut open: Option<&clap::Arg> = None;
    for word in &mut words {
        if open.take().is_some() {
            continue;
        }
        if let Some(name) = word.strip_prefix("--") {
            let (name, value) = name.split_once('=').map_or((name, false), |(name, _)| (name, true));
            open = option(command, at, |arg| arg.get_long() == Some(name)).filter(|arg| !value && takes(arg));
        } else if let Some(short) = word.strip_prefix('-').and_then(|rest| rest.chars().next()) {
            open = option(command, at, |arg| arg.get_short() == Some(short)).filter(|arg| takes(arg));
        } else if let Some(sub) = (std::ptr::eq(at, command)).then(|| command.find_subcommand(word)).flatten()
        {
            at = sub;
            positional = 0;
        } else {
            positional += 1;
        }
    }
    if let Some(arg) = open {
        return of_arg(arg);
    }
    if last.starts_with('-') {
        let own = at.get_arguments().chain(command.get_arguments().filter(|arg| arg.is_global_set()));
        let flags = own.filter(|arg| !arg.is_hide_set()).filter_map(|arg| {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            Some((format!("--{}", arg.get_long()?), help))
        });
        return Next { fixed: flags.collect(), wanted: None };
    }
    let mut found = Next::default();
    if std::ptr::eq(at, command) && positional == 0 {
        let subs = command.get_subcommands().filter(|sub| !sub.is_hide_set());
        found.fixed.extend(subs.map(|sub| {
            (sub.get_name().to_owned(), sub.get_about().map(ToString::to_string).unwrap_or_default())
        }));
    }
    let mut own: Vec<&clap::Arg> = at.get_positionals().collect();
    own.sort_by_key(|arg| arg.get_index());
    // The last positional argument may take several values.
    if let Some(arg) = own.get(positional).or_else(|| own.last().filter(|arg| many(arg))) {
        let more = of_arg(arg);
        found.fixed.extend(more.fixed);
        found.wanted = more.wanted;
    }
    found
}

/// An option of the current command, or one of all commands.
fn option<'c>(whole: &'c Command, at: &'c Command, is: impl Fn(&clap::Arg) -> bool) -> Option<&'c clap::Arg> {
    at.get_arguments().chain(whole.get_arguments()).find(|arg| is(arg))
}

fn takes(arg: &clap::Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
}

fn many(arg: &clap::Arg) -> bool {
    arg.get_num_args().is_some_and(|range| range.max_values() > 1)
        || matches!(arg.get_action(), ArgAction::Append)
}

/// The values of an argument: those that it declares, or candidates of the kind that its name in the help says.
fn of_arg(arg: &clap::Arg) -> Next {
    let fixed: Vec<(String, String)> =
        arg.get_possible_values().iter().map(|value| (value.get_name().to_owned(), String::new())).collect();
    let name =
        arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    let wanted = Candidates::named(&name, arg.get_id().as_str());
    Next { wanted: wanted.filter(|_| fixed.is_empty()), fixed }
}
