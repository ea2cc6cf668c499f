//! Folds the spellings of one unit: where a unit is named together with the larger one it belongs to, only its own
//! name is kept. The rules are data (`words.toml`, `folds`).

use super::words::{key, words};
use crate::text::{key::Initial, surely::Surely};

/// The name of a performer without the larger units; unchanged where no rule applies.
pub fn folded(name: &str) -> String {
    if !may_be_folded(name) {
        return name.to_owned();
    }
    let all: Vec<&str> = name.split_whitespace().collect();
    let keys: Vec<String> = all.iter().map(|word| key(word)).collect();
    for fold in &words().folds {
        let core: Vec<&str> = fold.unit.split(' ').collect();
        let Some(at) = keys.windows(core.len()).position(|window| window == core.as_slice()) else {
            continue;
        };
        let end = at + core.len();
        let from = usize::from(at > 1 && keys.first().is_some_and(|word| fold.before.contains(word)));
        let rest = keys.get(end..).surely().join(" ");
        let to = if fold.after.contains(&rest) { end } else { keys.len() };
        return all.get(from..to).unwrap_or(&all).join(" ");
    }
    name.to_owned()
}

/// Whether a word of a name may begin the common name of such units; most names have none.
fn may_be_folded(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        let initial = Initial::of(word);
        words().folds.iter().any(|fold| initial.may_begin(&fold.unit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bureau_is_named_without_what_it_belongs_to() {
        let bureau = "Дубоярське бюро правової допомоги";
        for spelling in [
            "Дубоярське бюро правової допомоги",
            "Сектор Дубоярське бюро правової допомоги",
            "Дубоярське бюро правової допомоги відділу безоплатної правової допомоги",
            "сектор Дубоярське бюро правової допомоги Відділу безоплатної правової допомоги",
        ] {
            assert_eq!(folded(spelling), bureau, "{spelling}");
        }
    }

    #[test]
    fn other_names_stay() {
        for name in [
            "Відділ безоплатної правової допомоги",
            "Сектор безоплатної правової допомоги",
            "сектор бюро правової допомоги",
            "Дубоярське бюро правової допомоги та сад",
            "",
        ] {
            assert_eq!(folded(name), name);
        }
    }
}
