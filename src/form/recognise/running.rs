//! Numbers in a separate column. Those that continue over sections are the codes of the measures; those that
//! restart only count them.

use std::collections::HashSet;

use rustc_hash::FxHashSet;

use crate::{
    domain::{DoubtKind, Level, draft::DraftNode},
    form::code,
};

use super::{
    outline::{About, Key, Outline},
    page,
};

/// More gaps than this are told together, as an extract of a plan has one at nearly every measure.
const GAPS: usize = 3;
/// The most numbers that a doubt lists.
const LISTED: usize = 20;

/// Gives the measures the codes printed beside them, where these continue from section to section.
pub fn codes(outline: &mut Outline) {
    let measures = outline.of_level(Level::Measure);
    if !run_on(outline, &measures) {
        return;
    }
    for key in &measures {
        let Some(entry) = outline.entries.get_mut(*key) else { continue };
        entry.node.code = entry.number.map(|number| number.to_string());
    }
    // Doubts about gaps in a count do not apply to codes.
    let coded: FxHashSet<Key> = measures.into_iter().collect();
    outline.doubts.retain(|(about, doubt)| {
        let counted = matches!(about, About::Node(key) if coded.contains(key));
        !(counted && [DoubtKind::MissingNumber, DoubtKind::RepeatedNumber].contains(&doubt.kind))
    });
}

/// Doubts the gaps in the numbers of the measures, because a row may have been lost there.
pub fn gaps(outline: &mut Outline) {
    let mut found: Vec<(Key, u32, Vec<String>)> = Vec::new();
    let known = outline.doubted_nodes(DoubtKind::MissingNumber);
    // A row that was taken for another line of a measure is told already, with its number.
    let told: HashSet<&str> =
        outline.doubts.iter().filter_map(|(_, doubt)| Some(doubt.text.split_once(' ')?.0)).collect();
    let (mut last, mut unnumbered) = (None, false);
    for key in outline.of_level(Level::Measure) {
        let Some(number) = outline.entries.get(key).and_then(|entry| entry.number) else {
            unnumbered = true;
            continue;
        };
        let lost = last.filter(|last| *last + 1 < number && !unnumbered && !known.contains(&key));
        if let Some(last) = lost {
            let lost = (last + 1..number).take(LISTED).map(|number| number.to_string());
            let lost: Vec<String> = lost.filter(|lost| !told.contains(lost.as_str())).collect();
            if !lost.is_empty() {
                found.push((key, number, lost));
            }
        }
        (last, unnumbered) = (Some(number), false);
    }
    let all: Vec<String> = found.iter().flat_map(|(.., lost)| lost.clone()).take(LISTED).collect();
    let apart = found.len() <= GAPS;
    for (key, number, lost) in found {
        let Some(node) = outline.get(key) else { continue };
        let (place, title, number) =
            (page::place_of(node.source.as_ref()), node.title.clone(), number.to_string());
        let lost: Vec<&str> = lost.iter().map(String::as_str).collect();
        if apart {
            outline.doubted(About::Node(key), place, DoubtKind::MissingNumber, &title, &number, &lost);
        } else {
            return outline.doubted(About::Plan, place, DoubtKind::MissingNumber, &all.join(", "), "", &[]);
        }
    }
}

/// Doubts a measure with figures above others that are numbered as its parts (1, then 1.1 and 1.2), because the figures
/// of both count.
pub fn wholes(outline: &mut Outline) {
    let mut found: Vec<(Key, Vec<String>)> = Vec::new();
    let mut before: Option<(Key, Vec<u32>)> = None;
    for key in outline.of_level(Level::Measure) {
        let Some(entry) = outline.entries.get(key) else { continue };
        let code = entry.node.code.as_deref();
        let numbers = code.and_then(code::numbers).or_else(|| Some(vec![entry.number?]));
        let Some(own) = numbers else {
            before = None;
            continue;
        };
        let whole = before.as_ref().filter(|(whole, head)| {
            own.len() > head.len() && own.starts_with(head) && outline.parent(*whole) == entry.parent
        });
        match (whole, found.last_mut(), code) {
            (None, ..) | (Some(_), _, None) => before = has_figures(&entry.node).then_some((key, own)),
            (Some((whole, _)), last, Some(code)) if has_figures(&entry.node) => match last {
                Some((known, parts)) if known == whole => parts.push(code.to_owned()),
                _ => found.push((*whole, vec![code.to_owned()])),
            },
            _ => {}
        }
    }
    for (key, parts) in found {
        let Some(node) = outline.get(key) else { continue };
        let (place, title) = (page::place_of(node.source.as_ref()), node.title.clone());
        let text = format!("{title} ({})", parts.join(", "));
        outline.doubted(About::Node(key), place, DoubtKind::Reading, &text, &title, &[]);
    }
}

fn has_figures(node: &DraftNode) -> bool {
    let mut values = node.indicators.iter().flat_map(|indicator| &indicator.values);
    values.any(|value| value.target.is_some() || value.fact.is_some())
}

fn run_on(outline: &Outline, measures: &[Key]) -> bool {
    let mut last = 0;
    let mut parents = Vec::new();
    for key in measures {
        let Some(entry) = outline.entries.get(*key) else { return false };
        let Some(number) = entry.number.filter(|number| *number > last && entry.node.code.is_none()) else {
            return false;
        };
        last = number;
        if parents.last() != Some(&entry.parent) {
            parents.push(entry.parent);
        }
    }
    parents.len() > 1
}
