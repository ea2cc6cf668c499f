//! Targets and facts as they stand in a cell.
//!
//! The rules are those of docs/rules.md: unknown words in a target
//! are a condition with a doubt; words in a fact are text, never "no occasion"; blank is nothing at all.

use crate::{
    domain::{Comparator, DoubtKind, FactValue, Number, Target, TargetValue},
    text::{key::Initial, normal::squeeze},
};

use super::{
    dates,
    labels::labels,
    reading::Reading,
    words::{begins, is_one_of, key, words},
};

/// A target with what its wording says about the indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTarget {
    /// The target.
    pub target: Target,
    /// «не більше»: how facts are held against it, where the wording says so.
    pub comparator: Option<Comparator>,
    /// «%», where it stands beside the number.
    pub unit: Option<String>,
}

/// A number with what stood around it.
struct Figure {
    numbers: Vec<Number>,
    comparator: Option<Comparator>,
    unit: Option<String>,
}

/// Reads a target: a number, a compound such as `25/250`, a condition, a day; nothing for a blank.
pub fn parse_target(text: &str) -> Reading<Option<ReadTarget>> {
    let raw = squeeze(text);
    if is_blank(&raw) {
        return Reading::sure(None);
    }
    let plain =
        |value| ReadTarget { target: Target { value, raw: raw.clone() }, comparator: None, unit: None };
    if let Some(figure) = figure(&raw).or_else(|| range(&raw)) {
        let value = match figure.numbers.as_slice() {
            [one] => TargetValue::Number(*one),
            several => TargetValue::Compound(several.to_vec()),
        };
        let mut read = plain(value);
        (read.comparator, read.unit) = (figure.comparator, figure.unit);
        return certain_if_positive(Some(read), &figure.numbers, &raw);
    }
    if let Some(day) = dates::whole_date(&raw) {
        return Reading::sure(Some(plain(TargetValue::Date(day))));
    }
    if key(&raw) == key(&labels().deed) {
        return Reading::sure(Some(plain(TargetValue::Deed)));
    }
    let figures = figures_in(&raw);
    let read = Some(plain(TargetValue::Condition));
    if figures.is_empty() && begins(&raw, &words().conditions).is_some() {
        return Reading::sure(read);
    }
    Reading::unsure(read, DoubtKind::UnknownCondition, raw.clone(), figures)
}

/// A fact beside its target: where a deed or a day is owed, «виконано» says that it was done, and a day when.
pub fn fact_for(target: Option<&Target>, (value, raw): (FactValue, String)) -> (FactValue, String) {
    let owed = target.is_some_and(|t| matches!(t.value, TargetValue::Deed | TargetValue::Date(_)));
    let value = match value {
        FactValue::Text if owed && key(&raw) == key(&labels().done) => FactValue::Done,
        FactValue::Text if owed => dates::whole_date(&raw).map_or(FactValue::Text, FactValue::Date),
        other => other,
    };
    (value, raw)
}

/// Whether a text is nothing but a number or a compound, with a unit or a comparator perhaps.
pub fn is_figure(text: &str) -> bool {
    figure(&squeeze(text)).is_some()
}

/// Two numbers in words: «від 5 до 10», «10 ± 2».
fn range(text: &str) -> Option<Figure> {
    let words = labels();
    let [from, to] = &words.between;
    let between = || {
        let lower = text.to_lowercase();
        let rest = text.get(lower.strip_prefix(from.as_str()).map(|_| from.len())?..)?;
        let (low, high) = rest.split_once(&format!(" {to} "))?;
        Some((low, high, Comparator::Between))
    };
    let within = || text.split_once(words.within.as_str()).map(|(a, b)| (a, b, Comparator::Within));
    let (a, b, comparator) = between().or_else(within)?;
    let last = figure(b.trim()).filter(|last| last.comparator.is_none())?;
    let mut numbers = vec![Number::parse(a)?];
    numbers.extend(last.numbers);
    (numbers.len() == 2).then_some(Figure { numbers, comparator: Some(comparator), unit: last.unit })
}

/// Reads a fact: a number, a compound, words; nothing for a blank. A dash is nothing, with a doubt.
pub fn parse_fact(text: &str) -> Reading<Option<(FactValue, String)>> {
    let raw = squeeze(text);
    if raw.is_empty() {
        return Reading::sure(None);
    }
    if is_blank(&raw) {
        return Reading::unsure(None, DoubtKind::Reading, String::new(), vec!["0".to_owned(), raw]);
    }
    let numbers = figure(&raw).filter(|figure| figure.comparator.is_none()).map(|figure| figure.numbers);
    let numbers = numbers.unwrap_or_default();
    let value = match numbers.as_slice() {
        [] => FactValue::Text,
        [one] => FactValue::Number(*one),
        several => FactValue::Compound(several.to_vec()),
    };
    certain_if_positive(Some((value, raw.clone())), &numbers, &raw)
}

/// Fewer than none of something is seldom meant: the sign may be a dash that begins a line, or was left by
/// a formula.
fn certain_if_positive<T>(read: T, numbers: &[Number], raw: &str) -> Reading<T> {
    if numbers.iter().all(|number| *number >= Number::ZERO) {
        return Reading::sure(read);
    }
    Reading::unsure(read, DoubtKind::Reading, raw, vec![squeeze(&raw.replace(['-', '−'], ""))])
}

/// Whether a cell says that it is empty.
pub fn is_blank(text: &str) -> bool {
    let figure = text.starts_with(|c: char| c.is_ascii_digit());
    !figure && (text.trim().is_empty() || is_one_of(text, &words().blanks))
}

/// A number or several parted by slashes, with a comparator before and a unit after.
fn figure(text: &str) -> Option<Figure> {
    let (comparator, rest) = comparator(text);
    let (numbers, unit) = match numbers(rest) {
        Some(numbers) => (numbers, None),
        None => {
            let end = rest.rfind(|c: char| c.is_ascii_digit())? + 1;
            let (number, unit) = rest.split_at_checked(end)?;
            let unit = unit.trim();
            words().units.contains(&key(unit)).then_some(())?;
            (numbers(number)?, Some(unit.to_owned()))
        }
    };
    Some(Figure { numbers, comparator, unit })
}

fn numbers(text: &str) -> Option<Vec<Number>> {
    text.split('/').map(Number::parse).collect()
}

fn comparator(text: &str) -> (Option<Comparator>, &str) {
    let lists = [
        (&words().at_least, Comparator::AtLeast),
        (&words().at_most, Comparator::AtMost),
        (&words().equal, Comparator::Equal),
    ];
    // Most values are a figure alone: a comparator begins with a word or a sign.
    let initial = Initial::of(text);
    if text.starts_with(|c: char| c.is_ascii_digit())
        || !lists.iter().flat_map(|(list, _)| *list).any(|word| initial.may_begin(word))
    {
        return (None, text);
    }
    let lower = text.to_lowercase();
    for (list, comparator) in lists {
        let fits = list.iter().filter(|word| lower.starts_with(word.as_str())).max_by_key(|word| word.len());
        // Lower case keeps the length of the letters that these lists are made of.
        if let Some(rest) = fits.and_then(|word| text.get(word.len()..)) {
            return (Some(comparator), rest.trim_start());
        }
    }
    (None, text)
}

/// The numbers that stand somewhere in a text, as written.
fn figures_in(text: &str) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn no_word_begins_as_a_figure_does() {
        let lists = [&words().blanks, &words().at_least, &words().at_most, &words().equal];
        assert!(lists.into_iter().flatten().all(|word| !word.starts_with(|c: char| c.is_ascii_digit())));
    }

    fn target(text: &str) -> (TargetValue, bool) {
        let read = parse_target(text);
        (read.value.unwrap().target.value, read.unsure.is_some())
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
        assert_eq!(target("31.12.2023"), (TargetValue::Date(date(2023, 12, 31)), false));
    }

    #[test]
    fn signs_around_a_number_belong_to_the_indicator() {
        for (text, comparator, unit) in [
            ("≥ 8", Some(Comparator::AtLeast), None),
            ("не більше 8", Some(Comparator::AtMost), None),
            ("8 %", None, Some("%")),
            ("Не менше 8%", Some(Comparator::AtLeast), Some("%")),
        ] {
            let read = parse_target(text);
            assert_eq!(read.unsure, None, "{text}");
            let read = read.value.unwrap();
            assert_eq!(read.target.value, TargetValue::Number(8.into()), "{text}");
            assert_eq!((read.comparator, read.unit.as_deref()), (comparator, unit), "{text}");
            assert_eq!(read.target.raw, text);
        }
    }

    #[test]
    fn words_are_a_condition_and_unknown_ones_are_doubted() {
        for text in
            ["За потреби", "при наявності коштів на дорогу", "Постійно (за потреби)", "У разі потреби."]
        {
            assert_eq!(target(text), (TargetValue::Condition, false), "{text}");
        }
        assert_eq!(target("коли зацвіте сад"), (TargetValue::Condition, true));
        assert_eq!(parse_target("за потреби, 5").unsure.unwrap().alternatives, ["5"]);
        assert_eq!(parse_target("3; 3; 5").unsure.unwrap().alternatives, ["3", "5"]);
    }

    #[test]
    fn a_blank_is_nothing() {
        for text in ["", "  ", "\u{a0}", "-", "—"] {
            assert_eq!(parse_target(text), Reading::sure(None), "{text}");
        }
        assert_eq!(parse_fact(" "), Reading::sure(None));
        assert!(parse_fact("–").unsure.is_some());
    }

    #[test]
    fn less_than_nothing_is_doubted() {
        for (text, other) in [("-3", "3"), ("−3,5 %", "3,5 %"), ("25/-250", "25/250")] {
            let unsure = parse_fact(text).unsure.unwrap();
            assert_eq!((unsure.reading.as_str(), unsure.alternatives), (text, vec![other.to_owned()]));
            assert!(parse_target(text).unsure.is_some(), "{text}");
        }
        assert_eq!(parse_fact("-3").value.unwrap().0, FactValue::Number(Number::parse("-3").unwrap()));
        assert_eq!((parse_fact("0").unsure, parse_target("0,0").unsure), (None, None));
    }

    #[test]
    fn words_in_a_fact_are_text() {
        let fact = |text| parse_fact(text).value.unwrap().0;
        assert_eq!(fact("0"), FactValue::Number(Number::ZERO));
        assert_eq!(fact("3/40"), FactValue::Compound(numbers(&[3, 40])));
        for text in ["Не залучались", "проведено 5 заходів", "за потреби", "≥ 8"]
        {
            assert_eq!(fact(text), FactValue::Text, "{text}");
        }
        assert_eq!(parse_fact(" Не\u{a0}залучались ").value.unwrap().1, "Не залучались");
    }
}
