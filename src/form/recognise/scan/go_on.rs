//! Lines that begin no measure: the rest of a cell, another indicator, a single value, single performers.

use crate::{domain::DoubtKind, form::form::Holds};

use super::super::absorbed::Absorbed;
use super::{
    assemble::{Assembler, Placed, is_head, shown},
    block::{Item, MeasureBlock, On, ScanUncertainty, ValueRow},
    cell::ScanCell,
    columns::ScanColumns,
    lines::ScanLine,
    split,
};

impl Assembler<'_> {
    /// Adds a line that begins no measure.
    pub(super) fn go_on(&mut self, placed: Placed, next: Option<&ScanLine>) {
        let fragment = placed.gap
            && self.cell(&placed, Holds::Measure).is_some_and(|cell| !cell.features.event)
            && !self.is_named_or_valued(&placed)
            && next.is_some_and(|next| self.next_lost_its_parent(next));
        if let Some(next) = next.filter(|_| fragment) {
            return self.begin_fragment(&placed, next);
        }
        if self.block().is_none() {
            let left = self.cell(&placed, Holds::Measure).is_none();
            self.items.push(Item::Block(MeasureBlock {
                heads: vec![ScanCell::default(); self.columns.len()],
                ..MeasureBlock::default()
            }));
            if left {
                self.doubt(&placed, DoubtKind::LeftOver, "", On::Plan);
            }
        }
        let texts = [self.go_on_in_heads(&placed), self.go_on_in_measure(&placed)].contains(&Absorbed::Yes);
        let mut uncertainties = Vec::new();
        let rows = self.rows_of(&placed, &mut uncertainties, 1);
        if texts {
            // The rest of the line belongs to the row of that text.
            self.doubt(&placed, DoubtKind::Reading, &shown(&placed), On::Block);
            self.extend(uncertainties);
            return rows.into_iter().for_each(|row| self.complete(row));
        }
        for row in rows {
            if !row.is_named(self.columns) && !row.is_valued(self.columns) {
                uncertainties.push(ScanUncertainty::new(
                    DoubtKind::Reading,
                    row.line,
                    &row.text,
                    row.shown(),
                ));
                self.complete(row);
            } else if placed.gap || !self.held.is_empty() {
                self.held.push(row);
            } else if let Some(block) = self.items.last_mut().and_then(as_block) {
                block.add(row, self.columns);
            }
        }
        self.extend(uncertainties);
    }

    fn is_named_or_valued(&self, placed: &Placed) -> bool {
        let named = [Holds::Indicator, Holds::Target, Holds::Fact];
        named.into_iter().any(|holds| self.cell(placed, holds).is_some_and(|cell| !cell.features.performers))
    }

    fn doubt(&mut self, placed: &Placed, kind: DoubtKind, reading: &str, on: On) {
        self.extend(vec![ScanUncertainty::new(kind, placed.line, &placed.text, reading).on(on)]);
    }

    pub(super) fn extend(&mut self, uncertainties: Vec<ScanUncertainty>) {
        if let Some(block) = self.block_mut() {
            block.uncertainties.extend(uncertainties);
        }
    }

    /// Appends the rests of cells that were cut at a page end to the cells above, where the same line also begins a
    /// measure: the rest of a task's name, or of a list of performers.
    pub(super) fn end_above(&mut self, placed: &mut Placed) {
        let columns = self.columns;
        let mut rest = Placed { cells: vec![ScanCell::default(); columns.len()], ..placed.clone() };
        for column in (0..columns.len()).filter(|_| placed.gap) {
            let Some(holds) = columns.holds(column) else { continue };
            let cut = match holds {
                Holds::Goal | Holds::Task | Holds::Subtask => self.head_above(column).is_some(),
                Holds::Performers => self.above(column).is_cut(),
                _ => false,
            };
            let own = placed.cells.get_mut(column).filter(|cell| cut && cell.features.lower);
            if let Some((own, place)) = own.zip(rest.cells.get_mut(column)) {
                *place = std::mem::take(own);
            }
        }
        if rest.cells.iter().any(|cell| !cell.is_blank()) {
            let uncertainty = ScanUncertainty::new(DoubtKind::Reading, rest.line, &rest.text, shown(&rest));
            self.go_on_in_heads(&rest);
            let rows = self.rows_of(&rest, &mut Vec::new(), 1);
            rows.into_iter().for_each(|row| self.complete(row));
            self.extend(vec![uncertainty]);
        }
    }

    /// The last cell of a column before the measures, under the open heading.
    fn head_above(&mut self, column: usize) -> Option<&mut ScanCell> {
        let blocks = self.items.iter_mut().rev().take_while(|item| matches!(item, Item::Block(_)));
        let mut heads = blocks.filter_map(as_block).filter_map(|block| block.heads.get_mut(column));
        heads.find(|head| !head.is_blank())
    }

    /// Appends the rest of a task's name (or of another cell before the measures) to the last one.
    fn go_on_in_heads(&mut self, placed: &Placed) -> Absorbed {
        let form = self.columns.form;
        let mut absorbed = Absorbed::No;
        for (column, cell) in placed.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
            if !self.columns.holds(column).is_some_and(is_head) {
                continue;
            }
            match self.head_above(column) {
                Some(head) => *head = std::mem::take(head).continued(cell.clone(), form),
                None => self.doubt(placed, DoubtKind::LeftOver, "", On::Block),
            }
            absorbed = Absorbed::Yes;
        }
        absorbed
    }

    /// Appends the rest of a measure's text, or more events.
    fn go_on_in_measure(&mut self, placed: &Placed) -> Absorbed {
        let form = self.columns.form;
        let Some(cell) = self.cell(placed, Holds::Measure).cloned() else { return Absorbed::No };
        let Some(block) = self.block_mut() else { return Absorbed::No };
        let more = split::measures(&cell, form);
        let begins = more.first().is_some_and(|first| first.text() == cell.text());
        if begins {
            block.measures.extend(more);
            return Absorbed::Yes;
        }
        match block.measures.last_mut() {
            Some(last) if cell.features.lower => *last = std::mem::take(last).continued(cell, form),
            Some(last) => *last = std::mem::take(last).joined(cell, form),
            None => block.measures.push(cell),
        }
        Absorbed::Yes
    }

    /// Adds a row without indicator and values (performers, a term, a note) to the last row that lacks them.
    fn complete(&mut self, row: ValueRow) {
        let columns = self.columns;
        let performers = row.get(columns, Holds::Indicator).is_some();
        if let Some(held) =
            self.held.iter_mut().rev().find(|held| !performers || !held.has_performers(columns))
        {
            return held.takes(row, columns);
        }
        let Some(block) = self.block_mut() else { return };
        let lacking = block
            .rows
            .iter()
            .rposition(|own| !performers || (own.is_named(columns) && !own.has_performers(columns)));
        let at = lacking.unwrap_or(block.rows.len().saturating_sub(1));
        match block.rows.get_mut(at) {
            Some(own) => own.takes(row, columns),
            None => block.rows.push(row),
        }
    }

    /// Assigns the held rows at the top of a page, once the next measure is known (or there is none).
    pub(super) fn settle_held(&mut self, next: Option<&mut MeasureBlock>) {
        let columns = self.columns;
        let held = std::mem::take(&mut self.held);
        if held.is_empty() {
            return;
        }
        let before = self.items.last_mut().and_then(as_block).filter(|block| !block.measures.is_empty());
        let named = held.first().is_some_and(|row| row.is_named(columns));
        let Some(next) = next else {
            if let Some(before) = before {
                held.into_iter().for_each(|row| before.add(row, columns));
            } else {
                let uncertainties = held.iter().map(|row| {
                    ScanUncertainty::new(DoubtKind::LeftOver, row.line, &row.text, "").on(On::Plan)
                });
                let block =
                    MeasureBlock { uncertainties: uncertainties.collect(), ..MeasureBlock::default() };
                self.items.push(Item::Block(block));
            }
            return;
        };
        let owed_before = before
            .as_ref()
            .is_some_and(|block| if named { block.lacks_all(columns) } else { block.lacks_value(columns) });
        let owed_next = match named {
            true => next.measures.len() > next.rows.iter().filter(|row| row.is_named(columns)).count(),
            false => next.rows.first().is_some_and(|row| {
                row.is_named(columns) && !row.is_valued(columns) && !row.is_conditional(columns)
            }),
        };
        match before.filter(|_| !owed_next || (named && owed_before)) {
            Some(before) => {
                let other = next.measures.first();
                held.into_iter().for_each(|row| before.add_or(row, columns, other));
            }
            None => {
                give(next, held, self.block().and_then(|block| block.measures.last()), columns);
            }
        }
    }
}

/// Adds held rows to the measure after them.
fn give(
    next: &mut MeasureBlock,
    mut held: Vec<ValueRow>,
    other: Option<&ScanCell>,
    columns: &ScanColumns<'_>,
) {
    for row in &held {
        let reading = row.shown_at(next.measures.first());
        let uncertainty = ScanUncertainty::new(DoubtKind::ShiftedColumns, row.line, &row.text, reading);
        next.uncertainties
            .push(uncertainty.or(other.map(|other| row.shown_at(Some(other))).unwrap_or_default()));
    }
    let mut rows = std::mem::take(&mut next.rows).into_iter().peekable();
    let completes = |(held, own): (&ValueRow, &ValueRow)| match held.is_named(columns) {
        true => !own.is_named(columns),
        false => !own.is_valued(columns),
    };
    let fits = held.len() == 1 && held.first().zip(rows.peek()).is_some_and(completes);
    if let (true, Some(one), Some(own)) = (fits, held.first_mut(), rows.next_if(|_| fits)) {
        one.takes(own, columns);
    }
    held.extend(rows);
    next.rows = held;
}

fn as_block(item: &mut Item) -> Option<&mut MeasureBlock> {
    match item {
        Item::Block(block) => Some(block),
        Item::Section(..) => None,
    }
}
