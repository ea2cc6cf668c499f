//! Numbers with the text around them: a comparator before, a unit after, separators inside.

mod fit;

use crate::{
    domain::{Comparator, DoubtKind, Number, Plan, Span, Subject, Target, TargetValue, unit},
    form::{
        dates,
        labels::labels,
        reading::{Cause, Reading, Uncertainty},
        words::{key, words},
    },
    text::{key::Initial, look_alikes::as_digits, normal::squeeze},
};

use std::borrow::Cow;

use self::fit::{Fit, at_other_scale, fit, fit_of_target, part_of_one, rescaled};

use super::{marks::Marks, spelled};

/// The context of a value: the indicator that it is for.
#[derive(Clone, Copy, Debug, Default)]
pub struct ValueContext<'a> {
    /// The indicator's name, or the measure's title where it has none.
    pub name: &'a str,
    /// Its unit.
    pub unit: Option<&'a str>,
    /// How facts are compared.
    pub comparator: Comparator,
    /// What is planned.
    pub target: Option<&'a Target>,
    /// The number marks of the column that it is in.
    pub marks: Marks,
    /// The plan's period, which gives a day without a year its year.
    pub period: Option<Span>,
}

impl<'a> ValueContext<'a> {
    /// The indicator that a value for this subject belongs to, without its target.
    pub fn of(plan: &'a Plan, subject: Subject) -> Self {
        let indicator = plan.value_indicator(subject).and_then(|id| plan.indicator(id));
        indicator.map_or_else(Self::default, |indicator| Self {
            name: &indicator.name,
            unit: indicator.unit.as_deref().filter(|unit| !unit.trim().is_empty()),
            comparator: indicator.comparator,
            period: Some(plan.period()),
            ..Self::default()
        })
    }

    /// The same with a target.
    #[must_use]
    pub const fn with(self, target: Option<&'a Target>) -> Self {
        Self { target, ..self }
    }

    /// Whether percents are counted.
    #[must_use]
    pub fn is_percentage(&self) -> bool {
        unit::is_percentage(self.unit, self.name)
    }

    /// The unit at the end of the name: «сума, тис. грн», «площа (га)»; the name itself, where it is no more than a unit.
    fn unit_in_name(&self) -> Option<&'a str> {
        let last = self.name.trim_end_matches(')').rsplit_once([',', '(']).map(|(_, last)| last);
        let is_unit = |text: &&str| {
            let folded = key(text);
            words().units.contains(&folded) || unit::is_known(&folded)
        };
        [Some(self.name), last].into_iter().flatten().map(str::trim).find(is_unit)
    }

    /// Whether the unit is percents or money, while a bare number is planned and the name mentions no such unit.
    pub(super) fn plans_otherwise(&self, unit: &str) -> bool {
        let planned = matches!(self.target.map(|target| &target.value), Some(TargetValue::Number(_)));
        let other = if unit::is_percentage(Some(unit), "") {
            !self.is_percentage()
        } else {
            unit::is_money(unit) && !key(self.name).contains("грн")
        };
        planned && self.unit.is_none() && other
    }

    /// Whether the name, which has no unit, means that things are counted.
    fn counts_things(&self) -> bool {
        let counted = ["кількість", "число", "чисельність", "загальна кількість"];
        let name = key(self.name);
        self.unit.is_none() && counted.iter().any(|word| name.starts_with(word))
    }
}

/// Numbers with what the text around them means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The numbers, in the indicator's unit.
    pub numbers: Vec<Number>,
    /// The comparator in the words before them.
    pub comparator: Option<Comparator>,
    /// The unit after them, for an indicator that has none.
    pub unit: Option<String>,
}

/// The parts of a text before they are compared with the indicator.
struct Written<'t> {
    numbers: Vec<Number>,
    /// The reading in which marks part thousands.
    otherwise: Option<Vec<Number>>,
    comparator: Option<Comparator>,
    unit: Option<Cow<'t, str>>,
}

/// Whether a text consists of a number or a compound, perhaps with a unit or a comparator.
pub fn is_figure(text: &str) -> bool {
    written(&squeeze(text), &ValueContext::default()).is_some()
}

/// Reads numbers or a range («10–20», «від 10 до 20», «10 ± 2») with comparator and unit; none where the text is
/// something else.
pub fn read(text: &str, held: &ValueContext<'_>) -> Option<Reading<Figure>> {
    let written = written(text, held).or_else(|| range(text, held))?;
    Some(settled(text, written, held, fit_of_target))
}

/// Reads one number, or several separated by slashes, without a comparator, as facts have them.
pub fn read_fact(text: &str, held: &ValueContext<'_>) -> Option<Reading<Figure>> {
    let written = written(text, held).filter(|written| written.comparator.is_none())?;
    Some(settled(text, written, held, fit))
}

/// The numbers converted to the indicator's unit, with what is uncertain about them.
fn settled(
    text: &str,
    written: Written<'_>,
    held: &ValueContext<'_>,
    fit: fn(Option<&str>, &ValueContext<'_>) -> Fit,
) -> Reading<Figure> {
    let Written { numbers, otherwise, comparator, unit } = written;
    let scaled = |numbers: Vec<Number>, by| -> Option<Vec<Number>> {
        numbers.into_iter().map(|number| unit::converted(number, by)).collect()
    };
    let unsure =
        |cause, alternatives| Some(Uncertainty::new(DoubtKind::Reading, text, alternatives).because(cause));
    let plain = numbers.clone();
    let unit = unit.as_deref();
    let (numbers, otherwise, takes, foreign) = match fit(unit, held) {
        Fit::Own => (numbers, otherwise, None, None),
        Fit::Takes(unit) => (numbers, otherwise, Some(unit), None),
        Fit::Scaled(by) => match scaled(numbers, by) {
            Some(numbers) => (numbers, otherwise.and_then(|other| scaled(other, by)), None, None),
            None => (plain, None, None, Some(Vec::new())),
        },
        Fit::Foreign => match rescaled(unit, &numbers, held) {
            Some((taken, other)) => (vec![taken], None, None, Some(vec![other.worded()])),
            None => (numbers, otherwise, None, Some(Vec::new())),
        },
    };
    let doubt = if let Some(others) = foreign {
        unsure(Cause::Unit, others)
    } else if let Some(other) = &otherwise {
        unsure(Cause::Marks, vec![joined(other)])
    } else if numbers.iter().any(|number| *number < Number::ZERO) {
        // The sign may be a dash at the beginning of a line, or left over from a formula.
        unsure(Cause::Negative, vec![squeeze(&text.replace(['-', '−'], ""))])
    } else if let (None, Some(percents)) = (unit, part_of_one(&numbers, held)) {
        unsure(Cause::PartOfOne, vec![percents.worded()])
    } else if let (None, Some(other)) = (unit, at_other_scale(&numbers, held)) {
        unsure(Cause::Readings, vec![other.worded()])
    } else {
        None
    };
    Reading { value: Figure { numbers, comparator, unit: takes }, uncertainty: doubt }
}

fn joined(numbers: &[Number]) -> String {
    numbers.iter().map(|number| number.worded()).collect::<Vec<_>>().join("/")
}

/// Whether some of several numbers are noughts and others are not: five visits to nobody are hardly meant.
pub(super) fn has_a_nought(numbers: &[Number]) -> bool {
    numbers.iter().any(|number| number.is_zero()) && !numbers.iter().all(|number| number.is_zero())
}

/// Splits a number, or several separated by slashes, from the comparator before and the unit after.
fn written<'t>(text: &'t str, held: &ValueContext<'_>) -> Option<Written<'t>> {
    let (mut comparator, rest) = comparator(text);
    let (currency, rest) = unit::currency_before(rest);
    let (numbers, digits, unit) = match numbers(rest, held.marks) {
        Some(numbers) => (numbers, rest, currency.map(Cow::Borrowed)),
        None => {
            let end = rest.rfind(|c: char| c.is_ascii_digit())? + 1;
            let (digits, after) = rest.split_at_checked(end)?;
            let numbers = numbers(digits, held.marks)?;
            let (more, after) = comparator_after(after.trim());
            // One comparator is enough, and two may contradict each other.
            (comparator.is_none() || more.is_none()).then_some(())?;
            comparator = comparator.or(more);
            let unit = without_words(after, &numbers)?;
            // The full stop of a sentence: a sign is not abbreviated.
            let unit = unit.strip_suffix('.').filter(|unit| unit.ends_with(['%', '‰'])).unwrap_or(unit);
            (unit.is_empty() || is_unit(unit, held)).then_some(())?;
            let unit = match currency {
                None => Cow::Borrowed(unit),
                // «$2 млн»
                Some(currency) if unit::bare_scale(unit).is_some() => format!("{unit} {currency}").into(),
                Some(_) => return None,
            };
            (numbers, digits, Some(unit).filter(|unit| !unit.is_empty()))
        }
    };
    Some(Written { numbers, otherwise: otherwise(digits, held.marks), comparator, unit })
}

/// The text after a number, without the same number in words in brackets: «5 (п'ять) заходів». None where the words
/// mean another number.
fn without_words<'t>(text: &'t str, numbers: &[Number]) -> Option<&'t str> {
    let Some((words, rest)) = text.strip_prefix('(').and_then(|inner| inner.split_once(')')) else {
        return Some(text);
    };
    let spelled = spelled::number(words)?;
    (numbers == [spelled]).then_some(rest.trim_start())
}

/// Whether the words after a number are a unit: a known one, the indicator's, or what its name counts.
fn is_unit(text: &str, held: &ValueContext<'_>) -> bool {
    let folded = key(text);
    if folded.trim_end_matches('.').is_empty() || folded.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let known = &words().units;
    let named = |text: &str| {
        let bare = text.trim_end_matches('.');
        let noun = |noun: &String| bare.chars().count() > 2 && unit::same_word(noun, bare);
        known.iter().any(|unit| unit.trim_end_matches('.') == bare) || words().nouns.iter().any(noun)
    };
    let own = |unit: &str| unit::factor(&folded, unit).is_some();
    let in_name = || {
        let name = key(held.name);
        let one = !folded.contains(' ') && folded.chars().count() > 2;
        one && name.split(' ').any(|word| word.chars().count() > 3 && unit::same_word(word, &folded))
    };
    named(&folded)
        || unit::bare_scale(&folded).is_some()
        || unit::is_known(&folded)
        || unit::is_usual(&folded)
        || held.unit.is_some_and(own)
        || in_name()
}

fn numbers(text: &str, marks: Marks) -> Option<Vec<Number>> {
    // «05/09/2024» is a day; «5/10/15» are three figures, because none of them begins with a nought.
    let mut parts = text.split('/').map(str::trim);
    let like_day = |part: &str| part.starts_with('0') || part.len() == 4;
    if text.matches('/').count() == 2 && parts.any(like_day) && dates::whole_date(text).is_some() {
        return None;
    }
    text.split('/').map(|part| marks.decide(part).or_else(|| Number::parse(part))).collect()
}

/// The numbers with their marks read as thousands separators, where one of them can be read so.
fn otherwise(text: &str, marks: Marks) -> Option<Vec<Number>> {
    let open = |part: &str| Number::otherwise(part).filter(|_| marks.decide(part).is_none());
    text.split('/').any(|part| open(part).is_some()).then_some(())?;
    text.split('/')
        .map(|part| open(part).or_else(|| marks.decide(part)).or_else(|| Number::parse(part)))
        .collect()
}

/// A number in which letters replace digits that look like them: «l0», «1O», «З».
pub(super) fn of_look_alikes(text: &str) -> Option<String> {
    let read = as_digits(text);
    (read != text && Number::parse(&read).is_some()).then_some(read)
}

/// The numbers anywhere in a text, as written.
pub(in crate::form) fn figures_in(text: &str) -> Vec<String> {
    if let Some(read) = of_look_alikes(text) {
        return vec![read];
    }
    let words = text.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    let words = words.map(|word| word.trim_matches([',', '.']));
    let mut figures: Vec<String> = Vec::new();
    for word in words.filter(|word| Number::parse(word).is_some()) {
        if figures.iter().all(|known| known != word) {
            figures.push(word.to_owned());
        }
    }
    figures
}

fn comparator(text: &str) -> (Option<Comparator>, &str) {
    let lists = [
        (&words().at_least, Comparator::AtLeast),
        (&words().at_most, Comparator::AtMost),
        (&words().equal, Comparator::Equal),
    ];
    // A quick check, because most values are a figure without a comparator.
    let initial = Initial::of(text);
    if text.starts_with(|c: char| c.is_ascii_digit())
        || !lists.iter().flat_map(|(list, _)| *list).any(|word| initial.may_begin(word))
    {
        return (None, text);
    }
    let lower = text.to_lowercase();
    for (list, comparator) in lists {
        let fits = list.iter().filter(|word| lower.starts_with(word.as_str())).max_by_key(|word| word.len());
        // Lower case does not change the byte length of the letters in these lists.
        if let Some(rest) = fits.and_then(|word| text.get(word.len()..)) {
            return (Some(comparator), rest.trim_start());
        }
    }
    (None, text)
}

/// The comparator at the end of the text after a number, and what is left: «осіб і більше».
fn comparator_after(text: &str) -> (Option<Comparator>, &str) {
    if text.is_empty() {
        return (None, text);
    }
    let lower = text.to_lowercase();
    let lists = [(&words().or_more, Comparator::AtLeast), (&words().or_less, Comparator::AtMost)];
    for (list, comparator) in lists {
        let rest = list.iter().find_map(|word| lower.trim_end_matches('.').strip_suffix(word.as_str()));
        // Lower case does not change the byte length of the letters of these words.
        if let Some(rest) = rest.and_then(|rest| text.get(..rest.len())) {
            return (Some(comparator), rest.trim_end().trim_end_matches(','));
        }
    }
    (None, text)
}

/// Two numbers: «від 5 до 10», «5–10», «10 ± 2».
fn range<'t>(text: &'t str, held: &ValueContext<'_>) -> Option<Written<'t>> {
    let words = labels();
    let [from, to] = &words.between;
    let between = || {
        let lower = text.to_lowercase();
        let rest = text.get(lower.strip_prefix(from.as_str()).map(|_| from.len())?..)?;
        let (low, high) = rest.split_once(&format!(" {to} "))?;
        Some((low, high, Comparator::Between))
    };
    // The first sign may be that of a negative number.
    let dashed = || {
        let (at, dash) = text.char_indices().skip(1).find(|(_, c)| ['-', '–', '—'].contains(c))?;
        let (low, high) = (text.get(..at)?, text.get(at + dash.len_utf8()..)?);
        Some((low, high, Comparator::Between))
    };
    let within = || text.split_once(words.within.as_str()).map(|(a, b)| (a, b, Comparator::Within));
    let in_words = between().or_else(within);
    let is_worded = in_words.is_some();
    let (first, last, comparator) = in_words.or_else(dashed)?;
    let (first, last) = (first.trim(), written(last.trim(), held).filter(|last| last.comparator.is_none())?);
    let lows = numbers(first, held.marks)?;
    let ([low], [high]) = (lows.as_slice(), last.numbers.as_slice()) else { return None };
    let one = |numbers: Option<Vec<Number>>| numbers.and_then(|numbers| numbers.first().copied());
    let (other_low, other_high) = (one(otherwise(first, held.marks)), one(last.otherwise));
    // «20–10» is no range in any reading, and «500–1.250» only in one. In words it is one in any case.
    let fits = |(low, high): &(Number, Number)| comparator == Comparator::Within || low < high;
    let other = (other_low.unwrap_or(*low), other_high.unwrap_or(*high));
    let other = Some(other).filter(|_| other_low.or(other_high).is_some()).filter(fits);
    let (taken, other) = match (Some((*low, *high)).filter(fits), other) {
        (Some(taken), other) => (taken, other),
        (None, other) => (other.or_else(|| is_worded.then_some((*low, *high)))?, None),
    };
    let list = |(low, high): (Number, Number)| vec![low, high];
    Some(Written {
        numbers: list(taken),
        otherwise: other.map(list),
        comparator: Some(comparator),
        unit: last.unit,
    })
}

#[cfg(test)]
mod tests;
