//! A document and the forms it may have, a draft of the plan: nothing is guessed silently.
//!
//! | module | subject |
//! |---|---|
//! | `page` | the page as lines with their places |
//! | `header` | the header of a plan's table, and by it the form |
//! | `front`, `order`, `people` | what stands above and below the table |
//! | `period` | which quarters the plan and its values are about |
//! | `row` | a row seen through the header |
//! | `unmerged`, `one_line` | merged cells and line breaks that a format has lost |
//! | `rows`, `stretches`, `cores` | the walk over the rows: goals, tasks, measures; long plans in stretches |
//! | `heads` | nodes whose heads were lost |
//! | `measures`, `indicator_cell` | measures in their cell; an indicator with performers below it |
//! | `due` | when a measure is due |
//! | `values`, `nameless` | indicators, targets, facts, notes; values of the measure itself |
//! | `typed` | what spreadsheets keep behind the text of their cells |
//! | `scan` | the text of a scan made a table again |
//! | `several` | cells with figures for several measures or indicators |
//! | `effects` | formatting that changes what a text says, hidden rows |
//! | `events` | what happened, listed in a measure's cell |
//! | `outline` | the outline while it is read |
//! | `performers` | who is named, each with all spellings |
//! | `learn` | a form out of a document's header |
//! | `checks` | what the finished outline says about its own numbers and letters |

mod checks;
mod cores;
mod due;
mod effects;
mod events;
pub(super) mod front;
mod header;
mod heads;
mod indicator_cell;
mod labelled;
mod learn;
mod measures;
mod nameless;
mod one_line;
mod order;
mod outline;
mod page;
mod parts;
mod people;
mod performers;
mod period;
mod references;
mod row;
mod rows;
mod scan;
mod several;
mod stretches;
mod typed;
mod unmerged;
pub(super) mod values;

#[cfg(test)]
mod tests;

pub use learn::{LearnError, Learned, learn};

use std::ops::Range;

use jiff::civil::Date;

use crate::{
    document::{Block, Document, Place, Table},
    domain::{DoubtKind, Quarter, draft::Draft},
};

use self::{
    front::Front,
    header::{Candidate, Header},
    outline::{About, Outline},
    page::Line,
    period::Times,
    row::Row,
    stretches::Reading,
    unmerged::Restored,
};

use super::{
    form::Form,
    words::{key, words},
};

/// What is known besides the document.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name of the file for the places; that of the document where empty.
    pub file: String,
    /// The quarter that the user names. The values are about it; where the document's own period is another
    /// one, there is a doubt.
    pub quarter: Option<Quarter>,
    /// The name of the form; the one that fits best where none.
    pub form: Option<String>,
    /// The day that decides where nobody names a period.
    pub as_of: Date,
}

impl Options {
    /// Nothing but the day.
    pub const fn new(as_of: Date) -> Self {
        Self { file: String::new(), quarter: None, form: None, as_of }
    }
}

/// A plan that was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// The plan with its doubts.
    pub draft: Draft,
    /// The name of the form it was read by.
    pub form: String,
    /// Whose copy it is, when a line above the table names the performer who filled it in.
    pub performer: Option<String>,
}

/// Why a document gives no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecogniseError {
    /// There is no table in it.
    #[error("the document has no table")]
    NoTable,
    /// No table has the header of a known form.
    #[error("no table has the header of a known form")]
    NoForm {
        /// The headers that were found, of each table in turn.
        headers: Vec<Vec<String>>,
    },
    /// There is no form of that name.
    #[error("there is no form named {name}")]
    UnknownForm {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The table has a header and no measures.
    #[error("the table has no measures")]
    NoMeasures {
        /// The form of the header.
        form: String,
    },
}

/// Reads a plan out of a document.
///
/// # Errors
/// [`RecogniseError`] when no table of it is a plan of a known form.
pub fn recognise(
    document: &Document,
    forms: &[Form],
    options: &Options,
) -> Result<Recognised, RecogniseError> {
    let file = if options.file.is_empty() { &document.file } else { &options.file };
    let candidates = candidates(forms, options)?;
    let formatted = document;
    let counted = document.counted();
    let document = counted.as_ref().unwrap_or(document);
    let scan = scan::rebuilt(document, forms, &candidates);
    let document = scan.as_ref().map_or(document, |scan| &scan.document);
    let mut page = Page::sort(document, candidates)?;
    let form = forms.get(page.form).ok_or(RecogniseError::NoTable)?;
    let front = front::read(&page.above, form);
    let mut outline = Outline::new(file);
    let times = period::times(&front, period::of_terms(&page.parts), form, options, &mut outline);
    page.cut_below(form, times.quarter());
    // The table of a scan was built with the merged cells that it shows.
    plan(&page.parts, scan.is_none(), form, times, file, &mut outline);
    if !outline.has_measures() {
        return Err(RecogniseError::NoMeasures { form: form.name.clone() });
    }
    let mut draft = Draft::new(times.period);
    draft.form = Some(form.name.clone());
    let performer = front.performer.clone();
    let order = page.above.get(..front.order).unwrap_or_default();
    head(&mut draft, front, order, &mut outline);
    let (signatures, left) = people::signatures(&page.below);
    draft.signatures = signatures;
    let between = page.between.into_iter().map(|line| (line.text, line.place));
    for (text, place) in between.chain(left).chain(page.unknown) {
        outline.doubted(About::Plan, place, DoubtKind::LeftOver, &text, "", &[]);
    }
    if let Some(scan) = &scan {
        scan.doubt(&mut outline);
    }
    effects::doubt(formatted, &mut outline);
    checks::check(&mut outline, form);
    (draft.outline, draft.doubts) = outline.finish();
    performers::list(&mut draft);
    Ok(Recognised { draft, form: form.name.clone(), performer })
}

/// Reads the tables of a plan into its outline. `unmerged` says that they may have lost their merged cells.
fn plan(parts: &[Part<'_>], unmerged: bool, form: &Form, times: Times, file: &str, outline: &mut Outline) {
    let restored = parts.iter().map(|part| part.restored(form).filter(|_| unmerged));
    let restored: Vec<Option<Restored>> = restored.collect();
    let parts: Vec<Part<'_>> = parts.iter().zip(&restored).map(Part::with).collect();
    let units = stretches::units(&parts, times.quarter());
    outline.take_on(Reading { parts: &parts, form, times, units: &units }.all(file));
    let notes = restored.iter().flatten().flat_map(|restored| &restored.notes);
    notes.for_each(|note| note.doubt(outline));
}

/// The forms to choose from.
fn candidates<'f>(forms: &'f [Form], options: &Options) -> Result<Vec<Candidate<'f>>, RecogniseError> {
    let named = |form: &Form| options.form.as_ref().is_none_or(|name| *name == form.name);
    let found = forms.iter().enumerate().filter(|(_, form)| named(form));
    let found: Vec<_> = found.map(|(index, form)| Candidate::new(index, form)).collect();
    match &options.form {
        Some(name) if found.is_empty() => Err(RecogniseError::UnknownForm {
            name: name.clone(),
            known: forms.iter().map(|form| form.name.clone()).collect(),
        }),
        _ => Ok(found),
    }
}

/// Approval, title and organisation, with the doubts about them.
fn head(draft: &mut Draft, front: Front, order: &[Line], outline: &mut Outline) {
    let place = front.place;
    draft.title = front.title;
    if front.untitled {
        outline.doubted(About::Plan, place, DoubtKind::Reading, "", &draft.title, &[]);
    }
    draft.organisation = front.organisation;
    draft.preamble = front.preamble;
    draft.approval = front.approval;
    let approval = draft.approval.clone().unwrap_or_default();
    order::dates(order, &approval, outline);
    if draft.organisation.is_empty() {
        let of_role = front::organisation_of_role(&approval.role);
        if let [whose, others @ ..] = order::letterhead(order).as_slice() {
            draft.organisation.clone_from(&whose.text);
            if !others.is_empty() {
                let others: Vec<&str> = others.iter().map(|line| line.text.as_str()).collect();
                let text = [whose.text.as_str(), &others.join(" ")].join(" ");
                outline.doubted(About::Plan, whose.place, DoubtKind::Reading, &text, &whose.text, &others);
            }
        } else if let Some(whose) = of_role {
            outline.doubted(About::Plan, place, DoubtKind::Reading, &approval.role, &whose, &[]);
            draft.organisation = whose;
        }
    }
    for text in [draft.title.clone(), approval.role] {
        if checks::has_look_alikes(&text) {
            let reading = checks::unified(&text);
            outline.doubted(About::Plan, place, DoubtKind::LookAlikes, &text, &reading, &[]);
        }
    }
}

/// A table of the plan.
struct Part<'a> {
    table: &'a Table,
    header: Header,
    /// The rows below the header that belong to the plan.
    rows: Range<usize>,
    /// Whether it has no header of its own.
    goes_on: bool,
}

impl<'a> Part<'a> {
    /// Its rows with the merged cells that the format has lost.
    fn restored(&self, form: &Form) -> Option<Restored> {
        unmerged::restored(self.table, &self.header, self.rows.clone(), form)
    }

    /// The part as it was restored, or as it stands.
    fn with<'b>((part, restored): (&'b Self, &'b Option<Restored>)) -> Part<'b> {
        let (header, goes_on) = (part.header.clone(), part.goes_on);
        match restored {
            Some(Restored { table, .. }) => Part { table, header, rows: 0..table.rows(), goes_on },
            None => Part { table: part.table, header, rows: part.rows.clone(), goes_on },
        }
    }
}

/// The page sorted into what stands above the plan, the plan, and what stands below.
struct Page<'a> {
    form: usize,
    parts: Vec<Part<'a>>,
    above: Vec<Line>,
    between: Vec<Line>,
    below: Vec<Line>,
    unknown: Vec<(String, Place)>,
}

impl<'a> Page<'a> {
    fn sort(document: &'a Document, forms: Vec<Candidate<'_>>) -> Result<Self, RecogniseError> {
        let best =
            document.tables().filter_map(|table| header::find(table, &forms)).max_by_key(Header::score);
        let Some(best) = best else { return Err(no_form(document)) };
        let form: Vec<_> = forms.into_iter().filter(|form| form.index() == best.form).collect();
        let mut page = Self {
            form: best.form,
            parts: Vec::new(),
            above: Vec::new(),
            between: Vec::new(),
            below: Vec::new(),
            unknown: Vec::new(),
        };
        for block in document.blocks.iter().filter(|block| !block.as_table().is_some_and(page::is_totals)) {
            let part = block.as_table().and_then(|table| page.part(table, &form));
            match part {
                None if page.parts.is_empty() => page.above.extend(page::of_block(block)),
                None => page.below.extend(page::of_block(block)),
                Some(part) => page.add(part),
            }
        }
        Ok(page)
    }

    /// A table with a header of the form, or one that goes on with the columns of the table before it.
    fn part(&self, table: &'a Table, form: &[Candidate<'_>]) -> Option<Part<'a>> {
        if let Some(header) = header::find(table, form) {
            let rows = header.rows.end..table.rows();
            return Some(Part { table, header, rows, goes_on: false });
        }
        let header = self.parts.last()?.header.stretched_over(table)?;
        Some(Part { table, header, rows: 0..table.rows(), goes_on: true })
    }

    /// Takes the rows below the last measure off the plan: in a sheet the signatures stand there.
    fn cut_below(&mut self, form: &Form, quarter: Quarter) {
        let Some(part) = self.parts.last_mut() else { return };
        let (table, header) = (part.table, &part.header);
        let of_plan = |index: &usize| Row::new(table, header, *index).is_of_plan(form, quarter);
        let last = part.rows.clone().rev().find(of_plan).map_or(part.rows.start, |index| index + 1);
        let mut below = page::of_rows(table, last..part.rows.end);
        part.rows.end = last;
        below.append(&mut self.below);
        self.below = below;
    }

    fn add(&mut self, part: Part<'a>) {
        let mut above = Vec::new();
        if !part.goes_on {
            above = page::of_rows(part.table, 0..part.header.rows.start);
            if self.parts.is_empty() {
                self.above.append(&mut above);
            }
            let place = part.table.place;
            let unknown = part.header.unknown.iter().map(|(column, text)| {
                let cell = part.table.cell_at(part.header.rows.start, *column);
                let line = cell.and_then(|cell| cell.place.line);
                let column = u32::try_from(column + 1).ok();
                (text.clone(), Place { column, line, ..place })
            });
            self.unknown.extend(unknown);
        }
        // What stood below the table before stands between two parts of the plan.
        let continued = |line: &Line| words().continued.contains(&key(&line.text));
        self.between.extend(std::mem::take(&mut self.below).into_iter().filter(|line| !continued(line)));
        // The head of the page may be repeated on the next sheet; another one, as of another quarter, is told.
        let repeated = |line: &Line| self.above.iter().any(|known| known.text == line.text);
        self.between.extend(above.into_iter().filter(|line| !continued(line) && !repeated(line)));
        self.parts.push(part);
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
