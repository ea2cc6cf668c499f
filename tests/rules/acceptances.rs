//! An acceptance lapses exactly when one of the figures changes that it was given for.

use kvartal::domain::{
    Command, Context, FactValue, Finding, FindingKind, IdSource, IndicatorPatch, Number, Plan, SetFact,
    SetTarget, Span, Subject, Target, TargetValue, decide,
};
use serde_json::{Value, json};

use super::small_plans::{day, in_quarter, measure, part, plan, quarter};

struct Desk {
    plan: Plan,
    context: Context,
}

impl Desk {
    fn of_two(values: &[Value]) -> Self {
        let mut one = measure(values);
        one["performers"] = json!([{"name": "Відділ А"}, {"name": "Відділ Б"}]);
        let context = Context { author: "olena".into(), at: 0, ids: IdSource::new(70) };
        Self { plan: plan(&[one]), context }
    }

    fn run(&mut self, command: &Command) {
        let change = decide(&self.plan, command, &mut self.context).unwrap();
        self.plan.apply(&change);
    }

    fn subject(&self) -> Subject {
        let measure = self.plan.measures().next().unwrap().0;
        Subject::Indicator(self.plan.indicators(measure).next().unwrap().0)
    }

    fn accept(&mut self, kind: FindingKind) {
        let subject = self.subject();
        self.run(&Command::AcceptFinding(kind, subject, quarter("2026Q1"), Some("різне".into())));
        assert!(self.finding(kind).accepted.is_some());
    }

    fn finding(&self, kind: FindingKind) -> Finding {
        let found = self.plan.findings(quarter("2026Q1"), day("2026-04-20"));
        found.into_iter().find(|finding| finding.kind() == kind).unwrap()
    }

    fn set(&mut self, who: &str, value: FactValue) {
        let performer = self.plan.performers().find(|(_, one)| one.name == who).map(|(id, _)| id);
        self.run(&Command::SetFact(SetFact {
            subject: self.subject(),
            quarter: quarter("2026Q1"),
            performer,
            value: Some((value, String::new())),
            note: None,
            unit: None,
        }));
    }

    fn plan_for(&mut self, who: &str, number: u32) {
        let performer = self.plan.performers().find(|(_, one)| one.name == who).map(|(id, _)| id);
        self.run(&Command::SetTarget(SetTarget {
            subject: self.subject(),
            span: Span::single(quarter("2026Q1")),
            performer,
            target: Some(Target { value: TargetValue::Number(number.into()), raw: String::new() }),
            says: IndicatorPatch::default(),
        }));
    }
}

fn compound(numbers: [u32; 2]) -> FactValue {
    FactValue::Compound(numbers.map(Number::from).to_vec())
}

#[test]
fn parts_that_change_though_their_sum_stays_open_a_split_again() {
    let kind = FindingKind::SplitDiffers;
    let mut desk = Desk::of_two(&[
        in_quarter("2026Q1", "", "5/6"),
        part("2026Q1", "Відділ А", "", "1/2"),
        part("2026Q1", "Відділ Б", "", "3/5"),
    ]);
    desk.accept(kind);
    desk.set("Відділ А", compound([2, 2]));
    desk.set("Відділ Б", compound([2, 5]));
    let open = desk.finding(kind);
    assert!(open.accepted.is_none() && open.lapsed.is_some());
    desk.set("Відділ А", compound([1, 2]));
    desk.set("Відділ Б", compound([3, 5]));
    assert!(desk.finding(kind).accepted.is_some(), "as it was when it was accepted");

    let mut desk = Desk::of_two(&[
        in_quarter("2026Q1", "", "9"),
        part("2026Q1", "Відділ А", "", "3"),
        part("2026Q1", "Відділ Б", "", "4"),
    ]);
    desk.accept(kind);
    desk.set("Відділ А", FactValue::Number(4.into()));
    desk.set("Відділ Б", FactValue::Number(3.into()));
    assert!(desk.finding(kind).lapsed.is_some());
}

#[test]
fn parts_of_targets_are_figures_of_their_split() {
    let kind = FindingKind::SplitDiffers;
    let mut desk = Desk::of_two(&[
        in_quarter("2026Q1", "11", ""),
        part("2026Q1", "Відділ А", "6", ""),
        part("2026Q1", "Відділ Б", "4", ""),
    ]);
    desk.accept(kind);
    desk.plan_for("Відділ А", 8);
    assert!(desk.finding(kind).lapsed.is_some());
    desk.plan_for("Відділ А", 6);
    assert!(desk.finding(kind).accepted.is_some());
}

#[test]
fn parts_without_a_total_are_figures_of_what_is_missing() {
    let kind = FindingKind::TotalMissing;
    let mut one = measure(&[part("2026Q1", "Відділ А", "", "80"), part("2026Q1", "Відділ Б", "", "90")]);
    one["performers"] = json!([{"name": "Відділ А"}, {"name": "Відділ Б"}]);
    one["indicators"][0]["unit"] = json!("%");
    one["indicators"][0]["aggregation"] = json!("mean");
    let context = Context { author: "olena".into(), at: 0, ids: IdSource::new(70) };
    let mut desk = Desk { plan: plan(&[one]), context };
    desk.accept(kind);
    desk.set("Відділ А", FactValue::Number(70.into()));
    assert!(desk.finding(kind).lapsed.is_some());
}

/// A finding about the total is none about how it is split.
#[test]
fn parts_are_no_figures_of_a_note() {
    let kind = FindingKind::NoteOwed;
    let mut desk = Desk::of_two(&[
        in_quarter("2026Q1", "10", "8"),
        part("2026Q1", "Відділ А", "", "3"),
        part("2026Q1", "Відділ Б", "", "4"),
    ]);
    desk.accept(kind);
    desk.set("Відділ А", FactValue::Number(4.into()));
    assert!(desk.finding(kind).accepted.is_some());
    desk.set("", FactValue::Number(9.into()));
    assert!(desk.finding(kind).lapsed.is_some());
}
