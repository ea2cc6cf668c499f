//! Descriptions in sentences: the name of a thing first, then what there is to say about it.

use super::{Dialogue, Then};
use crate::{
    app::{
        facts::{FactRow, row_assessment, rows},
        search::RowWords,
    },
    cli::{check, failure::Failure, show, words::Value},
    domain::{Comparator, Level, NodeId, PerformerId, Quarter, Scope, Subject, Tally},
    keymap::Layout,
    text::{find::Wanted, key::search_key},
};

impl Dialogue<'_> {
    fn address(&self, subject: Subject) -> String {
        self.plan.subject_address(subject)
    }

    /// A row in one sentence: code, title, target, the quarter before, the current value.
    pub(super) fn row_sentence(&self, row: &FactRow) -> String {
        let (plan, words) = (&self.plan, &self.session.words);
        let title = plan.node(row.measure).map(|node| node.title.clone()).unwrap_or_default();
        let indicator = row.indicator().and_then(|id| plan.indicator(id));
        let (name, unit) = match indicator {
            Some(indicator) => (indicator.name.clone(), indicator.unit.clone().unwrap_or_default()),
            None => Default::default(),
        };
        let title = if name.is_empty() { title } else { format!("{title}: {name}") };
        let target = row.indicator().and_then(|id| plan.target_in(id, self.quarter, None));
        let target = target.map(|(span, target)| match span.as_single() {
            Some(_) => show::target_text(target, words),
            None => format!("{} {}", words.span(span), show::target_text(target, words)),
        });
        let fact = |quarter: Quarter| {
            let fact = plan.fact(row.indicator()?, quarter, None)?;
            show::fact_text(&fact.value, &fact.raw, words)
        };
        let mut said = vec![words.with(
            "plain-row",
            &[("address", Value::from(self.address(row.subject))), ("title", Value::from(title))],
        )];
        said.push(match target {
            // A target in words gets no unit.
            Some(target) if unit.is_empty() || !target.contains(|c: char| c.is_ascii_digit()) => {
                words.with("plain-target-bare", &[("target", Value::from(target))])
            }
            Some(target) => {
                words.with("plain-target", &[("target", Value::from(target)), ("unit", Value::from(unit))])
            }
            None => words.say("plain-no-target"),
        });
        if let Some(unusual) = indicator.map(|own| own.comparator).filter(|how| *how != Comparator::AtLeast) {
            let how = Value::from(words.l10n.comparator(unusual));
            said.push(words.with("plain-comparison", &[("how", how)]));
        }
        if let Some(before) = fact(self.quarter.previous()) {
            said.push(words.with("plain-before", &[("fact", Value::from(before))]));
        }
        said.push(match fact(self.quarter) {
            Some(now) => {
                let status = words.status(row_assessment(plan, row, self.quarter).0);
                words.with("plain-fact", &[("fact", Value::from(now)), ("status", Value::from(status))])
            }
            None => words.say("plain-no-fact"),
        });
        if plan.flag(row.subject, self.quarter).is_some() {
            said.push(words.say("plain-flag"));
        }
        said.join(" ")
    }

    /// Reports the result of an answer: the fact, the status of the indicator, and the plan as a whole.
    pub(super) fn tell_outcome(&mut self, row: &FactRow) -> Result<Then, Failure> {
        let (status, judged) = row_assessment(&self.plan, row, self.quarter);
        let words = &self.session.words;
        let fact = row.indicator().and_then(|id| self.plan.fact(id, self.quarter, None));
        let fact = fact.and_then(|fact| show::fact_text(&fact.value, &fact.raw, words)).unwrap_or_default();
        let percent =
            judged.and_then(|judged| judged.ratio).map(|ratio| words.percent(Some(ratio.percent())));
        let status = match percent {
            Some(percent) => format!("{}, {percent}", words.status(status)),
            None => words.status(status),
        };
        let whole = self.share_sentence(Scope::Plan);
        let said = [("fact", Value::from(fact)), ("status", Value::from(status))];
        let text = format!("{} {whole}", self.session.words.with("plain-entered", &said));
        self.paper.say(&text).map(|()| Then::Next)
    }

    /// The share of owed targets that are done.
    fn share_sentence(&self, scope: Scope) -> String {
        let (owed, args) = self.share(scope, self.quarter);
        self.session.words.with(if owed == 0 { "plain-nothing-owed" } else { "plain-share" }, &args)
    }

    /// The number of owed targets, and the variables of a sentence about it.
    fn share(&self, scope: Scope, quarter: Quarter) -> (u32, [(&'static str, Value); 3]) {
        let tally = self.plan.tally(scope, quarter);
        let (done, owed) = tally.map_or((0, 0), |tally| (tally.done(), tally.owed()));
        let share = self.session.words.percent(tally.and_then(Tally::share_done));
        (owed, [("done", done.into()), ("owed", owed.into()), ("share", share.into())])
    }

    pub(super) fn where_am_i(&mut self) -> Result<Then, Failure> {
        self.greet()?;
        if let Some(row) = self.here {
            let text = self.row_sentence(&row);
            self.paper.say(&text)?;
        }
        Ok(Then::Next)
    }

    /// Describes a measure in detail: performers, term, its rows, notes, evidence.
    pub(super) fn details(&mut self, address: &str) -> Result<Then, Failure> {
        if address.is_empty() {
            return self.say("plain-which-measure");
        }
        let measure = self.plan.measure_at(self.plan.find(address)?);
        let Some((measure, node)) = measure.and_then(|id| Some((id, self.plan.node(id)?.clone()))) else {
            return self.say("plain-no-fact");
        };
        let words = &self.session.words;
        let mut lines = Vec::new();
        let performers: Vec<String> =
            node.performers.iter().filter_map(|who| self.performer(who.id)).collect();
        if !performers.is_empty() {
            lines.push(words.with("plain-performers", &[("names", Value::from(performers.join("; ")))]));
        }
        if let Some(term) = &node.term {
            lines.push(words.with("plain-term", &[("term", Value::from(term.raw.clone()))]));
        }
        let of_measure: Vec<FactRow> =
            rows(&self.plan).into_iter().filter(|row| row.measure == measure).collect();
        for row in &of_measure {
            lines.push(self.row_sentence(row));
            let fact = row.indicator().and_then(|id| self.plan.fact(id, self.quarter, None));
            if let Some(note) = fact.map(|fact| fact.note.clone()).filter(|note| !note.is_empty()) {
                lines.push(words.with("plain-note", &[("note", Value::from(note))]));
            }
        }
        for (_, evidence) in self.plan.evidence_of(measure) {
            if evidence.reported_in() == Some(self.quarter) {
                let days: Vec<String> = evidence.dates.iter().map(|day| words.day(*day)).collect();
                let text = format!("{} {}", days.join(", "), evidence.text);
                lines.push(words.with("plain-evidence", &[("text", Value::from(text))]));
            }
        }
        self.here = of_measure.first().copied().or(self.here);
        for line in lines {
            self.paper.say(&line)?;
        }
        Ok(Then::Next)
    }

    fn performer(&self, id: PerformerId) -> Option<String> {
        self.plan.performer(id).map(|performer| performer.name.clone())
    }

    /// Lists the rows whose code, title, indicator, performers or note contain the words.
    pub(super) fn search(&mut self, wanted: &str, waiting: &mut Option<String>) -> Result<Then, Failure> {
        let wanted = Wanted::new(wanted, Layout::uk_jcuken().retyped(wanted));
        if wanted.is_empty() {
            return self.say("plain-search-what");
        }
        let holds = |row: &FactRow| RowWords::of(&self.plan, row.subject, self.quarter).holds(&wanted);
        let found: Vec<FactRow> = rows(&self.plan).into_iter().filter(holds).collect();
        let lines: Vec<String> = found.iter().map(|row| self.row_sentence(row)).collect();
        self.list(&lines, waiting)
    }

    /// The dashboard in sentences: the plan as a whole, then goals, performers or quarters.
    pub(super) fn figures(&mut self, by: &str, waiting: &mut Option<String>) -> Result<Then, Failure> {
        let whole = self.share_sentence(Scope::Plan);
        let key = search_key(by);
        let begins = |id: &str| !key.is_empty() && search_key(&self.session.words.say(id)).starts_with(&key);
        let lines = if begins("plain-by-performers") {
            self.by_performer()
        } else if begins("plain-by-quarters") {
            self.by_quarter()
        } else {
            self.by_goal()
        };
        self.paper.say(&whole)?;
        self.list(&lines, waiting)
    }

    fn by_goal(&self) -> Vec<String> {
        let goals: Vec<NodeId> = self.plan.children(None).collect();
        let line = |id: &NodeId| {
            let node = self.plan.node(*id)?;
            let name = match node.level {
                Level::Measure => return None,
                level => self.session.words.l10n.level(level),
            };
            let said = [
                ("level", Value::from(name)),
                ("address", Value::from(self.plan.address(*id))),
                ("title", Value::from(node.title.clone())),
                ("share", Value::from(self.share_sentence(Scope::Node(*id)))),
            ];
            Some(self.session.words.with("plain-goal", &said))
        };
        goals.iter().filter_map(line).collect()
    }

    fn by_performer(&self) -> Vec<String> {
        let line = |(id, name): (PerformerId, String)| {
            let said = [
                ("name", Value::from(name)),
                ("share", Value::from(self.share_sentence(Scope::Performer(Some(id))))),
            ];
            self.session.words.with("plain-performer", &said)
        };
        self.plan.performers().map(|(id, performer)| line((id, performer.name.clone()))).collect()
    }

    fn by_quarter(&self) -> Vec<String> {
        let words = &self.session.words;
        let line = |quarter: Quarter| {
            let [done, owed, share] = self.share(Scope::Plan, quarter).1;
            let named = ("quarter", Value::from(words.quarter(quarter)));
            words.with("plain-quarter", &[named, done, owed, share])
        };
        self.plan.period().quarters().map(line).collect()
    }

    pub(super) fn check(&mut self, waiting: &mut Option<String>) -> Result<Then, Failure> {
        let findings = self.plan.findings(self.quarter, self.session.as_of()?);
        let open = findings.iter().filter(|finding| finding.accepted.is_none());
        let line = |finding| {
            let text = check::message(&self.session.words, &self.plan, finding);
            let address = self.plan.subject_address(finding.subject);
            if address.is_empty() { text } else { format!("{address}: {text}") }
        };
        let lines: Vec<String> = open.map(line).collect();
        if let Some(flagged) = check::flagged(&self.session.words, &self.plan, Some(self.quarter)) {
            self.paper.say(&flagged)?;
        }
        if lines.is_empty() {
            return self.say("plain-nothing-open");
        }
        self.list(&lines, waiting)
    }
}
