//! Asking for facts and notes, one question after the other. Every answer is saved before the next line appears.

use super::{Dialogue, Then};
use crate::{
    app::facts::{FactRow, row_assessment, rows},
    cli::{
        failure::Failure,
        typed_fact::{self, ReadTypedFact, TypedFact},
        words::Value,
    },
    domain::{ChangeId, Command, Refusal, SetFact, Status, Subject, entry::EntryFault},
};

/// What to do after a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// Ask the next question.
    Next,
    /// Return to the commands.
    Back,
    /// The input has ended.
    End,
}

impl Dialogue<'_> {
    fn rows(&self) -> Vec<FactRow> {
        rows(&self.plan)
    }

    fn status_of(&self, row: &FactRow) -> Status {
        row_assessment(&self.plan, row, self.quarter).0
    }

    /// How many rows have something to report, and how many rows there are.
    pub(super) fn missing(&self) -> (usize, usize) {
        let rows = self.rows();
        (rows.iter().filter(|row| self.status_of(row).is_unreported()).count(), rows.len())
    }

    pub(super) fn rows_with_notes_owed(&self) -> Vec<FactRow> {
        let owed = |row: &FactRow| self.owes_note(row);
        self.rows().into_iter().filter(owed).collect()
    }

    fn owes_note(&self, row: &FactRow) -> bool {
        let today = self.session.as_of().ok();
        let judged = row_assessment(&self.plan, row, self.quarter).1;
        judged.zip(today).is_some_and(|(judged, today)| judged.owes_note(today))
    }

    /// Asks for the missing facts; if none is missing, for all.
    pub(super) fn ask_facts(&mut self) -> Result<Then, Failure> {
        let all = self.rows();
        let open: Vec<FactRow> =
            all.iter().filter(|row| self.status_of(row).is_unreported()).copied().collect();
        let queue = if open.is_empty() {
            self.say("plain-all-reported")?;
            all
        } else {
            open
        };
        for row in queue {
            self.introduce(&row)?;
            match self.ask_fact(&row)? {
                Asked::Next => {}
                Asked::Back => return Ok(Then::Next),
                Asked::End => return Ok(Then::Leave),
            }
        }
        let left = self.missing().0;
        self.say_with("plain-queue-end", &[("missing", Value::from(left))])
    }

    /// Asks for the notes that are owed.
    pub(super) fn ask_notes(&mut self) -> Result<Then, Failure> {
        let queue = self.rows_with_notes_owed();
        if queue.is_empty() {
            return self.say("plain-no-notes-owed");
        }
        for row in queue {
            self.introduce(&row)?;
            match self.ask_note(&row)?.0 {
                Asked::Next => {}
                Asked::Back => return Ok(Then::Next),
                Asked::End => return Ok(Then::Leave),
            }
        }
        self.say("plain-notes-end")
    }

    /// Goes to a measure and asks for its fact.
    pub(super) fn go(&mut self, address: &str) -> Result<Then, Failure> {
        if address.is_empty() {
            return self.say("plain-which-measure");
        }
        let subject = typed_fact::find(&self.plan, address)?;
        let found = self.rows().into_iter().find(|row| match subject {
            Subject::Node(id) => row.measure == id,
            _ => row.subject == subject,
        });
        let Some(row) = found else { return self.details(address) };
        self.introduce(&row)?;
        Ok(match self.ask_fact(&row)? {
            Asked::End => Then::Leave,
            Asked::Next | Asked::Back => Then::Next,
        })
    }

    fn introduce(&mut self, row: &FactRow) -> Result<(), Failure> {
        self.here = Some(*row);
        let text = self.row_sentence(row);
        self.paper.say(&text)
    }

    fn ask_fact(&mut self, row: &FactRow) -> Result<Asked, Failure> {
        loop {
            let Some(answer) = self.paper.ask(&self.session.words.say("plain-ask-fact"))? else {
                return Ok(Asked::End);
            };
            match answer.as_str() {
                "" => {
                    self.say("plain-skipped")?;
                    return Ok(Asked::Next);
                }
                "." => return Ok(Asked::Back),
                "?" => {
                    self.say("plain-help-fact")?;
                    continue;
                }
                _ => {}
            }
            match self.enter(row, &answer) {
                Ok(noted) => {
                    let row = self.here.unwrap_or(*row);
                    self.tell_outcome(&row)?;
                    return if noted || !self.owes_note(&row) {
                        Ok(Asked::Next)
                    } else {
                        let (asked, note) = self.ask_note(&row)?;
                        self.together.extend(note);
                        Ok(asked)
                    };
                }
                Err(Failure::Output(cause)) => return Err(Failure::Output(cause)),
                Err(Failure::BadValue(value, _, EntryFault::NotANumber, _)) => {
                    self.say_with("plain-not-a-number", &[("value", Value::from(value))])?;
                }
                Err(failure) => self.paper.say(&failure.sentence(&self.session.words))?,
            }
        }
    }

    /// Stores an answer; returns whether it included a note.
    fn enter(&mut self, row: &FactRow, answer: &str) -> Result<bool, Failure> {
        let code = self.plan.subject_address(row.subject);
        let words = answer.starts_with(['"', '«', '“']);
        let answer = if words { answer.trim_matches(['"', '«', '»', '“', '”']) } else { answer };
        let typed = TypedFact {
            code: &code,
            quarter: self.quarter,
            performer: None,
            value: Some(answer),
            note: None,
            words,
            table: None,
        };
        let ReadTypedFact { fact, told } = typed.read(&self.plan, &self.session.words)?;
        if let Some(told) = told {
            self.paper.say(&told)?;
        }
        let noted = fact.note.is_some();
        self.store(fact)?;
        // A measure without an indicator has one now.
        let subject = self.plan.find(&code).unwrap_or(row.subject);
        self.here = Some(FactRow { subject, ..*row });
        Ok(noted)
    }

    fn store(&mut self, fact: SetFact) -> Result<Option<ChangeId>, Failure> {
        let done = self.workspace.carry_out(self.session, &mut self.plan, &Command::SetFact(fact), false);
        match done {
            Ok(change) => Ok(change.map(|change| change.id)),
            Err(Failure::Refused(Refusal::NothingToDo)) => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    /// Asks for the note of a row; returns the change that stored it, too.
    fn ask_note(&mut self, row: &FactRow) -> Result<(Asked, Option<ChangeId>), Failure> {
        let Some(answer) = self.paper.ask(&self.session.words.say("plain-ask-note"))? else {
            return Ok((Asked::End, None));
        };
        match answer.as_str() {
            "" => self.say("plain-skipped").map(|_| (Asked::Next, None)),
            "." => Ok((Asked::Back, None)),
            note => {
                let fact = SetFact {
                    subject: row.subject,
                    quarter: self.quarter,
                    performer: None,
                    value: None,
                    note: Some(note.to_owned()),
                    unit: None,
                };
                let stored = self.store(fact)?;
                self.say("plain-noted")?;
                Ok((Asked::Next, stored))
            }
        }
    }
}
