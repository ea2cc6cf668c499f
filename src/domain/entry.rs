//! The grammar of a typed fact: `12`, `=` as planned, `=5+7`, `+3`, `-` no occasion, `25/250`, `12* note`.
//!
//! ```text
//! entry  := "" | "=" | "-" | numbers | ("+"|"-") number | "=" expr | words, then optionally "*" note
//! expr   := + - * / ( ) % over numbers and the names п (plan), ф (fact), мин (previous quarter)
//! ```
//! After a leading `=` the star multiplies and the note is entered in its own field.

use rust_decimal::{Decimal, RoundingStrategy};

use super::value::{Comparator, FactValue, Number, Target, TargetValue};

/// What an entry may refer to.
#[derive(Clone, Debug, Default)]
pub struct EntryContext {
    /// The target it is held against.
    pub target: Option<Target>,
    /// The fact as it stands.
    pub fact: Option<FactValue>,
    /// The fact of the previous quarter.
    pub previous: Option<FactValue>,
    /// Whether words are welcome though a number is planned.
    pub words: bool,
}

/// What an entry means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The fact with its wording; none when nothing was typed before the note.
    pub value: Option<(FactValue, String)>,
    /// The note after the star.
    pub note: Option<String>,
}

/// Why an entry means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum EntryFault {
    /// It is not a number.
    #[error("not a number")]
    NotANumber,
    /// An expression breaks off or holds something strange.
    #[error("not an expression")]
    NotAnExpression,
    /// Division by zero, or a result out of bounds.
    #[error("no result")]
    NoResult,
    /// `=` where nothing is planned.
    #[error("nothing is planned")]
    NothingPlanned,
    /// `-` where a number is owed.
    #[error("a number is owed")]
    NotACondition,
    /// A name in an expression has no number behind it.
    #[error("no number behind the name")]
    NoSuchNumber,
    /// The target has another number of parts.
    #[error("another number of parts is planned")]
    WrongParts,
    /// `+3` or `-1` where no number stands.
    #[error("nothing to add to")]
    NothingToAddTo,
}

/// Reads an entry.
///
/// # Errors
/// Why it means nothing; nothing is guessed.
pub fn parse(text: &str, context: &EntryContext) -> Result<Entry, EntryFault> {
    let text = text.trim();
    if let Some(expr) = text.strip_prefix('=') {
        let value = if expr.trim().is_empty() { as_planned(context)? } else { calculated(expr, context)? };
        return Ok(Entry { value: Some(value), note: None });
    }
    let (value, note) = match text.split_once('*') {
        Some((value, note)) => (value.trim(), Some(note.trim().to_owned())),
        None => (text, None),
    };
    let value = if value.is_empty() { None } else { Some(plain(value, context)?) };
    Ok(Entry { value, note })
}

/// Whether a character may begin an entry in a cell of numbers (or go on with one).
pub fn is_entry_char(c: char) -> bool {
    c.is_ascii_digit() || "=+-−*/().,% \u{a0}\u{202f}'’пфмин".contains(c)
}

fn as_planned(context: &EntryContext) -> Result<(FactValue, String), EntryFault> {
    let target = context.target.as_ref().ok_or(EntryFault::NothingPlanned)?;
    match &target.value {
        TargetValue::Number(n) => Ok((FactValue::Number(*n), n.to_string())),
        TargetValue::Compound(parts) => Ok((FactValue::Compound(parts.clone()), target.raw.clone())),
        TargetValue::Deed | TargetValue::Date(_) => Ok((FactValue::Done, "=".to_owned())),
        TargetValue::Condition => Err(EntryFault::NothingPlanned),
    }
}

fn calculated(expr: &str, context: &EntryContext) -> Result<(FactValue, String), EntryFault> {
    let number = evaluate(expr, context)?;
    one_number_fits(context)?;
    Ok((FactValue::Number(number), number.to_string()))
}

fn plain(text: &str, context: &EntryContext) -> Result<(FactValue, String), EntryFault> {
    let target = context.target.as_ref().map(|t| &t.value);
    let open = context.words || matches!(target, None | Some(TargetValue::Condition | TargetValue::Deed));
    if matches!(text, "-" | "–" | "—" | "−") {
        let conditional = matches!(target, None | Some(TargetValue::Condition));
        return if conditional {
            Ok((FactValue::NoOccasion, "-".to_owned()))
        } else {
            Err(EntryFault::NotACondition)
        };
    }
    if let Some(rest) = text.strip_prefix(['+', '-', '−']) {
        if let Some(by) = Number::parse(rest).filter(|by| by.0 >= Decimal::ZERO) {
            return relative(by, !text.starts_with('+'), context);
        }
    } else if let Some(number) = Number::parse(text.strip_suffix('%').map_or(text, str::trim_end)) {
        one_number_fits(context)?;
        return Ok((FactValue::Number(number), text.to_owned()));
    } else if let Some(parts) = compound(text) {
        return match target {
            Some(TargetValue::Compound(planned)) if planned.len() != parts.len() => {
                Err(EntryFault::WrongParts)
            }
            Some(TargetValue::Number(_)) => Err(EntryFault::WrongParts),
            _ => Ok((FactValue::Compound(parts), text.to_owned())),
        };
    }
    if !open {
        return Err(EntryFault::NotANumber);
    }
    // Words: a deed may be said to be done in the words people use for it.
    let key = crate::text::key::search_key(text);
    let done =
        target == Some(&TargetValue::Deed) && ["виконано", "done", "так", "yes"].contains(&key.as_str());
    Ok((if done { FactValue::Done } else { FactValue::Text }, text.to_owned()))
}

fn compound(text: &str) -> Option<Vec<Number>> {
    let parts: Vec<Number> = text.split('/').map(Number::parse).collect::<Option<_>>()?;
    (parts.len() > 1).then_some(parts)
}

/// A compound target wants all its parts; for a range see [`wanted`].
fn one_number_fits(context: &EntryContext) -> Result<(), EntryFault> {
    match context.target.as_ref().map(|t| &t.value) {
        Some(TargetValue::Compound(_)) => Err(EntryFault::WrongParts),
        _ => Ok(()),
    }
}

/// A target as entries are held against it: a range (`between`, `within`) wants one number, and its first
/// one is what is planned.
#[must_use]
pub fn wanted(target: &Target, comparator: Comparator) -> Target {
    let range = matches!(comparator, Comparator::Between | Comparator::Within);
    match &target.value {
        TargetValue::Compound(parts) if range && parts.len() == 2 => {
            let first = parts.first().copied().unwrap_or_default();
            Target { value: TargetValue::Number(first), raw: target.raw.clone() }
        }
        _ => target.clone(),
    }
}

fn relative(by: Number, less: bool, context: &EntryContext) -> Result<(FactValue, String), EntryFault> {
    let base = match context.fact {
        None | Some(FactValue::None) if !less => Number::ZERO,
        Some(FactValue::Number(n)) => n,
        _ => return Err(EntryFault::NothingToAddTo),
    };
    let sum = bounded(if less { base.minus(by) } else { base.plus(by) }.0)?;
    Ok((FactValue::Number(sum), sum.to_string()))
}

/// Rounds to six decimals, half away from zero, and keeps within what a plan can hold.
fn bounded(value: Decimal) -> Result<Number, EntryFault> {
    let rounded = value.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).normalize();
    if rounded.abs() >= Decimal::from(1_000_000_000_000_000u64) {
        return Err(EntryFault::NoResult);
    }
    Ok(Number(rounded))
}

/// Reckons an expression without its leading `=`.
///
/// # Errors
/// When it is not one, a name has no number behind it, or there is no result.
pub fn evaluate(expr: &str, context: &EntryContext) -> Result<Number, EntryFault> {
    let chars: Vec<char> = expr.chars().filter(|c| !c.is_whitespace()).collect();
    let mut parser = Parser { chars: &chars, at: 0, depth: 0, context };
    let value = parser.sum()?;
    if parser.at < chars.len() {
        return Err(EntryFault::NotAnExpression);
    }
    bounded(value)
}

struct Parser<'a> {
    chars: &'a [char],
    at: usize,
    depth: usize,
    context: &'a EntryContext,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, wanted: &[char]) -> Option<char> {
        let c = self.peek().filter(|c| wanted.contains(c))?;
        self.at += 1;
        Some(c)
    }

    fn sum(&mut self) -> Result<Decimal, EntryFault> {
        let mut value = self.product()?;
        while let Some(sign) = self.take(&['+', '-', '−']) {
            let next = self.product()?;
            let result = if sign == '+' { value.checked_add(next) } else { value.checked_sub(next) };
            value = result.ok_or(EntryFault::NoResult)?;
        }
        Ok(value)
    }

    fn product(&mut self) -> Result<Decimal, EntryFault> {
        let mut value = self.factor()?;
        while let Some(sign) = self.take(&['*', '/']) {
            let next = self.factor()?;
            let result = if sign == '*' { value.checked_mul(next) } else { value.checked_div(next) };
            value = result.ok_or(EntryFault::NoResult)?;
        }
        Ok(value)
    }

    fn factor(&mut self) -> Result<Decimal, EntryFault> {
        let negative = self.take(&['-', '−']).is_some();
        let mut value = self.atom()?;
        while self.take(&['%']).is_some() {
            value = value.checked_div(Decimal::ONE_HUNDRED).ok_or(EntryFault::NoResult)?;
        }
        Ok(if negative { -value } else { value })
    }

    fn atom(&mut self) -> Result<Decimal, EntryFault> {
        if self.take(&['(']).is_some() {
            self.depth += 1;
            if self.depth > 32 {
                return Err(EntryFault::NotAnExpression);
            }
            let value = self.sum()?;
            self.depth -= 1;
            return self.take(&[')']).map(|_| value).ok_or(EntryFault::NotAnExpression);
        }
        let word = self.run(|c| c.is_alphabetic());
        if !word.is_empty() {
            return self.named(&word);
        }
        let digits = self.run(|c| c.is_ascii_digit() || c == ',' || c == '.');
        Number::parse(&digits).map(|n| n.0).ok_or(EntryFault::NotAnExpression)
    }

    fn run(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let word: String = self.chars.iter().skip(self.at).take_while(|c| wanted(**c)).collect();
        self.at += word.chars().count();
        word
    }

    fn named(&self, word: &str) -> Result<Decimal, EntryFault> {
        let number = |fact: &Option<FactValue>| match fact {
            Some(FactValue::Number(n)) => Some(n.0),
            _ => None,
        };
        let value = match word.to_lowercase().as_str() {
            "п" | "p" => match self.context.target.as_ref().map(|t| &t.value) {
                Some(TargetValue::Number(n)) => Some(n.0),
                _ => None,
            },
            "ф" | "f" => number(&self.context.fact),
            "мин" | "prev" => number(&self.context.previous),
            _ => return Err(EntryFault::NotAnExpression),
        };
        value.ok_or(EntryFault::NoSuchNumber)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(value: TargetValue, raw: &str) -> EntryContext {
        EntryContext {
            target: Some(Target { value, raw: raw.to_owned() }),
            fact: Some(FactValue::Number(Number::from(4))),
            previous: Some(FactValue::Number(Number::from(9))),
            words: false,
        }
    }

    fn ten() -> EntryContext {
        planned(TargetValue::Number(Number::from(10)), "10")
    }

    fn number(text: &str, context: &EntryContext) -> Result<String, EntryFault> {
        parse(text, context).map(|entry| match entry.value {
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
            ("=", "10"),
            ("=4+2", "6"),
            ("=12*2/3", "8"),
            ("=(1+2)*3-4", "5"),
            ("=п-1", "9"),
            ("=ф+мин", "13"),
            ("=п*50%", "5"),
            ("=10/3", "3.333333"),
            ("+3", "7"),
            ("-1", "3"),
            ("=-5", "-5"),
            ("95%", "95"),
        ] {
            assert_eq!(number(text, &ten()), Ok(value.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_note_follows_the_star() {
        let entry = parse("12* графік зсунуто", &ten()).unwrap();
        assert_eq!(entry.note.as_deref(), Some("графік зсунуто"));
        assert!(matches!(entry.value, Some((FactValue::Number(_), _))));
        assert_eq!(parse("* лише примітка", &ten()).unwrap().value, None);
    }

    #[test]
    fn blank_zero_and_no_occasion_are_three_things() {
        let condition = planned(TargetValue::Condition, "за потреби");
        assert_eq!(parse("", &condition).unwrap(), Entry { value: None, note: None });
        assert_eq!(number("0", &condition), Ok("0".to_owned()));
        assert_eq!(parse("-", &condition).unwrap().value.unwrap().0, FactValue::NoOccasion);
        assert_eq!(parse("-", &ten()), Err(EntryFault::NotACondition));
        assert_eq!(parse("не залучались", &condition).unwrap().value.unwrap().0, FactValue::Text);
    }

    #[test]
    fn faults_say_why() {
        for (text, fault) in [
            ("abc", EntryFault::NotANumber),
            ("=1/0", EntryFault::NoResult),
            ("=1+", EntryFault::NotAnExpression),
            ("=(1", EntryFault::NotAnExpression),
            ("=щось", EntryFault::NotAnExpression),
            ("25/250", EntryFault::WrongParts),
        ] {
            assert_eq!(parse(text, &ten()), Err(fault), "{text}");
        }
        let no_fact = EntryContext { fact: None, ..ten() };
        assert_eq!(parse("-1", &no_fact), Err(EntryFault::NothingToAddTo));
        assert_eq!(parse("=ф", &no_fact), Err(EntryFault::NoSuchNumber));
        let deep = format!("={}1{}", "(".repeat(5000), ")".repeat(5000));
        assert_eq!(parse(&deep, &ten()), Err(EntryFault::NotAnExpression));
    }

    #[test]
    fn compounds_and_deeds() {
        let pair = planned(TargetValue::Compound(vec![Number::from(25), Number::from(250)]), "25/250");
        assert!(matches!(parse("20/200", &pair).unwrap().value, Some((FactValue::Compound(_), _))));
        assert_eq!(parse("20", &pair), Err(EntryFault::WrongParts));
        let deed = planned(TargetValue::Deed, "");
        assert_eq!(parse("=", &deed).unwrap().value.unwrap().0, FactValue::Done);
        assert_eq!(parse("виконано", &deed).unwrap().value.unwrap().0, FactValue::Done);
    }
}
