//! Calculations in entries: `=` as planned, `=5+7`, `+3`. `form::typed::fact` reads whole entries.
//!
//! ```text
//! entry  := "" | "=" | "-" | numbers | ("+"|"-") number | "=" expr | words, then optionally "*" note
//! expr   := + - * / ( ) % over numbers and the names п (plan), ф (fact), мин (previous quarter), р (year)
//! ```
//! After a leading `=` a star multiplies, so the note is entered in its own field.

use rust_decimal::{Decimal, RoundingStrategy};

use super::value::{Comparator, FactValue, Number, Target, TargetValue};
use crate::text::surely::Surely;

/// What an entry may refer to.
#[derive(Clone, Debug, Default)]
pub struct EntryContext {
    /// The target that the fact is compared with.
    pub target: Option<Target>,
    /// The current fact.
    pub fact: Option<FactValue>,
    /// The fact of the previous quarter.
    pub previous: Option<FactValue>,
    /// What is planned for the year.
    pub whole: Option<Number>,
    /// Whether words are welcome though a number is planned.
    pub words: bool,
}

/// Why an entry cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum EntryFault {
    /// It is not a number.
    #[error("not a number")]
    NotANumber,
    /// An expression is incomplete or contains something unknown.
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
    /// `+3` or `-1` where there is no number to add to.
    #[error("nothing to add to")]
    NothingToAddTo,
    /// `5%` where things are counted.
    #[error("percents where things are counted")]
    PercentOfPieces,
    /// A day that is in no calendar.
    #[error("no such day")]
    NoSuchDay,
    /// A unit other than the indicator's.
    #[error("another unit")]
    OtherUnit,
}

fn as_planned(context: &EntryContext) -> Result<(FactValue, String), EntryFault> {
    let target = context.target.as_ref().ok_or(EntryFault::NothingPlanned)?;
    match &target.value {
        TargetValue::Number(n) => Ok((FactValue::Number(*n), n.worded())),
        TargetValue::Compound(parts) => Ok((FactValue::Compound(parts.clone()), target.wording())),
        TargetValue::Deed | TargetValue::Date(_) => Ok((FactValue::Done, "=".to_owned())),
        TargetValue::Condition => Err(EntryFault::NothingPlanned),
    }
}

/// The value of what follows `=`: the planned value where nothing follows, else the result of an expression.
///
/// # Errors
/// When nothing is planned, when the text is not an expression, or when the target has several parts.
pub fn calculated(expr: &str, context: &EntryContext) -> Result<(FactValue, String), EntryFault> {
    if expr.trim().is_empty() {
        return as_planned(context);
    }
    let (number, inputs) = evaluate(expr, context)?;
    let value = FactValue::Number(number);
    if parts_fit(&value, context) { Ok((value, number.made_of(inputs))) } else { Err(EntryFault::WrongParts) }
}

/// The result of an expression in its other reading, in which `1.250` is twelve hundred and fifty; none where every
/// number in it has one reading.
#[must_use]
pub fn calculated_otherwise(expr: &str, context: &EntryContext) -> Option<Number> {
    let read = Parser::run_over(expr, context, true).ok()?;
    read.ambiguous.then_some(read.value)
}

/// Whether a value has as many parts as the target; for a range see [`wanted`].
#[must_use]
pub fn parts_fit(value: &FactValue, context: &EntryContext) -> bool {
    match (context.target.as_ref().map(|t| &t.value), value) {
        (Some(TargetValue::Compound(planned)), FactValue::Compound(parts)) => planned.len() == parts.len(),
        (Some(TargetValue::Compound(_)), FactValue::Number(_)) => false,
        (Some(TargetValue::Number(_)), FactValue::Compound(_)) => false,
        _ => true,
    }
}

/// The target as entries are compared with it: a range (`between`, `within`) expects one number, and its first
/// number is the planned value.
#[must_use]
pub fn wanted(target: &Target, comparator: Comparator) -> Target {
    let range = matches!(comparator, Comparator::Between | Comparator::Within);
    match &target.value {
        TargetValue::Compound(parts) if range && parts.len() == 2 => {
            let first = parts.first().copied().surely();
            Target { value: TargetValue::Number(first), raw: target.raw.clone() }
        }
        _ => target.clone(),
    }
}

/// The current value increased or decreased by a number.
///
/// # Errors
/// When the current value is not a number.
pub fn relative(by: Number, less: bool, context: &EntryContext) -> Result<(FactValue, String), EntryFault> {
    let base = match context.fact {
        None | Some(FactValue::None) if !less => Number::ZERO,
        Some(FactValue::Number(n)) => n,
        _ => return Err(EntryFault::NothingToAddTo),
    };
    let sum = bounded(if less { base.minus(by) } else { base.plus(by) }.0)?;
    Ok((FactValue::Number(sum), sum.made_of([base, by])))
}

/// Rounds to six decimals, half away from zero, and checks that a plan can hold the result.
fn bounded(value: Decimal) -> Result<Number, EntryFault> {
    let rounded = value.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).normalize();
    if rounded.abs() >= Decimal::from(1_000_000_000_000_000u64) {
        return Err(EntryFault::NoResult);
    }
    Ok(Number(rounded))
}

/// Evaluates an expression without its leading `=`: the result, and the numbers in it.
///
/// # Errors
/// When it is not an expression, a name in it has no number, or there is no result.
pub fn evaluate(expr: &str, context: &EntryContext) -> Result<(Number, Vec<Number>), EntryFault> {
    let read = Parser::run_over(expr, context, false)?;
    Ok((read.value, read.inputs))
}

/// What became of an expression.
struct Evaluated {
    value: Number,
    /// The numbers in it.
    inputs: Vec<Number>,
    /// Whether a number in it can be read in two ways.
    ambiguous: bool,
}

struct Parser<'a> {
    chars: &'a [char],
    at: usize,
    depth: usize,
    context: &'a EntryContext,
    /// The numbers in the expression.
    inputs: Vec<Number>,
    /// Whether the mark of an ambiguous number parts thousands.
    thousands: bool,
    /// Whether there is an ambiguous number.
    ambiguous: bool,
}

impl Parser<'_> {
    fn run_over(expr: &str, context: &EntryContext, thousands: bool) -> Result<Evaluated, EntryFault> {
        // A blank counts only between figures, where it may part thousands: `12 34` is no number.
        let mut chars = Vec::new();
        for word in expr.split_whitespace() {
            let between = chars.last().is_some_and(char::is_ascii_digit)
                && word.starts_with(|c: char| c.is_ascii_digit());
            chars.extend(between.then_some(' '));
            chars.extend(word.chars());
        }
        let inputs = Vec::new();
        let mut parser =
            Parser { chars: &chars, at: 0, depth: 0, context, inputs, thousands, ambiguous: false };
        let value = parser.sum()?;
        if parser.at < chars.len() {
            return Err(EntryFault::NotAnExpression);
        }
        Ok(Evaluated { value: bounded(value)?, inputs: parser.inputs, ambiguous: parser.ambiguous })
    }

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
        let number = if word.is_empty() {
            let digits = self.run(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '));
            let other = Number::otherwise(&digits);
            self.ambiguous |= other.is_some();
            let other = other.filter(|_| self.thousands);
            other.or_else(|| Number::parse(&digits)).ok_or(EntryFault::NotAnExpression)?
        } else {
            self.named(&word)?
        };
        self.inputs.push(number);
        Ok(number.0)
    }

    fn run(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let word: String = self.chars.iter().skip(self.at).take_while(|c| wanted(**c)).collect();
        self.at += word.chars().count();
        word
    }

    fn named(&self, word: &str) -> Result<Number, EntryFault> {
        let number = |fact: &Option<FactValue>| match fact {
            Some(FactValue::Number(n)) => Some(*n),
            _ => None,
        };
        let value = match word.to_lowercase().as_str() {
            "п" | "p" => match self.context.target.as_ref().map(|t| &t.value) {
                Some(TargetValue::Number(n)) => Some(*n),
                _ => None,
            },
            "ф" | "f" => number(&self.context.fact),
            "мин" | "prev" => number(&self.context.previous),
            "р" | "y" => self.context.whole,
            _ => return Err(EntryFault::NotAnExpression),
        };
        value.ok_or(EntryFault::NoSuchNumber)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ten() -> EntryContext {
        EntryContext {
            target: Some(Target { value: TargetValue::Number(10.into()), raw: "10".to_owned() }),
            fact: Some(FactValue::Number(4.into())),
            previous: Some(FactValue::Number(9.into())),
            whole: Some(240.into()),
            words: false,
        }
    }

    fn reckoned(text: &str, context: &EntryContext) -> Result<String, EntryFault> {
        evaluate(text, context).map(|(number, _)| number.to_string())
    }

    #[test]
    fn expressions() {
        for (text, value) in [
            ("12*2/3", "8"),
            ("(1+2)*3-4", "5"),
            ("п-1", "9"),
            ("ф+мин", "13"),
            ("п*50%", "5"),
            ("р/4", "60"),
            ("10/3", "3.333333"),
            ("-5", "-5"),
            ("1 200 / 4", "300"),
            ("12 * 1\u{a0}000", "12000"),
        ] {
            assert_eq!(reckoned(text, &ten()), Ok(value.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_reckoned_is_worded_as_documents_word_it() {
        for (text, worded) in
            [("10/4", "2,5"), ("1/3", "0,33"), ("7/8", "0,88"), ("0,5*0,5", "0,25"), ("", "10")]
        {
            assert_eq!(calculated(text, &ten()).unwrap().1, worded, "{text}");
        }
        assert_eq!(relative(Number::parse("0,5").unwrap(), true, &ten()).unwrap().1, "3,5");
    }

    #[test]
    fn an_expression_has_two_readings_where_a_number_in_it_has() {
        assert_eq!(calculated_otherwise("1.250+1", &ten()), Some(1251.into()));
        assert_eq!(calculated_otherwise("п*(2,500-1,000)", &ten()), Some(15_000.into()));
        assert_eq!(calculated_otherwise("1,25+1", &ten()), None);
    }

    #[test]
    fn faults_say_why() {
        for (text, fault) in [
            ("1/0", EntryFault::NoResult),
            ("1+", EntryFault::NotAnExpression),
            ("(1", EntryFault::NotAnExpression),
            ("щось", EntryFault::NotAnExpression),
            ("12 34", EntryFault::NotAnExpression),
            ("10 5*2", EntryFault::NotAnExpression),
        ] {
            assert_eq!(reckoned(text, &ten()), Err(fault), "{text}");
        }
        let no_fact = EntryContext { fact: None, ..ten() };
        assert_eq!(relative(1.into(), true, &no_fact), Err(EntryFault::NothingToAddTo));
        assert_eq!(reckoned("ф", &no_fact), Err(EntryFault::NoSuchNumber));
        let deep = format!("{}1{}", "(".repeat(5000), ")".repeat(5000));
        assert_eq!(reckoned(&deep, &ten()), Err(EntryFault::NotAnExpression));
    }
}
