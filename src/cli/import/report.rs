//! The report of an import: what was read, and what is uncertain.

use std::{collections::BTreeSet, io::Write as _};

use serde::Serialize;

use super::{
    super::{
        check,
        failure::Failure,
        output,
        session::Session,
        words::{Value, Words},
    },
    difference::{self, DifferenceJson},
};
use crate::{
    domain::{Difference, Doubt, DoubtId, Level, Plan},
    text::safe::{harmless, made_harmless},
};

/// A file that was imported, or would be in a dry run.
pub(super) struct ImportedFile {
    /// Its name.
    pub file: String,
    /// The plan after the import.
    pub plan: Plan,
    /// The difference to the existing plan; none for a new one.
    pub difference: Option<Difference>,
    /// The doubts that this import added.
    pub new_doubts: Vec<DoubtId>,
}

#[derive(Serialize)]
struct ImportAnswer {
    dry_run: bool,
    plans: Vec<PlanJson>,
}

/// An imported file in JSON.
#[derive(Serialize)]
pub(super) struct PlanJson {
    file: String,
    slug: String,
    id: String,
    title: String,
    organisation: String,
    period: PeriodJson,
    form: Option<String>,
    counts: Counts,
    /// Present if the plan existed before.
    difference: Option<DifferenceJson>,
    doubts: Vec<DoubtJson>,
}

#[derive(Serialize)]
struct PeriodJson {
    first: String,
    last: String,
}

/// Counts of everything in a plan. A target or fact counts once for an indicator and a quarter, however many performers
/// have a part in it.
#[derive(Default, Serialize)]
struct Counts {
    goals: usize,
    tasks: usize,
    subtasks: usize,
    measures: usize,
    indicators: usize,
    performers: usize,
    targets: usize,
    facts: usize,
    notes: usize,
    evidence: usize,
    dates: usize,
    doubts: usize,
}

#[derive(Serialize)]
struct DoubtJson {
    address: String,
    kind: &'static str,
    place: PlaceJson,
    text: String,
    reading: String,
    alternatives: Vec<String>,
}

#[derive(Serialize)]
struct PlaceJson {
    file: String,
    table: Option<u32>,
    row: Option<u32>,
    column: Option<u32>,
    line: Option<u32>,
}

impl Counts {
    fn of(plan: &Plan) -> Self {
        let mut counts = Self::default();
        for (_, id) in plan.walk() {
            match plan.node(id).map(|node| node.level) {
                Some(Level::Goal) => counts.goals += 1,
                Some(Level::Task) => counts.tasks += 1,
                Some(Level::Subtask) => counts.subtasks += 1,
                Some(Level::Measure) => counts.measures += 1,
                None => {}
            }
            for (indicator, _) in plan.indicators(id) {
                counts.indicators += 1;
                counts.targets += different(plan.targets(indicator).map(|(span, ..)| span));
                let reported = plan.facts(indicator).filter(|(_, _, fact)| fact.is_reported());
                counts.facts += different(reported.map(|(quarter, ..)| quarter));
                counts.notes += plan.facts(indicator).filter(|(_, _, fact)| !fact.note.is_empty()).count();
            }
        }
        for (_, evidence) in plan.all_evidence() {
            counts.evidence += 1;
            counts.dates += evidence.dates.len();
        }
        counts.performers = plan.performers().count();
        counts.doubts = open_doubts(plan).len();
        counts
    }

    fn listed(&self, words: &Words) -> String {
        let all = [
            ("count-goals", self.goals),
            ("count-tasks", self.tasks),
            ("count-subtasks", self.subtasks),
            ("count-measures", self.measures),
            ("count-indicators", self.indicators),
            ("count-performers", self.performers),
            ("count-targets", self.targets),
            ("count-facts", self.facts),
            ("count-notes", self.notes),
            ("count-evidence", self.evidence),
            ("count-dates", self.dates),
        ];
        let shown = all.into_iter().filter(|(_, count)| *count > 0);
        shown.map(|(id, count)| words.count(id, count)).collect::<Vec<_>>().join(", ")
    }
}

/// How many different members a sorted list has.
fn different<T: PartialEq>(sorted: impl Iterator<Item = T>) -> usize {
    let mut last = None;
    let mut count = 0;
    for next in sorted.map(Some) {
        count += usize::from(next != last);
        last = next;
    }
    count
}

/// The unsettled doubts in the order of their places.
fn open_doubts(plan: &Plan) -> Vec<(DoubtId, &Doubt)> {
    let mut doubts: Vec<(DoubtId, &Doubt)> =
        plan.doubts().filter(|(_, doubt)| doubt.settled.is_none()).collect();
    // Doubts of one place are ordered by measure, because ids are random.
    doubts.sort_by_cached_key(|(_, doubt)| {
        let place = &doubt.place;
        let said =
            (plan.subject_address(doubt.subject), doubt.kind, doubt.text.clone(), doubt.reading.clone());
        (place.table, place.row, place.column, place.line, said)
    });
    doubts
}

/// Prints the report for a person.
///
/// # Errors
/// When it cannot be written.
pub(super) fn print(session: &mut Session, taken: &ImportedFile) -> Result<(), Failure> {
    let (words, plan) = (&session.words, &taken.plan);
    let header = plan.header();
    let text = |text: &str| Value::from(harmless(text).into_owned());
    let done = words.with("cli-import-done", &[("file", text(&taken.file)), ("slug", text(&header.slug))]);
    let out = &mut session.out;
    writeln!(out, "{done}\n  {}", harmless(&header.title))?;
    if !header.organisation.is_empty() {
        writeln!(out, "  {}", harmless(&header.organisation))?;
    }
    writeln!(out, "  {}\n  {}", words.span(header.period), Counts::of(plan).listed(words))?;
    if let Some(difference) = &taken.difference {
        for line in difference::lines(words, difference, plan) {
            writeln!(out, "  {line}")?;
        }
    }
    for line in doubt_lines(words, taken) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The new doubts one by one; earlier doubts of the plan are only counted.
fn doubt_lines(words: &Words, taken: &ImportedFile) -> Vec<String> {
    let plan = &taken.plan;
    let own: BTreeSet<DoubtId> = taken.new_doubts.iter().copied().collect();
    let (new, old): (Vec<_>, Vec<_>) = open_doubts(plan).into_iter().partition(|(id, _)| own.contains(id));
    let counted =
        |id: &str, count: usize| (count > 0).then(|| words.with(id, &[("count", Value::from(count))]));
    let mut lines: Vec<String> = counted("cli-import-doubts", new.len()).into_iter().collect();
    lines.extend(new.iter().map(|(_, doubt)| format!("  {}", doubt_line(words, plan, doubt))));
    lines.extend(counted("cli-import-older-doubts", old.len()));
    lines
}

fn doubt_line(words: &Words, plan: &Plan, doubt: &Doubt) -> String {
    let address = match plan.subject_address(doubt.subject) {
        empty if empty.is_empty() => words.say("cli-the-plan-itself"),
        address => address,
    };
    let mut line = format!(
        "{}: {}: {}: {} → {}",
        check::place(words, &doubt.place),
        address,
        words.l10n.doubt_kind(doubt.kind),
        words.l10n.doubt_text(&doubt.text),
        words.l10n.doubt_reading(&doubt.reading)
    );
    if !doubt.alternatives.is_empty() {
        let others: Vec<String> =
            doubt.alternatives.iter().map(|other| words.l10n.doubt_reading(other)).collect();
        let others = Value::from(others.join(", "));
        line.push_str(&words.with("cli-import-alternatives", &[("others", others)]));
    }
    made_harmless(line)
}

/// Prints the report in JSON.
///
/// # Errors
/// When it cannot be written.
pub(super) fn json(session: &mut Session, plans: Vec<PlanJson>, dry_run: bool) -> Result<(), Failure> {
    let answer = ImportAnswer { dry_run, plans };
    Ok(output::answer("kvartal-import", &answer, &mut session.out)?)
}

/// An imported file in JSON.
pub(super) fn as_json(taken: &ImportedFile) -> PlanJson {
    let (plan, header) = (&taken.plan, taken.plan.header());
    let doubts = open_doubts(plan).into_iter().map(|(_, doubt)| DoubtJson {
        address: plan.subject_address(doubt.subject),
        kind: doubt.kind.name(),
        place: PlaceJson {
            file: doubt.place.file.to_string(),
            table: doubt.place.table,
            row: doubt.place.row,
            column: doubt.place.column,
            line: doubt.place.line,
        },
        text: doubt.text.clone(),
        reading: doubt.reading.clone(),
        alternatives: doubt.alternatives.clone(),
    });
    PlanJson {
        file: taken.file.clone(),
        slug: header.slug.clone(),
        id: plan.id().to_string(),
        title: header.title.clone(),
        organisation: header.organisation.clone(),
        period: PeriodJson { first: header.period.first.to_string(), last: header.period.last.to_string() },
        form: header.form.clone(),
        counts: Counts::of(plan),
        difference: taken.difference.as_ref().map(|difference| DifferenceJson::of(difference, plan)),
        doubts: doubts.collect(),
    }
}
