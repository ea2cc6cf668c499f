//! Lists of performers. Commas and semicolons part them, and commas also stand inside names
//! (DOCUMENTS.md, quirk 5).

use crate::{
    domain::draft::DraftPerformer,
    text::{key::name_key, normal::squeeze},
};

use super::words::{begins_with, key, words};

/// Reads a list of performers, one or several paragraphs. A semicolon or the end of a paragraph parts two;
/// a comma only before a capital letter or a word that names begin with.
pub fn parse_performers<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Vec<DraftPerformer> {
    let mut out: Vec<DraftPerformer> = Vec::new();
    for paragraph in paragraphs {
        for name in split(paragraph) {
            let (name, by_consent) = without_consent(name);
            let name = squeeze(name.trim_matches(|c: char| c.is_whitespace() || ",;".contains(c)));
            if !name.is_empty() {
                out.push(DraftPerformer { name, by_consent });
            }
        }
    }
    out
}

/// The key by which spellings of one performer are told: see [`name_key`].
pub fn fold(name: &str) -> String {
    name_key(name)
}

fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut depth) = (0, 0_i32);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '«' | '“' => depth += 1,
            ')' | '»' | '”' => depth -= 1,
            _ => {}
        }
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        if depth <= 0 && (c == ';' || (c == ',' && begins_a_name(after))) {
            parts.extend(text.get(from..at));
            from = at + c.len_utf8();
        }
    }
    parts.extend(text.get(from..));
    parts
}

fn begins_a_name(text: &str) -> bool {
    let text = text.trim_start();
    text.chars().next().is_some_and(|c| c.is_uppercase() || "«\"“".contains(c))
        || begins_with(&key(text), &words().performers).is_some()
}

/// Takes «(за згодою)» off the end of a name.
fn without_consent(text: &str) -> (&str, bool) {
    let trimmed = text.trim_end_matches(|c: char| c.is_whitespace() || ".,;".contains(c));
    let Some((name, last)) = trimmed.rsplit_once('(') else { return (text, false) };
    let is_consent = words().consent.contains(&key(last.trim_end_matches(')')));
    if is_consent { (name, true) } else { (text, false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(String, bool)> {
        parse_performers(text.split('\n')).into_iter().map(|p| (p.name, p.by_consent)).collect()
    }

    #[test]
    fn commas_part_performers_only_before_names() {
        let list = "Відділ мостів, доріг та стежок, сектор човнів; Бюро туману (за згодою), Рада садів";
        let expected = [
            ("Відділ мостів, доріг та стежок", false),
            ("сектор човнів", false),
            ("Бюро туману", true),
            ("Рада садів", false),
        ];
        assert_eq!(names(list), expected.map(|(name, consent)| (name.to_owned(), consent)));
    }

    #[test]
    fn each_paragraph_has_its_own() {
        assert_eq!(names("Відділ;\nсектор\n\n(за згодою)").len(), 2);
        assert_eq!(names("ГО «Сад, Город» (за погодженням)."), [("ГО «Сад, Город»".to_owned(), true)]);
    }
}
