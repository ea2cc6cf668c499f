//! Scans the XML of a workbook before calamine reads it.
//!
//! calamine inflates without a bound, trusts the counts and places in a file, reads a sheet once more for its
//! merged regions, and does not report formulas without a result. So this module first inflates each part and
//! counts its bytes, refuses impossible places, and collects regions and such formulas. It uses the same XML
//! library as calamine, because a scan that recognised tags differently could be made to overlook a place that it
//! should refuse.

use std::borrow::Cow;

use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, BytesText, Event, attributes::AttrError},
};

use crate::document::package::Package;
use crate::document::xml;
use crate::{
    document::error::{Bound, ReadError},
    text::surely::Surely,
};

use super::build::{Region, RichText};
use super::conditional::{self, Condition};
use super::rich::{self, Rich};

/// The result of scanning a sheet.
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
    /// Whether it has an inline text with pieces that change its meaning.
    pub in_pieces: bool,
    /// The rules of conditional formats.
    pub conditions: Vec<Condition>,
    /// The texts with such pieces; filled in later.
    pub pieces: Vec<RichText>,
}

/// A formula whose result the file does not store.
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
    /// The part with the shared texts.
    pub shared: String,
    /// How many bytes the other parts have.
    size: usize,
}

/// Scans the small parts of a workbook.
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

/// Scans the sheets.
///
/// # Errors
/// [`ReadError`]: a part is missing, damaged or too big.
pub(super) fn sheets(package: &mut Package<'_>, workbook: &Workbook) -> Result<Vec<Scan>, ReadError> {
    // The shared texts are added with their declared size; their real size is checked elsewhere.
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

/// The texts of each sheet whose pieces change their meaning.
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

/// The most tags of shared texts in a workbook: for twice as many texts as cells are read.
const MOST_TAGS: usize = 4 * Bound::Cells.limit();

/// Refuses a list of shared texts that is too long, or that declares an impossible length, because memory is
/// reserved for the declared length. Returns the texts whose pieces change their meaning.
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
    let claimed = BytesStart::from_content(head, "<sst".len());
    let claimed = attribute(&claimed, "uniqueCount").map_err(|fault| fault.in_part(part))?;
    let claimed = claimed.map_or(0, |count| count.trim().parse().unwrap_or(usize::MAX));
    // The shortest text is `<si/>`, so most lists are too short to have too many and need not be counted.
    let room = text.len() / "<si/>".len();
    // A text has two tags, and hidden sheets have texts too.
    let tags = || ["si>", "si/>"].map(|tag| text.matches(tag).count()).iter().sum::<usize>();
    if claimed > room || (room > MOST_TAGS && tags() > MOST_TAGS) {
        return Err(Bound::Cells.broken_in(part));
    }
    Rich::of(part, &text)
}

fn refuse_dtd(part: &str, text: &str) -> Result<(), ReadError> {
    // No part of a workbook may have a definition; text that mentions one is written `&lt;!DOCTYPE`.
    if text.contains("<!DOCTYPE") { Err(ReadError::ForbiddenDtd { part: part.to_owned() }) } else { Ok(()) }
}

/// The open cell while the tags of a sheet are read.
#[derive(Default)]
pub(super) struct OpenCell {
    pub row: usize,
    pub col: usize,
    formula: Option<String>,
    valued: bool,
}

/// Scans the XML of one sheet.
fn sheet(part: &str, text: &str) -> Result<Scan, ReadError> {
    walk(part, text, |_, _| {})
}

/// The parts of a cell that [`walk`] reports.
pub(super) enum CellPart<'t> {
    /// It begins; its value may be the number of a shared text.
    Start { is_shared: bool },
    /// Its value.
    Value(&'t str),
    /// The XML of an inline text.
    Text(&'t str),
}

/// Walks through the XML of one sheet and calls `seen` with each part of a cell and the place of that cell.
pub(super) fn walk(
    part: &str,
    text: &str,
    mut seen: impl FnMut(CellPart<'_>, &OpenCell),
) -> Result<Scan, ReadError> {
    let mut reader = Reader::from_str(text);
    // Configured as in calamine, so that both read the same.
    let config = reader.config_mut();
    (config.check_end_names, config.check_comments, config.expand_empty_elements) = (false, false, true);
    let damaged = |why: String| ReadError::DamagedPart { part: part.to_owned(), why };
    let (mut scan, mut open) = (Scan::default(), OpenCell::default());
    loop {
        let event = reader.read_event().map_err(|error| damaged(error.to_string()))?;
        let done = match &event {
            Event::Start(start) => {
                let mut inside = || reader.read_text(start.name()).map(BytesText::into_inner);
                match start.local_name().as_ref() {
                    "formula" => inside().map(|text| conditional::operand(&mut scan.conditions, &text)),
                    "f" => inside().map(|text| open.formula = Some(format!("={}", unescaped(&text)))),
                    "v" => inside().map(|text| {
                        open.valued |= !text.trim().is_empty();
                        seen(CellPart::Value(&text), &open);
                    }),
                    "is" => inside().map(|text| {
                        open.valued = true;
                        seen(CellPart::Text(&text), &open);
                    }),
                    "c" => {
                        scan.start(start, &mut open).map_err(|fault| fault.in_part(part))?;
                        let kind = attribute(start, "t").map_err(|fault| fault.in_part(part))?;
                        seen(CellPart::Start { is_shared: kind.as_deref() == Some("s") }, &open);
                        Ok(())
                    }
                    _ => scan.start(start, &mut open).map(Ok).map_err(|fault| fault.in_part(part))?,
                }
            }
            Event::End(end) => scan
                .end(end.local_name().as_ref(), &mut open)
                .map(Ok)
                .map_err(|bound| bound.broken_in(part))?,
            Event::DocType(_) => return Err(ReadError::ForbiddenDtd { part: part.to_owned() }),
            Event::Eof => return Ok(scan),
            _ => Ok(()),
        };
        done.map_err(|error| damaged(error.to_string()))?;
    }
}

/// What is wrong with a tag.
pub(super) enum TagFault {
    Bound(Bound),
    Attribute(AttrError),
}

impl From<Bound> for TagFault {
    fn from(bound: Bound) -> Self {
        Self::Bound(bound)
    }
}

impl TagFault {
    fn in_part(self, part: &str) -> ReadError {
        match self {
            Self::Bound(bound) => bound.broken_in(part),
            Self::Attribute(error) => {
                ReadError::DamagedPart { part: part.to_owned(), why: error.to_string() }
            }
        }
    }
}

impl Scan {
    /// A tag opens that is neither a value nor a formula.
    fn start(&mut self, tag: &BytesStart<'_>, open: &mut OpenCell) -> Result<(), TagFault> {
        match tag.local_name().as_ref() {
            "row" => {
                if let Some(row) = attribute(tag, "r")? {
                    open.row = place(&row)?.0.unwrap_or(open.row);
                }
                open.col = 0;
                if is_hidden(tag)? {
                    self.hidden_rows.push(open.row);
                    Bound::Cells.check(self.hidden_rows.len())?;
                }
            }
            "col" if is_hidden(tag)? => {
                let number = |text: Option<Cow<'_, str>>| text.and_then(|n| n.trim().parse::<usize>().ok());
                let (first, last) = (number(attribute(tag, "min")?), number(attribute(tag, "max")?));
                if let Some((first, last)) = first.zip(last) {
                    let last = last.min(Bound::Columns.limit());
                    self.hidden_columns.extend((first.max(1)..=last).map(|column| column - 1));
                    Bound::Cells.check(self.hidden_columns.len())?;
                }
            }
            "c" => {
                if let Some(at) = attribute(tag, "r")? {
                    let (row, col) = place(&at)?;
                    (open.row, open.col) = (row.unwrap_or(open.row), col.unwrap_or(open.col));
                }
                (open.formula, open.valued) = (None, false);
                self.cells += 1;
            }
            "conditionalFormatting" | "cfRule" => conditional::start(&mut self.conditions, tag)?,
            "dimension" => drop(attribute(tag, "ref")?.map(|text| region(&text)).transpose()?),
            "mergeCell" => {
                self.regions.extend(attribute(tag, "ref")?.map(|text| region(&text)).transpose()?.flatten());
                Bound::Cells.check(self.regions.len())?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str, open: &mut OpenCell) -> Result<(), Bound> {
        match name {
            "row" => open.row += 1,
            "c" => {
                if let Some(text) = open.formula.take().filter(|_| !open.valued) {
                    self.formulas.push(Formula { row: open.row, col: open.col, text });
                    Bound::Cells.check(self.formulas.len())?;
                }
                open.col += 1;
            }
            _ => {}
        }
        Ok(())
    }
}

/// The value of an attribute.
pub(super) fn attribute<'t>(tag: &'t BytesStart<'_>, name: &str) -> Result<Option<Cow<'t, str>>, TagFault> {
    let found = tag.try_get_attribute(name).map_err(TagFault::Attribute)?;
    Ok(found.map(|attribute| attribute.value))
}

fn is_hidden(tag: &BytesStart<'_>) -> Result<bool, TagFault> {
    Ok(attribute(tag, "hidden")?.is_some_and(|switch| matches!(switch.trim(), "1" | "true")))
}

/// Row and column of `B12`, from 0. An impossible place is refused, because calamine calculates with it unchecked.
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
pub(super) fn region(text: &str) -> Result<Option<Region>, Bound> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((row, col), (last_row, last_col)) = (place(first)?, place(last)?);
    let known = row.zip(col).zip(last_row.zip(last_col));
    let Some(((row, col), (last_row, last_col))) = known else { return Ok(None) };
    // calamine subtracts the first row from the last unchecked.
    if last_row < row {
        return Err(Bound::Rows);
    }
    if last_col < col {
        return Err(Bound::Columns);
    }
    Ok(Some(Region { row, col, last_row, last_col }))
}

/// An XML text with its references resolved; one with an unknown reference stays as it is.
pub(super) fn unescaped(text: &str) -> String {
    unescape(text.trim()).map_or_else(|_| text.trim().to_owned(), Cow::into_owned)
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
