//! Finding the most similar known word.

/// The candidate that is most similar to `word`, if one is similar enough.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = 1 + word.chars().count() / 5;
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(far, _)| *far <= limit)
        .min_by_key(|(far, _)| *far)
        .map(|(_, candidate)| candidate)
}

/// The edit distance: how many letters have to be inserted, deleted, replaced or swapped with a neighbour.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let mut previous_char = None;
    for (row, a) in left.chars().enumerate() {
        let mut current = Vec::with_capacity(last.len());
        current.push(row + 1);
        for (column, b) in right.iter().copied().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX - 1);
            let change = at(&last, column) + usize::from(a != b);
            let mut best = change.min(at(&last, column + 1) + 1).min(at(&current, column) + 1);
            let swapped = column
                .checked_sub(1)
                .filter(|before| previous_char == Some(b) && right.get(*before) == Some(&a))
                .map(|before| at(&before_last, before) + 1);
            best = best.min(swapped.unwrap_or(usize::MAX));
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
        previous_char = Some(a);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let words = ["next-unreported", "undo", "redo", "up"];
        assert_eq!(nearest("next-unreportd", words), Some("next-unreported"));
        assert_eq!(nearest("udno", words), Some("undo"));
        assert_eq!(nearest("palette", words), None);
        assert_eq!(nearest("", words), None);
    }

    #[test]
    fn distances() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
        assert_eq!(distance("abc", "acb"), 1);
        assert_eq!(distance("захід", "захди"), 2);
    }
}
