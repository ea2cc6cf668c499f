//! `kvartal fact`: one fact, or many out of a file.

use super::{
    Ended,
    args::FactArgs,
    fact_file,
    failure::Failure,
    performers::performer,
    session::Session,
    show,
    words::{Value, Words},
    workspace::Workspace,
};
use crate::domain::{Command, FactValue, Number, Plan, Quarter, SetFact, Subject, entry::EntryContext};
use crate::form::{
    reading::Uncertainty,
    typed::{
        ValueContext,
        fact::{Manner, entry},
        marks::Marks,
    },
};
use crate::store::PlanPart;

/// Runs it.
///
/// # Errors
/// When the plan, the code, the performer or the quarter is not there, a value will not do, the quarter is
/// closed, or nothing can be written. In each case nothing changed.
pub(super) fn run(session: &mut Session, args: &FactArgs) -> Result<Ended, Failure> {
    let workspace = Workspace::open(session)?;
    if let Some(file) = &args.from {
        let mut plan = workspace.plan(Some(&args.plan))?;
        return fact_file::run(session, &workspace, &mut plan, file, args);
    }
    let addresses = [args.code.as_deref().unwrap_or_default()];
    let part = PlanPart { addresses: &addresses, evidence: false };
    let mut plan = workspace.part(Some(&args.plan), &part)?;
    let quarter = session.quarter(&plan, args.quarter.as_deref())?;
    let typed = Typed {
        code: args.code.as_deref().unwrap_or_default(),
        quarter,
        performer: args.performer.as_deref(),
        value: args.value.as_deref(),
        note: args.note.as_deref(),
        words: args.text,
        table: None,
    };
    let fact = typed.read(&plan, &session.words)?;
    let before = said(&plan, &fact, &session.words);
    let set = Command::SetFact(fact.clone());
    if workspace.carry_out(session, &mut plan, &set, args.dry_run)?.is_some() {
        tell(session, &plan, typed.code, &fact, &before);
    }
    Ok(Ended::Well)
}

/// A fact as a person types it.
pub(super) struct Typed<'a> {
    /// The code or address.
    pub code: &'a str,
    /// The quarter.
    pub quarter: Quarter,
    /// Whose part.
    pub performer: Option<&'a str>,
    /// The value; an empty one clears, none leaves it as it is.
    pub value: Option<&'a str>,
    /// The note; none leaves it as it is.
    pub note: Option<&'a str>,
    /// Words are welcome where a number is planned.
    pub words: bool,
    /// The marks of the column it stands in, when it stands in a table: a sign is a sign there.
    pub table: Option<Marks>,
}

impl Typed<'_> {
    /// What it means in a plan.
    ///
    /// # Errors
    /// When code or performer are not there, or the value will not do.
    pub fn read(&self, plan: &Plan, words: &Words) -> Result<SetFact, Failure> {
        let subject = find(plan, self.code)?;
        let who = match self.performer.map(str::trim).filter(|name| !name.is_empty()) {
            None => None,
            Some(name) => Some(performer(plan, name)?),
        };
        let context = EntryContext { words: self.words, ..plan.entry_context(subject, self.quarter, who) };
        let (mut value, mut note, mut unit) = (None, self.note.map(str::to_owned), None);
        if let Some(typed) = self.value {
            let held =
                ValueContext { marks: self.table.unwrap_or_default(), ..ValueContext::of(plan, subject) };
            let manner = if self.table.is_some() { Manner::Table } else { Manner::Typed };
            let read = entry(typed, &held, &context, manner).map_err(|fault| {
                let target = context.target.as_ref().map(|target| show::target_text(target, words));
                Failure::BadValue(typed.to_owned(), self.code.to_owned(), fault, target.unwrap_or_default())
            })?;
            if let Some(unsure) = read.uncertainty {
                return Err(self.two_readings(typed, read.value.value, &unsure));
            }
            let read = read.value;
            // The star before a note on its own leaves the value as it is.
            value = if read.is_empty() { Some((FactValue::None, String::new())) } else { read.value };
            note = note.or(read.note);
            unit = read.unit;
        }
        Ok(SetFact { subject, quarter: self.quarter, performer: who, value, note, unit })
    }

    /// Nobody can be asked here: both readings are told.
    fn two_readings(&self, typed: &str, taken: Option<(FactValue, String)>, unsure: &Uncertainty) -> Failure {
        let taken = match taken {
            Some((FactValue::Number(number), _)) => number.worded(),
            Some((FactValue::Compound(parts), _)) => {
                parts.into_iter().map(Number::worded).collect::<Vec<_>>().join("/")
            }
            Some((_, raw)) => raw,
            None => String::new(),
        };
        let readings = [&[taken], unsure.alternatives.as_slice()].concat();
        Failure::TwoReadings(typed.to_owned(), self.code.to_owned(), readings, unsure.cause)
    }
}

/// The measure or indicator of an address.
///
/// # Errors
/// When nothing has it, several have it, or it stands above the measures.
pub(super) fn find(plan: &Plan, address: &str) -> Result<Subject, Failure> {
    plan.find(address).map_err(|error| match plan.find_node(address) {
        // It is there, but it is a goal or a task.
        Ok(id) if plan.node(id).is_some_and(|n| n.level != crate::domain::Level::Measure) => {
            Failure::NotAMeasure(address.to_owned())
        }
        _ => error.into(),
    })
}

/// The fact as it stands, in words; a dash where nothing stands.
fn said(plan: &Plan, fact: &SetFact, words: &Words) -> String {
    let stands =
        plan.value_indicator(fact.subject).and_then(|id| plan.fact(id, fact.quarter, fact.performer));
    stands.and_then(|fact| show::fact_text(&fact.value, &fact.raw, words)).unwrap_or_else(|| "–".to_owned())
}

/// Says what changed, and where the indicator stands now.
fn tell(session: &Session, plan: &Plan, code: &str, fact: &SetFact, before: &str) {
    let words = &session.words;
    // A measure without indicators has got one by now.
    let subject = plan.find(code).unwrap_or(fact.subject);
    let set = SetFact { subject, ..fact.clone() };
    let mut status = String::new();
    if let Some(id) = plan.value_indicator(subject) {
        let assessment = plan.assess(id, fact.quarter, None);
        status = format!("{} {}", assessment.status.glyph(), words.status(assessment.status));
        if let Some(percent) = assessment.ratio {
            status = format!("{status}, {}", words.percent(Some(percent.percent())));
        }
    }
    let text = |text: &str| Value::from(crate::text::safe::harmless(text).into_owned());
    session.tell(&words.with(
        "cli-fact-done",
        &[
            ("address", text(code)),
            ("quarter", Value::from(words.quarter(fact.quarter))),
            ("before", text(before)),
            ("after", text(&said(plan, &set, words))),
            ("status", Value::from(status)),
        ],
    ));
}
