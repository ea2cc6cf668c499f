//! The tables of the plan on the page, each with the period in its heading or its sheet's name.

use std::ops::Range;

use crate::{
    document::{Block, Document, Place, Table},
    domain::{DoubtKind, Quarter, Span},
    form::{
        code,
        form::{Form, Holds, Stands},
        period::{self, heading::Of},
        typed::fact,
        words::{begins, key, words},
    },
};

use super::{
    RecogniseError,
    header::{self, Candidate, Goes, Header, UnsureColumn},
    headings,
    outline::{About, Outline},
    page::{self, PageLine, cell_text},
    period::Times,
    preamble::Preamble,
    table_times,
    unmerged::{self, Restored},
};

/// A table of the plan.
#[derive(Clone)]
pub struct TablePart<'a> {
    /// The table.
    pub table: &'a Table,
    /// Its header.
    pub header: Header,
    /// The rows below the header that belong to the plan.
    pub rows: Range<usize>,
    /// Whether it has no header of its own, because it continues the table before.
    pub goes_on: bool,
    /// Whether it has only some of the columns, with values for the measures of the tables before.
    pub completes: bool,
    /// Headings of the outline in the lines above it.
    pub headings: Vec<PageLine>,
    /// The last line above it, where it has no label and may be a heading of the outline as well.
    pub unlabelled: Option<PageLine>,
    /// The period in its heading or its sheet's name.
    pub of: Option<Of>,
    /// The line above it, where that names the period among other words.
    pub doubtful: Option<PageLine>,
    /// Whether only the sheet's name names that period.
    pub by_sheet: bool,
    /// Whether a row of the table names that period.
    pub below_time: bool,
    /// The quarters that its values are about.
    pub span: Span,
    /// The months of that quarter, where it is about only some of them.
    pub months: Option<(i8, i8)>,
}

impl<'a> TablePart<'a> {
    /// Its rows with the merged cells that the format has lost.
    pub fn restored(&self, form: &Form) -> Option<Restored> {
        unmerged::restored(self.table, &self.header, self.rows.clone(), form)
    }

    /// The part with its ditto marks replaced.
    pub fn filled<'b>(&self, filled: Option<&'b Restored>) -> TablePart<'b>
    where
        'a: 'b,
    {
        match filled {
            Some(Restored { table, .. }) => TablePart { table, ..self.clone() },
            None => self.clone(),
        }
    }

    /// The part as restored, or unchanged.
    pub fn with<'b>((part, restored): (&'b Self, &'b Option<Restored>)) -> TablePart<'b> {
        match restored {
            Some(Restored { table, .. }) => TablePart { table, rows: 0..table.rows(), ..part.clone() },
            None => part.clone(),
        }
    }
}

/// The page, sorted into the lines above the plan, the plan, and the lines below.
pub struct SortedPage<'a> {
    /// The index of the form.
    pub form: usize,
    /// The tables of the plan.
    pub parts: Vec<TablePart<'a>>,
    /// The lines above the first table.
    pub above: Vec<PageLine>,
    /// The lines between the tables.
    pub between: Vec<PageLine>,
    /// The lines below the last table.
    pub below: Vec<PageLine>,
    /// Headers of columns that the form does not know, each with the first text that is kept of it.
    pub unknown: Vec<(String, String, Place)>,
    rules: &'a Form,
}

impl<'a> SortedPage<'a> {
    /// Sorts the blocks of a document.
    ///
    /// # Errors
    /// [`RecogniseError`] when no table is one of a plan.
    pub fn sort(
        document: &'a Document,
        forms: &'a [Form],
        candidates: Vec<Candidate<'_>>,
    ) -> Result<Self, RecogniseError> {
        let find = |block: &Block| header::find(block.as_table()?, &candidates);
        let found: Vec<Option<Header>> = document.blocks.iter().map(find).collect();
        let best = found.iter().flatten().max_by_key(|header| header.score());
        let Some(best) = best.map(|header| header.form) else { return Err(no_form(document)) };
        let form: Vec<_> = candidates.into_iter().filter(|form| form.index() == best).collect();
        let mut page = Self {
            form: best,
            parts: Vec::new(),
            above: Vec::new(),
            between: Vec::new(),
            below: Vec::new(),
            unknown: Vec::new(),
            rules: forms.get(best).ok_or(RecogniseError::NoTable)?,
        };
        let kept = |(block, _): &(&Block, _)| !block.as_table().is_some_and(page::is_totals);
        for (block, found) in document.blocks.iter().zip(found).filter(kept) {
            // The best header of all forms is the best one of its own form.
            let header = found.filter(|header| header.form == best);
            let part = block.as_table().and_then(|table| page.part(table, header, &form));
            match part {
                None if page.parts.is_empty() => page.above.extend(page::of_block(block)),
                None => page.below.extend(page::of_block(block)),
                Some(part) => page.add(part),
            }
        }
        table_times::settle_years_of_sheets(&mut page.parts);
        headings::take_first(&mut page.parts, &mut page.above, page.rules);
        Ok(page)
    }

    /// A table with a header of the form, or one that continues the table before with its columns.
    fn part(&self, table: &'a Table, found: Option<Header>, form: &[Candidate<'_>]) -> Option<TablePart<'a>> {
        let new = |header: Header, rows, goes_on| {
            let span = Span::single(Quarter::new(1990, 1)?);
            Some(TablePart {
                table,
                header,
                rows,
                goes_on,
                completes: false,
                headings: Vec::new(),
                unlabelled: None,
                of: None,
                doubtful: None,
                by_sheet: false,
                below_time: false,
                span,
                months: None,
            })
        };
        if let Some(mut header) = found.or_else(|| header::find(table, form)) {
            if !header.has(Holds::Fact) && table_times::is_sheet_of_facts(table) {
                header.read_unnamed_as_facts();
            }
            let rows = header.rows.end..table.rows();
            // A table of facts alone, below one of targets.
            let known = |first: &TablePart<'_>| first.header.has(Holds::Target);
            let completes = self.parts.first().is_some_and(known)
                && !header.has(Holds::Target)
                && (header.has(Holds::Fact) || header.has(Holds::Mark));
            return new(header, rows, false).map(|part| TablePart { completes, ..part });
        }
        let last = self.parts.last()?;
        let partial = [Candidate::new(self.form, self.rules).partial()];
        if let Some(header) = header::find(table, &partial).filter(|header| header.rows.start <= 1) {
            let rows = header.rows.end..table.rows();
            return new(header, rows, false).map(|part| TablePart { completes: true, ..part });
        }
        let header = last.header.stretched_over(table)?;
        new(header, 0..table.rows(), true)
    }

    fn add(&mut self, mut part: TablePart<'a>) {
        let mut above = Vec::new();
        if !part.goes_on {
            above = page::of_rows(part.table, 0..part.header.rows.start);
            self.collect_unknown(&part);
        }
        let mut lines = if self.parts.is_empty() {
            self.above.append(&mut above);
            std::mem::take(&mut self.above)
        } else {
            self.between_parts(above)
        };
        part.headings = self.headings(&mut lines);
        if self.parts.is_empty() {
            self.above = lines;
        } else {
            (part.of, part.doubtful) = table_times::above(&mut lines, &self.above);
            let may_head = !part.goes_on && !part.completes && part.headings.is_empty();
            part.unlabelled = lines.pop_if(|line| may_head && headings::may_head_a_table(line, self.rules));
            self.between.append(&mut lines);
        }
        let before = self.parts.last().filter(|_| part.goes_on);
        part.by_sheet = part.of.is_none() && before.is_none_or(|before| before.by_sheet);
        part.of = part
            .of
            .or_else(|| before.map_or_else(|| table_times::named_by_sheet(part.table), |part| part.of));
        self.parts.extend(part.split_by_time(self.rules));
    }

    /// Collects the columns that the form does not know, and that are not usual, as their first texts are kept.
    fn collect_unknown(&mut self, part: &TablePart<'_>) {
        let table = part.table;
        for unknown in part.header.unknown.iter().filter(|unknown| !unknown.usual) {
            let cell = table.cell_at(part.header.rows.start, unknown.column);
            let line = cell.and_then(|cell| cell.place.line);
            let column = u32::try_from(unknown.column + 1).ok();
            let kept = part.rows.clone().find_map(|row| {
                let text =
                    table.cell_at(row, unknown.column).filter(|cell| cell.row == row).map(cell_text)?;
                (!fact::is_blank(&text)).then(|| format!("{}: {text}", unknown.text))
            });
            let place = Place { column, line, ..table.place };
            self.unknown.push((unknown.text.clone(), kept.unwrap_or_default(), place));
        }
    }

    /// The lines between two tables: below the one before and above this one, without repetitions of the top of the
    /// page.
    fn between_parts(&mut self, above: Vec<PageLine>) -> Vec<PageLine> {
        let continued = |line: &PageLine| words().continued.contains(&key(&line.text));
        let repeated = |line: &PageLine| self.above.iter().any(|known| known.text == line.text);
        let above: Vec<PageLine> = above.into_iter().filter(|line| !repeated(line)).collect();
        std::mem::take(&mut self.below).into_iter().chain(above).filter(|line| !continued(line)).collect()
    }

    /// Removes the headings of the outline at the end of some lines: «Розділ 2. Прийом громадян».
    fn headings(&self, lines: &mut Vec<PageLine>) -> Vec<PageLine> {
        let is_heading = |line: &PageLine| {
            let level = code::heading(&line.text, &self.rules.levels).level;
            let rule = level.and_then(|level| self.rules.rule(level));
            rule.is_some_and(|rule| rule.stands == Stands::Row)
        };
        let count = lines.iter().rev().take_while(|line| is_heading(line)).count();
        lines.split_off(lines.len() - count)
    }

    /// Sets the period of every table and of its columns. The plan's period is extended to include them all.
    pub fn in_time(&mut self, mut times: Times, preamble: &Preamble, outline: &mut Outline) -> Times {
        if let Some(first) = self.parts.first_mut() {
            first.of = preamble.heading.or(first.of);
            first.doubtful = preamble.heading_among.clone();
        }
        let several = self.parts.iter().filter_map(|part| part.of).count() > 1;
        let is_report = begins(&preamble.title, &words().reports).is_some();
        for (at, part) in self.parts.iter_mut().enumerate() {
            // A single sheet named after a month is weaker than a title, because it may be the month in which it
            // was written.
            let of = part.of.filter(|of| {
                several || of.months().is_none() || preamble.heading.is_some() || !preamble.period_in_title
            });
            let named = of.and_then(|of| span_of(of, times.values)).unwrap_or(times.values);
            // The title of a single sheet is more reliable than the sheet's name.
            let is_weak = !several && (part.by_sheet || at == 0);
            let other = named != times.values && times.values.as_single().is_some();
            part.span = if other && is_weak { times.values } else { named };
            let months = of.and_then(Of::months);
            part.months = months.filter(|_| several);
            if let Some(months) = months.filter(|_| !several || part.below_time) {
                // A month alone is not its quarter.
                let (text, reading) = (super::months::name(months), named.to_string());
                outline.doubted(About::Plan, part.table.place, DoubtKind::Quarter, &text, &reading, &[]);
            }
            if other && is_weak {
                let text = part.table.name.clone().unwrap_or_else(|| named.to_string());
                let reading = times.values.to_string();
                let others = [named.to_string()];
                let others: Vec<&str> = others.iter().map(String::as_str).collect();
                outline.doubted(About::Plan, part.table.place, DoubtKind::Quarter, &text, &reading, &others);
            }
            if let Some(line) = &part.doubtful {
                let reading = part.span.to_string();
                outline.doubted(About::Plan, line.place, DoubtKind::Quarter, &line.text, &reading, &[]);
            }
            let is_of_targets = part.header.names_targets() && !part.header.has(Holds::Fact);
            if is_report && is_of_targets && !part.header.has(Holds::Mark) {
                part.header.read_unnamed_as_facts();
            }
            if preamble.is_to_date {
                part.header.has_sums_to_date();
            }
            part.header = part.header.about(part.span);
            doubt_columns(part, self.rules, is_report, outline);
            for span in part.header.spans().chain([part.span]) {
                times.period = Span {
                    first: times.period.first.min(span.first),
                    last: times.period.last.max(span.last),
                };
            }
        }
        times
    }
}

/// The quarters of a period in a document about some quarters.
pub fn span_of(of: Of, own: Span) -> Option<Span> {
    match of {
        Of::Stretch(when) => when.within(own),
        Of::Years(years) => {
            let year = own.last.year();
            let (first, last) = years.unwrap_or((year, year));
            period::of_years(first, last)
        }
        _ => None,
    }
}

/// Doubts the columns of a table, each once: headers of a report that only name quarters, misspellings, sums of quarters that
/// the table does not have.
fn doubt_columns(part: &TablePart<'_>, form: &Form, is_report: bool, outline: &mut Outline) {
    let place = |column: usize| {
        let cell = part.table.cell_at(part.header.rows.end.saturating_sub(1), column);
        cell.map_or(part.table.place, |cell| cell.place)
    };
    if let Some((column, text)) = &part.header.instead {
        let named = form.column(Holds::Measure).and_then(|column| column.headers.first());
        let reading = named.map(String::as_str).unwrap_or_default();
        outline.doubted(About::Plan, place(*column), DoubtKind::Reading, text, reading, &[]);
    }
    // In a report, columns that name only quarters may have facts.
    let facts = part.header.unnamed_are_facts;
    if let Some((column, text)) = part.header.unnamed.as_ref().filter(|_| is_report || facts) {
        let named = |holds| form.column(holds).and_then(|column| column.headers.first()).map(String::as_str);
        let (target, fact) = (named(Holds::Target), named(Holds::Fact));
        let (reading, other) = if facts { (fact, target) } else { (target, fact) };
        let others: Vec<&str> = other.into_iter().collect();
        let reading = reading.unwrap_or_default();
        outline.doubted(About::Plan, place(*column), DoubtKind::Reading, text, reading, &others);
    }
    for (column, text) in &part.header.assumed {
        let reading = part.span.to_string();
        outline.doubted(About::Plan, place(*column), DoubtKind::Quarter, text, &reading, &[]);
    }
    for further in &part.header.further {
        let doubtful = match further.goes {
            Goes::Check(_, span) => !further.is_to_date && !part.header.has_all_of(span, part.span),
            _ => false,
        };
        if doubtful {
            outline.doubted(
                About::Plan,
                place(further.columns.start),
                DoubtKind::LeftOver,
                &further.text,
                "",
                &[],
            );
        }
    }
    for UnsureColumn { column, text, reading, other } in part.header.unsure(part.span) {
        let others: Vec<&str> = other.as_deref().into_iter().collect();
        outline.doubted(About::Plan, place(column), DoubtKind::Quarter, text, &reading, &others);
    }
}

fn no_form(document: &Document) -> RecogniseError {
    let headers: Vec<Vec<String>> =
        document.tables().map(header::guess).filter(|texts| !texts.is_empty()).collect();
    match document.blocks.iter().any(|block| matches!(block, Block::Table(_))) {
        true => RecogniseError::NoForm { headers },
        false => RecogniseError::NoTable,
    }
}
