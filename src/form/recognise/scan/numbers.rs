//! Finds missing rows of tasks by the numbers of measures that do not continue.

use crate::{
    domain::{DoubtKind, Level},
    form::{code, form::Holds},
};

use super::{
    assemble::{Assembler, Placed, is_head},
    block::{Item, MeasureBlock, ScanUncertainty},
    cell::ScanCell,
    lines::ScanLine,
};

impl Assembler<'_> {
    /// Checks whether the number of a measure continues the one before it. Otherwise the row of its task, or of
    /// another measure, is missing.
    pub(super) fn number(&mut self, block: &mut MeasureBlock, placed: &Placed) {
        let Some(first) = block.measures.first() else { return };
        let Some(own) = first.features.code.as_deref().and_then(code::numbers) else { return };
        let before = self.last_code.take();
        let last = block
            .measures
            .iter()
            .rev()
            .find_map(|cell| cell.features.code.as_deref().and_then(code::numbers));
        self.last_code = last.or_else(|| Some(own.clone()));
        let text = first.text();
        if let [number] = own.as_slice() {
            let expected = before.as_deref().and_then(|before| before.last()).map_or(1, |last| last + 1);
            if *number != expected && *number < expected {
                self.lose_parent(block);
            } else if *number != expected {
                let uncertainty =
                    ScanUncertainty::new(DoubtKind::MissingNumber, placed.line, text, number.to_string());
                block.uncertainties.push(uncertainty.or((expected).to_string()));
            }
        } else if let Some(prefix) = self.lost_prefix(&own, before.as_deref()) {
            self.seen.insert(prefix);
            self.lose_parent(block);
        }
    }

    /// The code of a task that has no row: the measure's code begins with it, and that of the measure before does
    /// not.
    fn lost_prefix(&self, own: &[u32], before: Option<&[u32]>) -> Option<Vec<u32>> {
        let (level, _) = self.parent()?;
        let depth = self.columns.form.rule(level)?.depth;
        let prefix = own.get(..depth).filter(|_| own.len() > depth)?;
        let known = self.open.get(&level).is_some_and(|open| open == prefix) || self.seen.contains(prefix);
        let same = before.is_some_and(|before| before.starts_with(prefix));
        (!known && !same).then(|| prefix.to_vec())
    }

    /// The lowest level above the measures that has a column, and its column.
    fn parent(&self) -> Option<(Level, usize)> {
        let holds = [Holds::Subtask, Holds::Task, Holds::Goal];
        holds.into_iter().find_map(|holds| Some((holds.level()?, self.columns.of(holds)?)))
    }

    /// Marks the parent row as missing; the recogniser doubts the node that replaces it.
    fn lose_parent(&mut self, block: &mut MeasureBlock) {
        let Some((level, column)) = self.parent() else { return };
        if self.open.is_empty()
            && block.heads.get(column).is_none_or(ScanCell::is_blank)
            && self.items.is_empty()
        {
            return;
        }
        self.open.remove(&level);
        block.lost.push(column);
    }

    /// Whether the next line begins a measure under a task whose row is missing.
    pub(super) fn next_lost_its_parent(&self, next: &ScanLine) -> bool {
        let placed = self.place(next.clone());
        let headed = placed.cells.iter().enumerate().any(|(column, cell)| {
            !cell.is_blank()
                && self.columns.holds(column).is_some_and(|holds| is_head(holds) && holds != Holds::Ordinal)
        });
        let own = self
            .cell(&placed, Holds::Measure)
            .and_then(|cell| cell.features.code.as_deref())
            .and_then(code::numbers);
        !headed
            && own.is_some_and(|own| {
                own.len() > 1 && self.lost_prefix(&own, self.last_code.as_deref()).is_some()
            })
    }

    /// Begins a block with a fragment at the top of a page, before measures whose task is missing: the end of a
    /// lost row.
    pub(super) fn begin_fragment(&mut self, placed: &Placed, next: &ScanLine) {
        let measure = self.cell(placed, Holds::Measure).cloned().unwrap_or_default();
        let mut block =
            MeasureBlock { heads: self.heads(placed), measures: vec![measure], ..MeasureBlock::default() };
        block.rows = self.rows_of(placed, &mut block.uncertainties, 1);
        let next = self.place(next.clone());
        let code = self.cell(&next, Holds::Measure).and_then(|cell| cell.features.code.clone());
        let prefix = code.as_deref().and_then(code::numbers).and_then(|own| self.lost_prefix(&own, None));
        let shown: Vec<String> = prefix.iter().flatten().map(ToString::to_string).collect();
        self.lose_parent(&mut block);
        // The fragment is all that is left of the measure.
        let text = block.measures.first().map(ScanCell::text).unwrap_or_default();
        block.uncertainties.push(ScanUncertainty::new(
            DoubtKind::MissingNumber,
            placed.line,
            text,
            shown.join("."),
        ));
        self.seen.extend(prefix);
        self.last_code = None;
        self.items.push(Item::Block(block));
    }
}
