//! `kvartal fact --from`: sets many facts from a table, all of them or none.
//!
//! The columns are code, quarter, performer, value, note. A header line may change their order and omit some. An empty
//! value leaves the fact unchanged.

use std::{collections::BTreeSet, path::Path};

use super::{
    Ended,
    args::FactArgs,
    failure::Failure,
    input_file,
    rows::{self, NumberedRow},
    session::{Session, parse_quarter},
    typed_fact::{ReadTypedFact, TypedFact},
    words::{Value, Words},
    workspace::Workspace,
};
use crate::{
    domain::{Command, Plan, Quarter, SetFact},
    form::typed::marks::Marks,
    text::key::search_key,
};

/// The columns, in the order that applies without a header line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FactColumn {
    Code,
    Quarter,
    Performer,
    Value,
    Note,
}

const ORDER: [FactColumn; 5] =
    [FactColumn::Code, FactColumn::Quarter, FactColumn::Performer, FactColumn::Value, FactColumn::Note];

impl FactColumn {
    fn named(heading: &str) -> Option<Self> {
        match search_key(heading).as_str() {
            "code" | "код" | "address" | "адреса" => Some(Self::Code),
            "quarter" | "квартал" => Some(Self::Quarter),
            "performer" | "виконавець" => Some(Self::Performer),
            "value" | "fact" | "значення" | "факт" => Some(Self::Value),
            "note" | "примітка" => Some(Self::Note),
            _ => None,
        }
    }
}

/// Runs the command.
///
/// # Errors
/// When any line is invalid (every fault has its file and line), or writing fails. In each case nothing was changed.
pub(super) fn run(
    session: &Session,
    workspace: &Workspace,
    plan: &mut Plan,
    file: &Path,
    args: &FactArgs,
) -> Result<Ended, Failure> {
    let bytes = input_file::read(file)?;
    let name = input_file::shown(file);
    let text = input_file::text_of(&name, &bytes)?;
    let default = session.quarter(plan, args.quarter.as_deref())?;
    let FactsOfFile { facts, told } = read(plan, &text, &name, default, args, &session.words)?;
    let count = facts.len();
    if workspace.carry_out(session, plan, &Command::SetFacts(facts), args.dry_run)?.is_some() {
        session.tell(&session.words.with("cli-facts-done", &[("count", Value::from(count))]));
    }
    told.iter().for_each(|told| session.tell(told));
    Ok(Ended::Well)
}

/// The facts of a table, and the sentences about what is uncertain in it.
struct FactsOfFile {
    facts: Vec<SetFact>,
    told: Vec<String>,
}

fn read(
    plan: &Plan,
    text: &str,
    name: &str,
    default: Quarter,
    args: &FactArgs,
    words: &Words,
) -> Result<FactsOfFile, Failure> {
    let mut lines = rows::read(text);
    let columns = columns(&mut lines);
    let table = FactTable::of(text, &lines, columns);
    let (mut facts, mut faults, mut exit) = (Vec::new(), Vec::new(), None);
    let mut fault = |line: usize, sentence: String, code: u8| {
        faults.push(format!("{name}:{line}: {sentence}"));
        exit.get_or_insert(code);
    };
    let (mut seen, mut told) = (BTreeSet::new(), Vec::new());
    for line in &lines {
        match fact(plan, line, &table, default, args, words) {
            Ok(None) => {}
            Ok(Some(ReadTypedFact { fact: set, told: unsure })) => {
                told.extend(unsure.map(|sentence| format!("{name}:{}: {sentence}", line.number)));
                if seen.insert((set.subject, set.quarter, set.performer)) {
                    facts.push(set);
                } else {
                    fault(line.number, words.say("cli-facts-twice"), 2);
                }
            }
            Err(failure) => fault(line.number, failure.sentence(words), failure.exit()),
        }
    }
    match exit {
        Some(exit) => Err(Failure::BadLines(faults, exit)),
        None if facts.is_empty() => Err(Failure::NoFacts(name.to_owned())),
        None => Ok(FactsOfFile { facts, told }),
    }
}

/// The columns from a header line, which is removed from the lines, or the default ones.
fn columns(lines: &mut Vec<NumberedRow>) -> Vec<Option<FactColumn>> {
    let Some(first) = lines.first() else { return Vec::new() };
    let named: Vec<Option<FactColumn>> = first.cells.iter().map(|cell| FactColumn::named(cell)).collect();
    if named.contains(&Some(FactColumn::Code)) {
        lines.remove(0);
        named
    } else {
        ORDER.into_iter().map(Some).collect()
    }
}

/// What all lines of a table have in common.
struct FactTable {
    columns: Vec<Option<FactColumn>>,
    /// The decimal and group separators that the values use.
    marks: Marks,
    /// Whether commas separate the cells.
    commas: bool,
}

impl FactTable {
    fn of(text: &str, lines: &[NumberedRow], columns: Vec<Option<FactColumn>>) -> Self {
        let mut table = Self { columns, marks: Marks::default(), commas: rows::delimiter(text) == ',' };
        table.marks = Marks::of(lines.iter().filter_map(|line| table.cell(line, FactColumn::Value)));
        table
    }

    fn at(&self, wanted: FactColumn) -> Option<usize> {
        self.columns.iter().position(|column| *column == Some(wanted))
    }

    fn cell<'l>(&self, line: &'l NumberedRow, wanted: FactColumn) -> Option<&'l str> {
        line.cells.get(self.at(wanted)?).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// The number that was split by its decimal comma in a table whose cells are separated by commas: «12,5» becomes
    /// the cells 12 and 5.
    fn decimal_comma(&self, line: &NumberedRow) -> Option<String> {
        let at = self.at(FactColumn::Value).filter(|_| self.commas)?;
        let (value, next) = (line.cells.get(at)?, line.cells.get(at + 1)?);
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let whole = value.strip_prefix(['-', '−', '+']).unwrap_or(value);
        let note = matches!(self.columns.get(at + 1), None | Some(None | Some(FactColumn::Note)));
        let over = line.cells.len() > self.columns.len();
        (digits(whole) && digits(next) && (note || over)).then(|| format!("{value},{next}"))
    }
}

/// The fact on a line; none if it has neither a value nor a note.
fn fact(
    plan: &Plan,
    line: &NumberedRow,
    table: &FactTable,
    default: Quarter,
    args: &FactArgs,
    words: &Words,
) -> Result<Option<ReadTypedFact>, Failure> {
    let cell = |wanted: FactColumn| table.cell(line, wanted);
    if let Some(number) = table.decimal_comma(line) {
        return Err(Failure::DecimalComma(cell(FactColumn::Code).unwrap_or_default().to_owned(), number));
    }
    let wanted = table.columns.len();
    if line.cells.iter().skip(wanted).any(|cell| !cell.is_empty()) {
        return Err(Failure::TooManyCells(line.cells.len(), wanted));
    }
    let quarter = match cell(FactColumn::Quarter) {
        None => default,
        Some(text) => parse_quarter(text)?,
    };
    let period = plan.period();
    if !period.contains(quarter) {
        return Err(Failure::OutsidePlan(quarter, period));
    }
    let typed = TypedFact {
        code: cell(FactColumn::Code).unwrap_or_default(),
        quarter,
        performer: cell(FactColumn::Performer).or(args.performer.as_deref()),
        value: cell(FactColumn::Value),
        note: cell(FactColumn::Note),
        words: args.text,
        table: Some(table.marks),
    };
    let read = typed.read(plan, words)?;
    Ok((read.fact.value.is_some() || read.fact.note.is_some()).then_some(read))
}
