//! `kvartal --plain`: the same work as a dialogue of lines, for screen readers, Braille displays, slow connections and
//! pipes.
//!
//! | file | subject |
//! |---|---|
//! | `paper` | output and input of lines: no escape byte, at most 79 columns, single spaces between words |
//! | `order` | parsing commands, by letters of either layout |
//! | `ask` | asking for facts and notes, one question after the other |
//! | `tell` | details, search, dashboard, findings and places in sentences |

mod ask;
mod order;
mod paper;
mod tell;

use super::{
    Ended, clock, evidence,
    failure::Failure,
    plan_name, report,
    session::{Session, parse_quarter},
    undo,
    words::Value,
    workspace::Workspace,
};
use crate::{
    app::facts::FactRow,
    domain::{Change, ChangeId, HistoryLine, Plan, Quarter, take_back},
    form::LayOut,
};
use order::PlainCommand;
use paper::Console;
pub(super) use paper::lines;

/// Whether the dialogue is used: by `--plain`, otherwise by `KVARTAL_PLAIN` (`0` switches it off), otherwise by
/// `ACCESSIBLE`, otherwise for a terminal that cannot move its cursor.
pub(super) fn wanted(flag: bool, var: impl Fn(&str) -> Option<String>) -> bool {
    let said = |name: &str| var(name).filter(|value| !value.is_empty());
    if flag {
        return true;
    }
    match (said("KVARTAL_PLAIN"), said("ACCESSIBLE")) {
        (Some(value), _) | (None, Some(value)) => value != "0",
        (None, None) => said("TERM").is_some_and(|term| term == "dumb"),
    }
}

/// What to do after a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// Read the next command.
    Next,
    /// End the dialogue, by a command or because the input has ended.
    Leave,
}

/// The state of the dialogue: the plan, the quarter, the current row.
struct Dialogue<'s> {
    session: &'s Session,
    workspace: Workspace,
    plan: Plan,
    quarter: Quarter,
    /// The current row.
    here: Option<FactRow>,
    paper: Console,
    /// Notes entered together with a fact in one answer; undo reverts both.
    together: Vec<ChangeId>,
}

/// Runs the command.
///
/// # Errors
/// When the plan does not exist, or the workspace cannot be opened.
pub(super) fn run(session: &mut Session, name: Option<&str>) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    let mut paper = Console::new();
    let Some(plan) = choose(session, &workspace, name, &mut paper)? else { return Ok(Ended::Well) };
    let quarter = session.quarter(&plan, None)?;
    let session: &Session = session;
    let mut dialogue =
        Dialogue { session, workspace, plan, quarter, here: None, paper, together: Vec::new() };
    dialogue.greet()?;
    dialogue.listen()?;
    Ok(Ended::Well)
}

/// The plan to work on; if there are several and none was given, asks for it. None at the end of the input.
fn choose(
    session: &Session,
    workspace: &Workspace,
    name: Option<&str>,
    paper: &mut Console,
) -> Result<Option<Plan>, Failure> {
    let entries = workspace.store.plans()?;
    let live = entries.iter().filter(|entry| !entry.archived).count();
    if name.is_some() || live <= 1 {
        if live == 0 && name.is_none() {
            paper.say(&session.words.say("plain-no-plans"))?;
            return Ok(None);
        }
        return workspace.plan(name).map(Some);
    }
    for (at, entry) in entries.iter().filter(|entry| !entry.archived).enumerate() {
        paper.say(&format!("{}. {}: {}", at + 1, entry.slug, entry.title))?;
    }
    loop {
        paper.say(&session.words.count("plain-plans", live))?;
        let Some(answer) = paper.ask(&session.words.say("plain-ask-plan"))? else { return Ok(None) };
        let numbered = answer.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let slug = numbered.and_then(|at| entries.iter().filter(|entry| !entry.archived).nth(at));
        let found = match slug {
            Some(entry) => Ok(entry),
            None if answer.is_empty() => continue,
            None => plan_name::find(Some(&answer), &entries),
        };
        match found {
            Ok(entry) => return workspace.plan(Some(&entry.slug)).map(Some),
            Err(failure) => paper.say(&failure.sentence(&session.words))?,
        }
    }
}

impl Dialogue<'_> {
    fn greet(&mut self) -> Result<(), Failure> {
        let (missing, rows) = self.missing();
        let args = [
            ("plan", Value::from(self.plan.header().title.clone())),
            ("quarter", Value::from(self.session.words.quarter(self.quarter))),
            ("missing", Value::from(missing)),
            ("rows", Value::from(rows)),
            ("notes", Value::from(self.rows_with_notes_owed().len())),
        ];
        self.paper.say(&self.session.words.with("plain-greeting", &args))
    }

    /// Reads commands until the end. An error in one is reported, and the dialogue continues.
    fn listen(&mut self) -> Result<(), Failure> {
        let mut waiting: Option<String> = None;
        loop {
            let line = match waiting.take() {
                Some(line) => line,
                None => match self.paper.ask(">")? {
                    Some(line) => line,
                    None => return Ok(()),
                },
            };
            let then = match PlainCommand::read(&line, self.session.words.language()) {
                Some(order) => self.carry_out(order, &mut waiting),
                None => {
                    let text = [("text", Value::from(line))];
                    self.paper.say(&self.session.words.with("plain-unknown", &text)).map(|()| Then::Next)
                }
            };
            match then {
                Ok(Then::Next) => {}
                Ok(Then::Leave) => return Ok(()),
                // The reader of the output has gone, which is no error of the command.
                Err(Failure::Output(cause)) => return Err(Failure::Output(cause)),
                Err(failure) => self.paper.say(&failure.sentence(&self.session.words))?,
            }
        }
    }

    fn carry_out(&mut self, order: PlainCommand, waiting: &mut Option<String>) -> Result<Then, Failure> {
        match order {
            PlainCommand::Where => self.where_am_i(),
            PlainCommand::Facts => self.ask_facts(),
            PlainCommand::Notes => self.ask_notes(),
            PlainCommand::Details(address) => self.details(&address),
            PlainCommand::Go(address) => self.go(&address),
            PlainCommand::Search(words) => self.search(&words, waiting),
            PlainCommand::Figures(by) => self.figures(&by, waiting),
            PlainCommand::Evidence(line) => self.evidence(line),
            PlainCommand::Quarter(text) => self.change_quarter(&text),
            PlainCommand::Check => self.check(waiting),
            PlainCommand::Report(file) => self.report(&file),
            PlainCommand::Undo => self.undo(),
            PlainCommand::Help => self.say("plain-help"),
            PlainCommand::Leave => Ok(Then::Leave),
        }
    }

    fn say(&mut self, id: &str) -> Result<Then, Failure> {
        self.paper.say(&self.session.words.say(id)).map(|()| Then::Next)
    }

    fn say_with(&mut self, id: &str, variables: &[(&'static str, Value)]) -> Result<Then, Failure> {
        self.paper.say(&self.session.words.with(id, variables)).map(|()| Then::Next)
    }

    /// Prints sentences, twenty at a time. An input that is neither an answer nor empty is the next command.
    fn list(&mut self, lines: &[String], waiting: &mut Option<String>) -> Result<Then, Failure> {
        const AT_ONCE: usize = 20;
        for (at, part) in lines.chunks(AT_ONCE).enumerate() {
            for line in part {
                self.paper.say(line)?;
            }
            let left = lines.len().saturating_sub((at + 1) * AT_ONCE);
            if left == 0 {
                break;
            }
            match self.paper.ask(&self.session.words.count("plain-more", left))?.as_deref() {
                None => return Ok(Then::Leave),
                Some("") => {}
                Some("0") => return Ok(Then::Next),
                Some(order) => {
                    *waiting = Some(order.to_owned());
                    return Ok(Then::Next);
                }
            }
        }
        self.paper.say(&self.session.words.count("plain-listed", lines.len())).map(|()| Then::Next)
    }

    fn change_quarter(&mut self, text: &str) -> Result<Then, Failure> {
        if text.is_empty() {
            return self.greet().map(|()| Then::Next);
        }
        let period = self.plan.period();
        let quarter = parse_quarter(text)?;
        if !period.contains(quarter) {
            return Err(Failure::OutsidePlan(quarter, period));
        }
        self.quarter = quarter;
        self.greet().map(|()| Then::Next)
    }

    fn evidence(&mut self, line: String) -> Result<Then, Failure> {
        let line = match line.as_str() {
            "" => match self.paper.ask(&self.session.words.say("plain-ask-evidence"))? {
                None => return Ok(Then::Leave),
                Some(line) if line.is_empty() => return self.say("plain-skipped"),
                Some(line) => line,
            },
            _ => line,
        };
        let line = evidence::EvidenceInput { text: &line, named: None, link: None };
        let read = evidence::read(self.session, &self.plan, &line)?;
        if self.workspace.carry_out(self.session, &mut self.plan, &read.command, false)?.is_some() {
            self.paper.say(&read.told)?;
        }
        if let Some(unsure) = read.unsure {
            self.paper.say(&unsure)?;
        }
        Ok(Then::Next)
    }

    fn report(&mut self, file: &str) -> Result<Then, Failure> {
        if file.is_empty() {
            return self.say("plain-report-where");
        }
        let options = LayOut::of(self.quarter);
        let form = report::form(&self.plan, None)?;
        report::write_file(
            self.workspace.store.as_ref(),
            &self.plan,
            &form,
            &options,
            std::path::Path::new(file),
        )?;
        self.say_with("cli-export-done", &[("path", Value::from(file))])
    }

    fn undo(&mut self) -> Result<Then, Failure> {
        let (mut last, mut taken) = self.take_back()?;
        if self.together.pop_if(|note| *note == last.id).is_some() {
            // A fact and the note that was entered with it are undone together.
            (last, taken) = self.take_back()?;
        }
        self.together.retain(|note| *note != last.id);
        let line = self.session.words.l10n.change(&HistoryLine::of(&taken, &self.plan));
        self.say_with("cli-undo-done", &[("change", Value::from(line))])
    }

    /// Undoes this user's latest change; returns that change and the one that reverts it.
    fn take_back(&mut self) -> Result<(Change, Change), Failure> {
        let last = undo::last_of(self.workspace.store.as_ref(), self.plan.id(), &clock::author())?;
        let taken = take_back(&last, &self.plan, &mut self.session.context()?)?;
        self.workspace.commit(self.session, &mut self.plan, &taken, false)?;
        Ok((last, taken))
    }
}
