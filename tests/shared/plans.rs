//! Plans for tests of the store, and pseudo-random numbers with a fixed seed.

use kvartal::domain::{
    Change, ChangeId, Comparator, Edit, Fact, FactValue, Header, Indicator, IndicatorId, Level, Node, NodeId,
    Number, Origin, Plan, PlanId, Quarter, Record, RecordKey, Span, Summary, Target, TargetValue, Verb,
    order::Order,
};

/// How many measures each plan has.
pub const MEASURES: u128 = 20;

/// The only quarter.
pub fn quarter() -> Quarter {
    Quarter::new(2023, 4).unwrap()
}

/// A change.
pub fn change(id: u128, plan: PlanId, edits: Vec<Edit>) -> Change {
    Change {
        id: ChangeId(id),
        plan,
        author: "a".to_owned(),
        at: 1,
        origin: Origin::Command,
        summary: Summary::new(Verb::SetFact, "1"),
        edits,
        guards: Vec::new(),
    }
}

fn made(key: RecordKey, record: Record) -> Edit {
    Edit { key, before: None, after: Some(record) }
}

/// The change that creates a plan.
pub fn create(plan: PlanId) -> Change {
    let header = Header {
        slug: format!("plan-{}", plan.0),
        title: "t".to_owned(),
        organisation: "o".to_owned(),
        organisation_genitive: None,
        period: Span::single(quarter()),
        form: None,
        preamble: Vec::new(),
        approval: None,
        signatures: Vec::new(),
        year_start: 1,
        archived: false,
    };
    let mut edits = vec![made(RecordKey::Header, Record::from(header))];
    for n in 0..MEASURES {
        let node = Node {
            level: Level::Measure,
            parent: None,
            order: Order::spread(n as usize + 1).pop().unwrap(),
            code: Some(n.to_string()),
            title: "m".repeat(80),
            objective: None,
            performers: Vec::new(),
            term: None,
            shares: Vec::new(),
            source: None,
        };
        let indicator = Indicator {
            measure: NodeId(n),
            order: Order::middle(),
            name: "i".to_owned(),
            unit: None,
            comparator: Comparator::AtLeast,
            aggregation: Default::default(),
            target_aggregation: None,
            baseline: None,
            counts: true,
            about: Default::default(),
            source: None,
        };
        let target = Target { value: TargetValue::Number(Number::from(5)), raw: "5".to_owned() };
        edits.push(made(RecordKey::Node(NodeId(n)), Record::from(node)));
        edits.push(made(RecordKey::Indicator(IndicatorId(n)), Record::from(indicator)));
        let key = RecordKey::Target(IndicatorId(n), Span::single(quarter()), None);
        edits.push(made(key, Record::from(target)));
    }
    change(plan.0 << 100, plan, edits)
}

/// The fact contains the number of its change, so that a stored plan shows which change was committed last.
pub fn set_fact(plan: &Plan) -> Change {
    let seq = plan.seq() + 1;
    let key = RecordKey::Fact(IndicatorId(u128::from(seq) % MEASURES), quarter(), None);
    let value = FactValue::Number(Number::from(seq as u32));
    let fact = Record::from(Fact { value, raw: seq.to_string(), note: String::new() });
    let edit = Edit { key, before: plan.record(&key), after: Some(fact) };
    change((plan.id().0 << 100) | u128::from(seq), plan.id(), vec![edit])
}

/// A pseudo-random generator.
#[derive(Clone, Copy, Debug)]
pub struct Random(pub u64);

impl Random {
    /// The next number below a limit.
    #[allow(dead_code)]
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}
