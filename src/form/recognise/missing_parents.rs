//! Nodes whose own row or cell is missing: a blank cell merged over measures, a count that restarts, children in
//! the place of a higher level.

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
    outline::{About, Key, Outline},
    page,
    parsed::{HEADS, ParsedRow, number_in},
    row::{TableRow, beginning, standing},
    rows::RowWalk,
    tables::TablePart,
};

/// What a table shows about its columns of goals, tasks and subtasks.
#[derive(Clone, Debug, Default)]
pub struct ParentColumns {
    /// The columns of tasks and subtasks that have any text.
    used: Vec<Holds>,
    /// The level that the column of ordinals counts; none where it numbers the rows.
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
    pub fn of(form: &Form, part: &TablePart<'_>) -> Self {
        let (table, header) = (part.table, &part.header);
        let rows = || part.rows.clone();
        let begins = |holds| rows().any(|row| beginning(table, header, row, holds).is_some());
        let used = [Holds::Task, Holds::Subtask].into_iter().filter(|holds| begins(*holds)).collect();
        let counted = form.column(Holds::Ordinal).and_then(|column| column.counts);
        // Without columns of goals or tasks, the numbers count the rows.
        let counted = counted.filter(|counted| header.has(*counted)).filter(|counted| {
            // Where many of its numbers begin in rows without such a cell, it counts something else.
            let mut last = None;
            let begins = rows().filter(|row| {
                let number = beginning(table, header, *row, Holds::Ordinal);
                let number = number.and_then(|cell| number_in(&page::cell_text(cell)));
                number.is_some_and(|number| last.replace(number) != Some(number))
            });
            let headless: Vec<bool> =
                begins.map(|row| standing(table, header, row, *counted).is_none()).collect();
            let lost = headless.iter().filter(|lost| **lost).count();
            lost <= 1 || lost * 4 <= headless.len()
        });
        Self { used, counted }
    }
}

impl RowWalk<'_> {
    /// Opens the parent nodes of a row, also those whose cell is missing.
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

    /// The level that begins in this row by the column of ordinals, because its number differs from that of the row
    /// before.
    fn counted(&mut self, parsed: &ParsedRow<'_>) -> Option<Holds> {
        let number = parsed.number()?;
        let counted = self.heads.counted?;
        let measure = parsed.row.fresh(Holds::Measure).is_some();
        (self.counter.replace(number) != Some(number) && measure).then_some(counted)
    }

    /// Whether a blank cell is merged over several measures in a column that has texts elsewhere, so that its text
    /// is missing. At the top of a table that continues another one, the cell continues too. Over the rows of one
    /// measure alone (a sheet splits a row that is too high) it is simply blank.
    fn is_lost(&self, row: &TableRow<'_>, holds: Holds) -> bool {
        let Some(measure) = row.fresh(Holds::Measure) else { return false };
        let merged = |cell: &Cell| cell.row == row.index && cell.rowspan > measure.cell.rowspan;
        !self.continues_table
            && self.heads.used.contains(&holds)
            && row.cell(holds).is_some_and(|cell| cell.is_blank() && merged(cell))
    }

    /// Opens a parent without a title where a count of measures restarts at 1.
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

/// Puts nodes that precede a sibling of a higher level under a new node, because the row of that one is missing.
pub fn insert_missing_parents(outline: &mut Outline, parent: Option<Key>, depth: usize) {
    let children = outline.children(parent).to_vec();
    let level = |key: &Key| outline.get(*key).map(|node| node.level);
    let Some(highest) = children.iter().filter_map(level).min() else { return };
    let orphans = children.iter().take_while(|key| level(key) != Some(highest)).count();
    // Headings without numbers begin where they are: the nodes above them have no such parent.
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
    // An outline has four levels; the depth only guards against an error here.
    if depth < Level::ALL.len() {
        for child in outline.children(parent).to_vec() {
            insert_missing_parents(outline, Some(child), depth + 1);
        }
    }
}

/// Gives nodes without a row of their own a code, with a doubt: the beginning of their children's codes, else the
/// code that is missing between their neighbours.
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

/// Whether a node above the measures has neither code nor title.
pub fn is_headless(node: &DraftNode) -> bool {
    node.level < Level::Measure && node.code.is_none() && node.title.is_empty()
}

/// The likeliest code of a node without one, and the other candidates.
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

/// The beginnings of the children's codes, the most frequent first.
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

/// The code between those of the neighbours, where exactly one is missing; else the next code is only a candidate.
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
