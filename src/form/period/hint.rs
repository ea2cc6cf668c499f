//! Whether a text may name a time at all, found without folding its words: most texts do not, and reading each of
//! their words in every way costs far more.

use std::sync::LazyLock;

use crate::{form::words::words, text::key::Initial};

/// Beginnings of words for a time that `words.toml` does not list.
const STEMS: [&str; 13] =
    ["мин", "поп", "нар", "нак", "кум", "поч", "річ", "зві", "пот", "пер", "кварт", "рік", "рок"];

/// So many characters are compared.
const COMPARED: usize = 3;

/// The beginnings of all words for a time.
static BEGINNINGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lists = words();
    let listed = [&lists.quarter, &lists.half_years, &lists.month_counts];
    let mut all: Vec<String> = listed.into_iter().chain(&lists.months).flatten().cloned().collect();
    all.extend(STEMS.map(str::to_owned));
    all.iter_mut().for_each(|word| *word = word.chars().take(COMPARED).collect());
    all.sort_unstable();
    all.dedup();
    all
});

/// Whether any of the words may be one for a time: a year, a quarter, a month. It never says no to a text that has
/// one.
pub fn may_name_a_time(text: &[&str]) -> bool {
    text.iter().any(|word| may_be(word))
}

fn may_be(word: &str) -> bool {
    let bare = word.trim_start_matches(|c: char| c.is_ascii_punctuation() || "«»“”„–—−№…".contains(c));
    let figures = bare.bytes().filter(u8::is_ascii_digit).count();
    // `2024`, `07.2024`; «4кв.», «ІІкв», «Q2» in one word.
    if figures >= 4
        || bare.contains(['Q', 'q'])
        || bare.char_indices().skip(1).any(|(at, c)| is_glued(bare, at, c))
    {
        return true;
    }
    let (initial, length) = (Initial::of(bare), bare.chars().take(COMPARED).count());
    // «Семінар» is far more frequent than «семестр», so its fourth letter is looked at too.
    let semester =
        || initial.may_begin("сем") && bare.chars().nth(COMPARED).is_some_and(|c| "еЕeE".contains(c));
    BEGINNINGS.iter().any(|beginning| initial.may_begin(beginning) && beginning.chars().count() <= length)
        || semester()
}

/// Whether «кв» is inside a word.
fn is_glued(word: &str, at: usize, c: char) -> bool {
    let next = || word.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
    matches!(c, 'к' | 'К') && matches!(next(), Some('в' | 'В'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{heading, when},
        *,
    };

    /// What stands in texts about a time, and beside it.
    const PIECES: &str = "минулий минулого попередній попереднього наростаючим нарастаючим накопичувальний кумулятивно \
        початку річний річного звітний звітного поточному поточний перше першого другий третьому \
        четвертий рік року роки pік квартал кварталу кварталами поквартально Vквартал 4кв. семестр \
        семестру півріччя декада підсумком період періоду станом на за з І ІІ IV Ш 1І 2-й 2024 2025/2026 \
        01.10.2024 07.2024 н.р. Q2 9 місяців Проведення у тому числі них т.ч. тч поквартальний в розрізі";

    fn piece() -> impl Strategy<Value = String> {
        let lists = words();
        let listed = [&lists.quarter, &lists.half_years, &lists.month_counts, &lists.periods];
        let listed: Vec<String> = listed.into_iter().chain(&lists.months).flatten().cloned().collect();
        let all: Vec<String> = PIECES.split_whitespace().map(str::to_owned).chain(listed).collect();
        let set = ["", "«", "(", "„", "–"];
        (prop::sample::select(all), prop::sample::select(set.to_vec()), 0..4_u8).prop_map(
            |(word, before, case)| {
                let word = if case == 0 { word.to_uppercase() } else { word };
                format!("{before}{word}{}", if case == 1 { ")," } else { "" })
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

        /// Every reading of a time begins with the hint, so what it misses would be lost.
        #[test]
        fn whatever_is_read_as_a_time_is_hinted_at(text in prop::collection::vec(piece(), 1..5)) {
            let text: Vec<&str> = text.iter().map(String::as_str).collect();
            if heading::spoken_in_any(&text).is_some() || when::find_in_any(&text).is_some() {
                prop_assert!(may_name_a_time(&text), "{:?}", text);
            }
            prop_assert_eq!(heading::by_quarters(&text), heading::by_quarters_in_any(&text));
        }
    }

    #[test]
    fn a_text_without_a_word_for_a_time_is_told_at_once() {
        for text in ["Завдання 1.1 Робота з громадами", "Проведення лекцій", "", "5 %", "до 15 числа"]
        {
            assert!(!may_name_a_time(&text.split(' ').collect::<Vec<_>>()), "{text}");
        }
        for text in ["ІІкв", "(4КВ.)", "«січень–вересень»", "q3", "за pік", "07.2024", "на звітний період"]
        {
            assert!(may_name_a_time(&text.split(' ').collect::<Vec<_>>()), "{text}");
        }
    }
}
