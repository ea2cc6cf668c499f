//! Signs that Markdown obeys, as text.

/// The position of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TextPlace {
    /// On the page.
    Page,
    /// In a cell, where a pipe ends it.
    Cell,
}

/// A text in which no character has a meaning in Markdown, apart from the beginning of its lines.
pub(super) fn escaped(text: &str, place: TextPlace) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            // Programs differ in how they read a backslash before a pipe.
            '|' if place == TextPlace::Cell => out.push_str("&#124;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// A line whose beginning has no meaning in Markdown: no heading, list item, rule or underline of a heading.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at_checked(digits).unwrap_or((line, ""));
    if digits > 0 {
        let item = rest.starts_with(['.', ')']) && rest.chars().nth(1).is_none_or(char::is_whitespace);
        return if item { format!("{number}\\{rest}") } else { line.to_owned() };
    }
    if line.starts_with(['#', '+', '-', '=', ':']) { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_obeyed_is_escaped() {
        assert_eq!(escaped("a_b <b> \\ | 5 & 6", TextPlace::Page), "a\\_b \\<b\\> \\\\ \\| 5 \\& 6");
        assert_eq!(escaped("a | b", TextPlace::Cell), "a &#124; b");
        assert_eq!(
            escaped("Захід 1.1.1 (весна); «Право» - 5 %", TextPlace::Page),
            "Захід 1.1.1 (весна); «Право» - 5 %"
        );
    }

    #[test]
    fn a_line_begins_nothing() {
        let cases = [
            ("1. перелік", "1\\. перелік"),
            ("2)", "2\\)"),
            ("08.11.2023 захід", "08.11.2023 захід"),
            ("- захід", "\\- захід"),
            ("# заголовок", "\\# заголовок"),
            ("===", "\\==="),
            ("захід", "захід"),
            ("15", "15"),
        ];
        for (line, written) in cases {
            assert_eq!(line_start(line), written);
        }
    }
}
