//! Targets and facts read from a text. Their kind decides which other fields they need.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    cursor::{Cursor, Read},
    error::Problem,
};
use crate::{
    domain::{FactValue, Number, Span, Target, TargetValue, draft::DraftValue, unit},
    form::{
        dates,
        typed::{figure, spelled, target},
    },
    text::key::search_key,
};

const TARGETS: &str = "number, compound, condition, deed, date, none";
const FACTS: &str = "number, compound, share, text, done, no_occasion, date, none";

/// The values of an indicator, without empty ones. Two for the same span and performer are refused.
pub(super) fn values(at: &Cursor<'_>) -> Read<Vec<DraftValue>> {
    let mut seen = BTreeSet::new();
    let mut values = at.each("values", |at| {
        let value = value(at)?;
        if seen.insert((value.span, part(&value))) {
            return Ok(value);
        }
        let part = value.performer.map(|name| format!(" ({name})")).unwrap_or_default();
        Err(at.refuse(Problem::Twice { what: format!("{}{part}", value.span) }))
    })?;
    notes_by_quarter(at, &mut values)?;
    values.retain(|value| !value.is_blank());
    Ok(values)
}

/// The performer of a value, folded for comparison.
fn part(value: &DraftValue) -> Option<String> {
    value.performer.as_deref().map(search_key)
}

/// Moves the note of a longer target to the target's last quarter, because it is assessed there.
fn notes_by_quarter(at: &Cursor<'_>, values: &mut Vec<DraftValue>) -> Read<()> {
    let longer = values.iter_mut().filter(|v| v.span.as_single().is_none() && !v.note.is_empty());
    let notes: Vec<DraftValue> = longer
        .map(|v| DraftValue {
            note: std::mem::take(&mut v.note),
            ..DraftValue::new(Span::single(v.span.last), v.performer.clone())
        })
        .collect();
    for note in notes {
        let same = |v: &&mut DraftValue| v.span == note.span && part(v) == part(&note);
        match values.iter_mut().find(same) {
            Some(value) if value.note.is_empty() || value.note == note.note => value.note = note.note,
            Some(_) => return Err(at.refuse(Problem::TwoNotes { quarter: note.span.to_string() })),
            None => values.push(note),
        }
    }
    Ok(())
}

/// A target and a fact for a quarter, or a target for a longer span.
pub(super) fn value(at: &Cursor<'_>) -> Read<DraftValue> {
    at.object()?;
    let span = match (at.get("quarter"), at.get("period")) {
        (Some(quarter), None) => Span::single(quarter.quarter()?),
        (None, Some(period)) => period.span()?,
        _ => return Err(at.refuse(Problem::QuarterOrPeriod)),
    };
    let value = DraftValue {
        span,
        performer: at.maybe("performer", Cursor::text)?,
        target: at.maybe("target", target)?.flatten(),
        fact: at.maybe("fact", fact)?.flatten(),
        note: at.text_or_empty("note")?,
        source: None,
    };
    if span.as_single().is_none() && value.fact.is_some() {
        return Err(at.refuse(Problem::FactForPeriod));
    }
    Ok(value)
}

/// A target; none for the kind that means so.
pub(super) fn target(at: &Cursor<'_>) -> Read<Option<Target>> {
    let (kind, numbers) = amount(at)?;
    let value = match kind.as_str() {
        "number" => TargetValue::Number(one(at, &kind, &numbers)?),
        "compound" => TargetValue::Compound(several(at, &kind, &numbers)?),
        "condition" => without(at, &kind, &numbers, TargetValue::Condition)?,
        "deed" => without(at, &kind, &numbers, TargetValue::Deed)?,
        "date" => without(at, &kind, &numbers, TargetValue::Date(day(at)?))?,
        "none" => return without(at, &kind, &numbers, None),
        _ => return Err(at.need("kind")?.unknown_word(TARGETS.to_owned())),
    };
    Ok(Some(Target { value, raw: wording(at, &numbers)? }))
}

/// A fact with its wording; none for the kind that means so.
pub(super) fn fact(at: &Cursor<'_>) -> Read<Option<(FactValue, String)>> {
    let (kind, numbers) = amount(at)?;
    let value = match kind.as_str() {
        "number" => FactValue::Number(one(at, &kind, &numbers)?),
        "compound" => FactValue::Compound(several(at, &kind, &numbers)?),
        "share" => share(at, &kind, &numbers)?,
        "text" => without(at, &kind, &numbers, FactValue::Text)?,
        "done" => without(at, &kind, &numbers, FactValue::Done)?,
        "no_occasion" => without(at, &kind, &numbers, FactValue::NoOccasion)?,
        "date" => without(at, &kind, &numbers, FactValue::Date(day(at)?))?,
        "none" => return without(at, &kind, &numbers, None),
        _ => return Err(at.need("kind")?.unknown_word(FACTS.to_owned())),
    };
    Ok(Some((value, wording(at, &numbers)?)))
}

fn amount(at: &Cursor<'_>) -> Read<(String, Vec<Number>)> {
    at.object()?;
    Ok((at.need("kind")?.text()?, at.each("numbers", Cursor::decimal)?))
}

/// The wording in the document; where the text does not have it, the numbers themselves.
fn wording(at: &Cursor<'_>, numbers: &[Number]) -> Read<String> {
    let plain = || numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join("/");
    let Some(raw) = at.maybe("raw", Cursor::text)? else { return Ok(plain()) };
    if contradicts(&raw, numbers) {
        return Err(at.need("raw")?.refuse(Problem::RawDiffers { raw, numbers: plain() }));
    }
    // What the program made of other figures has no wording of its own.
    let made = at.maybe("made", Cursor::bool)?.unwrap_or(false);
    Ok(if made && !numbers.is_empty() { String::new() } else { raw })
}

/// The numbers of a compound or a range: `25/250`, `10–12`, `10-12`.
fn parts_of(raw: &str) -> Vec<&str> {
    let ranged = raw.match_indices('-').find(|(at, _)| {
        raw.get(..*at).is_some_and(|before| before.trim_end().ends_with(|c: char| c.is_ascii_digit()))
    });
    match ranged.and_then(|(at, sign)| Some((raw.get(..at)?, raw.get(at + sign.len()..)?))) {
        Some((first, last)) => vec![first.trim(), last.trim()],
        None => raw.split(['/', '–', '—']).map(str::trim).collect(),
    }
}

/// Whether a wording contradicts `numbers`: it consists of other numbers, or has one other number beside its words.
fn contradicts(raw: &str, numbers: &[Number]) -> bool {
    is_of_other_numbers(raw, numbers) || has_another_number(raw, numbers)
}

/// Whether a wording with words has one number, and that is not the only one of `numbers`. It may be in thousands or a
/// share; a wording with a rate («1 раз на місяць») is not compared, because a quarter has three times as much.
fn has_another_number(raw: &str, numbers: &[Number]) -> bool {
    let [number] = numbers else { return false };
    if let Some(spelled) = spelled::number(raw) {
        return spelled != *number;
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let is_rate = raw.split_whitespace().any(|word| matches!(word, "на" | "по" | "за" | "per" | "a"));
    if !raw.contains(char::is_alphabetic) || is_rate || *number < Number::ZERO {
        return false;
    }
    let (Some(first), Some(last)) = (raw.find(is_digit), raw.rfind(is_digit)) else { return false };
    let figure = raw.get(first..=last).unwrap_or_default();
    let mut readings = [Number::parse(figure), Number::otherwise(figure)].into_iter().flatten().peekable();
    if readings.peek().is_none() {
        return is_of_no_figure(raw, *number);
    }
    let scaled = |worded: Number| {
        let powers = [1, 100, 1_000, 1_000_000, 1_000_000_000].map(Number::from);
        powers
            .into_iter()
            .any(|power| number.is_worded_as(worded.times(power)) || number.times(power) == worded)
    };
    !readings.any(scaled)
}

/// Whether a number is none of the several figures among words, nor their sum, nor the share that two of them make:
/// «5 з 6».
fn is_of_no_figure(raw: &str, number: Number) -> bool {
    // «2 тис. 500»: figures of different scales are not compared.
    if raw.split_whitespace().any(|word| unit::bare_scale(word).is_some()) {
        return false;
    }
    let figures = figure::figures_in(raw);
    let all: Vec<Number> = figures.iter().filter_map(|figure| Number::parse(figure)).collect();
    let others = figures.iter().filter_map(|figure| Number::otherwise(figure));
    let sum = all.iter().fold(Number::ZERO, |sum, one| sum.plus(*one));
    let share = match all.as_slice() {
        [part, whole] => part.0.checked_div(whole.0).map(Number),
        _ => None,
    };
    let shares = share.into_iter().flat_map(|share| [share, share.times(100.into())]);
    let close = |reading: Number| number.is_worded_as(reading) || number.rounded(1) == reading.rounded(1);
    !all.is_empty() && !all.into_iter().chain(others).chain([sum]).chain(shares).any(close)
}

/// Whether a wording that consists of numbers has others than `numbers`.
fn is_of_other_numbers(raw: &str, numbers: &[Number]) -> bool {
    let parts = parts_of(raw);
    let all_numbers = parts.iter().all(|part| Number::parse(part).is_some());
    let says = |(part, number): (&&str, &Number)| {
        let mut readings = [Number::parse(part), Number::otherwise(part)].into_iter().flatten();
        readings.any(|worded| number.is_worded_as(worded))
    };
    !numbers.is_empty()
        && all_numbers
        && (parts.len() != numbers.len() || !parts.iter().zip(numbers).all(says))
}

/// The date of a target, a fact or a term; a date in figures in its wording must be the same. Words are not
/// compared, because a plan that was rolled over may have a date in words moved to the end of its month.
pub(super) fn day(at: &Cursor<'_>) -> Read<Date> {
    let day = at.need("date")?.date()?;
    let raw = at.text_or_empty("raw")?;
    let wording = target::without_until(&raw);
    let figures = !wording.contains(char::is_alphabetic);
    let whole = dates::whole_date(wording).map(|worded| worded == day);
    let same =
        whole.or_else(|| dates::day_and_month(wording).map(|worded| worded == (day.day(), day.month())));
    match same.filter(|same| figures && !same) {
        Some(_) => Err(at.need("raw")?.refuse(Problem::DayDiffers { raw, date: day.to_string() })),
        None => Ok(day),
    }
}

fn disagree(at: &Cursor<'_>, kind: &str, numbers: &[Number]) -> super::ExchangeError {
    at.refuse(Problem::NumbersForKind { kind: kind.to_owned(), found: numbers.len() })
}

fn one(at: &Cursor<'_>, kind: &str, numbers: &[Number]) -> Read<Number> {
    match numbers {
        [number] => Ok(*number),
        _ => Err(disagree(at, kind, numbers)),
    }
}

fn several(at: &Cursor<'_>, kind: &str, numbers: &[Number]) -> Read<Vec<Number>> {
    if numbers.len() > 1 { Ok(numbers.to_vec()) } else { Err(disagree(at, kind, numbers)) }
}

/// A share: a part and a whole that is not zero.
fn share(at: &Cursor<'_>, kind: &str, numbers: &[Number]) -> Read<FactValue> {
    match numbers {
        [part, whole] if !whole.is_zero() => Ok(FactValue::Share(*part, *whole)),
        _ => Err(disagree(at, kind, numbers)),
    }
}

fn without<T>(at: &Cursor<'_>, kind: &str, numbers: &[Number], value: T) -> Read<T> {
    if numbers.is_empty() { Ok(value) } else { Err(disagree(at, kind, numbers)) }
}
