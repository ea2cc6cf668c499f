//! Slips of TOML, each told by the line it is in: what follows a slip is read as if the line were blank, so that it
//! hides no other bad line.

use std::borrow::Cow;

use toml::de::DeTable;

/// The text with blanks where a line, with those that go on from it, is no TOML by itself; and where each of these
/// begins, with what the TOML reader says of it.
pub(super) fn blanked(text: &str) -> (Cow<'_, str>, Vec<(usize, String)>) {
    if DeTable::parse_recoverable(text).1.is_empty() {
        return (text.into(), Vec::new());
    }
    let (mut kept, mut slips) = (String::with_capacity(text.len()), Vec::new());
    let mut offset = 0;
    for statement in statements(text) {
        let faults = DeTable::parse_recoverable(statement).1;
        match faults.first() {
            None => kept.push_str(statement),
            Some(fault) => {
                let blanks = statement.chars().flat_map(|c| {
                    let (blank, times) = if c == '\n' { ('\n', 1) } else { (' ', c.len_utf8()) };
                    std::iter::repeat_n(blank, times)
                });
                kept.extend(blanks);
                slips.push((offset, fault.message().to_owned()));
            }
        }
        offset += statement.len();
    }
    (kept.into(), slips)
}

/// The text in pieces, each from a line that begins something to the next that does.
fn statements(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if begins(line) && at > 0 {
            cuts.push(at);
        }
        at += line.len();
    }
    cuts.push(text.len());
    cuts.windows(2).filter_map(|pair| text.get(*pair.first()?..*pair.last()?)).collect()
}

/// Whether a line begins a table or gives a key its value. A list that goes on over lines has braces or values
/// at the beginning of these.
fn begins(line: &str) -> bool {
    let line = line.trim_start();
    if line.starts_with('[') {
        return true;
    }
    let rest = match line.strip_prefix('"') {
        Some(quoted) => {
            // The sign of a quotation mark is written with a backslash.
            let mut escaped = false;
            let end = quoted.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            end.and_then(|end| quoted.get(end + 1..))
        }
        None => line
            .find(|c: char| !(c.is_alphanumeric() || "-_.".contains(c)))
            .filter(|end| *end > 0)
            .and_then(|end| line.get(end..)),
    };
    rest.is_some_and(|rest| rest.trim_start().starts_with('='))
}
