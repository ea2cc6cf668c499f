//! `kvartal report`: writes the report that is handed in, or a form to be filled in.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use super::{
    Ended,
    args::{AnnexArg, ReportArgs},
    clock, corrections,
    failure::Failure,
    lacking,
    performers::performer,
    private,
    progress::Progress,
    session::{Session, parse_quarter},
    whole_file::write_whole,
    words::Value,
    workspace::Workspace,
};
use crate::{
    document::write::{self, DocumentFormat, WriteOptions},
    domain::{FindingKind, Plan, Span},
    form::{
        Form, LayOut, annex,
        form::{Covers, REPORT},
        lay_out, may_fit, report_form,
    },
    store::Store,
};

/// Runs the command.
///
/// # Errors
/// When plan, quarter, form or performer do not exist, or the file cannot be written.
pub(super) fn run(session: &mut Session, args: &ReportArgs) -> Result<Ended, Failure> {
    // An invalid option is refused before anything is opened.
    let format = format(args)?;
    let workspace = Workspace::read(session)?;
    let mut plan = workspace.plan(args.plan.as_deref())?;
    let form = form(&plan, args.form.as_deref())?;
    let span = span(session, &plan, &form, args)?;
    let performer = args.performer.as_deref().map(|name| performer(&plan, name)).transpose()?;
    let annex = args.annex.map(|AnnexArg::Debts| session.as_of()).transpose()?;
    let options = LayOut { span, blank: args.blank, performer, annex };
    may_fit(&plan, &form, &options).map_err(Failure::TooLarge)?;
    lacking::ask(session, &mut plan, &form, &options)?;
    let progress = Progress::start();
    let name = Value::from(args.output.to_string_lossy().into_owned());
    progress.step(session.words.with("cli-report-writing", &[("file", name)]));
    let corrections = corrections::lines(workspace.store.as_ref(), &plan, span)?;
    let bytes = bytes(&plan, &form, &options, &corrections, format, args.bom)?;
    drop(progress);
    if args.output == Path::new("-") {
        session.out.write_all(&bytes)?;
    } else {
        private::may_be_written(&args.output, args.force)?;
        write_whole(&args.output, &bytes).map_err(|cause| Failure::Write(args.output.clone(), cause))?;
        let path = Value::from(args.output.to_string_lossy().into_owned());
        session.tell(&session.words.with("cli-export-done", &[("path", path)]));
    }
    if !args.blank {
        warn(session, &plan, span, &form)?;
    }
    Ok(Ended::Well)
}

/// Writes a report to a file, in the format of the file name's extension.
///
/// # Errors
/// When the format is unknown, or the file cannot be written.
pub(super) fn write_file(
    store: &dyn Store,
    plan: &Plan,
    form: &Form,
    options: &LayOut,
    file: &Path,
) -> Result<(), Failure> {
    let name = file.to_string_lossy().into_owned();
    let format = DocumentFormat::of_file(file).ok_or_else(|| Failure::NoFormat(name, endings()))?;
    let corrections = corrections::lines(store, plan, options.span)?;
    let bytes = bytes(plan, form, options, &corrections, format, false)?;
    private::may_be_written(file, false)?;
    write_whole(file, &bytes).map_err(|cause| Failure::Write(file.to_owned(), cause))
}

fn bytes(
    plan: &Plan,
    form: &Form,
    options: &LayOut,
    corrections: &[String],
    format: DocumentFormat,
    csv_bom: bool,
) -> Result<Vec<u8>, Failure> {
    let mut document = lay_out(plan, form, options).map_err(Failure::TooLarge)?;
    if !options.blank {
        annex(&mut document, form, &corrections::heading(), corrections);
    }
    write::write(&document, format, &WriteOptions { csv_bom, made: Some(clock::moment_of_file()) })
        .map_err(|error| Failure::NotWritten(format, error))
}

fn endings() -> Vec<String> {
    DocumentFormat::ALL.iter().map(|format| format.ending().to_owned()).collect()
}

/// The format that was given, otherwise that of the file name's extension.
fn format(args: &ReportArgs) -> Result<DocumentFormat, Failure> {
    let named = |ending: &str| DocumentFormat::of_file(&PathBuf::from(format!("_.{ending}")));
    let found = match &args.kind {
        Some(kind) => named(kind).ok_or_else(|| kind.clone()),
        None => {
            DocumentFormat::of_file(&args.output).ok_or_else(|| args.output.to_string_lossy().into_owned())
        }
    };
    found.map_err(|text| Failure::NoFormat(text, endings()))
}

/// The quarter, or the quarters from `--from` on. A form for whole years covers the whole plan unless a quarter is
/// given.
fn span(session: &Session, plan: &Plan, form: &Form, args: &ReportArgs) -> Result<Span, Failure> {
    if form.covers == Covers::Years && args.quarter.is_none() && args.from.is_none() {
        return Ok(plan.period());
    }
    let last = session.quarter(plan, args.quarter.as_deref())?;
    let Some(text) = &args.from else { return Ok(Span::single(last)) };
    let first = parse_quarter(text)?;
    if !plan.period().contains(first) {
        return Err(Failure::OutsidePlan(first, plan.period()));
    }
    Span::new(first, last).ok_or_else(|| Failure::NotAPeriod(format!("{first}..{last}")))
}

/// The form that was given, otherwise that of the plan.
pub(super) fn form(plan: &Plan, name: Option<&str>) -> Result<Form, Failure> {
    let forms = super::forms::all();
    let found = match name {
        Some(name) => forms.iter().find(|form| form.name == name),
        None => report_form(plan, &forms),
    };
    found.cloned().ok_or_else(|| {
        let known = forms.iter().map(|form| form.name.clone()).collect();
        Failure::NoForm(name.unwrap_or(REPORT).to_owned(), known)
    })
}

/// Warns about open findings of the quarters, and about facts that the form has no place for. The report is written
/// nevertheless.
fn warn(session: &Session, plan: &Plan, span: Span, form: &Form) -> Result<(), Failure> {
    let as_of = session.as_of()?;
    if !form.reports() {
        session
            .tell(&session.words.with("cli-report-no-facts", &[("form", Value::from(form.name.as_str()))]));
        return Ok(());
    }
    let open: Vec<FindingKind> = plan
        .all_findings(as_of)
        .into_iter()
        .filter(|finding| span.contains(finding.quarter) && finding.accepted.is_none())
        .map(|finding| finding.kind())
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    let notes = open.iter().filter(|kind| **kind == FindingKind::NoteOwed).count();
    let counts = [("open", Value::from(open.len())), ("notes", Value::from(notes))];
    session.tell(&session.words.with("cli-report-findings", &counts));
    Ok(())
}
