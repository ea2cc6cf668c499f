//! Checks of the finished outline: its numbers and its letters.

use std::collections::{HashMap, HashSet};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::{
    document::Place,
    domain::{
        Aggregation, DoubtKind, Level, Source, TargetValue,
        draft::{DraftIndicator, DraftNode, DraftValue},
        unit,
        workers::{LONG, in_parallel, workers_for},
    },
    form::{
        code,
        form::Form,
        units,
        words::{begins, key, words},
    },
    text::{key::cyrillic_twin, key::is_cyrillic, key::look_alikes, roman},
};

use super::{
    missing_parents,
    outline::{About, Key, Outline},
    page,
};

/// Adds missing parents, and doubts odd numbers and letters.
pub fn check(outline: &mut Outline, form: &Form) {
    missing_parents::insert_missing_parents(outline, None, 0);
    missing_parents::infer_codes(outline, form);
    let levels = outline.by_level();
    for keys in &levels {
        uncoded(outline, keys);
        repeated(outline, keys);
    }
    let [goals, .., measures] = &levels;
    missing(outline, goals);
    twins(outline, measures);
    let odd = Odd::of(outline);
    misplaced(outline, &odd.misplaced);
    letters(outline, &odd.letters);
    undescribed(outline, &odd.undescribed);
    summing(outline, &odd.summing);
    averaged(outline, &odd.averaged);
}

/// Percentages and averages never add up (docs/rules.md). They get the mean as aggregation, with a doubt, because
/// no document says how its figures are aggregated over a longer period.
fn averaged(outline: &mut Outline, found: &[(Key, usize)]) {
    for (key, at) in found {
        aggregate(outline, (*key, *at), Aggregation::Mean);
        let Some(node) = outline.get_mut(*key) else { continue };
        let unit = unit_in(&node.title).map(str::to_owned);
        if let Some(one) =
            node.indicators.get_mut(*at).filter(|one| one.name.is_empty() && one.unit.is_none())
        {
            one.unit = unit;
        }
    }
}

/// Gives an indicator a rule by which its figures are aggregated, with a doubt.
pub(super) fn aggregate(outline: &mut Outline, (key, at): (Key, usize), rule: Aggregation) {
    let Some(node) = outline.get_mut(key) else { return };
    let (around, title) = (node.source.clone(), node.title.clone());
    let Some(indicator) = node.indicators.get_mut(at) else { return };
    indicator.aggregation = rule;
    let place = page::place_of(indicator.source.as_ref().or(around.as_ref()));
    let text = if indicator.name.is_empty() { title } else { indicator.name.clone() };
    let others = Aggregation::ALL.into_iter().filter(|other| *other != rule);
    let others: Vec<&str> = others.map(Aggregation::document_word).collect();
    let (about, kind) = (About::Indicator(key, at), DoubtKind::Aggregation);
    outline.doubted(about, place, kind, &text, rule.document_word(), &others);
}

/// Whether the figures of an indicator are percentages or averages, which never add up.
pub(super) fn is_averaged(indicator: &DraftIndicator) -> bool {
    unit::is_percentage(indicator.unit.as_deref(), &indicator.name) || unit::is_average(&indicator.name)
}

fn adds_up_wrongly(indicator: &DraftIndicator, title: &str) -> bool {
    // The value of a measure itself is what its title says: «Охоплення, %».
    let by_title = || indicator.name.is_empty() && unit::is_percentage(unit_in(title), title);
    let mut figures = indicator.values.iter().filter_map(|value| value.target.as_ref());
    indicator.aggregation == Aggregation::Sum
        && figures.any(|target| matches!(target.value, TargetValue::Number(_)))
        && (is_averaged(indicator) || by_title())
}

/// The unit at the end of a title.
fn unit_in(title: &str) -> Option<&str> {
    units::at_end(title).map(|(_, unit)| unit)
}

/// The few nodes that need a closer check.
#[derive(Default)]
struct Odd {
    misplaced: Vec<Key>,
    letters: Vec<Key>,
    undescribed: Vec<Key>,
    summing: Vec<Key>,
    averaged: Vec<(Key, usize)>,
}

impl Odd {
    /// Looks at every node once.
    fn of(outline: &Outline) -> Self {
        let all = outline.keys();
        let pieces: Vec<_> = all.clone().step_by(LONG).map(|key| key..(key + LONG).min(all.end)).collect();
        let found = in_parallel(workers_for(all.len()), &pieces, |keys| {
            let mut odd = Self::default();
            for key in keys.clone() {
                let Some(node) = outline.get(key) else { continue };
                let above = outline.parent(key).and_then(|parent| outline.get(parent));
                odd.misplaced.extend(may_be_misplaced(node, above).then_some(key));
                odd.letters.extend(texts(key, node).any(|(.., text)| has_look_alikes(text)).then_some(key));
                odd.undescribed.extend(is_undescribed(node).then_some(key));
                odd.summing.extend(may_sum_up(node).then_some(key));
                let wrong =
                    node.indicators.iter().enumerate().filter(|(_, one)| adds_up_wrongly(one, &node.title));
                odd.averaged.extend(wrong.map(|(at, _)| (key, at)));
            }
            odd
        });
        let mut odd = Self::default();
        for Self { misplaced, letters, undescribed, summing, averaged } in found {
            odd.misplaced.extend(misplaced);
            odd.letters.extend(letters);
            odd.undescribed.extend(undescribed);
            odd.summing.extend(summing);
            odd.averaged.extend(averaged);
        }
        odd
    }
}

fn place(node: &DraftNode) -> Place {
    page::place_of(node.source.as_ref())
}

/// Doubts nodes without a code where others of their level have one.
fn uncoded(outline: &mut Outline, keys: &[Key]) {
    let coded = |key: &&Key| outline.get(**key).is_some_and(|node| node.code.is_some());
    let count = keys.iter().filter(coded).count();
    if count * 2 <= keys.len() || count == keys.len() {
        return;
    }
    let known = outline.doubted_nodes(DoubtKind::MissingNumber);
    let without: Vec<Key> = keys.iter().filter(|key| !coded(key) && !known.contains(*key)).copied().collect();
    for key in without {
        let Some(node) = outline.get(key) else { continue };
        if missing_parents::is_headless(node) {
            continue;
        }
        let (place, title) = (place(node), node.title.clone());
        outline.doubted(About::Node(key), place, DoubtKind::MissingNumber, &title, "", &[]);
    }
}

fn repeated(outline: &mut Outline, keys: &[Key]) {
    let mut seen = FxHashSet::with_capacity_and_hasher(keys.len(), FxBuildHasher);
    let mut found = Vec::new();
    for key in keys {
        let Some(node) = outline.get(*key) else { continue };
        let Some(code) = node.code.as_deref() else { continue };
        // Measures numbered 1, 2 under each parent repeat each other's numbers, which is normal.
        let scope = if code.contains('.') { None } else { outline.parent(*key) };
        if !seen.insert((scope, code)) {
            found.push((*key, place(node), node.title.clone(), code.to_owned()));
        }
    }
    for (key, place, title, code) in found {
        outline.doubted(About::Node(key), place, DoubtKind::RepeatedNumber, &title, &code, &[]);
    }
}

/// Doubts measures that repeat another one under the same parent, in everything or with the same number, because they
/// count twice.
fn twins(outline: &mut Outline, keys: &[Key]) {
    let mut seen: FxHashMap<(Option<Key>, &str), Key> = FxHashMap::default();
    let mut found = Vec::new();
    for key in keys {
        let Some(node) = outline.get(*key) else { continue };
        if let Some(first) = seen.insert((outline.parent(*key), &node.title), *key)
            && outline.get(first).is_some_and(|of| {
                is_twin(of, node) || (same_number(outline, first, *key) && has_same_indicators(of, node))
            })
        {
            found.push((*key, place(node), node.title.clone()));
        }
    }
    for (key, place, title) in found {
        outline.doubted(About::Node(key), place, DoubtKind::RepeatedNumber, &title, &title, &[]);
    }
}

/// Whether the same number is printed beside two measures.
fn same_number(outline: &Outline, one: Key, other: Key) -> bool {
    let number = |key: Key| outline.entries.get(key).and_then(|entry| entry.number);
    number(one).is_some() && number(one) == number(other)
}

fn has_same_indicators(one: &DraftNode, other: &DraftNode) -> bool {
    let names = |node: &DraftNode| node.indicators.iter().map(|one| key(&one.name)).collect::<Vec<_>>();
    !one.indicators.is_empty() && names(one) == names(other)
}

/// Whether two measures have the same indicators, figures, performers and term.
fn is_twin(one: &DraftNode, other: &DraftNode) -> bool {
    fn figures(value: &DraftValue) -> impl PartialEq {
        (value.span, &value.performer, &value.target, &value.fact)
    }
    let same = |(one, other): (&DraftIndicator, &DraftIndicator)| {
        one.name == other.name && one.values.iter().map(figures).eq(other.values.iter().map(figures))
    };
    !one.indicators.is_empty()
        && one.indicators.len() == other.indicators.len()
        && one.performers == other.performers
        && one.term == other.term
        && one.indicators.iter().zip(&other.indicators).all(same)
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
            let (place, title) = (place(node), node.title.clone());
            outline.doubted(About::Node(*key), place, DoubtKind::MissingNumber, &title, &code, &lost);
        }
        expected = number + 1;
    }
}

/// Whether a code with several parts does not begin with the characters of its parent's code.
fn may_be_misplaced(node: &DraftNode, above: Option<&DraftNode>) -> bool {
    let own = node.code.as_deref().filter(|code| code.contains('.'));
    let rest =
        own.zip(above.and_then(|above| above.code.as_deref())).map(|(own, above)| own.strip_prefix(above));
    rest.is_some_and(|rest| !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

/// Doubts nodes whose code does not begin with their parent's code.
fn misplaced(outline: &mut Outline, keys: &[Key]) {
    let numbers = |key: Key| outline.get(key).and_then(|node| code::numbers(node.code.as_deref()?));
    let mut found = Vec::new();
    for key in keys.iter().copied() {
        let parent = outline.parent(key).and_then(|parent| outline.get(parent));
        let (Some(node), Some(above)) = (outline.get(key), parent.and_then(|node| node.code.as_deref()))
        else {
            continue;
        };
        let Some(code) = node.code.as_deref() else { continue };
        let (Some(own), Some(head)) = (numbers(key), code::numbers(above)) else { continue };
        if !own.starts_with(&head) && own.len() > head.len() {
            let better = own.get(..head.len()).map(Vec::from);
            found.push((key, place(node), format!("{code} {}", node.title), above.to_owned(), better));
        }
    }
    if found.is_empty() {
        return;
    }
    let coded: HashMap<Vec<u32>, Key> = outline.keys().filter_map(|key| Some((numbers(key)?, key))).collect();
    let code = |key: &Key| outline.get(*key).and_then(|node| node.code.clone());
    let better = |head: Option<Vec<u32>>| coded.get(&head?).and_then(code);
    let found =
        found.into_iter().map(|(key, place, text, reading, head)| (key, place, text, reading, better(head)));
    for (key, place, text, reading, better) in found.collect::<Vec<_>>() {
        let others: Vec<&str> = better.as_deref().into_iter().collect();
        outline.doubted(About::Node(key), place, DoubtKind::MisplacedNumber, &text, &reading, &others);
    }
}

/// Doubts Latin letters inside Cyrillic words, once for each text. The text stays as it is.
fn letters(outline: &mut Outline, keys: &[Key]) {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for key in keys.iter().copied() {
        let Some(node) = outline.get(key) else { continue };
        for (about, source, text) in texts(key, node) {
            if has_look_alikes(text) && seen.insert((text, matches!(about, About::Indicator(..)))) {
                found.push((about, page::place_of(source), text.to_owned()));
            }
        }
    }
    for (about, place, text) in found {
        outline.doubted(about, place, DoubtKind::LookAlikes, &text, &unified(&text), &[]);
    }
}

/// The texts of a node, each with its subject and its place.
fn texts(key: Key, node: &DraftNode) -> impl Iterator<Item = (About, Option<&Source>, &str)> {
    let of_node = About::Node(key);
    let own = node.source.as_ref();
    let performers = node.performers.iter().map(|performer| &performer.name);
    let heads = [&node.title].into_iter().chain(&node.objective).chain(performers);
    let indicators = node.indicators.iter().enumerate().flat_map(move |(index, indicator)| {
        let about = About::Indicator(key, index);
        let notes = indicator.values.iter().map(move |value| (about, own, value.note.as_str()));
        notes.chain([(about, indicator.source.as_ref(), indicator.name.as_str())])
    });
    let evidence = node.evidence.iter().flat_map(move |evidence| {
        let texts = evidence.performer.iter().chain(&evidence.place).chain([&evidence.text]);
        texts.map(move |text| (of_node, evidence.source.as_ref(), text.as_str()))
    });
    heads.map(move |text| (of_node, own, text.as_str())).chain(indicators).chain(evidence)
}

/// Whether Cyrillic words contain Latin look-alikes; Roman numerals in both alphabets are allowed.
pub fn has_look_alikes(text: &str) -> bool {
    // Most texts have no Latin letter at all, and a loop over all bytes is faster than one that stops at the first.
    text.bytes().fold(false, |found, byte| found | byte.is_ascii_alphabetic())
        && words_of(text).any(|word| roman::parse(word).is_none() && !look_alikes(word).is_empty())
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
}

/// The text with the Latin look-alikes inside Cyrillic words replaced by Cyrillic letters.
pub fn unified(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let cyrillic = piece.chars().any(is_cyrillic);
        out.extend(piece.chars().map(|c| if cyrillic { cyrillic_twin(c).unwrap_or(c) } else { c }));
    }
    out
}

/// Whether a measure may be the sum of others: «Усього заходів», and not «Разом з громадою провести …».
fn may_sum_up(node: &DraftNode) -> bool {
    let sums = |word: &str| {
        let second = node.title.split_whitespace().nth(word.split(' ').count()).map(key);
        !second.is_some_and(|second| ["з", "із", "зі"].contains(&second.as_str()))
    };
    node.level == Level::Measure
        && node.indicators.iter().any(|indicator| !indicator.values.is_empty())
        && begins(&node.title, &words().totals).is_some_and(sums)
}

/// Doubts measures that may be the sum of others, because their figures would count twice.
fn summing(outline: &mut Outline, keys: &[Key]) {
    for key in keys.iter().copied() {
        let Some(node) = outline.get(key) else { continue };
        let (place, title) = (place(node), node.title.clone());
        outline.doubted(About::Node(key), place, DoubtKind::Reading, &title, &title, &[]);
    }
}

fn is_undescribed(node: &DraftNode) -> bool {
    (node.title.is_empty() && node.level == Level::Measure)
        || node.evidence.iter().any(|evidence| evidence.text.is_empty())
}

/// Doubts evidence that has only dates, and measures without a title.
fn undescribed(outline: &mut Outline, keys: &[Key]) {
    let mut found = Vec::new();
    for key in keys.iter().copied() {
        let Some(node) = outline.get(key) else { continue };
        let blank = node.evidence.iter().filter(|evidence| evidence.text.is_empty());
        found.extend(blank.map(|evidence| (key, page::place_of(evidence.source.as_ref()))));
        if node.title.is_empty() && node.level == Level::Measure {
            found.push((key, place(node)));
        }
    }
    for (key, place) in found {
        outline.doubted(About::Node(key), place, DoubtKind::Reading, "", "", &[]);
    }
}
