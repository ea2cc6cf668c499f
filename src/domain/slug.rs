//! Makes a slug for a plan without one, from the most distinctive word of its organisation, and its period.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{catalog::PlanEntry, quarter::Span};
use crate::text::surely::Surely;
use crate::text::translit::slug as transliterate;

/// Beginnings of transliterated words that many organisations have in common.
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

/// Endings of adjectives made from place names, the longest first.
const ENDINGS: [&str; 16] = [
    "tskoho", "tskomu", "skoho", "skomu", "tskoi", "tskyi", "tska", "tske", "skoi", "skyi", "skii", "skym",
    "ska", "ske", "tsku", "sku",
];

/// A free name out of organisation (or title) and period.
pub fn suggest(organisation: &str, title: &str, period: Span, taken: &[PlanEntry]) -> String {
    TakenSlugs::of(taken).free(&wanted(organisation, title, period))
}

/// The slug that a plan gets unless it is taken.
pub fn wanted(organisation: &str, title: &str, period: Span) -> String {
    let word = [organisation, title].into_iter().find_map(distinctive).unwrap_or_else(|| "plan".to_owned());
    format!("{word}-{}", period_slug(period))
}

/// The slugs that are taken. It finds a free one in constant time, also where thousands of plans want the same.
#[derive(Debug, Default)]
pub struct TakenSlugs {
    slugs: FxHashSet<String>,
    /// The last number that was added to a slug.
    given: FxHashMap<String, usize>,
}

impl TakenSlugs {
    /// Those of these plans.
    pub fn of(plans: &[PlanEntry]) -> Self {
        Self { slugs: plans.iter().map(|entry| entry.slug.clone()).collect(), ..Self::default() }
    }

    /// Marks a slug as taken.
    pub fn take(&mut self, slug: &str) {
        self.slugs.insert(slug.to_owned());
    }

    /// Whether a slug is taken.
    pub fn has(&self, slug: &str) -> bool {
        self.slugs.contains(slug)
    }

    /// The slug itself, or with `-2`, `-3`… where it is taken.
    pub fn free(&mut self, wanted: &str) -> String {
        if !self.has(wanted) {
            return wanted.to_owned();
        }
        // The numbers before the last one are taken.
        let from = self.given.get(wanted).copied().unwrap_or(2);
        let named = (from..).map(|n| (n, format!("{wanted}-{n}")));
        let (n, slug) = named.into_iter().find(|(_, slug)| !self.has(slug)).surely();
        self.given.insert(wanted.to_owned(), n);
        slug
    }
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

/// The word that distinguishes one organisation from another: an adjective made from a place name if there is one,
/// else the first word that others do not share.
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
    fn each_of_many_that_want_one_name_gets_its_own() {
        let mut taken = TakenSlugs::default();
        taken.take("plan-2026-3");
        let names: Vec<String> = (0..4)
            .map(|_| {
                let name = taken.free("plan-2026");
                taken.take(&name);
                name
            })
            .collect();
        assert_eq!(names, ["plan-2026", "plan-2026-2", "plan-2026-4", "plan-2026-5"]);
        assert_eq!(taken.free("other"), "other");
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
