//! The words of office documents, as data: conditions, months, units, headings (`words.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::{
    key::{Initial, search_key},
    surely::Surely,
};

/// The lists of `words.toml`, folded to search keys.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// How a condition in place of a figure begins.
    pub conditions: Vec<String>,
    /// The text of a cell that means that it is empty.
    pub blanks: Vec<String>,
    /// Units that may follow a number.
    pub units: Vec<String>,
    /// Things that offices count, in the nominative.
    pub nouns: Vec<String>,
    /// «не менше».
    pub at_least: Vec<String>,
    /// «не більше».
    pub at_most: Vec<String>,
    /// Words after a number that mean at least that.
    pub or_more: Vec<String>,
    /// Words after a number that mean at most that.
    pub or_less: Vec<String>,
    /// «рівно».
    pub equal: Vec<String>,
    /// The forms of the twelve months; the second is the genitive.
    pub months: Vec<Vec<String>>,
    /// The abbreviations of the twelve months. Without a point, they are other words.
    pub short_months: Vec<String>,
    /// «року», «рр.».
    pub years: Vec<String>,
    /// Words between the ends of a range.
    pub through: Vec<String>,
    /// Words between the members of a list.
    pub and: Vec<String>,
    /// Introductory words: «протягом».
    pub during: Vec<String>,
    /// Words that begin a deadline: «до».
    pub until: Vec<String>,
    /// «квартал».
    pub quarter: Vec<String>,
    /// «кінця».
    pub end_of: Vec<String>,
    /// As long as the plan lasts.
    pub ongoing: Vec<String>,
    /// Words that begin the period of a document: «на».
    pub periods: Vec<String>,
    /// «півріччя».
    pub half_years: Vec<String>,
    /// «місяців».
    pub month_counts: Vec<String>,
    /// «перше».
    pub firsts: Vec<String>,
    /// «друге».
    pub seconds: Vec<String>,
    /// Words that make a heading the name of a place.
    pub places: Vec<String>,
    /// «за згодою».
    pub consent: Vec<String>,
    /// How the name of a performer begins.
    pub performers: Vec<String>,
    /// Labels in a cell of performers that say no more than its column does.
    pub performer_labels: Vec<String>,
    /// Headings that apply to a list, each with the noun for one item.
    pub distributed: Vec<Vec<String>>,
    /// «розпорядження».
    pub orders: Vec<String>,
    /// «звіт».
    pub reports: Vec<String>,
    /// «додаток».
    pub annexes: Vec<String>,
    /// «директор».
    pub positions: Vec<String>,
    /// How the name of an indicator begins.
    pub indicators: Vec<String>,
    /// «Всього».
    pub totals: Vec<String>,
    /// Names of indicators that may be a sum of the rows above: «Сума».
    pub sums: Vec<String>,
    /// «ЗАТВЕРДЖЕНО».
    pub approvals: Vec<String>,
    /// «Ознайомлений:».
    pub acquainted: Vec<String>,
    /// «(підпис)».
    pub signature_hints: Vec<String>,
    /// «Продовження таблиці».
    pub continued: Vec<String>,
    /// «У тому числі».
    pub parts: Vec<String>,
    /// Words that begin a remark over all columns.
    pub remarks: Vec<String>,
    /// Prepositions, after which a capital noun continues the phrase before it.
    pub prepositions: Vec<String>,
    /// Ditto words: «те саме».
    pub dittos: Vec<String>,
    /// Beginnings of the titles of plans of any form.
    pub titles: Vec<String>,
    /// Beginnings of the headers of columns that a plan does not keep.
    pub beside: Vec<String>,
    /// «Відхилення».
    pub differences: Vec<String>,
    /// «Відмітка про виконання», as printed.
    pub marks: Vec<String>,
    /// «Виконано».
    pub done: Vec<String>,
    /// Words for a part: «частково».
    pub partly: Vec<String>,
    /// Units that are named with others.
    pub folds: Vec<Fold>,
}

/// A unit that is named with the words before it and the larger unit after it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fold {
    /// The common name of such units.
    pub unit: String,
    /// Words before its proper name that are left out.
    pub before: Vec<String>,
    /// Larger units after it that are left out.
    pub after: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // The file is compiled in, and a test reads it: it cannot fail here.
    let mut words: Words = toml::from_str(include_str!("words.toml")).surely();
    words.fold();
    words
});

/// The lists.
pub fn words() -> &'static Words {
    &WORDS
}

impl Words {
    fn fold(&mut self) {
        let lists = [
            &mut self.conditions,
            &mut self.blanks,
            &mut self.units,
            &mut self.at_least,
            &mut self.at_most,
            &mut self.equal,
            &mut self.years,
            &mut self.through,
            &mut self.and,
            &mut self.during,
            &mut self.until,
            &mut self.quarter,
            &mut self.end_of,
            &mut self.ongoing,
            &mut self.periods,
            &mut self.half_years,
            &mut self.month_counts,
            &mut self.firsts,
            &mut self.seconds,
            &mut self.places,
            &mut self.consent,
            &mut self.performers,
            &mut self.performer_labels,
            &mut self.orders,
            &mut self.reports,
            &mut self.annexes,
            &mut self.positions,
            &mut self.indicators,
            &mut self.totals,
            &mut self.sums,
            &mut self.approvals,
            &mut self.acquainted,
            &mut self.signature_hints,
            &mut self.continued,
            &mut self.remarks,
            &mut self.parts,
            &mut self.prepositions,
            &mut self.beside,
            &mut self.differences,
            &mut self.dittos,
            &mut self.titles,
            &mut self.done,
            &mut self.partly,
        ];
        for word in lists.into_iter().chain(&mut self.months).flatten() {
            *word = key(word);
        }
        for fold in &mut self.folds {
            let words = fold.before.iter_mut().chain(&mut fold.after).chain([&mut fold.unit]);
            words.for_each(|word| *word = key(word));
        }
    }

    /// The month (1 to 12) that a word names in any case.
    pub fn month(&self, word: &str) -> Option<i8> {
        let initial = Initial::of(word);
        self.months.iter().flatten().any(|form| initial.may_begin(form)).then_some(())?;
        let word = key(word);
        let index = self.months.iter().position(|forms| forms.contains(&word))?;
        i8::try_from(index + 1).ok()
    }

    /// The number of a month, from its abbreviation with or without the dot, or from its first letters.
    pub fn short_month(&self, word: &str) -> Option<i8> {
        let word = key(word);
        let short = word.trim_end_matches('.');
        let known = self.short_months.iter().position(|known| known.trim_end_matches('.') == short);
        let begins = |forms: &Vec<String>| {
            (3..=5).contains(&short.chars().count())
                && forms.first().is_some_and(|name| name.starts_with(short))
        };
        let index = known.or_else(|| self.months.iter().position(begins))?;
        i8::try_from(index + 1).ok()
    }

    /// The genitive of a month, which follows a day, from its abbreviation.
    pub fn month_in_full(&self, short: &str) -> Option<&str> {
        let index = self.short_months.iter().position(|known| known == short)?;
        self.months.get(index)?.get(1).map(String::as_str)
    }
}

/// The search key of a text after its white space is squeezed.
pub fn key(text: &str) -> String {
    search_key(text)
}

/// The word of a list that a folded text begins with, where the word ends there.
pub fn begins_with<'a>(text: &str, list: &'a [String]) -> Option<&'a str> {
    let whole = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    let fits = |word: &&String| text.strip_prefix(word.as_str()).is_some_and(whole);
    list.iter().filter(fits).max_by_key(|word| word.len()).map(String::as_str)
}

/// As [`begins_with`] for a text that is not folded; the first character rules out most texts.
pub fn begins<'a>(text: &str, list: &'a [String]) -> Option<&'a str> {
    let initial = Initial::of(text);
    if !list.iter().any(|word| initial.may_begin(word)) {
        return None;
    }
    let longest = list.iter().map(String::len).max().unwrap_or(0);
    let head = key(whole_words(text, longest * 2 + 16));
    // Folding may have dropped so much that the beginning is too short.
    if head.len() > longest { begins_with(&head, list) } else { begins_with(&key(text), list) }
}

/// The whole words within the first bytes of a text; the whole text where it is shorter.
fn whole_words(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let head = text.get(..text.floor_char_boundary(bytes)).unwrap_or(text);
    head.rfind(char::is_whitespace).and_then(|end| head.get(..end)).unwrap_or(text)
}

/// Whether a text that is not folded equals one of the words.
pub fn is_one_of(text: &str, list: &[String]) -> bool {
    let initial = Initial::of(text);
    list.iter().any(|word| initial.may_begin(word)) && list.contains(&key(text))
}

/// Whether a line with this label is about an indicator: a usual header that is not one of sums.
pub fn is_usual_label(header: &str) -> bool {
    is_usual_header(header) && !words().totals.contains(&key(header))
}

/// Whether a column with this header usually stands beside those of a plan: «Джерело», «Відмітка про виконання».
pub fn is_usual_header(header: &str) -> bool {
    let folded = key(header);
    let begins = |word: &String| folded.starts_with(word.as_str());
    words().beside.iter().any(begins) || words().marks.iter().any(|mark| folded == key(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_there() {
        assert!(toml::from_str::<Words>(include_str!("words.toml")).is_ok());
        assert_eq!(words().month("Грудня"), Some(12));
        assert_eq!(words().month("грудневий"), None);
    }

    #[test]
    fn the_beginning_of_a_text_is_folded_alone() {
        let conditions = &words().conditions;
        let long = "слово ".repeat(100);
        for text in ["за потреби", "Зa  потреби", "за потребою", "Загалом", "ʼʼза потреби", "за", ""]
        {
            for text in [text.to_owned(), format!("{text} {long}"), format!("{text}{long}")] {
                assert_eq!(begins(&text, conditions), begins_with(&key(&text), conditions), "{text}");
            }
        }
        let apart = format!("за{}потреби {long}", " ".repeat(300));
        assert_eq!(begins(&apart, conditions), Some("за потреби"));
    }

    #[test]
    fn a_word_ends_where_it_ends() {
        let conditions = &words().conditions;
        assert!(begins_with("постійно / у разі звернення", conditions).is_some());
        assert_eq!(begins_with("постійнодіючий", conditions), None);
    }
}
