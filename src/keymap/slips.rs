//! Tolerates TOML errors: lines with an error are replaced by spaces before the file is read, so that one error does
//! not hide others. Each error is reported with its line.

use toml::de::DeTable;

/// The text with spaces in place of statements that are no valid TOML, and the offset and error of each.
pub(super) fn blanked(text: &str) -> (String, Vec<(usize, String)>) {
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
    (kept, slips)
}

/// Splits the text into statements, each with its continuation lines.
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

/// Whether a line begins a table or assigns a value to a key. Continuation lines of a list begin with braces or values.
fn begins(line: &str) -> bool {
    let line = line.trim_start();
    if line.starts_with('[') {
        return true;
    }
    let rest = match line.strip_prefix('"') {
        Some(quoted) => {
            // In a string, a quotation mark is written with a backslash.
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
