//! Texts that a spreadsheet would take for a formula when it opens a delimited file, and the apostrophe that keeps
//! it from that.

use std::borrow::Cow;

/// The text with an apostrophe in front where a spreadsheet would run it, because it begins with `=`, `+`, `-`, `@`,
/// a tabulator or a carriage return. A plain negative number stays as it is. A text that already begins with apostrophes before such a
/// sign gets one more, so that [`as_written`] gives it back.
pub(crate) fn unlike_formula(text: &str) -> Cow<'_, str> {
    if is_like_formula(text) && !is_below_zero(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text without the apostrophe that [`unlike_formula`] put before it.
pub(crate) fn as_written(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_like_formula(rest)).unwrap_or(text)
}

fn is_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Whether a text is a plain negative number, which a spreadsheet reads as a number.
fn is_below_zero(text: &str) -> bool {
    let Some(number) = text.strip_prefix('-') else { return false };
    let (whole, rest) = number.split_once([',', '.']).unwrap_or((number, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        let cases = [
            ("- 08.11.2023 захід", "'- 08.11.2023 захід"),
            ("=1", "'=1"),
            ("@x", "'@x"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("+380", "'+380"),
            ("-5", "-5"),
            ("-5,25", "-5,25"),
            ("-5-3", "'-5-3"),
            ("-", "'-"),
            ("'=1", "''=1"),
            ("'лапка", "'лапка"),
        ];
        for (text, written) in cases {
            assert_eq!(unlike_formula(text), written);
            assert_eq!(as_written(written), text);
        }
    }
}
