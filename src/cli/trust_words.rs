//! What became of the data, in the user's words: damage, losses, and what the system said with its advice.

use std::io;

use super::{
    clock,
    words::{Value, Words},
};
use crate::{
    store::{Harm, Loss, Lost, Trouble},
    text::safe::harmless,
};

/// What is wrong with stored bytes.
pub(super) fn harm(words: &Words, harm: &Harm) -> String {
    let said = match harm {
        Harm::Content(said) | Harm::Engine(said) => harmless(said).into_owned(),
        Harm::System(said) => system(words, said),
        _ => String::new(),
    };
    words.with(&format!("harm-{}", harm.name()), &[("said", Value::from(said))])
}

/// What the system said, as text that was kept of it.
pub(super) fn system(words: &Words, said: &str) -> String {
    let number = said.rsplit_once("(os error ").and_then(|(_, rest)| rest.trim_end_matches(')').parse().ok());
    match number {
        Some(number) => super::causes::io_cause(words, &io::Error::from_raw_os_error(number)),
        None => harmless(said).into_owned(),
    }
}

/// The last word of the messages about what the system said, where it has words and advice of its own.
pub(super) fn io_name(cause: &io::Error) -> Option<&'static str> {
    use rustix::io::Errno;
    let number = Errno::from_raw_os_error(cause.raw_os_error()?);
    let names = [
        (Errno::IO, "eio"),
        (Errno::MFILE, "emfile"),
        (Errno::NFILE, "emfile"),
        (Errno::NOLCK, "enolck"),
        (Errno::NOSPC, "enospc"),
        (Errno::DQUOT, "edquot"),
        (Errno::STALE, "estale"),
    ];
    names.iter().find(|(known, _)| *known == number).map(|(_, name)| *name)
}

/// What to do about what the system said.
pub(super) fn io_advice(words: &Words, cause: &io::Error) -> String {
    let id = match io_name(cause) {
        Some("estale") => "trust-advice-other".to_owned(),
        Some(name) => format!("trust-advice-{name}"),
        None => match cause.kind() {
            io::ErrorKind::StorageFull => "trust-advice-enospc".to_owned(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "trust-advice-access".to_owned()
            }
            _ => "trust-advice-other".to_owned(),
        },
    };
    words.say(&id)
}

/// What the journal lacks, plan by plan, and what can be done.
pub(super) fn lost(words: &Words, lost: &Lost) -> String {
    const MOST: usize = 20;
    let path = Value::from(lost.path.to_string_lossy().into_owned());
    let head = words.with(&format!("lost-{}", lost.trouble.name()), &[("path", path)]);
    let mut lines: Vec<String> = lost.losses.iter().take(MOST).map(|one| loss(words, one)).collect();
    if lost.losses.len() > MOST {
        lines.push(format!("… +{}", lost.losses.len() - MOST));
    }
    let nobody = lost.losses.iter().all(|loss| loss.plan.is_none());
    if nobody && lost.trouble == Trouble::Gone {
        return format!("{head} {}", words.say("lost-nothing-known"));
    }
    if lost.losses.is_empty() {
        return format!("{head} {}", words.say("lost-nothing"));
    }
    let advice = if lost.trouble == Trouble::Damaged { "lost-advice-plan" } else { "lost-advice" };
    format!("{}\n{}", words.listed(head, &lines), words.say(advice))
}

fn loss(words: &Words, loss: &Loss) -> String {
    if loss.plan.is_none() {
        return words.say("lost-nobody");
    }
    let until = clock::in_kyiv(loss.until).filter(|_| loss.until != 0);
    let mut said = vec![
        ("name", Value::from(harmless(&loss.name).into_owned())),
        ("numbers", Value::from(numbers(words, loss))),
        ("until", Value::from(words.moment(until))),
    ];
    match loss.place {
        None => words.with("lost-nowhere", &said),
        Some(place) => {
            said.push(("place", Value::from(words.say(&format!("lost-in-{}", place.name())))));
            words.with("lost-found", &said)
        }
    }
}

/// How many changes, and their numbers.
pub(super) fn numbers(words: &Words, loss: &Loss) -> String {
    let count = usize::try_from(loss.count).unwrap_or(usize::MAX);
    let id = if loss.count == 1 { "lost-one" } else { "lost-many" };
    words.with(
        id,
        &[
            ("count", Value::from(count)),
            ("first", Value::from(loss.first.to_string())),
            ("last", Value::from(loss.last.to_string())),
        ],
    )
}
