//! Breaking texts at spaces for the width of the terminal.

use unicode_width::UnicodeWidthStr as _;

use super::output;
use crate::ui::pen::wrap;

/// The maximal width of a line, because longer lines are hard to read.
const WIDEST: u16 = 100;

/// The width for texts: that of the terminal, as far as it is known.
pub(super) fn text_width() -> u16 {
    output::terminal_width().unwrap_or(80).min(WIDEST)
}

/// Breaks lines that are too wide. Continuation lines are indented to the start of the text, which in a list of options
/// is its second column.
pub(super) fn wrap_lines(text: &str, width: u16) -> String {
    let lines: Vec<String> = text.split('\n').flat_map(|line| wrap_line(line, width)).collect();
    lines.join("\n")
}

fn wrap_line(line: &str, width: u16) -> Vec<String> {
    if line.width() <= usize::from(width) {
        return vec![line.trim_end().to_owned()];
    }
    let (head, words, hang) = parts(line, usize::from(width));
    let room = width.saturating_sub(u16::try_from(hang).unwrap_or(width)).max(10);
    let mut out = Vec::new();
    // A name that leaves too little room for its text stands on a line above it.
    let mut head = if head.width() > hang {
        out.push(head.trim_end().to_owned());
        " ".repeat(hang)
    } else {
        head.to_owned()
    };
    for words in wrap(words, room) {
        out.push(format!("{head}{words}"));
        head = " ".repeat(hang);
    }
    out
}

/// The prefix of a line, its text, and the indentation of the text.
fn parts(line: &str, width: usize) -> (&str, &str, usize) {
    let indent = line.len() - line.trim_start().len();
    let (blank, rest) = line.split_at_checked(indent).unwrap_or(("", line));
    let second = rest.find("  ").filter(|_| indent > 0).map(|gap| {
        let after = rest.get(gap..).unwrap_or_default();
        indent + gap + (after.len() - after.trim_start().len())
    });
    let Some((head, words)) = second.and_then(|at| line.split_at_checked(at)) else {
        return (blank, rest, indent);
    };
    let at = head.width();
    (head, words, if at <= width / 2 { at } else { 10 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_on_under_their_beginning() {
        let text = "  -q, --quarter <Q>  квартал, за який іде звіт\nкороткий рядок";
        let beside = "  -q, --quarter <Q>  квартал, за який іде\n                     звіт\nкороткий рядок";
        assert_eq!(wrap_lines(text, 42), beside);
        // If the names take more than half of the width, the texts are printed below them.
        let below = "  -q, --quarter <Q>\n          квартал, за який іде\n          звіт\nкороткий рядок";
        assert_eq!(wrap_lines(text, 32), below);
        assert_eq!(wrap_lines("речення з п’яти довгих слів", 12), "речення з\nп’яти довгих\nслів");
        let long = "  --a-very-long-option-name <VALUE>  його слова стоять нижче";
        assert!(
            wrap_lines(long, 40).lines().all(|line| line.chars().count() <= 40),
            "{}",
            wrap_lines(long, 40)
        );
    }
}
