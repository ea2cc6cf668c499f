//! The messages of both languages compared with each other.

mod formats;
mod timing;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

use super::{area::Area, messages::divided, *};

/// The messages of a file: id and source text.
fn messages(language: Language, area: Area) -> BTreeMap<String, String> {
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    let mut id = String::new();
    for line in area.source(language).lines() {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            let (name, text) = line.split_once(" =").unwrap_or_else(|| panic!("{line}"));
            id = name.to_owned();
            assert!(out.insert(id.clone(), text.to_owned()).is_none(), "{id} stands twice");
        } else if !line.starts_with('#') && !line.trim().is_empty() {
            out.get_mut(&id).unwrap().push_str(&format!("\n{line}"));
        }
    }
    out
}

fn all(language: Language) -> BTreeMap<String, String> {
    Area::ALL.into_iter().flat_map(|area| messages(language, area)).collect()
}

fn variables(text: &str) -> BTreeSet<String> {
    let name = |part: &str| part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    text.split('$').skip(1).map(name).collect()
}

fn categories(text: &str) -> Vec<String> {
    let variant = |line: &str| {
        let line = line.trim().trim_start_matches('*');
        line.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(name, _)| name.to_owned())
    };
    text.lines().filter_map(variant).collect()
}

#[test]
fn every_file_is_well_formed() {
    for language in Language::ALL {
        let l10n = L10n::new(language);
        for area in Area::ALL {
            if let Err((_, errors)) = FluentResource::try_new(area.source(language).to_owned()) {
                panic!("{language:?} {area:?}: {errors:?}");
            }
            for (id, _) in messages(language, area) {
                assert_eq!(Area::of(&id), area, "{id} stands in the wrong file");
                assert!(l10n.has(&id), "{id}");
                assert!(l10n.messages.formatted(&id, None).is_some(), "{id}");
            }
        }
    }
}

/// Messages are parsed one by one, so each must be complete and stand alone.
#[test]
fn a_file_is_divided_into_the_messages_that_fluent_finds() {
    for (language, area) in Language::ALL.into_iter().flat_map(|l| Area::ALL.map(|area| (l, area))) {
        let whole = FluentResource::try_new(area.source(language).to_owned()).unwrap();
        let sources = divided(area.source(language));
        assert_eq!(whole.entries().count(), sources.len(), "{area:?}");
        for source in sources.values() {
            let alone = FluentResource::try_new((*source).to_owned()).unwrap();
            assert_eq!(alone.entries().count(), 1, "{source}");
            assert!(whole.entries().any(|entry| alone.get_entry(0) == Some(entry)), "{source}");
            let refers = source
                .split('{')
                .skip(1)
                .any(|inner| inner.trim_start().starts_with(|c: char| c.is_ascii_lowercase() || c == '-'));
            assert!(!refers, "{source} refers to another message");
        }
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (uk, en) = (all(Language::Uk), all(Language::En));
    assert_eq!(uk.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    for (id, text) in &uk {
        assert_eq!(variables(text), variables(&en[id]), "{id}");
        assert_eq!(text.contains(" ->\n"), en[id].contains(" ->\n"), "{id}");
    }
}

#[test]
fn counts_have_every_plural_form() {
    for (language, forms) in
        [(Language::Uk, &["one", "few", "many", "other"][..]), (Language::En, &["one", "other"][..])]
    {
        for (id, text) in all(language) {
            // A message that is chosen by a word, such as the screen that something was brought back from, has no
            // plural.
            if text.contains(" ->\n") && !text.contains("{ $to ->\n") {
                let categories: Vec<_> = categories(&text).into_iter().filter(|name| name != "0").collect();
                // Two counts in one sentence have the plural forms twice.
                for counted in categories.chunks(forms.len()) {
                    assert_eq!(counted, forms, "{id}");
                }
                assert!(text.contains("*[other]"), "{id}");
            }
        }
    }
}

#[test]
fn ukrainian_has_no_stray_latin_letters() {
    for (id, text) in all(Language::Uk) {
        let shown: String =
            text.split('{').map(|part| part.split_once('}').map_or(part, |(_, t)| t)).collect();
        let mixed: Vec<&str> = shown
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| {
                // The one mix of alphabets that is intended: the quarter as typists write it.
                *word != "ІV"
                    && word.chars().any(crate::text::key::is_cyrillic)
                    && word.chars().any(|c| c.is_ascii_alphabetic())
            })
            .collect();
        assert!(mixed.is_empty(), "{id}: {mixed:?}");
    }
}

#[test]
fn a_missing_message_shows_its_id() {
    let l10n = L10n::new(Language::Uk);
    assert_eq!(l10n.msg("no-such-message"), "no-such-message");
    assert_eq!(l10n.msg_with("status-none", &[]), "status-none");
    assert!(!l10n.has("status-none"));
}

#[test]
fn counts_choose_their_form_and_part_their_groups() {
    let (uk, en) = (L10n::new(Language::Uk), L10n::new(Language::En));
    let uk = |count: usize| uk.msg_with("count-measures", &[("count", count.into())]);
    assert_eq!(
        [0, 1, 2, 5, 11, 21, 22, 111, 1234].map(uk),
        [
            "0 заходів",
            "1 захід",
            "2 заходи",
            "5 заходів",
            "11 заходів",
            "21 захід",
            "22 заходи",
            "111 заходів",
            "1\u{a0}234 заходи"
        ]
    );
    let en = |count: usize| en.msg_with("count-measures", &[("count", count.into())]);
    assert_eq!([1, 2, 1234].map(en), ["1 measure", "2 measures", "1\u{a0}234 measures"]);
    let half = Number::parse("1,5").unwrap();
    assert_eq!(L10n::new(Language::Uk).msg_with("count-measures", &[("count", half.into())]), "1,5 заходу");
}

#[test]
fn values_bring_no_direction_marks() {
    let text = L10n::new(Language::Uk).msg_with("change-add-node", &[("subject", "Захід".into())]);
    assert_eq!(text, "Додано «Захід»");
}
