//! Reading tables: rows of cells separated by tabs, semicolons or commas, quoted according to RFC 4180.

/// A row with the number of the line it begins in, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NumberedRow {
    /// The line number.
    pub number: usize,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

/// Reads a table. Empty lines are skipped.
pub(super) fn read(text: &str) -> Vec<NumberedRow> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Old programs end lines with a carriage return alone.
    let text = &text.replace("\r\n", "\n").replace('\r', "\n");
    let sign = delimiter(text);
    let mut lines = Vec::new();
    let mut line = NumberedRow { number: 1, cells: Vec::new() };
    let (mut cell, mut quoted, mut at) = (String::new(), false, 1);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            // A quotation mark quotes only at the start of a cell, whatever the separator.
            '"' if cell.trim().is_empty() => quoted = true,
            '\n' if !quoted => {
                at += 1;
                end_line(&mut line, &mut cell, &mut lines, at);
            }
            '\n' => {
                at += 1;
                cell.push(' ');
            }
            c if c == sign && !quoted => line.cells.push(std::mem::take(&mut cell).trim().to_owned()),
            c => cell.push(c),
        }
    }
    end_line(&mut line, &mut cell, &mut lines, at);
    lines
}

fn end_line(line: &mut NumberedRow, cell: &mut String, lines: &mut Vec<NumberedRow>, next: usize) {
    line.cells.push(std::mem::take(cell).trim().to_owned());
    let done = std::mem::replace(line, NumberedRow { number: next, cells: Vec::new() });
    if done.cells.iter().any(|cell| !cell.is_empty()) {
        lines.push(done);
    }
}

/// The separator of cells: a tab if the first line has one, otherwise a semicolon, otherwise a comma.
pub(super) fn delimiter(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    ['\t', ';'].into_iter().find(|sign| first.contains(*sign)).unwrap_or(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        read(text).into_iter().map(|line| (line.number, line.cells)).collect()
    }

    #[test]
    fn tables_of_every_kind_are_read() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            cells("\u{feff}code\tvalue\r\n\r\n1.1\t12,5\r\n"),
            [(1, row(&["code", "value"])), (3, row(&["1.1", "12,5"]))]
        );
        assert_eq!(
            cells("1.1;;\"a;\"\"b\"\"\nc\"\n1.2;x"),
            [(1, row(&["1.1", "", "a;\"b\" c"])), (3, row(&["1.2", "x"]))]
        );
        assert_eq!(cells("1.1,\"12,5\""), [(1, row(&["1.1", "12,5"]))]);
        assert_eq!(cells("1.1;5\r1.2;6\r"), [(1, row(&["1.1", "5"])), (2, row(&["1.2", "6"]))]);
        assert_eq!(cells(""), []);
    }
}
