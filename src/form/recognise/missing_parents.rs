//! Nodes whose heads were lost: a blank cell merged over measures, a count that begins anew, children that
//! stand where a higher level belongs.

use std::collections::BTreeMap;

use crate::{
    document::{Cell, Place},
    domain::{DoubtKind, Level, draft::DraftNode},
    form::{
        code::{self, Heading},
        form::{Form, Holds},
    },
    text::roman,
};

use super::{
    header::Header,
    outline::{About, Key, Outline},
    page,
    parsed::{HEADS, ParsedRow, number_in},
    row::TableRow,
    rows::RowWalk,
};

/// What a table shows about its columns of heads.
#[derive(Clone, Debug, Default)]
pub struct ParentColumns {
    /// The columns of heads with some text in them.
    used: Vec<Holds>,
    /// What the column of ordinals counts; nothing where it numbers the rows.
    counted: Option<Holds>,
}

impl ParentColumns {
    /// Whether the column of ordinals may count the measures.
    pub fn may_count_measures(&self) -> bool {
        self.counted.is_none_or(|counted| counted == Holds::Measure)
    }
}

impl ParentColumns {
    /// Looks through the rows of a table.
    pub fn of(form: &Form, header: &Header, rows: &[ParsedRow<'_>]) -> Self {
        let begins = |holds| rows.iter().any(|parsed| parsed.row.fresh(holds).is_some());
        let used = [Holds::Task, Holds::Subtask].into_iter().filter(|holds| begins(*holds)).collect();
        let counted = form.column(Holds::Ordinal).and_then(|column| column.counts);
        // Numbers beside no column of heads count the rows.
        let counted = counted.filter(|counted| header.has(*counted)).filter(|counted| {
            // Where many of its numbers begin beside no head, it counts something else.
            let mut last = None;
            let begins = rows.iter().filter(|parsed| {
                let number = parsed.row.fresh(Holds::Ordinal).and_then(|seen| number_in(seen.text()));
                number.is_some_and(|number| last.replace(number) != Some(number))
            });
            let headless: Vec<bool> = begins.map(|parsed| parsed.row.get(*counted).is_none()).collect();
            let lost = headless.iter().filter(|lost| **lost).count();
            lost <= 1 || lost * 4 <= headless.len()
        });
        Self { used, counted }
    }
}

impl RowWalk<'_> {
    /// Opens the nodes of a row that have a head, and those whose head is lost.
    pub(super) fn open_heads(&mut self, parsed: &ParsedRow<'_>) {
        let row = &parsed.row;
        let counted = self.counted(parsed);
        let mut above = false;
        for (at, holds) in HEADS.into_iter().enumerate() {
            let Some(level) = holds.level() else { continue };
            match parsed.cells().and_then(|cells| cells.heads.get(at)?.as_ref()) {
                Some(head) => {
                    self.level_cell(head);
                    above = true;
                }
                None if row.get(holds).is_some() => {}
                None if counted == Some(holds) || (!above && self.is_lost(row, holds)) => {
                    self.open_headless(level, row, holds);
                    above = true;
                }
                None => {}
            }
        }
    }

    /// What the column of ordinals says to begin here: its number is not that of the row before.
    fn counted(&mut self, parsed: &ParsedRow<'_>) -> Option<Holds> {
        let number = parsed.number()?;
        let counted = self.heads.counted?;
        let measure = parsed.row.fresh(Holds::Measure).is_some();
        (self.counter.replace(number) != Some(number) && measure).then_some(counted)
    }

    /// Whether a blank cell is merged over measures, in a column that has heads elsewhere: one ended above
    /// it. At the top of a table that goes on without a header it only continues, and over the rows of one
    /// measure alone (a sheet parts a row that is too high) it is as blank as those beside the others.
    fn is_lost(&self, row: &TableRow<'_>, holds: Holds) -> bool {
        let Some(measure) = row.fresh(Holds::Measure) else { return false };
        let merged = |cell: &Cell| cell.row == row.index && cell.rowspan > measure.cell.rowspan;
        !self.continues_table
            && self.heads.used.contains(&holds)
            && row.cell(holds).is_some_and(|cell| cell.is_blank() && merged(cell))
    }

    /// A count of measures that begins with 1 again has lost the head between.
    pub(super) fn restart_numbering(&mut self, row: &TableRow<'_>) {
        if self.ordinal.is_none() {
            return;
        }
        if let Some((holds, level)) = self.heads.used.last().and_then(|holds| Some((*holds, holds.level()?)))
        {
            self.open_headless(level, row, holds);
        }
    }

    fn open_headless(&mut self, level: Level, row: &TableRow<'_>, holds: Holds) {
        let blank = row.cell(holds).filter(|cell| cell.row == row.index);
        let cell = blank.or_else(|| row.get(Holds::Measure).map(|seen| seen.cell));
        let place = cell.map(|cell| cell.place).unwrap_or_default();
        self.open_node(level, &Heading::default(), "", place);
    }
}

/// Wraps the nodes that stand before the first of a higher level beside them: their head was lost.
pub fn insert_missing_parents(outline: &mut Outline, parent: Option<Key>, depth: usize) {
    let children = outline.children(parent).to_vec();
    let level = |key: &Key| outline.get(*key).map(|node| node.level);
    let Some(highest) = children.iter().filter_map(level).min() else { return };
    let orphans = children.iter().take_while(|key| level(key) != Some(highest)).count();
    // Headings without numbers begin where they stand: what is above them has none.
    let numbered = children
        .iter()
        .filter(|key| level(key) == Some(highest))
        .any(|key| outline.get(*key).is_some_and(|node| node.code.is_some() || is_headless(node)));
    let orphans = if numbered { orphans } else { 0 };
    if let Some(first) = children.first().filter(|_| orphans > 0).and_then(|key| outline.get(*key)) {
        let mut node = DraftNode::new(highest, None, "");
        node.source = first.source.clone();
        outline.wrap(parent, orphans, node);
    }
    // The outline has four levels: the depth only guards against a mistake here.
    if depth < Level::ALL.len() {
        for child in outline.children(parent).to_vec() {
            insert_missing_parents(outline, Some(child), depth + 1);
        }
    }
}

/// Gives nodes without a head their code, with a doubt: that of their children, else
/// the one that is missing between those of their neighbours.
pub fn infer_codes(outline: &mut Outline, form: &Form) {
    for key in outline.keys() {
        let Some(node) = outline.get(key) else { continue };
        if !is_headless(node) {
            continue;
        }
        let place = page::place_of(node.source.as_ref());
        let first = outline.children(Some(key)).first().and_then(|child| outline.get(*child));
        let text = first.and_then(|child| child.code.clone());
        let (code, others) = code_of(outline, form, key);
        if let Some(node) = outline.get_mut(key) {
            node.code.clone_from(&code);
        }
        doubt(outline, key, place, &text.unwrap_or_default(), &code.unwrap_or_default(), &others);
    }
}

fn doubt(outline: &mut Outline, key: Key, place: Place, text: &str, reading: &str, others: &[String]) {
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    outline.doubted(About::Node(key), place, DoubtKind::MissingNumber, text, reading, &others);
}

/// Whether a node above the measures has neither number nor name.
pub fn is_headless(node: &DraftNode) -> bool {
    node.level < Level::Measure && node.code.is_none() && node.title.is_empty()
}

/// The likeliest code of a node without a head, and the others that are possible.
fn code_of(outline: &Outline, form: &Form, key: Key) -> (Option<String>, Vec<String>) {
    let level = outline.get(key).map_or(Level::Goal, |node| node.level);
    let depth = form.rule(level).map_or(1, |rule| rule.depth);
    let mut found = from_children(outline, key, depth);
    if found.is_empty() {
        return between(outline, key);
    }
    let best = found.remove(0);
    (Some(best), found)
}

/// The heads of the children's codes, the most frequent first.
fn from_children(outline: &Outline, key: Key, depth: usize) -> Vec<String> {
    let siblings = outline.children(outline.parent(key)).iter().filter_map(|sibling| outline.get(*sibling));
    let is_roman = |code: &String| code.chars().all(|c| c.is_ascii_alphabetic());
    let roman = siblings.filter_map(|node| node.code.as_ref()).any(is_roman);
    let mut counts: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
    for child in outline.children(Some(key)) {
        let code = outline.get(*child).and_then(|node| node.code.as_deref()).and_then(code::numbers);
        if let Some(head) =
            code.filter(|code| code.len() > depth).and_then(|code| code.get(..depth).map(Vec::from))
        {
            *counts.entry(head).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let printed = |head: Vec<u32>| {
        let parts: Vec<String> = head
            .iter()
            .map(|n| if roman && depth == 1 { roman::format(*n) } else { n.to_string() })
            .collect();
        parts.join(".")
    };
    counts.into_iter().map(|(head, _)| printed(head)).collect()
}

/// The code between those of the neighbours where only one is missing; else the next one is only possible.
fn between(outline: &Outline, key: Key) -> (Option<String>, Vec<String>) {
    let siblings = outline.children(outline.parent(key));
    let Some(at) = siblings.iter().position(|sibling| *sibling == key) else { return (None, Vec::new()) };
    let code = |at: usize| {
        let node = outline.get(*siblings.get(at)?)?;
        split_last(node.code.as_deref()?)
    };
    let before = at.checked_sub(1).and_then(code);
    let after = code(at + 1);
    match (before, after) {
        (Some((head, n)), Some((same, m))) if head == same && m == n.saturating_add(2) => {
            (Some(format!("{head}{}", n + 1)), Vec::new())
        }
        (None, Some((head, 2))) if at == 0 => (Some(format!("{head}1")), Vec::new()),
        (Some((head, n)), None) => (None, vec![format!("{head}{}", n.saturating_add(1))]),
        _ => (None, Vec::new()),
    }
}

/// A decimal code without its last number, and that number.
fn split_last(code: &str) -> Option<(String, u32)> {
    let at = code.rfind('.').map_or(0, |at| at + 1);
    let (head, last) = code.split_at_checked(at)?;
    Some((head.to_owned(), last.parse().ok()?))
}
