//! What the finished outline says about its own numbers and letters.

use std::collections::{HashMap, HashSet};

use crate::{
    domain::{DoubtKind, Level, Source, draft::DraftNode},
    form::{code, form::Form},
    text::{key::cyrillic_twin, key::is_cyrillic, key::look_alikes, roman},
};

use super::{
    heads,
    outline::{About, Key, Outline},
};

/// Gives parents to nodes that have none though their neighbours do, and doubts numbers and letters.
pub fn check(outline: &mut Outline, form: &Form) {
    heads::give(outline, None, 0);
    heads::name(outline, form);
    for level in Level::ALL {
        uncoded(outline, level);
        repeated(outline, level);
    }
    let goals = outline.of_level(Level::Goal);
    missing(outline, &goals);
    misplaced(outline);
    letters(outline);
    undescribed(outline);
}

fn place(node: &DraftNode) -> Source {
    node.source.clone().unwrap_or_default()
}

/// Nodes without a number where others of their level have one.
fn uncoded(outline: &mut Outline, level: Level) {
    let keys = outline.of_level(level);
    let coded = |key: &&Key| outline.get(**key).is_some_and(|node| node.code.is_some());
    let count = keys.iter().filter(coded).count();
    if count * 2 <= keys.len() {
        return;
    }
    let known = outline.doubted_nodes(DoubtKind::MissingNumber);
    let without: Vec<Key> = keys.iter().filter(|key| !coded(key) && !known.contains(*key)).copied().collect();
    for key in without {
        let Some(node) = outline.get(key) else { continue };
        if heads::is_headless(node) {
            continue;
        }
        let (source, title) = (place(node), node.title.clone());
        outline.doubted(About::Node(key), &source, DoubtKind::MissingNumber, &title, "", &[]);
    }
}

fn repeated(outline: &mut Outline, level: Level) {
    let mut seen = HashMap::new();
    for key in outline.of_level(level) {
        let Some(node) = outline.get(key) else { continue };
        let Some(code) = node.code.clone() else { continue };
        // Measures numbered 1, 2 under each parent repeat each other's numbers and mean no harm.
        let scope = if code.contains('.') { None } else { outline.parent(key) };
        let source = place(node);
        let title = node.title.clone();
        if seen.insert((scope, code.clone()), key).is_some() {
            outline.doubted(About::Node(key), &source, DoubtKind::RepeatedNumber, &title, &code, &[]);
        }
    }
}

/// A gap in the numbers of goals.
fn missing(outline: &mut Outline, goals: &[Key]) {
    let mut expected = 1;
    for key in goals {
        let Some(node) = outline.get(*key) else { continue };
        let Some((code, number)) = node.code.clone().and_then(|c| code::ordinal(&c).map(|n| (c, n))) else {
            expected += 1;
            continue;
        };
        if number > expected {
            let is_roman = code.chars().all(|c| c.is_ascii_alphabetic());
            let lost = (expected..number).map(|n| if is_roman { roman::format(n) } else { n.to_string() });
            let lost: Vec<String> = lost.collect();
            let lost: Vec<&str> = lost.iter().map(String::as_str).collect();
            let (source, title) = (place(node), node.title.clone());
            outline.doubted(About::Node(*key), &source, DoubtKind::MissingNumber, &title, &code, &lost);
        }
        expected = number + 1;
    }
}

/// Nodes whose number does not begin with that of the node above.
fn misplaced(outline: &mut Outline) {
    let coded: HashMap<Vec<u32>, Key> = outline
        .keys()
        .filter_map(|key| Some((code::numbers(outline.get(key)?.code.as_deref()?)?, key)))
        .collect();
    for key in outline.keys() {
        let Some(node) = outline.get(key) else { continue };
        let Some(code) = node.code.clone().filter(|code| code.contains('.')) else { continue };
        let Some(own) = code::numbers(&code) else { continue };
        let parent = outline.parent(key).and_then(|parent| outline.get(parent));
        let Some(above) = parent.and_then(|p| p.code.as_deref()).and_then(code::numbers) else { continue };
        if own.starts_with(&above) || own.len() <= above.len() {
            continue;
        }
        let better =
            own.get(..above.len()).and_then(|head| coded.get(head)).and_then(|key| outline.get(*key));
        let better = better.and_then(|node| node.code.clone());
        let (source, title) = (place(node), node.title.clone());
        let reading = parent.and_then(|parent| parent.code.clone()).unwrap_or_default();
        let others: Vec<&str> = better.as_deref().into_iter().collect();
        let text = format!("{code} {title}");
        outline.doubted(About::Node(key), &source, DoubtKind::MisplacedNumber, &text, &reading, &others);
    }
}

/// Latin letters inside Cyrillic words: one doubt a text, which stays as it is.
fn letters(outline: &mut Outline) {
    let mut seen = HashSet::new();
    for key in outline.keys() {
        let Some(node) = outline.get(key) else { continue };
        let mut texts = vec![(About::Node(key), place(node), node.title.clone())];
        let others = node.objective.iter().chain(node.performers.iter().map(|performer| &performer.name));
        texts.extend(others.map(|text| (About::Node(key), place(node), text.clone())));
        for (index, indicator) in node.indicators.iter().enumerate() {
            let about = About::Indicator(key, index);
            let source = indicator.source.clone().unwrap_or_default();
            let note = indicator.values.iter().map(|value| value.note.clone());
            texts.extend(note.map(|note| (about, place(node), note)));
            texts.push((about, source, indicator.name.clone()));
        }
        texts.extend(node.performers.iter().map(|who| (About::Node(key), place(node), who.name.clone())));
        for evidence in &node.evidence {
            let source = evidence.source.clone().unwrap_or_default();
            let about = About::Node(key);
            let heads = evidence.performer.iter().chain(&evidence.place);
            texts.extend(heads.map(|text| (about, source.clone(), text.clone())));
            texts.push((about, source, evidence.text.clone()));
        }
        for (about, source, text) in texts {
            if has_look_alikes(&text) && seen.insert((text.clone(), matches!(about, About::Indicator(..)))) {
                let reading = unified(&text);
                outline.doubted(about, &source, DoubtKind::LookAlikes, &text, &reading, &[]);
            }
        }
    }
}

/// Whether Latin look-alikes stand inside Cyrillic words; a Roman numeral in both alphabets is none.
pub fn has_look_alikes(text: &str) -> bool {
    // Most texts have no Latin letter at all.
    text.bytes().any(|byte| byte.is_ascii_alphabetic())
        && words_of(text).any(|word| roman::parse(word).is_none() && !look_alikes(word).is_empty())
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
}

/// The text with Latin look-alikes inside Cyrillic words made Cyrillic.
pub fn unified(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let cyrillic = piece.chars().any(is_cyrillic);
        out.extend(piece.chars().map(|c| if cyrillic { cyrillic_twin(c).unwrap_or(c) } else { c }));
    }
    out
}

/// Items of which nothing but dates was read, and measures without a title.
fn undescribed(outline: &mut Outline) {
    for key in outline.keys() {
        let Some(node) = outline.get(key) else { continue };
        let mut places: Vec<Source> = node
            .evidence
            .iter()
            .filter(|evidence| evidence.text.is_empty())
            .map(|evidence| evidence.source.clone().unwrap_or_default())
            .collect();
        if node.title.is_empty() && node.level == Level::Measure {
            places.push(place(node));
        }
        for source in places {
            outline.doubted(About::Node(key), &source, DoubtKind::Reading, "", "", &[]);
        }
    }
}
