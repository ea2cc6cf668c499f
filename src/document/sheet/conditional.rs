//! Conditional formats that make a text white: «white where the cell is 0». A rule that compares the cell with figures
//! or texts is evaluated; one with a formula is not, so its text counts as seen.

use quick_xml::events::BytesStart;
use roxmltree::Node;
use rust_decimal::Decimal;

use crate::document::error::{Bound, ReadError};
use crate::document::package::Package;
use crate::document::style_look::is_white_hex;
use crate::document::{CellValue, xml};

use super::build::Region;
use super::scan::{TagFault, attribute, region, unescaped};

/// The most regions of all rules of a sheet.
const MOST: usize = 1_000;

/// A rule that compares a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Condition {
    regions: Vec<Region>,
    /// The number of its format; none while the rule has not begun, or is of another kind.
    format: Option<usize>,
    operator: String,
    operands: Vec<String>,
}

/// The tag of a rule, or of the regions that rules are about.
pub(super) fn start(conditions: &mut Vec<Condition>, tag: &BytesStart<'_>) -> Result<(), TagFault> {
    if let Some(places) = attribute(tag, "sqref")? {
        let regions = places.split_whitespace().map(region).filter_map(Result::transpose);
        let regions = regions.collect::<Result<Vec<Region>, Bound>>()?;
        Bound::Cells.check(conditions.len())?;
        conditions.push(Condition { regions, ..Condition::default() });
        return Ok(());
    }
    let Some(last) = conditions.last().cloned() else { return Ok(()) };
    let format = attribute(tag, "dxfId")?.and_then(|id| id.trim().parse().ok());
    let format = format.filter(|_| matches!(attribute(tag, "type"), Ok(Some(kind)) if kind == "cellIs"));
    let operator = attribute(tag, "operator")?.unwrap_or_default().into_owned();
    if conditions.len() < MOST {
        conditions.push(Condition { format, operator, operands: Vec::new(), ..last });
    }
    Ok(())
}

/// A formula of the rule that was begun last.
pub(super) fn operand(conditions: &mut [Condition], text: &str) {
    if let Some(last) = conditions.last_mut() {
        last.operands.push(unescaped(text));
    }
}

/// Removes the rules that do not make a text white.
///
/// # Errors
/// [`ReadError`]: the part with the formats is damaged or too big.
pub(super) fn keep_white<'c>(
    package: &mut Package<'_>,
    styles: &str,
    sheets: impl Iterator<Item = &'c mut Vec<Condition>>,
) -> Result<(), ReadError> {
    let mut sheets: Vec<_> = sheets.collect();
    sheets.iter_mut().for_each(|conditions| conditions.retain(|condition| condition.format.is_some()));
    if sheets.iter().all(|conditions| conditions.is_empty()) {
        return Ok(());
    }
    let text = package.text(styles)?.unwrap_or_default();
    let tree = (!text.is_empty()).then(|| xml::parse(styles, &text)).transpose()?;
    let formats =
        tree.iter().flat_map(|tree| tree.root_element().children()).find(|node| named(*node, "dxfs"));
    let white: Vec<bool> = formats
        .iter()
        .flat_map(|formats| formats.children().filter(|node| named(*node, "dxf")))
        .map(is_white)
        .collect();
    let is_white = |condition: &Condition| condition.format.and_then(|at| white.get(at)) == Some(&true);
    sheets.iter_mut().for_each(|conditions| conditions.retain(is_white));
    Ok(())
}

fn named(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

/// Whether a format has the colour of paper on no other ground.
fn is_white(format: Node<'_, '_>) -> bool {
    let part = |of: &str, name: &str| {
        let part = format.children().find(|node| named(*node, of))?;
        part.descendants().find(|node| named(*node, name))
    };
    let paper = |colour: Node<'_, '_>| {
        let figures = xml::attribute(colour, "rgb").and_then(|figures| figures.get(2..));
        figures.and_then(is_white_hex).unwrap_or(xml::attribute(colour, "theme") == Some("0"))
    };
    part("font", "color").is_some_and(paper) && part("fill", "bgColor").is_none_or(paper)
}

impl Condition {
    /// Whether the rule applies to a cell with this value and text.
    pub fn applies_to(&self, (row, col): (usize, usize), value: Option<&CellValue>, text: &str) -> bool {
        let within = |region: &Region| {
            (region.row..=region.last_row).contains(&row) && (region.col..=region.last_col).contains(&col)
        };
        self.regions.iter().any(within) && self.is_true_of(value, text)
    }

    fn is_true_of(&self, value: Option<&CellValue>, text: &str) -> bool {
        let number = match value {
            Some(CellValue::Number(number) | CellValue::Percent(number)) => *number,
            Some(_) => return false,
            None => {
                let quoted =
                    |operand: &String| operand.trim_matches('"').to_lowercase() == text.to_lowercase();
                return self.operator == "equal"
                    && matches!(self.operands.as_slice(), [one] if one.starts_with('"') && quoted(one));
            }
        };
        let operands: Option<Vec<Decimal>> =
            self.operands.iter().map(|operand| operand.trim().parse().ok()).collect();
        match (self.operator.as_str(), operands.as_deref()) {
            ("equal", Some([one])) => number == *one,
            ("notEqual", Some([one])) => number != *one,
            ("lessThan", Some([one])) => number < *one,
            ("lessThanOrEqual", Some([one])) => number <= *one,
            ("greaterThan", Some([one])) => number > *one,
            ("greaterThanOrEqual", Some([one])) => number >= *one,
            ("between", Some([low, high])) => (*low..=*high).contains(&number),
            ("notBetween", Some([low, high])) => !(*low..=*high).contains(&number),
            _ => false,
        }
    }
}
