//! Names of sheets, within what Excel allows.

use crate::text::{normal::squeeze, safe::harmless};

/// How long a name may be, in UTF-16 units.
const LONGEST: usize = 31;

/// The names that a workbook has already.
#[derive(Default)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// The name of the next sheet: the wanted one without characters that Excel forbids, cut to its length limit,
    /// and different from the others (ignoring case).
    pub fn next(&mut self, wanted: Option<&str>) -> String {
        let wanted = allowed(wanted.unwrap_or_default());
        let base = if wanted.is_empty() { format!("Аркуш{}", self.0.len() + 1) } else { wanted };
        let mut name = cut(&base, LONGEST);
        let mut count = 2;
        while self.0.contains(&name.to_lowercase()) {
            let ending = format!(" ({count})");
            name = cut(&base, LONGEST - ending.len()) + &ending;
            count += 1;
        }
        self.0.push(name.to_lowercase());
        name
    }
}

fn allowed(name: &str) -> String {
    let plain = harmless(name).replace(['[', ']', ':', '*', '?', '/', '\\', '\u{fffe}', '\u{ffff}'], " ");
    let plain = squeeze(&plain);
    let name = plain.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    // Excel reserves this name.
    if name.to_lowercase() == "history" { format!("{name}_") } else { name.to_owned() }
}

/// The beginning of a name, without a character that must not be the last one.
fn cut(name: &str, longest: usize) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= longest
    };
    let cut: String = name.chars().take_while(fits).collect();
    cut.trim_end_matches(|c: char| c == '\'' || c.is_whitespace()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_excel_allows() {
        let mut names = Names::default();
        let long = "Підсумки за показниками і виконавцями центру";
        assert_eq!(names.next(Some(long)), "Підсумки за показниками і викон");
        assert_eq!(names.next(Some(long)), "Підсумки за показниками і в (2)");
        assert_eq!(names.next(Some("'а/б:[в]*?\\'")), "а б в");
        assert_eq!(names.next(Some("А Б В")), "А Б В (2)");
        assert_eq!(names.next(Some("History")), "History_");
        assert_eq!(names.next(None), "Аркуш6");
        assert_eq!(names.next(Some("''")), "Аркуш7");
        assert_eq!(names.next(Some(&"🙂".repeat(40))).encode_utf16().count(), 30);
    }
}
