//! Output and input line by line: what was written is never changed afterwards.

use std::io::{self, BufRead as _, Read as _, Write as _};

use crate::{cli::failure::Failure, text::safe::harmless, ui::pen::wrap};

/// The maximal number of columns in a line.
const WIDTH: u16 = 79;
/// The blank at which no line is broken; a plain one is printed.
const GLUE: char = '\u{a0}';
/// The maximal length of an answer.
const LONGEST_ANSWER: u64 = 64 << 10;

/// Standard output and standard input, a line at a time.
pub(super) struct Console {
    /// Whether the input is a terminal, which echoes the end of an answer; otherwise each question ends its own line.
    echoed: bool,
}

impl Console {
    pub fn new() -> Self {
        Self { echoed: io::IsTerminal::is_terminal(&io::stdin()) }
    }

    /// Prints a text; each of its lines starts a new line.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn say(&mut self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        for line in text.lines().flat_map(lines) {
            writeln!(out, "{line}")?;
        }
        Ok(out.flush()?)
    }

    /// Asks for a line; none at the end of the input. The answer is trimmed.
    ///
    /// # Errors
    /// When the question cannot be written, or the input cannot be read.
    pub fn ask(&mut self, question: &str) -> Result<Option<String>, Failure> {
        let mut out = io::stdout().lock();
        if self.echoed {
            write!(out, "{} ", plain(question).replace(GLUE, " "))?;
        } else {
            writeln!(out, "{}", plain(question).replace(GLUE, " "))?;
        }
        out.flush()?;
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(LONGEST_ANSWER).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            if self.echoed {
                writeln!(out)?;
            }
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&bytes).trim().to_owned()))
    }
}

/// A line of a text as the dialogue and lists print it: broken between words into lines of at most 79 columns.
pub(in crate::cli) fn lines(line: &str) -> Vec<String> {
    wrap(&plain(line), WIDTH).into_iter().map(|part| part.replace(GLUE, " ").trim_end().to_owned()).collect()
}

/// A line without characters that a screen reader would spell out or a terminal would obey, with single spaces between
/// words. What belongs on one line, such as a number and its sign, still has its [`GLUE`].
fn plain(line: &str) -> String {
    let harmless = harmless(line).replace('\u{fffd}', " ").replace('\u{202f}', "\u{a0}");
    let joined = |text: &str, is_blank: fn(char) -> bool, glue: &str| {
        text.split(is_blank).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(glue)
    };
    let words = harmless.split(|c: char| c.is_whitespace() && c != GLUE);
    let words = words.map(|word| joined(word, |c| c == GLUE, "\u{a0}")).collect::<Vec<_>>().join(" ");
    joined(&words, |c| c == ' ', " ")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_line_has_single_blanks_and_no_escape() {
        assert_eq!(plain("1\u{a0}234   осіб\t\u{1b}[31m \u{a0} x"), "1\u{a0}234 осіб [31m x");
        assert!(!plain("а\u{1b}[2Jб\u{7}").contains(['\u{1b}', '\u{7}']));
    }
}
