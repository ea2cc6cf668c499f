//! A fact: as a document has it, as a table of facts has it, and as somebody types it, with a note after a star
//! (`12* графік зсунуто`), as planned (`=`), reckoned (`=5+7`) or relative (`+3`).

use crate::{
    domain::{
        DoubtKind, FactValue, Number, Target, TargetValue,
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
    text::normal::squeeze,
};

use super::figure::{self, ValueContext};

/// A fact with what its wording says about the indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadFact {
    /// The fact with its wording; none when nothing stood before the note.
    pub value: Option<(FactValue, String)>,
    /// The note after the star.
    pub note: Option<String>,
    /// The unit beside the number, where the indicator has none and takes it.
    pub unit: Option<String>,
}

impl ReadFact {
    /// Whether nothing is said at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.value.is_none() && self.note.is_none()
    }
}

/// Where an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// A key at a time: `+3` adds to what stands there.
    Typed,
    /// A cell of a table: a sign is a sign, and nothing is relative.
    Table,
}

/// Reads an entry.
///
/// # Errors
/// Why it means nothing; nothing is guessed. What can be read in two ways is a reading with a doubt.
pub fn entry(
    text: &str,
    held: &ValueContext<'_>,
    context: &EntryContext,
    manner: Manner,
) -> Result<Reading<ReadFact>, EntryFault> {
    let text = text.trim();
    if let Some(expr) = text.strip_prefix('=') {
        let value = entry::calculated(expr, context)?;
        return Ok(Reading::sure(ReadFact { value: Some(value), ..ReadFact::default() }));
    }
    let (value, note) = match text.split_once('*') {
        Some((value, note)) => (value.trim(), Some(note.trim().to_owned())),
        None => (text, None),
    };
    let read = if value.is_empty() {
        Reading::sure(ReadFact::default())
    } else {
        plain(value, held, context, manner)?
    };
    Ok(read.map(|read| ReadFact { note, ..read }))
}

/// Whether a character may go on with what is typed in a cell of numbers: letters name something in expressions
/// only.
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
    if let Some(Target { value: TargetValue::Date(_), .. }) = target
        && let Some(day) = figures_of_a_day(text)
    {
        let day = dates::whole_date(&day).ok_or(EntryFault::NoSuchDay)?;
        let raw = day.strftime("%d.%m.%Y").to_string();
        return Ok(Reading::sure(ReadFact {
            value: Some((FactValue::Date(day), raw)),
            ..ReadFact::default()
        }));
    }
    if matches!(text, "-" | "–" | "—" | "−") {
        let conditional = matches!(target.map(|t| &t.value), None | Some(TargetValue::Condition));
        let value = Some((FactValue::NoOccasion, "-".to_owned()));
        let none = ReadFact { value, ..ReadFact::default() };
        return if conditional { Ok(Reading::sure(none)) } else { Err(EntryFault::NotACondition) };
    }
    let signed = text.strip_prefix(['+', '-', '−']);
    let by = signed.and_then(Number::parse).filter(|by| *by >= Number::ZERO);
    if let (Manner::Typed, Some(by)) = (manner, by) {
        let value = Some(entry::relative(by, !text.starts_with('+'), context)?);
        return Ok(Reading::sure(ReadFact { value, ..ReadFact::default() }));
    }
    let unsigned = text.strip_prefix('+').filter(|_| manner == Manner::Table);
    let read = of(unsigned.unwrap_or(text), held, target);
    let cause = read.uncertainty.as_ref().map(|unsure| unsure.cause);
    match read.value.value.as_ref().map(|(value, _)| value) {
        _ if cause == Some(Cause::Unit) => Err(other_unit(text)),
        Some(FactValue::Text) if !welcomes_words(context) => Err(EntryFault::NotANumber),
        Some(value) if !entry::parts_fit(value, context) => Err(EntryFault::WrongParts),
        // A sign that was typed into a table, or at a relative entry's place, was meant.
        _ if cause == Some(Cause::Negative) => Ok(Reading::sure(read.value)),
        _ => Ok(read),
    }
}

/// A day of which only the figures were typed, with its points: `27042026`, `27.04.2026`.
fn figures_of_a_day(text: &str) -> Option<String> {
    let figures = text.chars().all(|c| c.is_ascii_digit());
    if let (true, Some(day), Some(month), Some(year)) =
        (figures && text.len() == 8, text.get(..2), text.get(2..4), text.get(4..))
    {
        return Some(format!("{day}.{month}.{year}"));
    }
    let parts: Vec<&str> = text.split('.').collect();
    let is_figures = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    (parts.len() == 3 && parts.iter().all(is_figures)).then(|| text.to_owned())
}

fn other_unit(text: &str) -> EntryFault {
    let last = text.rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    if unit::is_percentage(Some(last.trim()), "") {
        EntryFault::PercentOfPieces
    } else {
        EntryFault::OtherUnit
    }
}

/// Words are welcome where no number is planned, or where somebody asked for them.
fn welcomes_words(context: &EntryContext) -> bool {
    let target = context.target.as_ref().map(|t| &t.value);
    context.words
        || matches!(target, None | Some(TargetValue::Condition | TargetValue::Deed | TargetValue::Date(_)))
}

/// Reads a fact of a document: a number, a compound, a day, words; nothing for a blank. A dash is nothing, with
/// a doubt.
pub fn in_document(text: &str, held: &ValueContext<'_>) -> Reading<ReadFact> {
    let raw = own_fact(&squeeze(text)).to_owned();
    if raw.is_empty() {
        return Reading::sure(ReadFact::default());
    }
    if is_blank(&raw) {
        let unsure = Uncertainty::new(DoubtKind::Reading, String::new(), vec!["0".to_owned(), raw]);
        return Reading::with(ReadFact::default(), unsure.because(Cause::Dash));
    }
    let deed = matches!(held.target.map(|t| &t.value), Some(TargetValue::Deed));
    if let Some(tick) = signs::typed_tick(&raw).filter(|_| deed) {
        return tick.map(|done| ReadFact { value: Some((FactValue::Done, done)), ..ReadFact::default() });
    }
    let read = of(&raw, held, held.target);
    match &read.value.value {
        Some((FactValue::Text, words)) if read.uncertainty.is_none() && owes_number(held.target) => {
            let unsure = Uncertainty::new(DoubtKind::Reading, words.clone(), figure::figures_in(words));
            Reading::with(read.value, unsure.because(Cause::Words))
        }
        _ => read,
    }
}

/// Whether a number is planned: words beside it may hide the one that was meant.
fn owes_number(target: Option<&Target>) -> bool {
    matches!(target.map(|t| &t.value), Some(TargetValue::Number(_) | TargetValue::Compound(_)))
}

/// What a quarter brought by itself: a report of a longer target prints the sum so far beside it.
fn own_fact(raw: &str) -> &str {
    let words = labels();
    let since = [&words.since_year_began, &words.since_span_began];
    let parted = since.into_iter().find_map(|since| raw.rsplit_once(&format!(", {since} ")));
    parted.filter(|(_, sum)| Number::parse(sum).is_some()).map_or(raw, |(own, _)| own)
}

/// What stands in a fact's place beside its target: where a deed or a day is owed, «виконано» says that it was
/// done, and a day when.
fn of(text: &str, held: &ValueContext<'_>, target: Option<&Target>) -> Reading<ReadFact> {
    let raw = squeeze(text);
    let held = held.with(target);
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
    let owed = target.is_some_and(|t| matches!(t.value, TargetValue::Deed | TargetValue::Date(_)));
    let value = if owed { done_or_day(&raw) } else { FactValue::Text };
    Reading::sure(ReadFact { value: Some((value, raw)), ..ReadFact::default() })
}

/// The words people use for a deed that is done, and the day on which it was.
fn done_or_day(raw: &str) -> FactValue {
    let folded = key(raw);
    if folded == key(&labels().done) || ["done", "так", "yes"].contains(&folded.as_str()) {
        return FactValue::Done;
    }
    dates::whole_date(raw).map_or(FactValue::Text, FactValue::Date)
}

/// Whether a cell says that it is empty.
pub fn is_blank(text: &str) -> bool {
    let figure = text.starts_with(|c: char| c.is_ascii_digit());
    !figure && (text.trim().is_empty() || is_one_of(text, &words().blanks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(value: TargetValue, raw: &str) -> EntryContext {
        EntryContext {
            target: Some(Target { value, raw: raw.to_owned() }),
            fact: Some(FactValue::Number(Number::from(4))),
            previous: Some(FactValue::Number(Number::from(9))),
            whole: None,
            words: false,
        }
    }

    fn ten() -> EntryContext {
        planned(TargetValue::Number(Number::from(10)), "10")
    }

    fn typed(text: &str, context: &EntryContext) -> Result<Reading<ReadFact>, EntryFault> {
        entry(text, &ValueContext::default(), context, Manner::Typed)
    }

    fn value(text: &str, context: &EntryContext) -> Option<FactValue> {
        typed(text, context).unwrap().value.value.map(|(value, _)| value)
    }

    fn number(text: &str, manner: Manner) -> Result<String, EntryFault> {
        let read = entry(text, &ValueContext::default(), &ten(), manner)?;
        assert_eq!(read.uncertainty, None, "{text}");
        Ok(match read.value.value {
            Some((FactValue::Number(n), _)) => n.to_string(),
            other => format!("{other:?}"),
        })
    }

    #[test]
    fn numbers_and_expressions() {
        for (text, value) in [
            ("6", "6"),
            ("12,5", "12.5"),
            ("1 234,5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("=", "10"),
            ("=4+2", "6"),
            ("=п*50%", "5"),
            ("+3", "7"),
            ("-1", "3"),
            ("=-5", "-5"),
            ("95%", "95"),
            ("95 осіб", "95"),
        ] {
            assert_eq!(number(text, Manner::Typed), Ok(value.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_table_is_data() {
        for (text, value) in [("-5", "-5"), ("−5", "-5"), ("+3", "3"), ("12,5", "12.5")] {
            assert_eq!(number(text, Manner::Table), Ok(value.to_owned()), "{text}");
        }
    }

    #[test]
    fn two_readings_are_a_doubt() {
        let read = typed("1.200", &ten()).unwrap();
        assert_eq!(read.value.value.unwrap().0, FactValue::Number(Number::parse("1,2").unwrap()));
        assert_eq!(read.uncertainty.unwrap().alternatives, ["1200"]);
    }

    #[test]
    fn another_unit_is_refused() {
        let entered = |text, unit| {
            let held = ValueContext { name: "кількість", unit, ..ValueContext::default() };
            entry(text, &held, &ten(), Manner::Typed).map(|read| read.value.unit)
        };
        assert_eq!(entered("5%", None), Err(EntryFault::PercentOfPieces));
        assert_eq!(entered("5 грн", Some("заходів")), Err(EntryFault::OtherUnit));
        assert_eq!(entered("5 заходів", Some("заходів")), Ok(None));
        assert_eq!(entered("5 осіб", None), Ok(Some("осіб".to_owned())));
    }

    #[test]
    fn a_note_follows_the_star() {
        let read = typed("12* графік зсунуто", &ten()).unwrap().value;
        assert_eq!(read.note.as_deref(), Some("графік зсунуто"));
        assert!(matches!(read.value, Some((FactValue::Number(_), _))));
        assert_eq!(typed("* лише примітка", &ten()).unwrap().value.value, None);
    }

    #[test]
    fn blank_zero_and_no_occasion_are_three_things() {
        let condition = planned(TargetValue::Condition, "за потреби");
        assert!(typed("", &condition).unwrap().value.is_empty());
        assert_eq!(value("0", &condition), Some(FactValue::Number(Number::ZERO)));
        assert_eq!(value("-", &condition), Some(FactValue::NoOccasion));
        assert_eq!(typed("-", &ten()), Err(EntryFault::NotACondition));
        assert_eq!(value("не залучались", &condition), Some(FactValue::Text));
    }

    #[test]
    fn faults_say_why() {
        for (text, fault) in [
            ("abc", EntryFault::NotANumber),
            ("=1/0", EntryFault::NoResult),
            ("=1+", EntryFault::NotAnExpression),
            ("25/250", EntryFault::WrongParts),
        ] {
            assert_eq!(typed(text, &ten()), Err(fault), "{text}");
        }
    }

    #[test]
    fn compounds_deeds_and_days() {
        let pair = planned(TargetValue::Compound(vec![Number::from(25), Number::from(250)]), "25/250");
        assert!(matches!(value("20/200", &pair), Some(FactValue::Compound(_))));
        assert_eq!(typed("20", &pair), Err(EntryFault::WrongParts));
        let deed = planned(TargetValue::Deed, "");
        assert_eq!(value("=", &deed), Some(FactValue::Done));
        assert_eq!(value("виконано", &deed), Some(FactValue::Done));
        let day = jiff::civil::date(2025, 2, 28);
        assert_eq!(
            value("28.02.2025", &planned(TargetValue::Date(day), "28.02.2025")),
            Some(FactValue::Date(day))
        );
    }

    #[test]
    fn a_document_is_read_by_the_same_rules() {
        let fact = |text| in_document(text, &ValueContext::default());
        assert!(fact(" ").value.is_empty() && fact(" ").uncertainty.is_none());
        assert_eq!(fact("–").uncertainty.unwrap().cause, Cause::Dash);
        for (text, other) in [("-3", "3"), ("−3,5 %", "3,5 %"), ("25/-250", "25/250")] {
            let unsure = fact(text).uncertainty.unwrap();
            assert_eq!((unsure.reading.as_str(), unsure.alternatives), (text, vec![other.to_owned()]));
        }
        assert_eq!(fact("0").uncertainty, None);
        for text in ["Не залучались", "проведено 5 заходів", "за потреби", "≥ 8"]
        {
            assert_eq!(fact(text).value.value.unwrap().0, FactValue::Text, "{text}");
        }
        let target = Target { value: TargetValue::Number(5.into()), raw: "5".to_owned() };
        let planned = |text| in_document(text, &ValueContext::default().with(Some(&target))).uncertainty;
        for (text, others) in [("виконано 5 з 6", &["5", "6"][..]), ("5*", &["5"]), ("перенесено", &[])]
        {
            let unsure = planned(text).unwrap();
            assert_eq!((unsure.reading.as_str(), unsure.cause), (text, Cause::Words));
            assert_eq!(unsure.alternatives, others, "{text}");
        }
        assert_eq!(planned("5"), None);
        let deed = Target { value: TargetValue::Deed, raw: String::new() };
        let done = in_document("+", &ValueContext::default().with(Some(&deed)));
        assert_eq!(done.value.value.unwrap().0, FactValue::Done);
        assert_eq!(done.uncertainty.unwrap().alternatives, ["+"]);
        assert_eq!(fact(" Не\u{a0}залучались ").value.value.unwrap().1, "Не залучались");
    }
}
