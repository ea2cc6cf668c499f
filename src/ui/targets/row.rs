//! Draws a row of the grid of targets: a target of a longer span is a line with an end mark, and words extend over
//! their quarters.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::{CODE, Pen, TargetColumns};
use crate::{
    app::{
        Model,
        grid::{
            Field, Sheet as _,
            cell::CellEdit,
            rows::{self, FactRow, Part},
            value::{Cell, What},
        },
        targets::TargetSheet,
    },
    domain::{Indicator, IndicatorId, PerformerId, Plan, Quarter, Span, Target, TargetValue},
    ui::{
        facts::{rest_label, row_title},
        values,
    },
};

/// The row that is being drawn.
pub(super) struct TargetLine<'a> {
    /// The model.
    pub(super) model: &'a Model,
    pub(super) plan: &'a Plan,
    pub(super) row: &'a FactRow,
    /// Its index among the rows.
    pub(super) at: usize,
    pub(super) y: u16,
    pub(super) year: Span,
    pub(super) columns: &'a TargetColumns,
}

impl TargetLine<'_> {
    /// Draws it.
    pub(super) fn draw(&self, pen: &mut Pen<'_>) {
        let selected = self.at == self.model.screens.targets.cursor.at;
        if selected {
            pen.mark_row(self.columns.code - 1, self.y);
        }
        self.name(pen);
        let Some(id) = self.row.indicator() else { return self.cells(pen, selected) };
        if self.row.part == Part::Rest {
            return self.rest(pen, id);
        }
        let indicator = self.plan.indicator(id);
        if let Some(indicator) = indicator {
            self.about(pen, indicator);
        }
        self.longer(pen, id);
        self.words(pen, id);
        self.cells(pen, selected);
    }

    fn name(&self, pen: &mut Pen<'_>) {
        let (columns, y) = (self.columns, self.y);
        let tree = match self.row.part {
            Part::Whole => {
                let title = row_title(self.plan, *self.row);
                let address = self.plan.subject_address(self.row.subject);
                pen.text(columns.code, y, CODE - 1, &address, Style::new());
                pen.text(columns.title, y, columns.title_width, &title, Style::new());
                return;
            }
            Part::Of(_) => pen.theme.sign("├", "|"),
            Part::Rest => pen.theme.sign("└", "`"),
        };
        let name = match self.row.who().and_then(|who| self.plan.performer(who)) {
            Some(performer) => performer.name.clone(),
            None => rest_label(pen, self.plan, self.row).into_owned(),
        };
        pen.text(columns.code, y, 1, tree, pen.theme.dim());
        let width = CODE + columns.title_width.saturating_sub(2);
        pen.text(columns.code + 2, y, width, &name, Style::new());
    }

    /// Draws unit, baseline and aggregation.
    fn about(&self, pen: &mut Pen<'_>, indicator: &Indicator) {
        let (columns, y, plain) = (self.columns, self.y, Style::new());
        if self.row.part != Part::Whole {
            return;
        }
        let unit = indicator.unit.clone().unwrap_or_default();
        pen.text(columns.unit, y, columns.unit_width, &unit, plain);
        let base = indicator.baseline.map(|number| pen.l10n.number(number)).unwrap_or_default();
        pen.right(columns.base, y, columns.base_width, &base, plain);
        // Deeds and conditions do not add up.
        let mut targets = self.row.indicator().into_iter().flat_map(|id| self.plan.targets(id)).peekable();
        if targets.peek().is_some() && targets.all(|(_, _, target)| is_words(target)) {
            return;
        }
        let rule = pen.l10n.msg(&format!("aggregation-{}", indicator.aggregation.name())).into_owned();
        pen.text(columns.rule, y, columns.rule_width, &rule, plain);
    }

    /// Draws targets of longer spans as lines with an end mark; words extend over their quarters.
    fn longer(&self, pen: &mut Pen<'_>, id: IndicatorId) {
        let who = self.row.who();
        let own = |span: Span| span.quarters().any(|q| self.plan.target(id, Span::single(q), who).is_some());
        let all = self.plan.targets(id).filter(|(_, whose, _)| *whose == who);
        let here = all.filter(|(span, _, _)| self.year.contains(span.first) && span.as_single().is_none());
        for (span, _, target) in here.filter(|(span, _, _)| !own(*span)) {
            let (Some(from), Some(to)) = (self.edge(span.first), self.edge(span.last)) else { continue };
            let right = to + self.columns.width;
            if is_words(target) {
                let text = values::target(pen.l10n, Some(target));
                pen.text(from, self.y, right.saturating_sub(from), &text, Style::new());
                continue;
            }
            // The number is in the column where the span ends; that of the year is in its own column.
            let number =
                if span == self.year { 0 } else { self.number(pen, Some(target)).chars().count() + 1 };
            let end = right.saturating_sub(u16::try_from(number).unwrap_or(0));
            let middle = usize::from(end.saturating_sub(from + 2));
            let line = if pen.theme.ascii {
                format!("|{}|", "-".repeat(middle))
            } else {
                format!("├{}┤", "─".repeat(middle))
            };
            pen.text(from, self.y, end.saturating_sub(from), &line, pen.theme.dim());
        }
    }

    /// Draws equal words in consecutive quarters once, over all of them.
    fn words(&self, pen: &mut Pen<'_>, id: IndicatorId) {
        let mut quarters = self.year.quarters().peekable();
        while let Some(first) = quarters.next() {
            let Some(text) = self.words_of(id, first) else { continue };
            let mut last = first;
            while let Some(next) = quarters.next_if(|next| self.words_of(id, *next) == Some(text)) {
                last = next;
            }
            let wanted = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
            let (first, last) = self.room_for(id, (first, last), wanted);
            if let (Some(from), Some(to)) = (self.edge(first), self.edge(last)) {
                let width = (to + self.columns.width).saturating_sub(from);
                let shown = u16::try_from(text.chars().count()).unwrap_or(width).min(width);
                pen.text(from + (width - shown) / 2, self.y, width, text, Style::new());
            }
        }
    }

    /// The quarters that words stand over: their own, and empty ones beside them where they would be cut.
    fn room_for(&self, id: IndicatorId, own: (Quarter, Quarter), wanted: u16) -> (Quarter, Quarter) {
        let (mut first, mut last) = own;
        let who = self.row.who();
        let is_free = |quarter: Quarter| {
            let mut all = self.plan.targets(id);
            self.year.contains(quarter) && !all.any(|(span, whose, _)| whose == who && span.contains(quarter))
        };
        let fits = |first: Quarter, last: Quarter| {
            let cells = self.edge(first).zip(self.edge(last));
            cells.is_none_or(|(from, to)| (to + self.columns.width).saturating_sub(from) >= wanted)
        };
        while !fits(first, last) && is_free(last.next()) {
            last = last.next();
        }
        while !fits(first, last) && is_free(first.previous()) {
            first = first.previous();
        }
        (first, last)
    }

    /// The words of a quarter's target that is a condition or a deed.
    fn words_of(&self, id: IndicatorId, quarter: Quarter) -> Option<&str> {
        let target = self.plan.target(id, Span::single(quarter), self.row.who())?;
        (is_words(target) && !target.raw.is_empty()).then_some(target.raw.as_str())
    }

    fn edge(&self, quarter: Quarter) -> Option<u16> {
        if !self.year.contains(quarter) {
            return None;
        }
        self.columns.of_field(Field::Quarter(quarter.number()))
    }

    /// A target with its comparator.
    fn number(&self, pen: &Pen<'_>, target: Option<&Target>) -> String {
        values::signed(pen, target, self.row.indicator().and_then(|id| self.plan.indicator(id)))
    }

    fn cells(&self, pen: &mut Pen<'_>, selected: bool) {
        let targets = &self.model.screens.targets;
        for (field, _) in &self.columns.fields {
            let Some(x) = self.columns.of_field(*field) else { continue };
            let area = Rect::new(x, self.y, self.columns.width, 1);
            let here = selected && targets.field == *field;
            if targets.marks.contains(&(self.at, *field)) {
                pen.text(x.saturating_sub(1), self.y, 1, pen.theme.sign("▪", "+"), pen.theme.strong());
            }
            if here {
                pen.tint(area, pen.theme.cursor());
                pen.caret = Some(Position::new(area.right().saturating_sub(1), self.y));
            }
            if let Some(edit) = targets.edit.as_ref().filter(|_| here) {
                typed(pen, edit, area);
                continue;
            }
            let (text, style) = self.text(pen, *field);
            let style = if here { style.patch(pen.theme.cursor()) } else { style };
            pen.right(x, self.y, area.width, &values::fitting(pen, &text, area.width), style);
        }
    }

    /// The text of a cell: its own target, the end of a longer one, or the total of the quarters.
    fn text(&self, pen: &Pen<'_>, field: Field) -> (String, Style) {
        let nothing = (String::new(), Style::new());
        let Some(id) = self.row.indicator() else { return nothing };
        let Some(cell) = TargetSheet::cell(&self.model.shared, self.row, field) else { return nothing };
        let What::Target(span) = cell.what else { return nothing };
        let who = self.row.who();
        let target = self.plan.target(id, span, who);
        // Words are drawn over their quarters and not in the cell.
        let words = target.is_some_and(|target| is_words(target) && !target.raw.is_empty());
        if field == Field::Year {
            return match target {
                Some(_) if words => nothing,
                Some(_) if self.has_own(id, who) => {
                    (format!("{} {}", pen.theme.sign("┤", "|"), self.number(pen, target)), Style::new())
                }
                Some(_) => (self.number(pen, target), Style::new()),
                None => {
                    let sum = self.plan.target_over(id, self.year, who);
                    let sum = sum.filter(|sum| !is_words(sum));
                    (self.number(pen, sum.as_ref()), pen.theme.dim())
                }
            };
        }
        let ends_here = Field::Quarter(span.last.number()) == field;
        if words || (span.as_single().is_none() && !ends_here) {
            nothing
        } else {
            (self.number(pen, target), Style::new())
        }
    }

    fn has_own(&self, id: IndicatorId, who: Option<PerformerId>) -> bool {
        self.year.quarters().any(|quarter| self.plan.target(id, Span::single(quarter), who).is_some())
    }

    /// Draws the remainder of each entered total that is not divided among performers.
    fn rest(&self, pen: &mut Pen<'_>, id: IndicatorId) {
        for (field, _) in &self.columns.fields {
            let whole = FactRow { part: Part::Whole, ..*self.row };
            let cell = TargetSheet::cell(&self.model.shared, &whole, *field);
            let (Some(x), Some(Cell { what: What::Target(span), .. })) =
                (self.columns.of_field(*field), cell)
            else {
                continue;
            };
            let left = rows::targets_divided(self.plan, id, span).left();
            let left = left.map(|left| pen.l10n.number(left)).unwrap_or_default();
            pen.right(x, self.y, self.columns.width, &left, Style::new());
        }
    }
}

fn is_words(target: &Target) -> bool {
    matches!(target.value, TargetValue::Condition | TargetValue::Deed)
}

fn typed(pen: &mut Pen<'_>, edit: &CellEdit, area: Rect) {
    let style = if edit.invalid { pen.theme.wrong() } else { Style::new() };
    pen.line(area.x, area.y, area.width, &edit.line, style.patch(pen.theme.cursor()));
}
