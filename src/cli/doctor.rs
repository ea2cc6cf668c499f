//! `kvartal doctor`: checks the workspace and the environment, and shows where everything is.

use std::io::IsTerminal as _;

use serde::Serialize;

use super::{
    Ended,
    args::{DoctorArgs, Format},
    causes, clock, config,
    failure::Failure,
    ids, keys,
    output::{self, Table},
    plans_at::PlansAt,
    session::Session,
    words::{Value, Words},
    workspace,
};
use crate::{
    store::{self, Loss, MemoryStore, Mended, Mender, Store as _},
    term::{Capabilities, ColourTier, Glyphs, Multiplexer},
};

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Health {
    /// Everything is right, or it is only information.
    Well,
    /// It works, but not as well as it could.
    Warning,
    /// It has to be repaired.
    Fault,
}

#[derive(Serialize)]
struct Check {
    name: &'static str,
    state: Health,
    message: String,
}

#[derive(Serialize)]
struct DoctorAnswer {
    checks: Vec<Check>,
}

/// Runs the command.
///
/// # Errors
/// When writing fails.
pub(super) fn run(session: &mut Session, args: &DoctorArgs) -> Result<Ended, Failure> {
    let mended = if args.repair || args.accept_loss { mend(session, args)? } else { Vec::new() };
    let mut checks = vec![Check {
        name: "version",
        state: Health::Well,
        message: format!("kvartal {}", env!("CARGO_PKG_VERSION")),
    }];
    checks.extend(mended);
    checks.extend(of_workspace(session));
    checks.extend(of_keys(session));
    checks.extend(of_surroundings(&session.words));
    checks.extend(of_capabilities(&session.words));
    checks.extend(of_config(&session.words));
    let faults = checks.iter().any(|check| check.state == Health::Fault);
    if session.format() == Format::Json {
        output::answer("kvartal-doctor", &DoctorAnswer { checks }, &mut session.out)?;
    } else {
        let words = &session.words;
        let headings = ["cli-col-state", "cli-col-subject", "cli-col-finding"];
        let mut table = Table::new(words, headings);
        for check in checks {
            let state = match check.state {
                Health::Well => "cli-doctor-well",
                Health::Warning => "cli-doctor-warning",
                Health::Fault => "cli-doctor-fault",
            };
            let name = words.say(&format!("cli-doctor-{}", check.name));
            table.row([words.say(state), name, check.message]);
        }
        session.print(&table)?;
    }
    Ok(if faults { Ended::WithFindings } else { Ended::Well })
}

/// The checks of the workspace: its path, whether everything can be read, whether its figures are right.
fn of_workspace(session: &Session) -> Vec<Check> {
    let words = &session.words;
    let check = |state: Health, message: String| Check { name: "workspace", state, message };
    let fault = |failure: Failure| vec![check(Health::Fault, failure.sentence(words))];
    let directory = match PlansAt::of(session) {
        Ok(PlansAt::Directory(directory)) => directory,
        Ok(PlansAt::Server(server)) => {
            let found = server.open(workspace::patience(session)).and_then(|store| {
                let mut checks = plans(words, &*store)?;
                checks.extend(unexplained(words, &*store)?);
                Ok(checks)
            });
            return found.unwrap_or_else(fault);
        }
        Err(failure) => return fault(failure),
    };
    let mut checks = vec![check(Health::Well, directory.to_string_lossy().into_owned())];
    if !directory.exists() {
        checks.push(check(Health::Well, words.say("cli-doctor-not-made")));
        return checks;
    }
    match store::verify(&directory, clock::now()) {
        Err(error) if is_of_another(&error) && serving(&directory).is_some() => {
            let pid = ("pid", Value::from(serving(&directory).unwrap_or_default().to_string()));
            checks.push(check(Health::Warning, words.with("trust-doctor-served", &[pid])));
        }
        Err(error) => checks.extend(fault(error.into())),
        Ok(report) => {
            checks.extend(of_report(words, &report));
            let read = store::ReadStore::open(&directory).map_err(Failure::from);
            match read.and_then(|store| plans(words, &store)) {
                Ok(more) => checks.extend(more),
                Err(failure) => checks.extend(fault(failure)),
            }
            checks.push(backups(words, &directory));
        }
    }
    checks
}

/// Whether the workspace cannot be read because it belongs to another account.
fn is_of_another(error: &store::StoreError) -> bool {
    matches!(error, store::StoreError::Io { cause, .. } if cause.kind() == std::io::ErrorKind::PermissionDenied)
}

/// The process that serves it.
fn serving(directory: &std::path::Path) -> Option<u32> {
    store::who_serves(directory).ok().flatten()
}

/// The checks from a report of the store.
fn of_report(words: &Words, report: &store::Report) -> Vec<Check> {
    let check = |state: Health, message: String| Check { name: "workspace", state, message };
    let read = [
        ("segments", Value::from(report.segments.to_string())),
        ("changes", Value::from(report.changes.to_string())),
        ("records", Value::from(report.records.to_string())),
    ];
    let mut checks = vec![check(Health::Well, words.with("cli-doctor-read", &read))];
    if report.in_use {
        checks.push(check(Health::Well, words.say("trust-doctor-in-use")));
    }
    let notices = report.notices.iter().map(|notice| causes::notice_sentence(words, notice));
    checks.extend(notices.map(|notice| check(Health::Warning, notice)));
    checks.extend(report.lost.iter().map(|lost| check(Health::Fault, causes::lost(words, lost))));
    let faults = report.faults.iter();
    checks.extend(
        faults.map(|found| check(Health::Fault, causes::damaged(words, &found.path, found.at, &found.what))),
    );
    checks
}

/// Repairs the workspace, or accepts a loss, and reports what was done.
fn mend(session: &Session, args: &DoctorArgs) -> Result<Vec<Check>, Failure> {
    let (words, author) = (&session.words, clock::author());
    let mut ids = ids::fresh()?;
    let mut draw = || ids.draw();
    let mut mender = Mender { author: &author, at: clock::now(), draw: &mut draw };
    let directory = workspace::directory(session)?;
    let mended = if args.accept_loss {
        store::accept_loss(&directory, &mut mender)?
    } else {
        store::repair(&directory, &mut mender)?
    };
    Ok(of_mended(words, &mended))
}

fn of_mended(words: &Words, mended: &Mended) -> Vec<Check> {
    let check = |state: Health, message: String| Check { name: "repair", state, message };
    let loss = |id: &str, loss: &Loss| {
        let numbers = Value::from(causes::numbers(words, loss));
        words.with(id, &[("name", Value::from(loss.name.as_str())), ("numbers", numbers)])
    };
    let done = [
        (mended.marker, "trust-doctor-marker"),
        (mended.journal, "trust-doctor-journal"),
        (mended.state, "trust-doctor-state"),
        (*mended == Mended::default(), "trust-doctor-nothing"),
    ];
    let done = done.into_iter().filter(|(done, _)| *done).map(|(_, id)| check(Health::Well, words.say(id)));
    let mut checks: Vec<Check> = done.collect();
    for (losses, state, id) in [
        (&mended.brought, Health::Well, "trust-doctor-brought"),
        (&mended.accepted, Health::Warning, "trust-doctor-accepted"),
        (&mended.open, Health::Fault, "trust-doctor-open"),
    ] {
        checks.extend(losses.iter().map(|lost| {
            let id = match id {
                "trust-doctor-open" if lost.is_strange => "trust-doctor-strange",
                "trust-doctor-open" if lost.plan.is_none() => "trust-doctor-open-unnamed",
                "trust-doctor-accepted" if lost.plan.is_none() => "trust-doctor-accepted-unnamed",
                id => id,
            };
            check(state, loss(id, lost))
        }));
    }
    checks.extend(mended.aside.iter().map(|path| {
        let path = Value::from(path.to_string_lossy().into_owned());
        check(Health::Well, words.with("trust-doctor-aside", &[("path", path)]))
    }));
    checks
}

/// The check of the backups in the workspace: their number and dates.
fn backups(words: &Words, directory: &std::path::Path) -> Check {
    let moments = store::backups(directory);
    let message = match moments.last() {
        None => words.say("trust-doctor-no-backups"),
        Some(at) => {
            let at = Value::from(words.moment(clock::in_kyiv(*at)));
            words.with(
                "trust-doctor-backups",
                &[("count", Value::from(moments.len().to_string())), ("at", at)],
            )
        }
    };
    Check { name: "backups", state: Health::Well, message }
}

/// Checks that every plan loads and that its figures equal those of a full recount.
fn plans(words: &Words, store: &dyn store::Store) -> Result<Vec<Check>, Failure> {
    let entries = store.plans()?;
    let count = words.count("count-plans", entries.len());
    let mut checks = vec![Check { name: "plans", state: Health::Well, message: count }];
    for entry in entries {
        let whole = store.load(entry.id)?.is_some_and(|plan| plan == plan.recounted());
        if !whole {
            let slug = Value::from(entry.slug);
            let message = words.with("cli-doctor-figures-differ", &[("slug", slug)]);
            checks.push(Check { name: "plans", state: Health::Fault, message });
        }
    }
    Ok(checks)
}

/// The plans on a server whose records are not what their changes made of them: somebody has written rows by other
/// means than this program. The journal of a directory is verified by the store itself.
fn unexplained(words: &Words, store: &dyn store::Store) -> Result<Vec<Check>, Failure> {
    let mut checks = Vec::new();
    for entry in store.plans()? {
        let replayed = MemoryStore::new();
        let is_whole = replayed.adopt(&store.history(entry.id, 1)?, true).is_ok();
        if !is_whole || replayed.load(entry.id)? != store.load(entry.id)? {
            let message = words.with("cli-doctor-rows-differ", &[("slug", Value::from(entry.slug))]);
            checks.push(Check { name: "plans", state: Health::Fault, message });
        }
    }
    Ok(checks)
}

fn of_keys(session: &Session) -> Vec<Check> {
    let check = |state, message| Check { name: "keys", state, message };
    match keys::in_force(session) {
        Err(failure) => vec![check(Health::Fault, failure.sentence(&session.words))],
        Ok(loaded) => {
            let bad = loaded.problems.iter().map(|p| check(Health::Fault, keys::sentence(&session.words, p)));
            std::iter::once(check(Health::Well, loaded.keymap.name().to_owned())).chain(bad).collect()
        }
    }
}

/// The checks of locale, clock and terminal, as far as the environment shows them.
fn of_surroundings(words: &Words) -> Vec<Check> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default();
    let utf8 = locale.to_lowercase().replace('-', "").contains("utf8");
    let language = words.language().tag();
    let mut checks = vec![Check {
        name: "locale",
        state: if utf8 { Health::Well } else { Health::Warning },
        message: if utf8 {
            format!("{locale} · {language}")
        } else {
            words.with("cli-doctor-not-utf8", &[("locale", Value::from(locale))])
        },
    }];
    let today = words.day(clock::today());
    checks.push(Check { name: "clock", state: Health::Well, message: format!("{today}, Europe/Kyiv") });
    checks.push(Check { name: "author", state: Health::Well, message: clock::author() });
    let names = ["TERM", "COLORTERM", "NO_COLOR", "TERM_PROGRAM", "TMUX", "STY", "SSH_TTY", "TMOUT"];
    let facts: Vec<String> =
        names.into_iter().filter_map(|name| Some(format!("{name}={}", set(name)?))).collect();
    let terminal = std::io::stdout().is_terminal() && std::io::stdin().is_terminal();
    let dumb = set("TERM").is_none_or(|term| term == "dumb");
    checks.push(Check {
        name: "terminal",
        state: if terminal && dumb { Health::Warning } else { Health::Well },
        message: if facts.is_empty() { words.say("cli-doctor-no-terminal") } else { facts.join(" ") },
    });
    checks
}

/// The detected capabilities of the terminal, which determine how screens are drawn.
fn of_capabilities(words: &Words) -> Vec<Check> {
    let check = |state, message| vec![Check { name: "taken", state, message }];
    let taken = match Capabilities::from_env(config::var) {
        Ok(taken) => taken,
        Err(_) => return check(Health::Warning, words.say("cli-doctor-taken-dumb")),
    };
    let mut said = vec![words.say(match taken.colours {
        ColourTier::None => "cli-doctor-colours-none",
        ColourTier::Sixteen => "cli-doctor-colours-16",
        ColourTier::Indexed => "cli-doctor-colours-256",
        ColourTier::True => "cli-doctor-colours-true",
    })];
    said.push(words.say(match taken.glyphs {
        Glyphs::Unicode => "cli-doctor-glyphs-unicode",
        Glyphs::Ascii => "cli-doctor-glyphs-ascii",
    }));
    said.push(words.say(match taken.light {
        Some(true) => "cli-doctor-background-light",
        Some(false) => "cli-doctor-background-dark",
        None => "cli-doctor-background-unknown",
    }));
    let within = taken.multiplexer.map(|within| match within {
        Multiplexer::Tmux => "tmux",
        Multiplexer::Screen => "screen",
        Multiplexer::Zellij => "zellij",
    });
    said.extend(within.map(str::to_owned));
    let line = if taken.mosh { Some("mosh") } else { taken.remote.then_some("ssh") };
    said.extend(line.map(str::to_owned));
    said.extend(taken.kitty_keyboard.then(|| words.say("cli-doctor-kitty")));
    let mut checks = check(Health::Well, said.join(", "));
    let advice = match taken.multiplexer {
        Some(Multiplexer::Tmux) => Some("cli-doctor-advice-tmux"),
        _ if taken.glyphs == Glyphs::Ascii => Some("cli-doctor-advice-ascii"),
        _ => None,
    };
    checks.extend(advice.into_iter().flat_map(|id| check(Health::Well, words.say(id))));
    checks
}

/// The configuration file.
fn of_config(words: &Words) -> Vec<Check> {
    let check = |state, message| Check { name: "config", state, message };
    let path = config::path().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    let bad = config::problems(words).into_iter().map(|problem| check(Health::Fault, problem));
    std::iter::once(check(Health::Well, path)).chain(bad).collect()
}
