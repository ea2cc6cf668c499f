//! Reads a target: a number, a compound such as `25/250`, a range, a date, a condition, a deed.

use crate::{
    domain::{
        Comparator, DoubtKind, FactValue, IndicatorPatch, Number, Target, TargetValue,
        entry::{self, EntryContext, EntryFault},
    },
    form::{
        dates,
        labels::labels,
        reading::{Cause, Reading, Uncertainty},
        signs,
        words::{begins, key, words},
    },
    text::normal::squeeze,
};

use super::{
    date,
    fact::is_blank,
    figure::{self, Figure, ValueContext},
};

/// A target with what its wording implies for the indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTarget {
    /// The target.
    pub target: Target,
    /// The comparator in the wording, such as «не більше»; none where it has none.
    pub comparator: Option<Comparator>,
    /// The unit of the number, for an indicator that has none.
    pub unit: Option<String>,
}

impl ReadTarget {
    /// The changes to the indicator.
    #[must_use]
    pub fn says(&self) -> IndicatorPatch {
        IndicatorPatch {
            comparator: self.comparator,
            unit: self.unit.clone().map(Some),
            ..IndicatorPatch::default()
        }
    }
}

/// Why a typed target is refused; in a document it would be a doubt.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetFault {
    /// Words that are neither a known condition nor in quotation marks.
    #[error("{0:?} is neither a number nor a known condition")]
    Words(String),
    /// Another unit than the indicator's.
    #[error("{0:?} is in another unit")]
    Unit(String),
    /// Strictly less or more than a number: a target is compared with «не більше» and «не менше» only.
    #[error("{0:?} is a strict comparison")]
    Strict(String),
    /// `=` without a target on the left.
    #[error("nothing to copy on the left")]
    NothingLeft,
    /// A day that does not exist, or an expression or a relative entry without a result.
    #[error(transparent)]
    Entry(EntryFault),
}

/// Reads a typed target. What would be a doubt in a document is refused, where only the person can decide.
///
/// # Errors
/// Words that are not a condition, and a unit other than the indicator's.
pub fn typed(text: &str, held: &ValueContext<'_>) -> Result<Reading<Option<ReadTarget>>, TargetFault> {
    let read = read(text, held);
    if quoted(&squeeze(text)).is_some() {
        return Ok(Reading::sure(read.value));
    }
    match read.uncertainty.as_ref().map(|unsure| unsure.cause) {
        Some(Cause::Words) => Err(no_target(squeeze(text))),
        Some(Cause::Unit) => Err(TargetFault::Unit(squeeze(text))),
        _ => Ok(read),
    }
}

/// Why words are no target.
fn no_target(text: String) -> TargetFault {
    if is_like_day(&text) {
        TargetFault::Entry(EntryFault::NoSuchDay)
    } else if text.starts_with(['<', '>']) {
        TargetFault::Strict(text)
    } else {
        TargetFault::Words(text)
    }
}

/// Whether a text has the form of a date, such as `31.02.2026`.
fn is_like_day(text: &str) -> bool {
    let parts: Vec<&str> = without_until(text).split('.').collect();
    let figures = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [day, month, year] = parts.as_slice() else { return false };
    let lengths = [day.len(), month.len()].iter().all(|length| (1..=2).contains(length));
    parts.iter().all(figures) && lengths && [2, 4].contains(&year.len())
}

/// Reads a target typed into a cell: `=` copies the target to the left, `=р/4` is an expression, `+3` increases the
/// current target, `10+-2` is a range on a keyboard without ±; a quotation mark may be left open. Other texts as in
/// [`typed`].
///
/// # Errors
/// As [`typed`], and expressions without a result.
pub fn entry(
    text: &str,
    held: &ValueContext<'_>,
    context: &EntryContext,
) -> Result<Reading<Option<ReadTarget>>, TargetFault> {
    let text = text.trim();
    let plain = |target| ReadTarget { target, comparator: None, unit: None };
    if text == "=" {
        let left = context.target.clone().ok_or(TargetFault::NothingLeft)?;
        return Ok(Reading::sure(Some(plain(left))));
    }
    if let Some(reckoned) = reckoned(text, context) {
        let target = reckoned.map_err(TargetFault::Entry)?;
        return Ok(Reading::sure(Some(plain(target))));
    }
    typed(&filled_in(text), held)
}

/// Whether a character may occur in a target that begins with a figure or a sign.
pub fn is_entry_char(c: char) -> bool {
    c.is_ascii_digit() || "=+-−–—±*/().,:%<>≤≥ \u{a0}\u{202f}'’\"«»“”„".contains(c)
}

/// The result of an expression, or of a figure after a sign; none for other texts.
fn reckoned(text: &str, context: &EntryContext) -> Option<Result<Target, EntryFault>> {
    let any = EntryContext { target: None, ..context.clone() };
    let value = if let Some(expr) = text.strip_prefix('=') {
        let (number, inputs) = match entry::evaluate(expr, context) {
            Ok(result) => result,
            Err(fault) => return Some(Err(fault)),
        };
        Ok((FactValue::Number(number), number.made_of(inputs)))
    } else {
        let by = Number::parse(text.strip_prefix(['+', '-', '−'])?)?;
        entry::relative(by, !text.starts_with('+'), &any)
    };
    Some(value.and_then(|(value, raw)| match value {
        FactValue::Number(number) => Ok(Target { value: TargetValue::Number(number), raw }),
        _ => Err(EntryFault::NotANumber),
    }))
}

/// A text with `±` instead of `+-`, and with a missing closing quotation mark added.
fn filled_in(text: &str) -> String {
    let open = [('"', '"'), ('«', '»'), ('“', '”'), ('„', '“')].into_iter();
    let closing = open.filter(|(mark, _)| text.starts_with(*mark)).map(|(_, closing)| closing).next();
    match closing {
        Some(closing) if text.chars().count() == 1 || !text.ends_with(closing) => format!("{text}{closing}"),
        Some(_) => text.to_owned(),
        None => text.replace("+-", " ± "),
    }
}

/// Reads a target; none for a blank. Unknown words are a condition with a doubt.
pub fn read(text: &str, held: &ValueContext<'_>) -> Reading<Option<ReadTarget>> {
    let raw = squeeze(text);
    if is_blank(&raw) {
        return Reading::sure(None);
    }
    let plain =
        |value| ReadTarget { target: Target { value, raw: raw.clone() }, comparator: None, unit: None };
    if let Some((day, others)) = date::of_plan(&raw, held) {
        let read = Some(plain(TargetValue::Date(day)));
        return date::with_others(read, day, others);
    }
    if let Some(mut read) = figure::read(&raw, held) {
        let figure = &read.value;
        // «0–5» is a range from nothing.
        let ranged = matches!(figure.comparator, Some(Comparator::Between | Comparator::Within));
        if read.uncertainty.is_none() && !ranged && figure::has_a_nought(&figure.numbers) {
            let unsure = Uncertainty::new(DoubtKind::Reading, raw.clone(), Vec::new());
            read.uncertainty = Some(unsure.because(Cause::Nought));
        }
        return read.map(|figure| Some(of_figure(figure, &raw, held)));
    }
    if let Some(day) = dates::whole_date(without_until(&raw)) {
        return Reading::sure(Some(plain(TargetValue::Date(day))));
    }
    if key(&raw) == key(&labels().deed) {
        return Reading::sure(Some(plain(TargetValue::Deed)));
    }
    if signs::is_tick(&raw) {
        // «+» below a quarter: it is to be done then.
        let deed = labels().deed.clone();
        let target = Target { value: TargetValue::Deed, raw: deed.clone() };
        let unsure = Uncertainty::new(DoubtKind::Formatting, deed, vec![raw]).because(Cause::Words);
        return Reading::with(Some(ReadTarget { target, comparator: None, unit: None }), unsure);
    }
    // «½», «5¹»
    if let Some(read) = signs::in_value(&raw, |text| read(text, held)) {
        return read;
    }
    if let Some(quoted) = quoted(&raw) {
        let target = Target { value: TargetValue::Condition, raw: quoted.to_owned() };
        let read = Some(ReadTarget { target, comparator: None, unit: None });
        // A document may quote a number as well; only a person declares it a condition.
        let figures = if figure::is_figure(quoted) { figure::figures_in(quoted) } else { Vec::new() };
        if figures.is_empty() {
            return Reading::sure(read);
        }
        let unsure = Uncertainty::new(DoubtKind::UnknownCondition, quoted, figures).because(Cause::Words);
        return Reading::with(read, unsure);
    }
    let figures = figure::figures_in(&raw);
    let read = Some(plain(TargetValue::Condition));
    if figures.is_empty() && begins(&raw, &words().conditions).is_some() {
        return Reading::sure(read);
    }
    let unsure = Uncertainty::new(DoubtKind::UnknownCondition, raw.clone(), figures).because(Cause::Words);
    Reading::with(read, unsure)
}

fn of_figure(figure: Figure, raw: &str, held: &ValueContext<'_>) -> ReadTarget {
    let Figure { numbers, comparator, unit } = figure;
    let range = matches!(held.comparator, Comparator::Between | Comparator::Within);
    let (value, comparator) = match numbers.as_slice() {
        // A single number is not a range, so it is compared as a number.
        [one] => (TargetValue::Number(*one), comparator.or(range.then_some(Comparator::AtLeast))),
        several => (TargetValue::Compound(several.to_vec()), comparator),
    };
    ReadTarget { target: Target { value, raw: raw.to_owned() }, comparator, unit }
}

/// A date «до 15.03.2026» without its «до»: a date target is met on or before the date.
pub(in crate::form) fn without_until(text: &str) -> &str {
    let word = begins(text, &words().until);
    // Lower case does not change the byte length of these words.
    word.and_then(|word| text.get(word.len()..)).map_or(text, str::trim_start)
}

/// A text that is entirely in quotation marks: the person declares it a condition.
fn quoted(text: &str) -> Option<&str> {
    let pairs = [('"', '"'), ('«', '»'), ('“', '”'), ('„', '“')];
    let inner = |(open, close): (char, char)| text.strip_prefix(open)?.strip_suffix(close);
    let inner = pairs.into_iter().find_map(inner)?.trim();
    let whole = !inner.is_empty() && !inner.contains(['"', '«', '»']);
    whole.then_some(inner)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn target(text: &str) -> (TargetValue, bool) {
        let read = read(text, &ValueContext::default());
        (read.value.unwrap().target.value, read.uncertainty.is_some())
    }

    fn numbers(list: &[u32]) -> Vec<Number> {
        list.iter().map(|n| Number::from(*n)).collect()
    }

    #[test]
    fn a_target_is_a_number_wherever_it_can_be() {
        assert_eq!(target("12"), (TargetValue::Number(12.into()), false));
        assert_eq!(target(" 1\u{a0}250 "), (TargetValue::Number(1250.into()), false));
        assert_eq!(target("2,5"), (TargetValue::Number(Number::parse("2.5").unwrap()), false));
        assert_eq!(target("25 / 250"), (TargetValue::Compound(numbers(&[25, 250])), false));
        for text in ["31.12.2023", "до 31.12.2023", "До 31 грудня 2023 року"] {
            assert_eq!(target(text), (TargetValue::Date(date(2023, 12, 31)), false), "{text}");
        }
    }

    #[test]
    fn signs_around_a_number_belong_to_the_indicator() {
        for (text, comparator, unit) in [
            ("≥ 8", Some(Comparator::AtLeast), None),
            ("не більше 8", Some(Comparator::AtMost), None),
            ("8 %", None, Some("%")),
            ("Не менше 8%", Some(Comparator::AtLeast), Some("%")),
        ] {
            let read = read(text, &ValueContext::default());
            assert_eq!(read.uncertainty, None, "{text}");
            let read = read.value.unwrap();
            assert_eq!(read.target.value, TargetValue::Number(8.into()), "{text}");
            assert_eq!((read.comparator, read.unit.as_deref()), (comparator, unit), "{text}");
            assert_eq!(read.target.raw, text);
        }
    }

    #[test]
    fn a_comparator_or_a_full_stop_after_the_unit_is_no_part_of_it() {
        for (text, comparator, unit) in [
            ("5 % і більше", Some(Comparator::AtLeast), Some("%")),
            ("5 осіб або більше.", Some(Comparator::AtLeast), Some("осіб")),
            ("5 і менше", Some(Comparator::AtMost), None),
            ("100 %.", None, Some("%")),
        ] {
            let read = read(text, &ValueContext::default());
            assert_eq!(read.uncertainty, None, "{text}");
            let read = read.value.unwrap();
            assert_eq!((read.comparator, read.unit.as_deref()), (comparator, unit), "{text}");
        }
        assert!(target("не більше 5 і більше").1);
    }

    #[test]
    fn a_number_in_quotation_marks_is_a_condition_only_where_a_person_says_so() {
        let held = ValueContext::default();
        assert_eq!(typed("«5»", &held).unwrap().uncertainty, None);
        assert_eq!(read("«5»", &held).uncertainty.unwrap().alternatives, ["5"]);
    }

    #[test]
    fn words_are_a_condition_and_unknown_ones_are_doubted_or_refused() {
        for text in
            ["За потреби", "при наявності коштів на дорогу", "Постійно (за потреби)", "У разі потреби."]
        {
            assert_eq!(target(text), (TargetValue::Condition, false), "{text}");
        }
        for text in ["коли зацвіте сад", "40 на рік", "щось", "20–10"] {
            assert_eq!(target(text), (TargetValue::Condition, true), "{text}");
            assert_eq!(typed(text, &ValueContext::default()), Err(TargetFault::Words(text.to_owned())));
        }
        let quoted = typed("«коли зацвіте сад»", &ValueContext::default()).unwrap();
        assert_eq!(quoted.uncertainty, None);
        assert_eq!(quoted.value.unwrap().target.raw, "коли зацвіте сад");
        let unsure = |text| read(text, &ValueContext::default()).uncertainty.unwrap();
        assert_eq!(unsure("за потреби, 5").alternatives, ["5"]);
        assert_eq!(unsure("3; 3; 5").alternatives, ["3", "5"]);
    }

    #[test]
    fn a_tick_is_a_deed_with_a_doubt() {
        assert_eq!(target("+"), (TargetValue::Deed, true));
        assert!(typed("+", &ValueContext::default()).is_err());
    }

    #[test]
    fn a_day_without_a_year_is_one_of_the_plan() {
        let period = crate::domain::Span::parse("2026");
        for (name, text, day) in [
            ("", "до 15 вересня", Some(date(2026, 9, 15))),
            ("", "15 вересня", Some(date(2026, 9, 15))),
            ("Дата затвердження", "15.08", Some(date(2026, 8, 15))),
            ("строк подання", "до 5.10", Some(date(2026, 10, 5))),
            ("площа", "15.08", None),
        ] {
            let held = ValueContext { name, period, ..ValueContext::default() };
            let value = read(text, &held).value.unwrap().target.value;
            assert_eq!(
                value,
                day.map_or(TargetValue::Number(Number::parse("15.08").unwrap()), TargetValue::Date),
                "{name}: {text}"
            );
        }
    }

    #[test]
    fn what_is_typed_into_a_cell_is_reckoned_or_filled_in() {
        let left = Target { value: TargetValue::Number(25.into()), raw: "25".to_owned() };
        let context = EntryContext {
            target: Some(left),
            fact: Some(FactValue::Number(20.into())),
            whole: Some(240.into()),
            ..EntryContext::default()
        };
        for (text, value) in [
            ("=", TargetValue::Number(25.into())),
            ("=р/4", TargetValue::Number(60.into())),
            ("+3", TargetValue::Number(23.into())),
            ("-5", TargetValue::Number(15.into())),
            ("10+-2", TargetValue::Compound(numbers(&[10, 2]))),
            ("<=20", TargetValue::Number(20.into())),
            ("\"коли зацвіте сад", TargetValue::Condition),
        ] {
            let read = entry(text, &ValueContext::default(), &context).unwrap().value.unwrap();
            assert_eq!(read.target.value, value, "{text}");
        }
        for (text, fault) in [("=1+", EntryFault::NotAnExpression), ("=1/0", EntryFault::NoResult)] {
            assert_eq!(
                entry(text, &ValueContext::default(), &context),
                Err(TargetFault::Entry(fault)),
                "{text}"
            );
        }
        let nothing = entry("=", &ValueContext::default(), &EntryContext::default());
        assert_eq!(nothing, Err(TargetFault::NothingLeft));
    }

    #[test]
    fn a_blank_is_nothing_and_less_than_nothing_is_doubted() {
        for text in ["", "  ", "\u{a0}", "-", "—"] {
            assert_eq!(read(text, &ValueContext::default()), Reading::sure(None), "{text}");
        }
        assert!(read("-3", &ValueContext::default()).uncertainty.is_some());
        assert_eq!(read("0,0", &ValueContext::default()).uncertainty, None);
    }
}
