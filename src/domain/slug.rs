//! A name for a plan that came without one: the word that tells its organisation from others, and the period.

use super::{catalog::PlanEntry, quarter::Span};
use crate::text::surely::Surely;
use crate::text::translit::slug as transliterate;

/// Beginnings of words that many organisations share, transliterated.
const COMMON: [&str; 65] = [
    "mistsev",
    "tsentr",
    "rehional",
    "mizhrehional",
    "bezoplatn",
    "bezoplat",
    "pravov",
    "pravnych",
    "dopomoh",
    "holovn",
    "upravlinn",
    "viddil",
    "misk",
    "prohram",
    "plan",
    "zvit",
    "zakhod",
    "zakhid",
    "nadann",
    "vtorynn",
    "z",
    "zi",
    "iz",
    "ta",
    "i",
    "y",
    "yi",
    "v",
    "u",
    "na",
    "pro",
    "do",
    "po",
    "za",
    "dlia",
    "vykonann",
    "departament",
    "sluzhb",
    "oblasn",
    "oblast",
    "oblasti",
    "raion",
    "derzhavn",
    "administrats",
    "rad",
    "komunaln",
    "ustanov",
    "pidpryiemstv",
    "zaklad",
    "sotsialn",
    "kvartal",
    "rik",
    "roky",
    "roku",
    "natsionaln",
    "rozvytk",
    "selyshchn",
    "silsk",
    "shchodo",
    "zabezpechenn",
    "zavdan",
    "realizatsi",
    "ii",
    "iii",
    "iv",
];

/// Endings of adjectives made of names of places, the longest first.
const ENDINGS: [&str; 16] = [
    "tskoho", "tskomu", "skoho", "skomu", "tskoi", "tskyi", "tska", "tske", "skoi", "skyi", "skii", "skym",
    "ska", "ske", "tsku", "sku",
];

/// A free name out of organisation (or title) and period.
pub fn suggest(organisation: &str, title: &str, period: Span, taken: &[PlanEntry]) -> String {
    let word = [organisation, title].into_iter().find_map(distinctive).unwrap_or_else(|| "plan".to_owned());
    free(&format!("{word}-{}", period_slug(period)), taken)
}

/// The name itself, or with `-2`, `-3`… where another plan has it.
pub fn free(wanted: &str, taken: &[PlanEntry]) -> String {
    let is_taken = |slug: &str| taken.iter().any(|entry| entry.slug == slug);
    if !is_taken(wanted) {
        return wanted.to_owned();
    }
    (2..).map(|n| format!("{wanted}-{n}")).find(|slug| !is_taken(slug)).surely()
}

/// `2023q4`, `2026`, `2017-2020`, or `2026q2-2027q1`.
fn period_slug(period: Span) -> String {
    let (first, last) = (period.first, period.last);
    let whole_years = first.number() == 1 && last.number() == 4;
    match period.as_single() {
        Some(quarter) => quarter.to_string().to_lowercase(),
        None if whole_years && first.year() == last.year() => first.year().to_string(),
        None if whole_years => format!("{}-{}", first.year(), last.year()),
        None => format!("{first}-{last}").to_lowercase(),
    }
}

/// The word that tells one organisation from another: a place made an adjective if there is one, else the
/// first word that others do not share.
fn distinctive(text: &str) -> Option<String> {
    let latin = transliterate(text);
    let words: Vec<&str> = latin.split('-').filter(|word| !is_common(word)).collect();
    let place = words.iter().find_map(|word| base(word));
    place.or_else(|| words.first().map(|word| (*word).to_owned())).map(|word| word.chars().take(40).collect())
}

fn is_common(word: &str) -> bool {
    let short = |common: &str| common.len() <= 3 && common != "rad";
    let shared = |common: &&str| if short(common) { word == *common } else { word.starts_with(common) };
    COMMON.iter().any(shared) || word.chars().all(|c| c.is_ascii_digit())
}

/// `khmarivskoho` → `khmariv`.
fn base(word: &str) -> Option<String> {
    let stem = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending))?;
    (stem.len() >= 3).then(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Quarter;

    fn span(first: &str, last: &str) -> Span {
        Span::new(Quarter::parse(first).unwrap(), Quarter::parse(last).unwrap()).unwrap()
    }

    #[test]
    fn the_place_and_the_period_make_the_name() {
        for (organisation, title, first, last, slug) in [
            (
                "Зорянський місцевий центр з надання безоплатної вторинної правової допомоги",
                "",
                "2023Q4",
                "2023Q4",
                "zorian-2023q4",
            ),
            ("Головне управління статистики у Хмарівській області", "", "2026Q1", "2026Q4", "khmariv-2026"),
            ("", "Програма розвитку Вітряненської міської ради", "2017Q1", "2020Q4", "vitrianen-2017-2020"),
            (
                "",
                "ІІ. Заходи щодо забезпечення виконання завдань Програми",
                "2017Q1",
                "2020Q4",
                "plan-2017-2020",
            ),
            ("", "Програма", "2026Q2", "2026Q3", "plan-2026q2-2026q3"),
        ] {
            assert_eq!(suggest(organisation, title, span(first, last), &[]), slug, "{organisation}{title}");
        }
    }
}
