//! Prints the outline in the width of the terminal: figures in columns at the right, words broken only at spaces, and
//! each note on a line of its own under its row.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

use crate::{text::safe::harmless, ui::pen::wrap};

/// The widest value in a column; a wider one is printed under its row, with its heading.
const WIDEST_VALUE: usize = 14;

/// On a terminal narrower than this, the words of a row continue under its figures.
const NARROW: usize = 70;

/// The widest address in a column, which is the length of a code with its indicator on paper.
const WIDEST_ADDRESS: usize = 12;

/// A row in printable form.
#[derive(Default)]
pub(super) struct ShownLine {
    pub sign: String,
    pub address: String,
    /// The depth of its node.
    pub depth: usize,
    pub text: String,
    pub target: String,
    pub fact: String,
    pub percent: String,
    pub note: String,
}

/// Prints the rows under their headings.
pub(super) fn print(
    headings: ShownLine,
    lines: Vec<ShownLine>,
    width: u16,
    out: &mut impl Write,
) -> io::Result<()> {
    let all: Vec<ShownLine> = std::iter::once(headings).chain(lines).map(ShownLine::made_harmless).collect();
    let columns = Columns::of(&all, usize::from(width));
    all.iter().try_for_each(|line| columns.print(line, out))
}

/// The widths of the columns, without the gaps between them.
struct Columns {
    width: usize,
    sign: usize,
    address: usize,
    text: usize,
    values: [usize; 3],
    /// The headings of values that are printed under their row.
    names: [String; 3],
}

impl Columns {
    fn of(lines: &[ShownLine], width: usize) -> Self {
        let widest = |of: fn(&ShownLine) -> &str, most: usize| {
            lines.iter().map(|line| of(line).width()).filter(|cells| *cells <= most).max().unwrap_or(0)
        };
        let most = WIDEST_VALUE.min(width / 9);
        let percent = widest(|l| &l.percent, WIDEST_VALUE);
        let values = [widest(|l| &l.target, most), widest(|l| &l.fact, most), percent];
        let (sign, address) = (widest(|l| &l.sign, 2), widest(|l| &l.address, WIDEST_ADDRESS.min(width / 6)));
        let taken = sign + 1 + address + 1 + values.iter().map(|value| value + 1).sum::<usize>();
        let text = width.saturating_sub(taken).max(10);
        let names = lines.first().map(|l| [&l.target, &l.fact, &l.percent].map(Clone::clone));
        Self { width, sign, address, text, values, names: names.unwrap_or_default() }
    }

    fn print(&self, line: &ShownLine, out: &mut impl Write) -> io::Result<()> {
        let before = self.sign + self.address + 2;
        let indent = (line.depth * steps(self.width)).min(self.text / 3);
        let whole = self.width.saturating_sub(before + indent).max(10);
        let values = [&line.target, &line.fact, &line.percent];
        let has_values = values.iter().any(|value| !value.is_empty());
        let first = if has_values { self.text - indent } else { whole };
        let text = hung(&line.text, first, if self.width < NARROW { whole } else { first });
        let address = wrapped(&line.address, self.address);
        for row in 0..text.len().max(address.len()).max(1) {
            let of = |lines: &[String]| lines.get(row).cloned().unwrap_or_default();
            let sign = if row == 0 { line.sign.as_str() } else { "" };
            let mut shown = padded(sign, self.sign) + " " + &padded(&of(&address), self.address) + " ";
            shown += &padded(&format!("{}{}", " ".repeat(indent), of(&text)), self.text);
            for (value, width) in values.iter().zip(self.values).filter(|_| row == 0) {
                let fits = value.width() <= width;
                let value = if fits { value.as_str() } else { "" };
                shown += &format!(" {}{value}", " ".repeat(width.saturating_sub(value.width())));
            }
            writeln!(out, "{}", shown.trim_end())?;
        }
        let long = values.iter().zip(self.values).zip(&self.names);
        let long = long.filter(|((value, width), _)| value.width() > *width);
        let below = long.map(|((value, _), name)| format!("{name}: {value}"));
        for text in below.chain(std::iter::once(line.note.clone())) {
            for text in wrapped(&text, whole) {
                writeln!(out, "{}{text}", " ".repeat(before + indent))?;
            }
        }
        Ok(())
    }
}

/// The indentation of a level; narrow terminals have none.
const fn steps(width: usize) -> usize {
    match width {
        0..NARROW => 0,
        NARROW..=99 => 1,
        _ => 2,
    }
}

impl ShownLine {
    fn made_harmless(self) -> Self {
        let clean = |text: &str| harmless(&text.replace('\n', " ")).into_owned();
        Self {
            sign: clean(&self.sign),
            address: clean(&self.address),
            text: clean(&self.text),
            target: clean(&self.target),
            fact: clean(&self.fact),
            percent: clean(&self.percent),
            note: clean(&self.note),
            ..self
        }
    }
}

/// The lines of a text; none for an empty text.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { wrap(text, u16::try_from(width).unwrap_or(u16::MAX)) }
}

/// The lines of a text whose first line has another width than the following ones.
fn hung(text: &str, first: usize, next: usize) -> Vec<String> {
    let mut lines = wrapped(text, first);
    if first == next || lines.len() < 2 {
        return lines;
    }
    let rest = lines.split_off(1).join(" ");
    lines.extend(wrapped(&rest, next));
    lines
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
