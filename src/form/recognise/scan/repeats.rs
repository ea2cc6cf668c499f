//! Reduces several doubts about a measure with the same cause to one.

use std::collections::HashMap;

use crate::domain::DoubtKind;

use super::block::ScanUncertainty;

/// Keeps one of the doubts about whose values are whose, for each measure (by its row) and for each line or text:
/// the most specific one. So a shifted line with several measures is doubted once.
pub fn without_repeats(
    doubts: Vec<(Option<usize>, ScanUncertainty)>,
) -> Vec<(Option<usize>, ScanUncertainty)> {
    let mut kept: Vec<(Option<usize>, ScanUncertainty)> = Vec::with_capacity(doubts.len());
    let mut of_row: HashMap<usize, Vec<usize>> = HashMap::new();
    for (row, uncertainty) in doubts {
        let Some(at) = row.filter(|_| weight(&uncertainty).is_some()) else {
            kept.push((row, uncertainty));
            continue;
        };
        let known = of_row.entry(at).or_default();
        let same =
            |index: &&usize| kept.get(**index).is_some_and(|(_, other)| is_repeat(other, &uncertainty));
        match known.iter().find(same).and_then(|index| kept.get_mut(*index)) {
            Some((_, other)) if weight(other) < weight(&uncertainty) => *other = uncertainty,
            Some(_) => {}
            None => {
                known.push(kept.len());
                kept.push((row, uncertainty));
            }
        }
    }
    kept
}

/// How specific a doubt about whose values are whose is; none for other doubts.
fn weight(uncertainty: &ScanUncertainty) -> Option<u8> {
    let own = match uncertainty.kind {
        DoubtKind::Reading => 0,
        DoubtKind::ShiftedColumns => 1,
        DoubtKind::SharedCell => 2,
        DoubtKind::LooseValue => 3,
        _ => return None,
    };
    Some(if uncertainty.alternatives.is_empty() { own } else { own + 4 })
}

fn is_repeat(one: &ScanUncertainty, other: &ScanUncertainty) -> bool {
    let of_line = |uncertainty: &ScanUncertainty| {
        matches!(uncertainty.kind, DoubtKind::ShiftedColumns | DoubtKind::SharedCell)
    };
    one.text == other.text || (one.line == other.line && of_line(one) && of_line(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_shifted_and_shared_is_doubted_once_for_each_measure() {
        let uncertainty = |kind, line, text: &str| ScanUncertainty::new(kind, line, text, text);
        let doubts = vec![
            (Some(4), uncertainty(DoubtKind::ShiftedColumns, 9, "1. Лекції | 2. Виїзди | 3")),
            (Some(4), uncertainty(DoubtKind::SharedCell, 9, "кількість лекцій | 3")),
            (Some(5), uncertainty(DoubtKind::SharedCell, 9, "кількість виїздів | 4")),
            (Some(5), uncertainty(DoubtKind::Reading, 10, "кількість виїздів | 4")),
            (Some(5), uncertainty(DoubtKind::Reading, 11, "у селах")),
            (Some(5), uncertainty(DoubtKind::MissingNumber, 9, "2. Виїзди")),
            (Some(6), uncertainty(DoubtKind::SharedCell, 12, "6")),
            (Some(6), uncertainty(DoubtKind::LooseValue, 13, "6")),
            (None, uncertainty(DoubtKind::LeftOver, 13, "6")),
        ];
        let kept = without_repeats(doubts);
        let seen: Vec<_> =
            kept.iter().map(|(row, uncertainty)| (*row, uncertainty.kind, uncertainty.line)).collect();
        let expected = [
            (Some(4), DoubtKind::SharedCell, 9),
            (Some(5), DoubtKind::SharedCell, 9),
            (Some(5), DoubtKind::Reading, 11),
            (Some(5), DoubtKind::MissingNumber, 9),
            (Some(6), DoubtKind::LooseValue, 13),
            (None, DoubtKind::LeftOver, 13),
        ];
        assert_eq!(seen, expected);
    }
}
