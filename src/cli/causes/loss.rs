//! Sentences about damaged data and changes that the journal lacks.

use super::{
    super::{
        clock,
        words::{Value, Words},
    },
    system::system,
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

/// What the journal lacks, plan by plan, and what to do about it.
pub(in crate::cli) fn lost(words: &Words, lost: &Lost) -> String {
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
    let advice = match lost.trouble {
        Trouble::Damaged => "lost-advice-plan",
        Trouble::Mixed => "lost-advice-mixed",
        _ => "lost-advice",
    };
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
            words.with(if loss.is_strange { "lost-strange" } else { "lost-found" }, &said)
        }
    }
}

/// The number of changes, and their change numbers.
pub(in crate::cli) fn numbers(words: &Words, loss: &Loss) -> String {
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
