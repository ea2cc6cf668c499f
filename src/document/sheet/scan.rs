//! A look through the XML of a workbook before calamine reads it.
//!
//! calamine inflates without a bound, trusts the counts and places that a file gives, reads a sheet once
//! more for its merged regions, and says nothing of formulas without a result. So each part is inflated
//! here first and counted, places beyond any sheet are refused, and regions and such formulas are noted.

use crate::document::package::Package;
use crate::document::xml;
use crate::{
    document::error::{Bound, ReadError},
    text::surely::Surely,
};

use super::build::{Region, RichText};
use super::rich::{self, Rich};

/// What was seen of a sheet.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// The merged regions.
    pub regions: Vec<Region>,
    /// The formulas without a result.
    pub formulas: Vec<Formula>,
    /// How many cells it has, blank or not.
    pub cells: usize,
    /// The rows that are hidden or filtered away.
    pub hidden_rows: Vec<usize>,
    /// The columns that are hidden.
    pub hidden_columns: Vec<usize>,
    /// Whether a text of its own has pieces that change what it says.
    pub in_pieces: bool,
    /// The texts in such pieces, once they are known.
    pub pieces: Vec<RichText>,
}

/// A formula whose result the file does not keep.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Formula {
    pub row: usize,
    pub col: usize,
    /// With its sign of equality.
    pub text: String,
}

/// The parts of a workbook that are large, if any is.
pub(super) struct Workbook {
    /// Those of the sheets in their order.
    sheets: Vec<String>,
    /// That of the texts that cells share.
    shared: String,
    /// How many bytes the other parts have.
    size: usize,
}

/// Looks through the small parts of a workbook.
///
/// # Errors
/// [`ReadError`]: a part is missing, damaged or too big.
pub(super) fn workbook(package: &mut Package<'_>) -> Result<Workbook, ReadError> {
    let Some(main) = package.main_part()? else { return Err(ReadError::NoMainPart { part: None }) };
    let Some(text) = package.text(&main)? else { return Err(ReadError::NoMainPart { part: Some(main) }) };
    let tree = xml::parse(&main, &text)?;
    let relationships = package.relationships(&main)?;
    let sheets = tree.root_element().descendants().filter(|node| node.tag_name().name() == "sheet");
    let sheets: Vec<String> = sheets
        .map(|sheet| {
            let id = xml::attribute(sheet, "id").unwrap_or_default();
            let target = relationships.iter().find(|to| to.id == id).map(|to| to.target.clone());
            target.unwrap_or_default()
        })
        .collect();
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let shared = format!("{folder}/sharedStrings.xml");
    let looked_at: Vec<String> = sheets.iter().chain([&shared]).cloned().collect();
    Ok(Workbook { size: package.size_of_xml(&looked_at)?, sheets, shared })
}

/// Looks through the sheets: what was seen of each.
///
/// # Errors
/// [`ReadError`]: a part is missing, damaged or too big.
pub(super) fn sheets(package: &mut Package<'_>, workbook: &Workbook) -> Result<Vec<Scan>, ReadError> {
    // The shared texts count with them, as large as they say to be: they are counted themselves elsewhere.
    let mut size = workbook.size.saturating_add(package.declared_size(&workbook.shared));
    let mut scans = Vec::new();
    for part in &workbook.sheets {
        let text = package.text(part)?.unwrap_or_default();
        size = size.saturating_add(text.len());
        Bound::PartBytes.check(size).map_err(|bound| bound.broken_in(part))?;
        scans.push(Scan { in_pieces: rich::may_be_in(&text), ..sheet(part, &text)? });
    }
    Ok(scans)
}

/// The texts of each sheet whose pieces change what they say.
///
/// # Errors
/// [`ReadError`]: a part is damaged or too big.
pub(super) fn pieces(
    package: &mut Package<'_>,
    workbook: &Workbook,
    rich: &Rich,
    scans: &[Scan],
) -> Result<Vec<Vec<RichText>>, ReadError> {
    let mut found = Vec::new();
    for (part, scan) in workbook.sheets.iter().zip(scans) {
        let any = scan.in_pieces || !rich.is_empty();
        let text = if any { package.text(part)?.unwrap_or_default() } else { String::new() };
        found.push(rich.cells(part, &text)?);
    }
    Ok(found)
}

/// How many tags of shared texts a workbook may have: of twice as many texts as cells are read.
const MOST_TAGS: usize = 4 * Bound::Cells.limit();

/// Refuses a list of shared texts that is too long, or claims to be longer than it can be: room is made for
/// what it claims. Gives those whose pieces change what they say.
///
/// # Errors
/// [`ReadError`]: the part is damaged or too big.
pub(super) fn shared_texts(package: &mut Package<'_>, workbook: &Workbook) -> Result<Rich, ReadError> {
    let part = workbook.shared.as_str();
    let Some(text) = package.text(part)? else { return Ok(Rich::default()) };
    Bound::PartBytes.check(workbook.size + text.len()).map_err(|bound| bound.broken_in(part))?;
    refuse_dtd(part, &text)?;
    let head =
        text.find("<sst").or_else(|| text.find(":sst")).and_then(|at| text.get(at..)).unwrap_or_default();
    let head = head.split('>').next().unwrap_or_default();
    let claimed =
        attribute(head, "uniqueCount").map_or(0, |count| count.trim().parse().unwrap_or(usize::MAX));
    // The shortest text is `<si/>`: most lists are too short to have too many, and are not counted.
    let room = text.len() / "<si/>".len();
    // A text begins and ends, and the sheets that are hidden have some too.
    let tags = || ["si>", "si/>"].map(|tag| text.matches(tag).count()).iter().sum::<usize>();
    if claimed > room || (room > MOST_TAGS && tags() > MOST_TAGS) {
        return Err(Bound::Cells.broken_in(part));
    }
    Rich::of(part, &text)
}

fn refuse_dtd(part: &str, text: &str) -> Result<(), ReadError> {
    // No part of a workbook has a definition anywhere; a text about one is written `&lt;!DOCTYPE`.
    if text.contains("<!DOCTYPE") { Err(ReadError::ForbiddenDtd { part: part.to_owned() }) } else { Ok(()) }
}

/// The cell that is open while the tags of a sheet go by.
#[derive(Default)]
pub(super) struct OpenCell {
    pub row: usize,
    pub col: usize,
    formula: Option<String>,
    valued: bool,
}

/// Looks through the XML of one sheet.
fn sheet(part: &str, text: &str) -> Result<Scan, ReadError> {
    walk(part, text, |_, _, _, _| {})
}

/// Goes through the XML of one sheet, tag by tag; `seen` gets each tag that matters, its inside and what
/// comes after it, and the cell that is open.
pub(super) fn walk(
    part: &str,
    text: &str,
    mut seen: impl FnMut(Tag, &str, &str, &OpenCell),
) -> Result<Scan, ReadError> {
    let (mut scan, mut open, mut from) = (Scan::default(), OpenCell::default(), 0);
    while let Some(rest) = text.get(from..).and_then(|rest| rest.get(rest.find('<')? + 1..)) {
        from = text.len() - rest.len();
        if matches!(rest.as_bytes().first(), Some(b'!' | b'?')) {
            from += skipped(part, rest)?;
            continue;
        }
        let (is_end, named) = rest.strip_prefix('/').map_or((false, rest), |named| (true, named));
        let is_delimiter = |byte: u8| matches!(byte, b' ' | b'>' | b'/' | b'\t' | b'\n' | b'\r');
        let length = named.bytes().position(is_delimiter).unwrap_or(named.len());
        let (name, after) = named.split_at_checked(length).unwrap_or_default();
        if let Some(tag) = Tag::of(name, is_end) {
            let (inside, after) = after.split_once('>').unwrap_or_default();
            scan.tag(tag, inside, after, &mut open).map_err(|bound| bound.broken_in(part))?;
            seen(tag, inside, after, &open);
        }
    }
    Ok(scan)
}

/// The tags that matter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Column,
    Row,
    RowEnd,
    Cell,
    CellEnd,
    Formula,
    Value,
    Inline,
    Dimension,
    Merged,
}

impl Tag {
    fn of(name: &str, is_end: bool) -> Option<Self> {
        let name = name.as_bytes();
        let local = name.iter().rposition(|byte| *byte == b':').and_then(|at| name.get(at + 1..));
        // By their bytes: there are some for each cell, and comparing texts takes as long as all the rest.
        match (local.unwrap_or(name), is_end) {
            ([b'c'], false) => Some(Self::Cell),
            ([b'c'], true) => Some(Self::CellEnd),
            ([b'v'], false) => Some(Self::Value),
            ([b'r', b'o', b'w'], false) => Some(Self::Row),
            ([b'r', b'o', b'w'], true) => Some(Self::RowEnd),
            ([b'c', b'o', b'l'], false) => Some(Self::Column),
            ([b'f'], false) => Some(Self::Formula),
            ([b'i', b's'], false) => Some(Self::Inline),
            ([b'd', ..], false) if name.ends_with(b"dimension") => Some(Self::Dimension),
            ([b'm', ..], false) if name.ends_with(b"mergeCell") => Some(Self::Merged),
            _ => None,
        }
    }
}

/// How much a comment, a quoted section or an instruction takes, from its second sign on.
fn skipped(part: &str, rest: &str) -> Result<usize, ReadError> {
    if rest.starts_with("!DOCTYPE") {
        return Err(ReadError::ForbiddenDtd { part: part.to_owned() });
    }
    let closing = ["!--", "![CDATA[", "?"].into_iter().zip(["-->", "]]>", "?>"]);
    let end = closing.into_iter().find(|(start, _)| rest.starts_with(start)).map(|(_, end)| end);
    Ok(end.map_or(0, |end| rest.find(end).unwrap_or(rest.len())))
}

impl Scan {
    fn tag(&mut self, tag: Tag, inside: &str, after: &str, open: &mut OpenCell) -> Result<(), Bound> {
        let content = || if inside.ends_with('/') { "" } else { after.split('<').next().unwrap_or_default() };
        match tag {
            Tag::Row => {
                if let Some(row) = attribute(inside, "r") {
                    open.row = place(row)?.0.unwrap_or(open.row);
                }
                open.col = 0;
                if attribute(inside, "hidden").is_some_and(is_on) {
                    self.hidden_rows.push(open.row);
                    Bound::Cells.check(self.hidden_rows.len())?;
                }
            }
            Tag::Column if attribute(inside, "hidden").is_some_and(is_on) => {
                let number = |name| attribute(inside, name).and_then(|n| n.trim().parse::<usize>().ok());
                if let Some((first, last)) = number("min").zip(number("max")) {
                    let last = last.min(Bound::Columns.limit());
                    self.hidden_columns.extend((first.max(1)..=last).map(|column| column - 1));
                    Bound::Cells.check(self.hidden_columns.len())?;
                }
            }
            Tag::Column => {}
            Tag::RowEnd => open.row += 1,
            Tag::Cell => {
                if let Some(at) = attribute(inside, "r") {
                    let (row, col) = place(at)?;
                    (open.row, open.col) = (row.unwrap_or(open.row), col.unwrap_or(open.col));
                }
                (open.formula, open.valued) = (None, false);
                self.cells += 1;
                if inside.ends_with('/') {
                    open.col += 1;
                }
            }
            Tag::Formula => open.formula = Some(format!("={}", unescaped(content()))),
            Tag::Value => {
                let figure = after.starts_with(|sign: char| sign.is_ascii_digit());
                open.valued |= (figure && !inside.ends_with('/')) || !content().trim().is_empty();
            }
            Tag::Inline => open.valued = true,
            Tag::CellEnd => {
                if let Some(text) = open.formula.take().filter(|_| !open.valued) {
                    self.formulas.push(Formula { row: open.row, col: open.col, text });
                    Bound::Cells.check(self.formulas.len())?;
                }
                open.col += 1;
            }
            Tag::Dimension => drop(attribute(inside, "ref").map(region).transpose()?),
            Tag::Merged => {
                self.regions.extend(attribute(inside, "ref").map(region).transpose()?.flatten());
                Bound::Cells.check(self.regions.len())?;
            }
        }
        Ok(())
    }
}

fn is_on(switch: &str) -> bool {
    matches!(switch.trim(), "1" | "true")
}

/// The value of an attribute in the inside of a tag.
pub(super) fn attribute<'t>(inside: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = inside;
    loop {
        let (own, after) = rest.split_once('=')?;
        let quoted = after.trim_start();
        let quote = quoted.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
        let (value, next) = quoted.get(1..)?.split_once(quote)?;
        // Whatever else stands before the name.
        if own.split_ascii_whitespace().next_back() == Some(name) {
            return Some(value);
        }
        rest = next;
    }
}

/// Row and column of `B12`, from 0. A place that no workbook has is refused: calamine counts on
/// without looking.
fn place(text: &str) -> Result<(Option<usize>, Option<usize>), Bound> {
    let figures = text.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    let letters = text.get(..text.len() - figures.len()).surely();
    if letters.len() > 3 {
        return Err(Bound::Columns);
    }
    if figures.len() > 7 {
        return Err(Bound::Rows);
    }
    let letter = |sum: usize, sign: u8| sum * 26 + usize::from(sign.to_ascii_uppercase() - b'A') + 1;
    let col = letters.bytes().fold(0, letter).checked_sub(1);
    let row = figures.parse::<usize>().ok().and_then(|row| row.checked_sub(1));
    Ok((row, col))
}

/// A region such as `A1:H1`; none where it is no region.
fn region(text: &str) -> Result<Option<Region>, Bound> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((row, col), (last_row, last_col)) = (place(first)?, place(last)?);
    let known = row.zip(col).zip(last_row.zip(last_col));
    let Some(((row, col), (last_row, last_col))) = known else { return Ok(None) };
    // calamine takes the first from the last without looking.
    if last_row < row {
        return Err(Bound::Rows);
    }
    if last_col < col {
        return Err(Bound::Columns);
    }
    Ok(Some(Region { row, col, last_row, last_col }))
}

fn unescaped(text: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    signs.iter().fold(text.trim().to_owned(), |text, (code, sign)| text.replace(code, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(inside: &str) -> Scan {
        sheet("s", &format!("<worksheet>{inside}</worksheet>")).unwrap()
    }

    #[test]
    fn regions_and_formulas_without_results_are_seen() {
        let scan = scanned(
            "<sheetData><row r='3'><c r='B3'><f>A1&amp;\"х\"</f><v></v></c><c><f>C1</f></c><c r=\"D3\"><f>1+1</f>\
             <v>2</v></c></row><row><x:c><x:f/></x:c><c t='inlineStr'><is><t>так</t></is></c></row></sheetData>\
             <!-- <mergeCell ref='A9:B9'/> --><mergeCells><mergeCell ref=\"A1:H2\"/></mergeCells>",
        );
        assert_eq!(scan.regions, [Region { row: 0, col: 0, last_row: 1, last_col: 7 }]);
        let formulas: Vec<_> = scan.formulas.iter().map(|f| (f.row, f.col, f.text.as_str())).collect();
        assert_eq!(formulas, [(2, 1, "=A1&\"х\""), (2, 2, "=C1"), (3, 0, "=")]);
    }

    #[test]
    fn places_beyond_any_sheet_are_refused() {
        for (inside, bound) in [
            ("<row r='4294967295'/>", Bound::Rows),
            ("<c r='A4294967295'/>", Bound::Rows),
            ("<c r='ABCDEFG1'/>", Bound::Columns),
            ("<dimension ref='B1:A1'/>", Bound::Columns),
            ("<dimension ref='A2:B1'/>", Bound::Rows),
            ("<mergeCell ref='A1:ZZZZ1'/>", Bound::Columns),
        ] {
            assert_eq!(sheet("s", inside), Err(bound.broken_in("s")), "{inside}");
        }
        assert_eq!(sheet("s", "<dimension ref='A1:XFD1048576'/>").unwrap(), Scan::default());
        let dtd = ReadError::ForbiddenDtd { part: "s".into() };
        assert_eq!(sheet("s", "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>"), Err(dtd));
    }
}
