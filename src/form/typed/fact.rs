//! Reads a fact: in a document, in a table of facts, or typed with a note after a star (`12* графік зсунуто`), as
//! planned (`=`), calculated (`=5+7`) or relative (`+3`).

use jiff::civil::Date;

use crate::{
    domain::{
        DoubtKind, FactValue, Number, Quarter, Target, TargetValue,
        entry::{self, EntryContext, EntryFault},
        unit,
    },
    form::{
        dates,
        labels::labels,
        reading::{Cause, Reading, Uncertainty},
        signs,
        words::{is_one_of, key, words},
    },
    text::{day::in_digits, normal::squeeze},
};

use super::{
    date,
    figure::{self, ValueContext},
};

/// A fact with what its wording implies for the indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadFact {
    /// The fact with its wording; none when there is nothing before the note.
    pub value: Option<(FactValue, String)>,
    /// The note after the star.
    pub note: Option<String>,
    /// The unit of the number, for an indicator that has none.
    pub unit: Option<String>,
}

impl ReadFact {
    /// Whether the entry is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.value.is_none() && self.note.is_none()
    }
}

/// Where an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Typed by a person: `+3` adds to the current value.
    Typed,
    /// A cell of a table: a sign belongs to the number, and nothing is relative.
    Table,
}

/// Reads an entry.
///
/// # Errors
/// Why it cannot be read; nothing is guessed. An ambiguous entry is a reading with a doubt.
pub fn entry(
    text: &str,
    held: &ValueContext<'_>,
    context: &EntryContext,
    manner: Manner,
) -> Result<Reading<ReadFact>, EntryFault> {
    let text = text.trim();
    if let Some(expr) = text.strip_prefix('=') {
        let value = match entry::calculated(expr, context)? {
            // A deed that is done as planned is worded as in a report.
            (FactValue::Done, _) => (FactValue::Done, labels().done.clone()),
            value => value,
        };
        let other = entry::calculated_otherwise(expr, context);
        return Ok(of_marks(text, value, other));
    }
    let (value, note) = match text.split_once('*') {
        Some((value, note)) => (value.trim(), Some(note.trim().to_owned())),
        None => (text, None),
    };
    let mut read = if value.is_empty() {
        Reading::sure(ReadFact::default())
    } else {
        plain(value, held, context, manner)?
    };
    read.uncertainty = read.uncertainty.or_else(|| product(text, read.value.value.as_ref(), note.as_deref()));
    Ok(read.map(|read| ReadFact { note, ..read }))
}

/// The doubt about a number whose note is a number, because who types `12*3` may mean thirty-six.
fn product(text: &str, value: Option<&(FactValue, String)>, note: Option<&str>) -> Option<Uncertainty> {
    // What is added to the fact is not multiplied.
    text.starts_with(|c: char| c.is_ascii_digit()).then_some(())?;
    let (value, by) = (value?.0.number()?, Number::parse(note?)?);
    let unsure = Uncertainty::new(DoubtKind::Reading, text, vec![value.times(by).worded()]);
    Some(unsure.because(Cause::Product))
}

/// Whether a character may continue an entry in a cell of numbers. Letters are allowed only in expressions, where
/// they are names.
pub fn is_entry_char(typed: &str, c: char) -> bool {
    let named = typed.trim_start().starts_with('=') && "пфминПФМИН".contains(c);
    named || c.is_ascii_digit() || "=+-−*/().,% \u{a0}\u{202f}'’".contains(c)
}

/// An entry without its note that is no expression.
fn plain(
    text: &str,
    held: &ValueContext<'_>,
    context: &EntryContext,
    manner: Manner,
) -> Result<Reading<ReadFact>, EntryFault> {
    let target = context.target.as_ref();
    if figures_of_a_day(text, target).is_some_and(|day| dates::whole_date(&day).is_none()) {
        return Err(EntryFault::NoSuchDay);
    }
    if is_blank(text) {
        let conditional = matches!(target.map(|t| &t.value), None | Some(TargetValue::Condition));
        let value = Some((FactValue::NoOccasion, "-".to_owned()));
        let none = ReadFact { value, ..ReadFact::default() };
        return if conditional { Ok(Reading::sure(none)) } else { Err(EntryFault::NotACondition) };
    }
    // Who types a tick means that it is done.
    if matches!(target.map(|t| &t.value), Some(TargetValue::Deed | TargetValue::Date(_)))
        && signs::is_tick(text)
    {
        let value = Some((FactValue::Done, labels().done.clone()));
        return Ok(Reading::sure(ReadFact { value, ..ReadFact::default() }));
    }
    let signed = text.strip_prefix(['+', '-', '−']);
    let by = signed.and_then(Number::parse).filter(|by| *by >= Number::ZERO);
    if let (Manner::Typed, Some(by)) = (manner, by) {
        let less = !text.starts_with('+');
        let value = entry::relative(by, less, context)?;
        let other = signed.and_then(Number::otherwise).map(|by| entry::relative(by, less, context));
        let other = other.transpose()?.and_then(|(value, _)| value.number());
        return Ok(of_marks(text, value, other));
    }
    let unsigned = text.strip_prefix('+').filter(|_| manner == Manner::Table);
    let held = held.with(target);
    let read = doubted(of(unsigned.unwrap_or(text), &held, target), &held);
    let cause = read.uncertainty.as_ref().map(|unsure| unsure.cause);
    match read.value.value.as_ref().map(|(value, _)| value) {
        _ if cause == Some(Cause::Unit) => Err(other_unit(text)),
        _ if cause == Some(Cause::NoDay) => Err(EntryFault::NoSuchDay),
        Some(FactValue::Text) if !welcomes_words(context) => Err(EntryFault::NotANumber),
        Some(FactValue::Date(_)) if owes_number(target) && !context.words => Err(EntryFault::NotANumber),
        Some(value) if !entry::parts_fit(value, context) => Err(EntryFault::WrongParts),
        // A sign is intended in a table, or at the place of a relative entry.
        _ if cause == Some(Cause::Negative) => Ok(Reading::sure(read.value)),
        _ => Ok(read),
    }
}

/// A value that was calculated, with a doubt where a mark in its text can be read in another way.
fn of_marks(text: &str, value: (FactValue, String), other: Option<Number>) -> Reading<ReadFact> {
    let read = ReadFact { value: Some(value), ..ReadFact::default() };
    match other {
        None => Reading::sure(read),
        Some(other) => {
            let unsure = Uncertainty::new(DoubtKind::Reading, text, vec![other.worded()]);
            Reading::with(read, unsure.because(Cause::Marks))
        }
    }
}

/// A date typed only in figures, with its points added: `27042026`, `27.04.2026`. Without points it is a date only
/// where a day or a deed is planned; with points also where words are accepted, because an impossible day is no word.
fn figures_of_a_day(text: &str, target: Option<&Target>) -> Option<String> {
    let figures = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = text.split('.').collect();
    let pointed = parts.len() == 3 && parts.iter().all(|part| figures(part));
    match target.map(|target| &target.value) {
        Some(TargetValue::Date(_) | TargetValue::Deed) if figures(text) && text.len() == 8 => {
            let (day, month, year) = (text.get(..2)?, text.get(2..4)?, text.get(4..)?);
            Some(format!("{day}.{month}.{year}"))
        }
        Some(TargetValue::Date(_)) if pointed => Some(text.to_owned()),
        None | Some(TargetValue::Deed | TargetValue::Condition) if pointed => {
            let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
            matches!(lengths.as_slice(), [1..=2, 1..=2, 4]).then(|| text.to_owned())
        }
        _ => None,
    }
}

fn other_unit(text: &str) -> EntryFault {
    let last = text.rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    if unit::is_percentage(Some(last.trim()), "") {
        EntryFault::PercentOfPieces
    } else {
        EntryFault::OtherUnit
    }
}

/// Whether words are accepted, because no number is planned or the user asked for them.
fn welcomes_words(context: &EntryContext) -> bool {
    let target = context.target.as_ref().map(|t| &t.value);
    context.words
        || matches!(target, None | Some(TargetValue::Condition | TargetValue::Deed | TargetValue::Date(_)))
}

/// Reads a fact in a document: a number, a compound, a date, words; none for a blank. A dash means none, with a
/// doubt.
pub fn in_document(text: &str, held: &ValueContext<'_>) -> Reading<ReadFact> {
    let raw = own_fact(&squeeze(text)).to_owned();
    if raw.is_empty() {
        return Reading::sure(ReadFact::default());
    }
    if is_blank(&raw) {
        let unsure = Uncertainty::new(DoubtKind::Reading, String::new(), vec!["0".to_owned(), raw]);
        return Reading::with(ReadFact::default(), unsure.because(Cause::Dash));
    }
    // Where no number is planned.
    let deed = matches!(held.target.map(|t| &t.value), None | Some(TargetValue::Deed | TargetValue::Date(_)));
    if let Some(tick) = signs::typed_tick(&raw).filter(|_| deed) {
        return tick.map(|done| ReadFact { value: Some((FactValue::Done, done)), ..ReadFact::default() });
    }
    let read = doubted(of(&raw, held, held.target), held);
    // Beside a condition, words are usual, but not those that begin with a figure: «7 із 10».
    let is_led = raw.starts_with(|c: char| c.is_ascii_digit());
    if is_led && read.uncertainty.is_none() && matches!(read.value.value, Some((FactValue::Text, _))) {
        let unsure = Uncertainty::new(DoubtKind::Reading, raw.clone(), figure::figures_in(&raw));
        return Reading::with(read.value, unsure.because(Cause::Words));
    }
    read
}

/// A reading with the doubt whether it is what was meant beside the target: words or a day instead of a number,
/// another quantity, a number that looks like a day, a day that the calendar does not have.
fn doubted(read: Reading<ReadFact>, held: &ValueContext<'_>) -> Reading<ReadFact> {
    let Some((value, raw)) = &read.value.value else { return read };
    let unsure = |cause, others| Uncertainty::new(DoubtKind::Reading, raw.clone(), others).because(cause);
    // Where a bare number is planned, percents or money are another quantity.
    if read.value.unit.as_deref().is_some_and(|unit| held.plans_otherwise(unit)) {
        let unsure = unsure(Cause::Unit, Vec::new());
        return Reading::with(ReadFact { unit: None, ..read.value }, unsure);
    }
    if read.uncertainty.is_some() {
        return read;
    }
    let doubt = if *value == FactValue::Text && !owes_number(held.target) {
        if figure::of_look_alikes(raw).is_some() {
            Some(unsure(Cause::Words, figure::figures_in(raw)))
        } else {
            date::is_impossible(raw, held).then(|| unsure(Cause::NoDay, Vec::new()))
        }
    } else if let Some(day) = may_be_a_day(raw, value, held) {
        Some(unsure(Cause::Readings, vec![in_digits(day)]))
    } else if *value == FactValue::Text || is_other_kind(value, held) {
        Some(unsure(Cause::Words, figure::figures_in(raw)))
    } else {
        let FactValue::Compound(parts) = value else { return read };
        figure::has_a_nought(parts).then(|| unsure(Cause::Nought, Vec::new()))
    };
    match doubt {
        Some(unsure) => Reading::with(read.value, unsure),
        None => read,
    }
}

/// Whether a day, or another number of parts, stands where a number or a compound is planned.
fn is_other_kind(value: &FactValue, held: &ValueContext<'_>) -> bool {
    // Nearly all facts are numbers for a number, and need no copy of their target.
    let planned = held.target.map(|target| &target.value);
    if matches!((planned, value), (None, _) | (Some(TargetValue::Number(_)), FactValue::Number(_))) {
        return false;
    }
    let target = held.target.map(|target| entry::wanted(target, held.comparator));
    let day = matches!(value, FactValue::Date(_)) && owes_number(target.as_ref());
    day || !entry::parts_fit(value, &EntryContext { target, ..EntryContext::default() })
}

/// The day of the plan that a number may be, «12.07», where a whole number is planned.
fn may_be_a_day(raw: &str, value: &FactValue, held: &ValueContext<'_>) -> Option<Date> {
    let whole = |number: &Number| number.0.fract().is_zero();
    let counts =
        matches!(held.target.map(|target| &target.value), Some(TargetValue::Number(number)) if whole(number));
    (counts && matches!(value, FactValue::Number(number) if !whole(number))).then_some(())?;
    let (day, month) =
        raw.split_once('.').filter(|(day, month)| (1..=2).contains(&day.len()) && month.len() == 2)?;
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    let mut years = held.period.into_iter().flat_map(|period| period.first.year()..=period.last.year());
    years.find_map(|year| {
        let day = Date::new(year, month, day).ok()?;
        held.period?.contains(Quarter::of(day)).then_some(day)
    })
}

/// Whether a number is planned, so that words may hide the one that was meant.
fn owes_number(target: Option<&Target>) -> bool {
    matches!(target.map(|t| &t.value), Some(TargetValue::Number(_) | TargetValue::Compound(_)))
}

/// The quarter's own fact, because the report of a longer target also prints the sum so far, alone where the quarter
/// has no fact.
fn own_fact(raw: &str) -> &str {
    let words = labels();
    let since = [&words.since_year_began, &words.since_span_began];
    let is_sum = |text: &str| Number::parse(text.trim()).is_some();
    if since.into_iter().any(|since| raw.strip_prefix(since.as_str()).is_some_and(is_sum)) {
        return "";
    }
    let parted = since.into_iter().find_map(|since| raw.rsplit_once(&format!(", {since} ")));
    parted.filter(|(_, sum)| is_sum(sum)).map_or(raw, |(own, _)| own)
}

/// The value of a fact's text for its target. For a deed or a date target, «виконано» means done, and a date means
/// when.
fn of(text: &str, held: &ValueContext<'_>, target: Option<&Target>) -> Reading<ReadFact> {
    let raw = squeeze(text);
    let held = held.with(target);
    let figures = figures_of_a_day(&raw, target);
    if let Some((figures, day)) = figures.and_then(|text| dates::whole_date(&text).map(|day| (text, day))) {
        // What was written stays; only figures without points get them.
        let raw = if figures == raw { raw } else { in_digits(day) };
        return Reading::sure(ReadFact { value: Some((FactValue::Date(day), raw)), ..ReadFact::default() });
    }
    if let Some((day, others)) = date::of_plan(&raw, &held) {
        let read = ReadFact { value: Some((FactValue::Date(day), raw)), ..ReadFact::default() };
        return date::with_others(read, day, others);
    }
    if let Some(read) = figure::read_fact(&raw, &held) {
        return read.map(|figure| {
            let compound = target.is_some_and(|t| matches!(t.value, TargetValue::Compound(_)));
            let value = match figure.numbers.as_slice() {
                [one] => FactValue::Number(*one),
                // «45/50» of a percentage is 45 out of 50.
                [part, whole] if !compound && held.is_percentage() && *whole > Number::ZERO => {
                    FactValue::Share(*part, *whole)
                }
                several => FactValue::Compound(several.to_vec()),
            };
            ReadFact { value: Some((value, raw)), note: None, unit: figure.unit }
        });
    }
    // «½», «5¹»
    if let Some(read) = signs::in_value(&raw, |text| of(text, &held, target)) {
        return read;
    }
    let owed = target.is_some_and(|t| matches!(t.value, TargetValue::Deed | TargetValue::Date(_)));
    let value = if owed { done_or_day(&raw) } else { FactValue::Text };
    Reading::sure(ReadFact { value: Some((value, raw)), ..ReadFact::default() })
}

/// Reads the words for a deed that is done, and the date when it was: «виконано», «Виконано.», «виконано 14.11.2026».
fn done_or_day(raw: &str) -> FactValue {
    let is_done = |text: &str| {
        let folded = key(text.trim_end_matches(['.', '!', ';', ',', ':']));
        folded == key(&labels().done) || ["done", "так", "yes"].contains(&folded.as_str())
    };
    if is_done(raw) {
        return FactValue::Done;
    }
    let day = raw.split_once(' ').filter(|(done, _)| is_done(done)).map_or(raw, |(_, day)| day);
    dates::whole_date(day).map_or(FactValue::Text, FactValue::Date)
}

/// Whether the text of a cell means that it is empty.
pub fn is_blank(text: &str) -> bool {
    let figure = text.starts_with(|c: char| c.is_ascii_digit());
    !figure && (text.trim().is_empty() || is_one_of(text, &words().blanks))
}

#[cfg(test)]
mod tests;
