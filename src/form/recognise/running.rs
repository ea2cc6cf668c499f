//! Numbers in a separate column. Those that continue over sections, and those that more than count, are the codes of the
//! measures; those that restart only count them.

use std::collections::HashSet;

use rustc_hash::FxHashSet;

use crate::{
    domain::{
        DoubtKind, Level,
        draft::{DraftNode, DraftValue},
    },
    form::code,
};

use super::{
    outline::{About, Key, Outline, OutlineEntry},
    page,
};

/// More gaps than this are told together, as an extract of a plan has one at nearly every measure.
const GAPS: usize = 3;
/// The most numbers that a doubt lists.
const LISTED: usize = 20;

/// Gives the measures the codes printed beside them, where these continue from section to section, where one of them is
/// no plain number (`4а`), or where those of a list are not the places of the measures in it.
pub fn codes(outline: &mut Outline) {
    let measures = outline.of_level(Level::Measure);
    if !are_codes(outline, &measures) {
        return;
    }
    for key in &measures {
        let Some(entry) = outline.entries.get_mut(*key) else { continue };
        entry.node.code = printed(entry);
    }
    // Doubts about gaps in a count do not apply to codes.
    let coded: FxHashSet<Key> = measures.into_iter().collect();
    outline.doubts.retain(|(about, doubt)| {
        let counted = matches!(about, About::Node(key) if coded.contains(key));
        !(counted && [DoubtKind::MissingNumber, DoubtKind::RepeatedNumber].contains(&doubt.kind))
    });
}

/// The number beside a measure, as printed.
fn printed(entry: &OutlineEntry) -> Option<String> {
    entry.number.map(|number| number.to_string()).or_else(|| entry.marked.as_deref().map(str::to_owned))
}

fn are_codes(outline: &Outline, measures: &[Key]) -> bool {
    let entries: Vec<&OutlineEntry> = measures.iter().filter_map(|key| outline.entries.get(*key)).collect();
    // Codes in another place are codes already.
    if entries
        .iter()
        .any(|entry| entry.node.code.as_deref().is_some_and(|code| entry.marked.as_deref() != Some(code)))
    {
        return false;
    }
    let counted = entries.iter().filter(|entry| entry.number.is_some()).count();
    if entries.iter().any(|entry| entry.marked.is_some()) {
        return counted > 0;
    }
    let groups: Vec<&[&OutlineEntry]> = entries.chunk_by(|one, next| one.parent == next.parent).collect();
    match groups.as_slice() {
        // Where a count in the titles is out of step, a doubt offers both already.
        [list] => {
            let told =
                [DoubtKind::MissingNumber, DoubtKind::RepeatedNumber].map(|kind| outline.doubted_nodes(kind));
            is_out_of_step(list) && !measures.iter().any(|key| told.iter().any(|told| told.contains(key)))
        }
        groups => counted * 2 > entries.len() && run_on(groups),
    }
}

/// Whether the numbers of a list are not the places of its measures, so that a number would mean another measure. A
/// count that begins anew numbers nothing twice.
fn is_out_of_step(list: &[&OutlineEntry]) -> bool {
    let numbers = || list.iter().filter_map(|entry| entry.number);
    let restarts = numbers().skip(1).any(|number| number == 1);
    let in_step = list.iter().zip(1..).all(|(entry, place)| entry.number == Some(place));
    numbers().next().is_some() && !restarts && !in_step
}

/// Whether the numbers of each group begin above all those of the groups before it.
fn run_on(groups: &[&[&OutlineEntry]]) -> bool {
    let mut last = 0;
    groups.iter().all(|group| {
        let mut numbers = group.iter().filter_map(|entry| entry.number);
        let Some(first) = numbers.next() else { return false };
        let goes_on = first > last;
        last = numbers.fold(first.max(last), u32::max);
        goes_on
    })
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
        let Some(entry) = outline.entries.get(key) else { continue };
        let Some(number) = entry.number else {
            let upto = entry.marked.as_deref().map(last_of);
            unnumbered |= upto.is_none();
            last = last.max(upto);
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

/// The whole number up to which a number with a mark goes: 4 of `4а` and `4/1`, 2 of `1-2`.
fn last_of(printed: &str) -> u32 {
    let ends = printed.split(['-', '–', '—']);
    let numbers = ends.filter_map(|end| end.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok());
    numbers.max().unwrap_or(0)
}

fn has_figures(node: &DraftNode) -> bool {
    node.indicators.iter().flat_map(|indicator| &indicator.values).any(DraftValue::has_figure)
}
