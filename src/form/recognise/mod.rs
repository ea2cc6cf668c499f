//! Recognises a plan in a document by its form, as a draft with doubts. Nothing is guessed silently.
//!
//! | module | subject |
//! |---|---|
//! | `page` | the page as lines with their places |
//! | `inner` | plans inside layout tables |
//! | `header` | the header of a table, and the form that it belongs to |
//! | `tables`, `fold` | the tables of the plan with their periods, folded into one outline |
//! | `table_times` | the periods in the names of sheets and in the lines above tables |
//! | `below` | the rows below the last measure |
//! | `time_rows` | rows that name only a period |
//! | `kind_rows` | rows of targets above rows of facts, which become columns |
//! | `quarter_terms` | a column with the quarter of each measure, which has terms |
//! | `quarter_rows` | rows of quarters, which become columns |
//! | `preamble`, `approving_order`, `people` | the text above and below the table |
//! | `period` | which quarters the plan and its values are about |
//! | `row` | the cells of a row by their columns |
//! | `unmerged`, `one_line` | restores merged cells and line breaks that a format has lost |
//! | `parsed`, `reader`, `known_readings`, `pending_doubt` | parses each row independently of the others |
//! | `rows`, `parallel` | folds the parsed rows into an outline: goals, tasks, measures |
//! | `headings` | headings of the outline without a label |
//! | `ditto` | ditto marks, which repeat the cell above |
//! | `missing_parents` | nodes whose own row is missing |
//! | `running` | numbers that continue over sections are codes |
//! | `continued` | rows that continue the row before |
//! | `measures`, `indicator_cell` | cells of measures; cells of indicators with performers |
//! | `parts_above` | rows that name a part of the measure above |
//! | `sums` | values of a longer period beside those of its quarters |
//! | `months` | values of months, aggregated into quarters |
//! | `twice` | tables that repeat another one |
//! | `due` | the terms of measures |
//! | `condition` | targets without figures: conditions in names of indicators, deeds |
//! | `figures` | the targets and facts of an indicator |
//! | `values`, `gathered` | assigns the values of a row to indicators and measures |
//! | `growing` | facts in columns that each begin with the year |
//! | `further`, `mark` | further columns; the column that says whether a measure is done |
//! | `spreadsheet_values` | the values that spreadsheets keep behind the text of their cells |
//! | `things` | turns targets and facts of several things side by side into rows |
//! | `side_by_side` | puts the right one of two tables side by side below the left one |
//! | `paired` | parts a column of targets and facts together into two |
//! | `scan` | rebuilds a table from the text of a scan |
//! | `split_cells` | cells with figures for several measures or indicators |
//! | `absorbed` | whether something was added to what was read before |
//! | `effects` | formatting that changes the meaning of a text, hidden rows |
//! | `events` | evidence listed in the cell of a measure |
//! | `outline` | the outline under construction |
//! | `performers` | performers, each with all of their spellings |
//! | `learn`, `column_period` | makes a form from a document's header |
//! | `trial`, `proposal` | tries a form on its document; proposes the contents of columns for an unknown one |
//! | `steps` | steps counted in tests |
//! | `checks` | checks of the finished outline: numbers and letters |

mod absorbed;
mod approving_order;
mod below;
mod checks;
mod column_period;
pub(super) mod condition;
mod continued;
mod ditto;
mod due;
mod effects;
mod events;
mod figures;
mod fold;
mod further;
mod gathered;
mod growing;
mod header;
mod headings;
mod indicator_cell;
mod inner;
mod kind_rows;
mod known_readings;
mod labelled;
mod learn;
mod mark;
mod measures;
mod missing_parents;
mod months;
mod one_line;
mod outline;
mod page;
mod paired;
mod parallel;
mod parsed;
mod parts_above;
mod pending_doubt;
pub(super) mod people;
mod performers;
mod period;
pub(super) mod preamble;
mod proposal;
mod quarter_rows;
mod quarter_terms;
mod reader;
mod references;
mod row;
mod rows;
mod running;
mod scan;
mod side_by_side;
mod split_cells;
mod spreadsheet_values;
mod steps;
mod sums;
mod table_times;
mod tables;
mod things;
mod time_rows;
mod trial;
mod twice;
mod unmerged;
mod value_parts;
mod values;

#[cfg(test)]
mod tests;

pub use column_period::ColumnPeriod;
pub use learn::{At, LearnError, Learned, learn};
pub use proposal::{Proposal, is_row_of_values};
pub use trial::{Lesson, Trial, TrialRow};

use jiff::civil::Date;

use crate::{
    document::Document,
    domain::{DoubtKind, Quarter, Span, draft::Draft},
    text::surely::Surely,
};

use self::{
    header::Candidate,
    outline::{About, Outline},
    page::PageLine,
    parallel::RecogniserInput,
    period::Times,
    preamble::Preamble,
    tables::{SortedPage, TablePart},
    unmerged::{MergeUncertainty, Restored},
};

use super::{form::Form, genitive};

/// What the caller knows besides the document.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name of the file for the places; that of the document where empty.
    pub file: String,
    /// The quarter that the user names: the period of the values. Where the document has another period, there is a
    /// doubt.
    pub quarter: Option<Quarter>,
    /// The name of the form; none for the one that fits best.
    pub form: Option<String>,
    /// The day whose quarter is used where no period is named.
    pub as_of: Date,
}

impl Options {
    /// Options with only the day.
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
    /// The performer whose copy it is, where a line above the table names one.
    pub performer: Option<String>,
}

/// Why no plan was found in a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecogniseError {
    /// The document has no table.
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
        /// The requested name.
        name: String,
        /// The known names.
        known: Vec<String>,
    },
    /// The table has a header and no measures.
    #[error("the table has no measures")]
    NoMeasures {
        /// The form of the header.
        form: String,
    },
}

/// Recognises a plan in a document.
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
    let effects = document.effects();
    let struck = effects::StruckCells::of(&effects);
    let counted = document.counted();
    let document = counted.as_ref().unwrap_or(document);
    let lifted = inner::lifted(document, &candidates);
    let document = lifted.as_ref().unwrap_or(document);
    let stacked = side_by_side::stacked(document, forms);
    let document = stacked.as_ref().map_or(document, |stacked| &stacked.document);
    let kinds = kind_rows::as_columns(document);
    let document = kinds.as_ref().unwrap_or(document);
    let paired = paired::parted(document, forms);
    let document = paired.as_ref().map_or(document, |paired| &paired.document);
    let scan = scan::rebuilt(document, forms, &candidates);
    let document = scan.as_ref().map_or(document, |scan| &scan.document);
    let things = things::as_rows(document, forms);
    let document = things.as_ref().map_or(document, |things| &things.document);
    let quarters = quarter_rows::as_columns(document, &candidates);
    let document = quarters.as_ref().unwrap_or(document);
    let terms = if quarters.is_none() { quarter_terms::as_terms(document, &candidates) } else { None };
    let document = terms.as_ref().unwrap_or(document);
    let mut page = SortedPage::sort(document, forms, candidates)?;
    let form = forms.get(page.form).ok_or(RecogniseError::NoTable)?;
    let preamble = preamble::read(&page.above, form);
    let mut outline = Outline::new(file);
    let named = period::Named::by(&page, &preamble);
    let times = period::times(&preamble, named, form, options, &mut outline);
    let times = page.in_time(times, &preamble, &mut outline);
    let sheets = table_times::other_names(&page.parts, &page.above).join("; ");
    if let Some(part) = page.parts.first().filter(|_| !sheets.is_empty()) {
        outline.doubted(About::Plan, part.table.place, DoubtKind::LeftOver, &sheets, "", &[]);
    }
    page.cut_below(form, times.quarter());
    // The table rebuilt from a scan already has its merged cells.
    let input = RecogniserInput { parts: &page.parts, form, times, struck: &struck };
    plan(input, scan.is_none(), file, &mut outline);
    if !outline.has_measures() {
        return Err(RecogniseError::NoMeasures { form: form.name.clone() });
    }
    let mut draft = Draft::new(times.period);
    draft.form = Some(form.name.clone());
    let performer = preamble.performer.clone();
    let order = page.above.get(..preamble.order).surely();
    head(&mut draft, preamble, order, &mut outline);
    let (signatures, left) = people::signatures(&page.below);
    draft.signatures = signatures;
    let between = page.between.into_iter().map(|line| (line.text, line.place));
    for (text, place) in between.chain(left) {
        outline.doubted(About::Plan, place, DoubtKind::LeftOver, &text, "", &[]);
    }
    for (header, kept, place) in page.unknown.into_iter().filter(|(_, kept, _)| !kept.is_empty()) {
        outline.doubted(About::Plan, place, DoubtKind::Reading, &header, &kept, &[]);
    }
    if let Some(stacked) = &stacked {
        stacked.doubt(&mut outline);
    }
    if let Some(paired) = &paired {
        paired.doubt(&mut outline);
    }
    if let Some(things) = &things {
        things.doubt(&mut outline);
    }
    if let Some(scan) = &scan {
        scan.doubt(&mut outline);
    }
    effects::doubt(formatted, &effects, &mut outline);
    checks::check(&mut outline, form);
    (draft.outline, draft.doubts) = outline.finish();
    performers::list(&mut draft);
    Ok(Recognised { draft, form: form.name.clone(), performer })
}

/// Reads the tables of a plan into its outline. Tables of the same period are read together, and nodes that occur
/// in several periods become one. `unmerged` means that tables may have lost their merged cells.
fn plan(
    RecogniserInput { parts, form, times, struck }: RecogniserInput<'_>,
    unmerged: bool,
    file: &str,
    outline: &mut Outline,
) {
    let restored = parts.iter().map(|part| part.restored(form).filter(|_| unmerged));
    let restored: Vec<Option<Restored>> = restored.collect();
    let parts: Vec<TablePart<'_>> = parts.iter().zip(&restored).map(TablePart::with).collect();
    let repeated = parts.iter().map(|part| ditto::filled(part.table, &part.header, part.rows.clone()));
    let repeated: Vec<Option<Restored>> = repeated.collect();
    /// The period of a table, its months, and whether it completes others.
    type OfTime = (Span, Option<(i8, i8)>, bool);
    let mut of_times: Vec<(OfTime, Vec<TablePart<'_>>)> = Vec::new();
    for part in parts.iter().zip(&repeated).map(|(part, filled)| part.filled(filled.as_ref())) {
        let key = (part.span, part.months, part.completes);
        match of_times.iter_mut().find(|(known, _)| *known == key) {
            Some((_, parts)) => parts.push(part),
            None => of_times.push((key, vec![part])),
        }
    }
    for (at, ((values, months, _), parts)) in of_times.into_iter().enumerate() {
        let times = Times { values, ..times };
        for (again, parts) in twice::runs(parts).iter().enumerate() {
            let mut read = RecogniserInput { parts, form, times, struck }.all(file);
            if let Some(months) = months {
                read.in_month(&months::name(months), values);
            }
            if at + again == 0 {
                outline.append(read);
            } else {
                outline.fold(read);
            }
            if again > 0 {
                twice::doubt(parts, outline);
            }
        }
    }
    outline.settle_months();
    sums::settle(outline);
    running::codes(outline);
    running::gaps(outline);
    running::wholes(outline);
    MergeUncertainty::doubt(
        restored.iter().chain(&repeated).flatten().flat_map(|restored| &restored.notes),
        outline,
    );
}

/// The forms to choose from.
fn candidates<'f>(forms: &'f [Form], options: &Options) -> Result<Vec<Candidate<'f>>, RecogniseError> {
    let named = |form: &Form| options.form.as_ref().is_none_or(|name| *name == form.name);
    let found = forms.iter().enumerate().filter(|(_, form)| named(form));
    let candidate = |(index, form)| match options.form {
        Some(_) => Candidate::new(index, form).named(),
        None => Candidate::new(index, form),
    };
    let found: Vec<_> = found.map(candidate).collect();
    match &options.form {
        Some(name) if found.is_empty() => Err(RecogniseError::UnknownForm {
            name: name.clone(),
            known: forms.iter().map(|form| form.name.clone()).collect(),
        }),
        _ => Ok(found),
    }
}

/// Reads the approval, the title and the organisation, with the doubts about them.
fn head(draft: &mut Draft, preamble: Preamble, order: &[PageLine], outline: &mut Outline) {
    let place = preamble.place;
    draft.title = preamble.title;
    if preamble.untitled {
        outline.doubted(About::Plan, place, DoubtKind::Reading, "", &draft.title, &[]);
    }
    draft.organisation = preamble.organisation;
    draft.preamble = preamble.other_lines;
    draft.approval = preamble.approval;
    let approval = draft.approval.clone().unwrap_or_default();
    approving_order::dates(order, &approval, outline);
    if draft.organisation.is_empty() {
        let of_role = preamble::organisation_of_role(&approval.role);
        if let [whose, others @ ..] = approving_order::letterhead(order).as_slice() {
            draft.organisation.clone_from(&whose.text);
            if !others.is_empty() {
                let others: Vec<&str> = others.iter().map(|line| line.text.as_str()).collect();
                let text = [whose.text.as_str(), &others.join(" ")].join(" ");
                outline.doubted(About::Plan, whose.place, DoubtKind::Reading, &text, &whose.text, &others);
            }
        } else if let Some(whose) = of_role {
            outline.doubted(About::Plan, place, DoubtKind::Reading, &approval.role, &whose, &[]);
            // A position is followed by the genitive.
            draft.organisation_genitive =
                Some(whose.clone()).filter(|whose| genitive::of_office(whose).is_none());
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
