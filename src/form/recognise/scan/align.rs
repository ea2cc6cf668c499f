//! Aligns the fields of a line with the columns, by their content, and by their position only where the content
//! does not decide. Fields keep their order; columns may be missing at the left, in the middle, or at the right.

use crate::form::form::Holds;

use super::{cell::ScanCell, columns::ScanColumns};

/// The most fields in a line, because no form has as many columns; the rest are joined.
const MOST_FIELDS: usize = 64;
/// A first column that the page lost.
const LOST_FIRST: i32 = 3;
/// A missing column between two fields.
const LOST_BETWEEN: i32 = 5;
/// A missing column at the end.
const LOST_LAST: i32 = 1;
/// A blank field too many.
const EXTRA_BLANK: i32 = 3;
/// Two fields in one column.
const JOINED: i32 = 12;

/// A line with its fields in columns.
#[derive(Clone, Debug, Default)]
pub struct Aligned {
    /// A cell for each column; blank where there is no field.
    pub cells: Vec<ScanCell>,
    /// Whether a field is not in its own column, or a line with figures has more or fewer fields than columns.
    pub shifted: bool,
    /// The fields without a column.
    pub left: Vec<ScanCell>,
}

/// The steps of an alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AlignStep {
    /// The field belongs to the column.
    Place,
    /// The column has no field.
    Skip,
    /// The blank field belongs to no column.
    Drop,
    /// The field belongs to the column before.
    Join,
}

/// Aligns the fields of a line. `bonus` gives the points for a field that continues the cell above it in a column.
pub fn align(
    mut fields: Vec<ScanCell>,
    columns: &ScanColumns<'_>,
    bonus: &dyn Fn(&ScanCell, usize) -> i32,
) -> Aligned {
    if fields.len() > MOST_FIELDS {
        let rest = fields.split_off(MOST_FIELDS - 1);
        fields.extend(rest.into_iter().reduce(|a, b| a.joined(b, columns.form)));
    }
    let whole = fields.len() == columns.len();
    let figures = fields.iter().any(|field| field.features.figures > 0);
    let places = places(&fields, columns, bonus);
    let mut aligned = Aligned {
        cells: vec![ScanCell::default(); columns.len()],
        shifted: figures && !whole,
        left: Vec::new(),
    };
    for (index, (field, place)) in fields.into_iter().zip(places).enumerate() {
        if field.is_blank() {
            continue;
        }
        let Some(cell) = place.and_then(|column| aligned.cells.get_mut(column)) else {
            aligned.left.push(field);
            continue;
        };
        aligned.shifted |= place != Some(index);
        let before = std::mem::take(cell);
        *cell = if before.is_blank() { field } else { before.joined(field, columns.form) };
    }
    aligned
}

/// The column of each field, by the highest sum of points over all alignments that keep the order.
fn places(
    fields: &[ScanCell],
    columns: &ScanColumns<'_>,
    bonus: &dyn Fn(&ScanCell, usize) -> i32,
) -> Vec<Option<usize>> {
    let (n, m) = (fields.len(), columns.len());
    let at = |i: usize, c: usize| i * (m + 1) + c;
    let mut best: Vec<(i32, Option<AlignStep>)> = vec![(0, None); (n + 1) * (m + 1)];
    for i in (0..=n).rev() {
        for c in (0..=m).rev() {
            let points = |i: usize, c: usize| best.get(at(i, c)).map_or(0, |(points, _)| *points);
            let mut options: Vec<(i32, AlignStep)> = Vec::with_capacity(3);
            if c < m {
                let lost = if i == 0 {
                    LOST_FIRST
                } else if i == n {
                    LOST_LAST
                } else {
                    LOST_BETWEEN
                };
                options.push((points(i, c + 1) - lost, AlignStep::Skip));
            }
            if let Some(field) = fields.get(i) {
                let suits = |c| if field.is_blank() { 0 } else { columns.score(field, c) + bonus(field, c) };
                if c < m {
                    options.push((points(i + 1, c + 1) + suits(c), AlignStep::Place));
                }
                if field.is_blank() {
                    options.push((points(i + 1, c) - EXTRA_BLANK, AlignStep::Drop));
                } else if c > 0 {
                    options.push((points(i + 1, c) + suits(c - 1) - JOINED, AlignStep::Join));
                } else {
                    // A count of rows, where the header has no column for it.
                    let counts = field.features.counter && columns.of(Holds::Ordinal).is_none();
                    let cost = if counts { EXTRA_BLANK } else { JOINED * 4 };
                    options.push((points(i + 1, c) - cost, AlignStep::Drop));
                }
            }
            // Of equal ones, the alignment that leaves the field in its place.
            let found = options.into_iter().max_by_key(|(points, step)| (*points, *step == AlignStep::Place));
            if let (Some(place), Some((points, step))) = (best.get_mut(at(i, c)), found) {
                *place = (points, Some(step));
            }
        }
    }
    let mut places = vec![None; n];
    let (mut i, mut c) = (0, 0);
    while let Some((_, Some(step))) = best.get(at(i, c)) {
        let place = match step {
            AlignStep::Skip => {
                c += 1;
                continue;
            }
            AlignStep::Place => Some(c),
            AlignStep::Join => c.checked_sub(1),
            AlignStep::Drop => None,
        };
        if let Some(slot) = places.get_mut(i) {
            *slot = place;
        }
        c += usize::from(*step == AlignStep::Place);
        i += 1;
    }
    places
}
