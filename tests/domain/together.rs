//! Two people at once: both decide on the same state of the plan, and the second change is applied after the first.
//! Changes of different records never conflict.

use kvartal::domain::{
    Change, Command, EvidenceFields, EvidenceLink, FactValue, IndicatorFields, IndicatorId, Level, NodeId,
    NodePatch, Number, PerformerId, Plan, PlanId, RecordKey, SetFact, SiblingPlace, Stage, Subject, adjust,
    decide,
};

use super::steps::{context, header, quarter};

/// Two goals with a measure each; the first measure has two performers and two indicators.
struct Desk {
    plan: Plan,
    goals: [NodeId; 2],
    measures: [NodeId; 2],
    indicators: Vec<IndicatorId>,
    performers: Vec<PerformerId>,
    next: u128,
}

impl Desk {
    fn new() -> Self {
        let plan = Plan::empty(PlanId(1));
        let (none, mut next) = (NodeId(0), 1);
        let mut desk = Self {
            plan,
            goals: [none; 2],
            measures: [none; 2],
            indicators: Vec::new(),
            performers: Vec::new(),
            next: 1 << 64,
        };
        let mut run = |desk: &mut Self, command: Command| {
            next += 1;
            let change = decide(&desk.plan, &command, &mut context(next)).unwrap();
            desk.plan.apply(&change);
            change.edits.iter().find_map(|edit| match edit.key {
                RecordKey::Node(id) => Some(id),
                _ => None,
            })
        };
        run(&mut desk, Command::CreatePlan(header()));
        for at in 0..2 {
            let add = |level, parent, title: &str| Command::AddNode {
                level,
                parent,
                place: SiblingPlace::Last,
                code: None,
                title: title.to_owned(),
            };
            desk.goals[at] = run(&mut desk, add(Level::Goal, None, "Ціль")).unwrap();
            let goal = desk.goals[at];
            desk.measures[at] = run(&mut desk, add(Level::Measure, Some(goal), "Захід")).unwrap();
        }
        let first = desk.measures[0];
        for name in ["заходів", "учасників"] {
            let fields = IndicatorFields { name: name.to_owned(), ..IndicatorFields::default() };
            run(&mut desk, Command::AddIndicator(first, Box::new(fields)));
        }
        let performers = Some(vec![("А".to_owned(), false), ("Б".to_owned(), false)]);
        let patch = NodePatch { performers, ..NodePatch::default() };
        run(&mut desk, Command::EditNode(first, Box::new(patch)));
        desk.indicators = desk.plan.indicators(first).map(|(id, _)| id).collect();
        desk.performers = ["А", "Б"].iter().map(|name| desk.plan.performer_named(name).unwrap()).collect();
        desk
    }

    /// A change that somebody decides on the present plan.
    fn decide(&mut self, command: &Command) -> Change {
        self.next += 1 << 32;
        decide(&self.plan, command, &mut context(self.next)).unwrap()
    }

    fn fact(&self, at: usize, performer: Option<usize>, value: u32) -> Command {
        Command::SetFact(SetFact {
            subject: Subject::Indicator(self.indicators[at]),
            quarter: quarter("2025Q1"),
            performer: performer.map(|at| self.performers[at]),
            value: Some((FactValue::Number(Number::from(value)), value.to_string())),
            note: None,
            unit: None,
        })
    }

    fn total(&self, at: usize) -> Option<FactValue> {
        self.plan.fact(self.indicators[at], quarter("2025Q1"), None).map(|fact| fact.value.clone())
    }
}

fn title(id: NodeId, title: &str) -> Command {
    let patch = NodePatch { title: Some(title.to_owned()), ..NodePatch::default() };
    Command::EditNode(id, Box::new(patch))
}

fn evidence(measure: NodeId, text: &str) -> Command {
    Command::AddEvidence(Box::new(EvidenceFields {
        dates: vec![jiff::civil::date(2025, 2, 3)],
        text: text.to_owned(),
        links: vec![EvidenceLink { measure, count: None }],
        ..EvidenceFields::default()
    }))
}

#[test]
fn different_records_never_collide() {
    let desk = Desk::new();
    let [goal, other] = desk.goals;
    let [measure, _] = desk.measures;
    let under = |parent: NodeId, title: &str| Command::AddNode {
        level: Level::Measure,
        parent: Some(parent),
        place: SiblingPlace::Last,
        code: None,
        title: title.to_owned(),
    };
    let moved =
        Command::MoveNode { node: measure, parent: Some(other), place: SiblingPlace::Last, level: None };
    let pairs = [
        ("two facts", desk.fact(0, None, 3), desk.fact(1, None, 4)),
        ("a fact and a title", desk.fact(0, None, 3), title(measure, "Інша назва")),
        ("two new measures under one goal", under(goal, "Перший"), under(goal, "Другий")),
        ("a new measure and the goal's title", under(goal, "Перший"), title(goal, "Інша ціль")),
        ("a move and the title of where it goes", moved.clone(), title(other, "Інша ціль")),
        ("a move and a fact of what moves", moved, desk.fact(0, None, 3)),
        ("two pieces of evidence", evidence(measure, "семінар"), evidence(measure, "лекція")),
        ("evidence and a title", evidence(measure, "семінар"), title(measure, "Інша назва")),
    ];
    for (what, one, two) in pairs {
        for (first, second) in [(&one, &two), (&two, &one)] {
            let mut desk = Desk::new();
            let (first, second) = (desk.decide(first), desk.decide(second));
            desk.plan.apply(&first);
            assert_eq!(desk.plan.check(&second), Ok(()), "{what}");
        }
    }
}

#[test]
fn what_would_break_the_outline_collides() {
    let mut desk = Desk::new();
    let [goal, other] = desk.goals;
    let task = |parent| Command::MoveNode {
        node: parent,
        parent: None,
        place: SiblingPlace::Last,
        level: Some(Level::Task),
    };
    for id in [goal, other] {
        let change = desk.decide(&task(id));
        desk.plan.apply(&change);
    }
    // Their levels do not allow them under each other, so each becomes a subtask when it is moved.
    let below = |node, parent| Command::MoveNode {
        node,
        parent: Some(parent),
        place: SiblingPlace::Last,
        level: Some(Level::Subtask),
    };
    let (first, second) = (desk.decide(&below(goal, other)), desk.decide(&below(other, goal)));
    desk.plan.apply(&first);
    assert!(desk.plan.check(&second).is_err(), "one under the other and the other under the one");
    let step = Command::StepClosing {
        quarter: quarter("2025Q1"),
        to: Stage::Closed,
        reason: String::new(),
        as_of: quarter("2025Q1").last_day(),
    };
    let (close, late) = (desk.decide(&step), desk.decide(&desk.fact(0, None, 7)));
    desk.plan.apply(&close);
    assert!(desk.plan.check(&late).is_err(), "the quarter was closed meanwhile");
}

#[test]
fn each_performer_enters_his_own_part_and_the_total_follows_both() {
    let mut desk = Desk::new();
    let (first, second) = (desk.fact(0, Some(0), 3), desk.fact(0, Some(1), 4));
    let (first, second) = (desk.decide(&first), desk.decide(&second));
    desk.plan.apply(&first);
    let found = desk.plan.check(&second).unwrap_err();
    let adjusted = adjust(&second, &desk.plan, &found).unwrap();
    assert_eq!(desk.plan.check(&adjusted), Ok(()));
    assert_eq!((adjusted.id, &adjusted.author, adjusted.at), (second.id, &second.author, second.at));
    desk.plan.apply(&adjusted);
    assert_eq!(desk.total(0), Some(FactValue::Number(Number::from(7))));
    // People have to choose between two values of the same part, and of a total that somebody typed.
    let same = desk.decide(&desk.fact(0, Some(0), 9));
    let typed = desk.decide(&desk.fact(0, None, 50));
    let meanwhile = desk.decide(&desk.fact(0, Some(0), 8));
    desk.plan.apply(&meanwhile);
    for change in [same, typed] {
        let found = desk.plan.check(&change).unwrap_err();
        assert_eq!(adjust(&change, &desk.plan, &found), None);
    }
}
