//! `kvartal show`: prints the outline of a plan with targets, facts and statuses of a quarter.

mod columns;
mod lines;
mod rows;
mod values;

use std::io::Write as _;

use serde::Serialize;

pub(super) use self::values::{fact_code, fact_text, target_code, target_text};
use self::{
    columns::{headings, lines_of, table},
    rows::{RowSource, ShownRow},
};
use super::{
    Ended,
    args::{By, Format, ShowArgs},
    failure::Failure,
    output,
    session::Session,
    workspace::Workspace,
};

#[derive(Serialize)]
struct ShowAnswer {
    plan: String,
    quarter: String,
    as_of: String,
    rows: Vec<ShownRow>,
}

/// Runs the command.
///
/// # Errors
/// When the plan or the quarter does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &ShowArgs) -> Result<Ended, Failure> {
    let as_of = session.as_of()?;
    let plan = Workspace::read(session)?.plan(args.plan.as_deref())?;
    let quarter = session.quarter(&plan, args.quarter.as_deref())?;
    let people = session.format().is_for_people();
    let look = RowSource { plan: &plan, as_of, words: &session.words, parts: args.parts, people };
    let rows = match args.by {
        Some(By::Performer) => look.by_performer(quarter),
        Some(By::Quarter) => plan.period().quarters().flat_map(|quarter| look.outline(quarter)).collect(),
        _ => look.outline(quarter),
    };
    if session.format() == Format::Json {
        let answer = ShowAnswer {
            plan: plan.header().slug.clone(),
            quarter: quarter.to_string(),
            as_of: as_of.to_string(),
            rows,
        };
        output::answer("kvartal-outline", &answer, &mut session.out)?;
        return Ok(Ended::Well);
    }
    if session.format() == Format::Table {
        let header = plan.header();
        for line in [&header.title, &header.organisation, &session.words.quarter(quarter)] {
            let line = crate::text::safe::harmless(line);
            let wide = output::terminal_width().unwrap_or(u16::MAX);
            for line in crate::ui::pen::wrap(&line, wide).iter().filter(|line| !line.is_empty()) {
                writeln!(session.out, "{line}")?;
            }
        }
        writeln!(session.out)?;
    }
    let shown = session.words.quarter(quarter);
    session.print_subject(&plan, &shown)?;
    match output::terminal_width().filter(|_| session.format() == Format::Table) {
        Some(width) => {
            let headings = headings(&session.words);
            let lines = rows.into_iter().flat_map(lines_of).collect();
            lines::print(headings, lines, width, &mut session.out)?;
        }
        None => session.print(&table(&session.words, rows, session.format()))?,
    }
    Ok(Ended::Well)
}
