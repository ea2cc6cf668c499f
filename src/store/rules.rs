//! The number of the rules by which figures are reckoned that files keep.

/// The rules by which this program reckons figures: a number of the sources of `domain` and `text`. Figures that were
/// reckoned by others are counted anew.
pub(super) const RULES: u64 = match u64::from_str_radix(env!("KVARTAL_RULES"), 16) {
    Ok(number) => number,
    Err(_) => 0,
};
