//! A cell of the grid: its text, how input is read for it, and the commands that set it.

use crate::{
    app::{
        Notice, Shared,
        prompt::{fact::read_entry, target::refused, told},
    },
    domain::{
        Command, FactValue, IndicatorId, IndicatorPatch, PerformerId, Plan, Quarter, RecordKey, SetFact,
        SetTarget, Span, Subject, TargetValue,
    },
    form::{
        reading::{Reading, Uncertainty},
        typed::{
            ValueContext,
            fact::{self, Manner, ReadFact},
            marks::Marks,
            target::{self, ReadTarget},
        },
    },
};

/// The address of a cell: the owner of the value, and which value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The indicator, or a measure that has none.
    pub subject: Subject,
    /// The performer of a part; none for the total.
    pub who: Option<PerformerId>,
    /// Which value.
    pub what: What,
}

/// Which value a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The fact of a quarter.
    Fact(Quarter),
    /// The note beside it.
    Note(Quarter),
    /// The target of a quarter or a longer span.
    Target(Span),
}

/// A new value for a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Set {
    /// A fact, its note, or both.
    Fact(SetFact),
    /// A target.
    Target(SetTarget),
}

/// How an input is read.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// Whether words are accepted where a number is planned.
    pub words: bool,
    /// Whether it is typed key by key or is a cell of a table.
    pub manner: Manner,
    /// The decimal and group separators of the column.
    pub marks: Marks,
}

impl How {
    /// Input that is typed key by key.
    pub fn typed(words: bool) -> Self {
        Self { words, manner: Manner::Typed, marks: Marks::default() }
    }
}

/// The command that sets cells; none for an empty list.
pub fn command(sets: Vec<Set>) -> Option<Command> {
    let (mut facts, mut targets) = (Vec::new(), Vec::new());
    for set in sets {
        match set {
            Set::Fact(fact) => facts.push(fact),
            Set::Target(target) => targets.push(target),
        }
    }
    if targets.len() > 1 {
        return Some(Command::SetTargets(targets));
    }
    match (targets.pop(), facts.len()) {
        (Some(target), _) => Some(Command::SetTarget(target)),
        (None, 0) => None,
        (None, 1) => facts.pop().map(Command::SetFact),
        (None, _) => Some(Command::SetFacts(facts)),
    }
}

impl Cell {
    fn id(&self, plan: &Plan) -> Option<IndicatorId> {
        plan.value_indicator(self.subject)
    }

    /// The record with the value, once its indicator exists.
    pub fn key(&self, plan: &Plan) -> Option<RecordKey> {
        let id = self.id(plan)?;
        Some(match self.what {
            What::Fact(quarter) | What::Note(quarter) => RecordKey::Fact(id, quarter, self.who),
            What::Target(span) => RecordKey::Target(id, span, self.who),
        })
    }

    /// The text of the value, in the form in which it is edited.
    pub fn text(&self, plan: &Plan) -> String {
        let Some(id) = self.id(plan) else { return String::new() };
        let text = match self.what {
            What::Fact(quarter) => plan.fact(id, quarter, self.who).map(|fact| match fact.value {
                FactValue::None => String::new(),
                // A completed deed without a wording is shown as `=`.
                FactValue::Done if fact.raw.is_empty() => "=".to_owned(),
                _ => fact.wording(),
            }),
            What::Note(quarter) => plan.fact(id, quarter, self.who).map(|fact| fact.note.clone()),
            What::Target(span) => plan.target(id, span, self.who).map(|target| match target.value {
                TargetValue::Deed if target.raw.is_empty() => crate::form::labels::labels().deed.clone(),
                TargetValue::Condition => format!("«{}»", target.raw),
                _ => target.wording(),
            }),
        };
        text.unwrap_or_default()
    }

    /// Whether letters may be typed at once.
    pub fn takes_words(&self, plan: &Plan) -> bool {
        match self.what {
            What::Note(_) => true,
            What::Fact(quarter) => {
                let target = plan.entry_context(self.subject, quarter, self.who).target;
                matches!(target.map(|t| t.value), Some(TargetValue::Condition | TargetValue::Deed))
            }
            What::Target(_) => false,
        }
    }

    /// Whether its text may have several lines.
    pub const fn takes_lines(&self) -> bool {
        matches!(self.what, What::Note(_))
    }

    /// Whether a character may continue the typed text, where words were not asked for.
    pub fn expects(&self, typed: &str, c: char) -> bool {
        match self.what {
            What::Note(_) => true,
            What::Fact(_) => typed.contains('*') || fact::is_entry_char(typed, c),
            What::Target(_) => {
                let quoted = typed.starts_with(['"', '«', '“', '„']);
                // In an expression, «р» is a variable: the year's target.
                let named = typed.starts_with('=') && "рРyY".contains(c);
                quoted || named || target::is_entry_char(c)
            }
        }
    }

    /// The set that empties the cell.
    pub fn clear(&self) -> Set {
        match self.what {
            What::Note(quarter) => self.fact(quarter, None, Some(String::new())),
            What::Fact(quarter) => self.fact(quarter, Some((FactValue::None, String::new())), None),
            What::Target(span) => self.target(span, None),
        }
    }

    /// The set that copies the value of another cell of the same kind; none if that is empty.
    pub fn copied(&self, plan: &Plan, from: &Self) -> Option<Set> {
        let id = from.id(plan)?;
        match (self.what, from.what) {
            (What::Fact(quarter), What::Fact(of)) => {
                let fact = plan.fact(id, of, from.who).filter(|fact| fact.is_reported())?;
                Some(self.fact(quarter, Some((fact.value.clone(), fact.raw.clone())), None))
            }
            (What::Note(quarter), What::Note(of)) => {
                let note = plan.fact(id, of, from.who).map(|fact| fact.note.clone());
                Some(self.fact(quarter, None, Some(note.filter(|note| !note.is_empty())?)))
            }
            (What::Target(span), What::Target(of)) => {
                let target = plan.target(id, of, from.who)?.clone();
                let read = ReadTarget { target, comparator: None, unit: None };
                Some(self.target(span, Some(read)))
            }
            _ => None,
        }
    }

    /// The note in the same row.
    pub fn note(&self) -> Option<Self> {
        match self.what {
            What::Fact(quarter) | What::Note(quarter) => Some(Self { what: What::Note(quarter), ..*self }),
            What::Target(_) => None,
        }
    }

    fn fact(&self, quarter: Quarter, value: Option<(FactValue, String)>, note: Option<String>) -> Set {
        let (subject, performer) = (self.subject, self.who);
        Set::Fact(SetFact { subject, quarter, performer, value, note, unit: None })
    }

    fn target(&self, span: Span, read: Option<ReadTarget>) -> Set {
        let (subject, performer) = (self.subject, self.who);
        let says = read.as_ref().map_or_else(IndicatorPatch::default, ReadTarget::says);
        let target = read.map(|read| read.target);
        Set::Target(SetTarget { subject, span, performer, target, says })
    }

    /// Reads a text for this cell; none where there is nothing to set. Empty text clears the cell.
    ///
    /// # Errors
    /// The reason, in words, why the text cannot be read.
    pub fn read(&self, shared: &Shared, text: &str, how: How) -> Result<Reading<Option<Set>>, Notice> {
        let Some(plan) = &shared.plan else { return Ok(Reading::sure(None)) };
        let text = text.trim();
        if text.is_empty() {
            return Ok(Reading::sure((!self.text(plan).is_empty()).then(|| self.clear())));
        }
        match self.what {
            What::Note(quarter) => {
                let set = self.fact(quarter, None, Some(text.to_owned()));
                Ok(Reading::sure((self.text(plan) != text).then_some(set)))
            }
            What::Fact(quarter) => {
                let read = self.read_fact(shared, text, how).map_err(|fault| Notice::entry(text, fault))?;
                Ok(read.map(|read| {
                    let ReadFact { value, note, unit } = read;
                    let set = |unit| match self.fact(quarter, value, note) {
                        Set::Fact(fact) => Set::Fact(SetFact { unit, ..fact }),
                        other => other,
                    };
                    Some(set(unit))
                }))
            }
            What::Target(span) => {
                let read =
                    self.read_target(plan, span, text, how.marks).map_err(|fault| refused(&fault, text))?;
                Ok(read.map(|read| Some(self.target(span, read))))
            }
        }
    }

    /// Reads a fact.
    ///
    /// # Errors
    /// The reason why the text cannot be read.
    pub fn read_fact(
        &self,
        shared: &Shared,
        text: &str,
        how: How,
    ) -> Result<Reading<ReadFact>, crate::domain::entry::EntryFault> {
        read_entry(shared, (self.subject, self.who), text, (how.words, how.manner, how.marks))
    }

    /// Reads a target.
    ///
    /// # Errors
    /// The reason why the text cannot be read.
    pub fn read_target(
        &self,
        plan: &Plan,
        span: Span,
        text: &str,
        marks: Marks,
    ) -> Result<Reading<Option<ReadTarget>>, target::TargetFault> {
        let held = ValueContext { marks, ..ValueContext::of(plan, self.subject) };
        target::entry(text, &held, &plan.target_context(self.subject, span, self.who))
    }
}

/// The uncertainty about a text, in words.
pub fn doubt(unsure: &Uncertainty, text: &str, set: Option<&Set>) -> Notice {
    let said = match set {
        Some(Set::Fact(SetFact { value: Some((value, raw)), .. })) => told::fact(value, raw),
        Some(Set::Target(SetTarget { target: Some(target), .. })) => target.wording(),
        _ => String::new(),
    };
    told::doubt(unsure, text, &said)
}
