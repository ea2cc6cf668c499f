//! Every message id that other layers name exists in both languages.

use kvartal::{
    document::{Advice, Bound, ZipFault},
    form::exchange::{Expected, Problem},
    keymap::Action,
    l10n::{Arg, L10n, Language},
};

fn both() -> [L10n; 2] {
    Language::ALL.map(L10n::new)
}

#[test]
fn the_keymap_has_its_messages() {
    for l10n in both() {
        let missing: Vec<_> = kvartal::keymap::help::message_ids().filter(|id| !l10n.has(id)).collect();
        assert!(missing.is_empty(), "{:?}: {missing:?}", l10n.language());
        for action in Action::ALL {
            let title = l10n.msg(action.row().title);
            assert!(title.chars().count() <= 24, "{title}");
            let help = l10n.msg(action.row().help);
            assert!(help.ends_with('.'), "{}", action.id());
            // The room for a help text beside the keys at 80 columns.
            assert!(help.chars().count() <= 56, "{help}");
        }
    }
}

#[test]
fn every_refusal_of_the_exchange_format_has_its_sentence() {
    let text = || "т".to_owned();
    let problems = [
        Problem::TooLong { limit: 1 },
        Problem::Syntax { line: 1, column: 2, what: text() },
        Problem::NotAPlan { found: text() },
        Problem::UnknownVersion { found: text(), known: 1 },
        Problem::Missing { field: "title" },
        Problem::Malformed { expected: Expected::Date, found: text() },
        Problem::UnknownWord { found: text(), known: text() },
        Problem::NumbersForKind { kind: text(), found: 2 },
        Problem::Backwards { first: text(), last: text() },
        Problem::LevelUnder { level: "goal", above: "task" },
        Problem::OnlyMeasures { field: "evidence" },
        Problem::QuarterOrPeriod,
        Problem::FactForPeriod,
        Problem::TwoNotes { quarter: text() },
        Problem::Twice { what: text() },
        Problem::EvidenceDiffers { id: text() },
        Problem::Unresolved { found: text() },
        Problem::Ambiguous { found: text() },
    ];
    for l10n in both() {
        for expected in Expected::ALL {
            assert!(l10n.has(&format!("exchange-expected-{}", expected.name())), "{expected:?}");
        }
        for problem in &problems {
            let arguments = problem.arguments();
            let arguments: Vec<_> = arguments.iter().map(|(name, text)| (*name, Arg::Text(text))).collect();
            let said = l10n.msg_with(&format!("exchange-{}", problem.name()), &arguments);
            assert!(!said.contains('{') && !said.starts_with("exchange-"), "{said}");
        }
    }
}

#[test]
fn every_kind_of_file_that_is_not_read_has_its_advice() {
    for l10n in both() {
        for advice in Advice::ALL {
            let id = format!("cli-advice-{}", advice.name());
            let said = l10n.msg(&id);
            assert!(said.ends_with('.') && !said.starts_with("cli-"), "{said}");
        }
    }
}

#[test]
fn every_bound_is_named() {
    for l10n in both() {
        for bound in Bound::ALL {
            assert!(l10n.has(&format!("cli-bound-{}", bound.name())), "{bound:?}");
        }
        for fault in ZipFault::ALL {
            assert!(l10n.has(&format!("cli-zip-{}", fault.name())), "{fault:?}");
        }
    }
}
