//! Reads a baseline: one number in the indicator's unit.

use crate::{
    domain::Number,
    form::{reading::Reading, signs},
    text::normal::squeeze,
};

use super::{
    fact::is_blank,
    figure::{self, ValueContext},
};

/// Reads the value at which an indicator started, in its unit; an empty reading for a blank, and none where the text
/// is not one number.
pub fn read(text: &str, held: &ValueContext<'_>) -> Option<Reading<Option<Number>>> {
    let raw = squeeze(text);
    if is_blank(&raw) {
        return Some(Reading::sure(None));
    }
    let number = |text: &str| match figure::read_fact(text, held) {
        None => Reading::sure(None),
        Some(read) => read.map(|figure| match figure.numbers.as_slice() {
            [one] => Some(*one),
            _ => None,
        }),
    };
    let read = signs::in_value(&raw, number).unwrap_or_else(|| number(&raw));
    read.value.is_some().then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::reading::Cause;

    #[test]
    fn a_baseline_is_one_number_with_its_doubt() {
        let held = ValueContext { unit: Some("тис. грн"), ..ValueContext::default() };
        let said = |text| read(text, &held).map(|read| read.value.map(|number| number.to_string()));
        let cause = |text| read(text, &held).and_then(|read| Some(read.uncertainty?.cause));
        assert_eq!(said("12,5"), Some(Some("12.5".to_owned())));
        assert_eq!(said("1,2 млн грн"), Some(Some("1200".to_owned())));
        assert_eq!(said("½"), Some(Some("0.5".to_owned())));
        assert_eq!(said("–"), Some(None));
        for text in ["не більше 5", "5/6", "багато", "5–6"] {
            assert_eq!(said(text), None, "{text}");
        }
        assert_eq!(cause("1.200"), Some(Cause::Marks));
        assert_eq!(cause("5 осіб"), Some(Cause::Unit));
        assert_eq!(cause("½"), Some(Cause::Readings));
        assert_eq!(cause("5"), None);
    }
}
