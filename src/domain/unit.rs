//! Units: which of them are percentages, and which are the same unit at another scale (docs/rules.md).

use rust_decimal::Decimal;

use super::{record::Indicator, value::Number};
use crate::text::key::{Initial, is_letter, search_key};

/// Whether figures with this unit (or, without a unit, this name) are percentages, which never add up.
#[must_use]
pub fn is_percentage(unit: Option<&str>, name: &str) -> bool {
    if let Some(unit) = unit.filter(|unit| !unit.trim().is_empty()) {
        if !begins_as(unit, &UNITS) {
            return false;
        }
        let key = search_key(unit);
        // A unit of nothing but apostrophes is none.
        if !key.is_empty() {
            return is_percent_unit(&key);
        }
    }
    may_be_percent_name(name) && is_percent_name(&search_key(name))
}

/// How the units of percentages begin.
const UNITS: [&str; 5] = ["%", "відсот", "процент", "проц", "частка"];
/// How the names of percentages begin.
const NAMES: [&str; 5] = ["відсот", "процент", "частка", "питома вага", "рівень"];

/// Whether the search key of a text may begin with one of these: most texts need no folding.
fn begins_as(text: &str, known: &[&str]) -> bool {
    let initial = Initial::of(text);
    known.iter().any(|begin| initial.may_begin(begin))
}

/// Whether a name can be that of a percentage: by its beginning, its sign, or its last word, which ends in «в».
fn may_be_percent_name(name: &str) -> bool {
    let last = name.trim_end().chars().next_back();
    begins_as(name, &NAMES) || name.contains('%') || last.is_some_and(|c| !is_letter(c) || "вВB".contains(c))
}

fn is_percent_unit(key: &str) -> bool {
    UNITS.iter().any(|begin| key.starts_with(begin))
}

fn is_percent_name(key: &str) -> bool {
    let begins = |words: &str| {
        let rest = key.strip_prefix(words);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let unit_at_end = key.ends_with("(%)") || key.ends_with(", %") || key.ends_with(", відсотків");
    // «%», «% охоплених», «проценти».
    let unit_alone = key.starts_with('%') || (!key.contains(' ') && is_percent_unit(key));
    unit_at_end
        || unit_alone
        || ["відсоток", "частка", "питома вага"].into_iter().any(begins)
        || (begins("рівень") && key.contains("(%)"))
}

/// Whether the figures with a name are averages, which never add up: «середній строк розгляду».
#[must_use]
pub fn is_average(name: &str) -> bool {
    begins_as(name, &["середн"]) && search_key(name).starts_with("середн")
}

impl Indicator {
    /// Whether the indicator is measured in percent; its figures do not add up.
    #[must_use]
    pub fn is_percentage(&self) -> bool {
        is_percentage(self.unit.as_deref(), &self.name)
    }
}

/// Names of one unit that are not forms of one word.
type Synonyms = &'static [&'static str];

/// Currencies.
const MONEY: [Synonyms; 3] = [
    &["грн", "гривня", "гривні", "гривень", "uah", "₴"],
    &["дол", "долар", "долари", "доларів", "дол сша", "доларів сша", "usd", "$"],
    &["євро", "eur", "€"],
];
/// People and pieces.
const COUNTED: [Synonyms; 3] = [
    &["осіб", "особа", "особи", "ос", "чол", "чоловік", "людей", "люди", "людина", "люд"],
    &["шт", "штук", "штуки", "штука"],
    &["од", "одиниць", "одиниці", "одиниця"],
];
/// Further units, whose names mean something else elsewhere («рік»).
const FURTHER: [Synonyms; 15] = [
    &["год", "година", "години", "годин"],
    &["день", "дні", "дня", "днів", "дн"],
    &["рік", "роки", "років"],
    &["раз", "рази", "разів"],
    &["хв", "хвилина", "хвилини", "хвилин"],
    &["міс", "місяць", "місяці", "місяців"],
    &["км", "кілометр", "кілометри", "кілометра", "кілометрів"],
    &["м", "метр", "метри", "метра", "метрів"],
    &["м²", "м2", "кв м", "м кв", "квадратних метрів"],
    &["пог м", "п м", "м п", "погонних метрів"],
    &["га", "гектар", "гектари", "гектара", "гектарів"],
    &["л", "літр", "літри", "літра", "літрів"],
    &["т", "тонна", "тонни", "тонн"],
    &["кг", "кілограм", "кілограми", "кілограма", "кілограмів"],
    &["екз", "прим", "примірник", "примірники", "примірника", "примірників", "екземплярів"],
];

/// Whether a unit without its scale is in one of these lists.
fn is_among(base: &str, lists: &[&[Synonyms]]) -> bool {
    lists.iter().any(|list| list.iter().any(|names| names.contains(&base)))
}

/// Words that multiply the unit after them.
const SCALES: [(&str, i64); 9] = [
    ("тис", 1_000),
    ("тисяч", 1_000),
    ("тисяча", 1_000),
    ("тисячі", 1_000),
    ("млн", 1_000_000),
    ("мільйон", 1_000_000),
    ("мільйонів", 1_000_000),
    ("млрд", 1_000_000_000),
    ("мільярдів", 1_000_000_000),
];

/// A unit split into its scale and its base; «тис.» alone has no base.
struct Scaled {
    scale: Decimal,
    base: String,
}

impl Scaled {
    fn of(unit: &str) -> Self {
        let key = search_key(unit);
        let mut scale = Decimal::ONE;
        let mut base = Vec::new();
        for word in key.split([' ', '\u{a0}', '.']).filter(|word| !word.is_empty()) {
            let known = SCALES.iter().find(|(name, _)| *name == word).filter(|_| base.is_empty());
            match known {
                Some((_, by)) => scale *= Decimal::from(*by),
                None => base.push(word),
            }
        }
        let base = base.join(" ");
        if ["коп", "копійка", "копійки", "копійок"].contains(&base.as_str()) {
            return Self { scale: scale * Decimal::new(1, 2), base: "грн".to_owned() };
        }
        Self { scale, base }
    }
}

/// How many of unit `to` one of unit `from` is: 1000 from «тис. грн» to «грн»; none where their bases differ.
#[must_use]
pub fn factor(from: &str, to: &str) -> Option<Decimal> {
    let (from, to) = (Scaled::of(from), Scaled::of(to));
    // «тис.» alone scales any other unit.
    let alike = from.base.is_empty() || same_base(&from.base, &to.base);
    alike.then(|| from.scale.checked_div(to.scale)).flatten()
}

/// Whether a word is a unit by itself: percents, money, people, pieces.
#[must_use]
pub fn is_known(unit: &str) -> bool {
    let base = Scaled::of(unit).base;
    is_percent_unit(&base) || is_among(&base, &[&MONEY, &COUNTED])
}

/// Whether a unit is money, in any currency and at any scale.
#[must_use]
pub fn is_money(unit: &str) -> bool {
    is_among(&Scaled::of(unit).base, &[&MONEY])
}

/// Splits a currency before a number from the number: «₴2 000», «USD 150».
#[must_use]
pub fn currency_before(text: &str) -> (Option<&str>, &str) {
    let end = text.find(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '-' || c == '−');
    let split = end.filter(|at| *at > 0).and_then(|at| text.split_at_checked(at));
    match split.filter(|(word, _)| bare_scale(word).is_none() && is_money(word)) {
        Some((word, rest)) => (Some(word), rest.trim_start()),
        None => (None, text),
    }
}

/// By how much a unit multiplies its base: 1000 for «тис. осіб».
#[must_use]
pub fn scale(unit: &str) -> Decimal {
    Scaled::of(unit).scale
}

/// Whether a word is one of the names of a usual unit, also of those that mean something else elsewhere («рік»).
#[must_use]
pub fn is_usual(unit: &str) -> bool {
    is_among(&Scaled::of(unit).base, &[&MONEY, &COUNTED, &FURTHER])
}

/// Whether two usual units measure different things, or the same thing in different measures: «год» and «хв». Words for
/// pieces and times may stand for each other.
#[must_use]
pub fn are_apart(left: &str, right: &str) -> bool {
    let counts = |unit: &str| {
        let base = Scaled::of(unit).base;
        is_among(&base, &[&COUNTED]) || ["раз", "рази", "разів", "екз", "прим"].contains(&base.as_str())
    };
    is_usual(left) && is_usual(right) && factor(left, right).is_none() && !(counts(left) && counts(right))
}

/// The factor of a unit that is only a scale («тис.»); none for others.
#[must_use]
pub fn bare_scale(unit: &str) -> Option<Decimal> {
    let scaled = Scaled::of(unit);
    (scaled.base.is_empty() && scaled.scale != Decimal::ONE).then_some(scaled.scale)
}

fn same_base(left: &str, right: &str) -> bool {
    if is_percent_unit(left) || is_percent_unit(right) {
        return is_percent_unit(left) && is_percent_unit(right);
    }
    let synonyms = |names: &Synonyms| names.contains(&left) && names.contains(&right);
    let words = |text: &'_ str| text.split(' ').count();
    left == right
        || MONEY.iter().chain(&COUNTED).chain(&FURTHER).any(synonyms)
        || (words(left) == words(right)
            && left.split(' ').zip(right.split(' ')).all(|(a, b)| same_word(a, b)))
}

/// Whether two words are forms of the same word: «заходів» and «захід», «осіб» and «особи».
#[must_use]
pub fn same_word(left: &str, right: &str) -> bool {
    // The vowel of a closed syllable changes: захід, заходів.
    let letters =
        |text: &str| -> Vec<char> { text.chars().map(|c| if c == 'і' { 'о' } else { c }).collect() };
    // «осіб/кв.» is a rate, and no form of the word that it begins with.
    let joins = |text: &str| -> Vec<char> {
        text.chars().filter(|c| !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’' | 'ʼ')).collect()
    };
    if joins(left) != joins(right) {
        return false;
    }
    let (left, right) = (letters(left), letters(right));
    let common = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let longest = left.len().max(right.len());
    left == right || (common >= 3 && longest - common <= 3 && common * 2 >= longest)
}

/// A number in another unit; none where the result has more decimals than a plan holds.
#[must_use]
pub fn converted(number: Number, factor: Decimal) -> Option<Number> {
    let exact = number.0.checked_mul(factor)?.normalize();
    (exact.scale() <= Number::DECIMALS && exact.abs() < Number::BOUND).then_some(Number(exact))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_no_form_of_the_word_that_it_counts() {
        for (left, right) in [
            ("заходів", "захід"),
            ("особи", "осіб"),
            ("пам'яток", "пам'ятка"),
            ("онлайн-зустрічей", "онлайн-зустріч"),
        ] {
            assert!(same_word(left, right), "{left} / {right}");
        }
        for rate in ["осіб/кв", "осіб-хв", "осіб кв", "осіб/дн."] {
            assert!(!same_word("особа", rate), "{rate}");
        }
    }

    #[test]
    fn a_percentage_is_told_by_its_unit_else_by_its_name() {
        for unit in ["%", "відсотків", "Відсоток", "процентів", "проц.", "частка"]
        {
            assert!(is_percentage(Some(unit), "охоплення"), "{unit}");
        }
        for unit in ["осіб", "грн", "шт."] {
            assert!(!is_percentage(Some(unit), "Частка заявок"), "{unit}");
        }
        for name in [
            "Відсоток охоплених",
            "Частка розглянутих",
            "Питома вага молоді",
            "Рівень задоволеності (%)",
            "Охоплення, %",
            "Охоплення, відсотків",
            "Охоплення, ВІДСОТКІВ ",
            "%",
            "% охоплених",
            "Проценти",
        ] {
            assert!(is_percentage(None, name) && is_percentage(Some(" "), name), "{name}");
        }
        for name in ["Рівень води у ставку", "Кількість шкіл, де 50 % класів мають тепло", "Частковий ремонт"]
        {
            assert!(!is_percentage(None, name), "{name}");
        }
    }

    #[test]
    fn scales_of_one_unit_are_converted() {
        let by = |from, to| factor(from, to).map(|by| by.normalize().to_string());
        for (from, to, wanted) in [
            ("млн грн", "тис. грн", "1000"),
            ("грн", "тис. грн", "0.001"),
            ("млрд гривень", "млн. грн", "1000"),
            ("коп.", "грн", "0.01"),
            ("грн", "копійок", "100"),
            ("тис.", "осіб", "1000"),
            ("заходів", "захід", "1"),
            ("особи", "осіб", "1"),
            ("людей", "чол.", "1"),
            ("₴", "грн", "1"),
            ("тис. $", "дол. США", "1000"),
            ("чол.", "ос.", "1"),
            ("примірників", "екз.", "1"),
            ("м.кв.", "кв. м", "1"),
            ("тонн", "т", "1"),
            ("відсотків", "%", "1"),
        ] {
            assert_eq!(by(from, to).as_deref(), Some(wanted), "{from} -> {to}");
        }
        for (from, to) in
            [("грн", "заходів"), ("%", "шт."), ("осіб", "грн"), ("год", "грн"), ("$", "грн"), ("км", "кг")]
        {
            assert_eq!(by(from, to), None, "{from} -> {to}");
        }
    }

    #[test]
    fn what_a_plan_cannot_hold_is_not_converted() {
        let number = |text| Number::parse(text).unwrap();
        let thousandth = factor("грн", "тис. грн").unwrap();
        assert_eq!(converted(number("2500"), thousandth), Some(number("2,5")));
        assert_eq!(converted(number("0,0001"), thousandth), None);
    }
}
