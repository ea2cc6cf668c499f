//! Plans of a realistic shape in any size: ten to forty children of a node, four quarters, performers, targets of
//! several kinds, facts in past quarters.

use kvartal::domain::{
    Aggregation, Comparator, Fact, FactValue, Header, IdSource, Indicator, IndicatorId, Level, Node, NodeId,
    Number, Performer, PerformerId, PerformerRef, Quarter, Record, RecordKey, Span, Target, TargetValue,
    Term, TermKind, order::Order,
};

/// How many performers a plan names.
const PERFORMERS: usize = 20;

/// The outline of a plan: how many goals, how many tasks to each, and so on down to the measures.
#[derive(Clone, Copy)]
pub struct Shape {
    /// The number of children at each level from the top; the last level is that of the measures.
    pub fans: &'static [usize],
    /// The number of quarters (of four) that have facts.
    pub reported: usize,
}

impl Shape {
    /// The number of measures, which is also that of indicators.
    pub fn measures(self) -> usize {
        self.fans.iter().product()
    }

    /// Every record of the plan; those of the measures are created lazily.
    pub fn records(self, slug: &str) -> impl Iterator<Item = (RecordKey, Record)> + use<> {
        let header = (RecordKey::Header, Record::from(header(slug)));
        let performers = (0..PERFORMERS).map(|i| {
            let name = format!("Відділ організації роботи № {i}");
            (RecordKey::Performer(performer(i)), Record::from(Performer { name, ..Performer::default() }))
        });
        let mut above = Vec::new();
        let mut parents = vec![(None, String::new())];
        let depth = self.fans.len() - 1;
        let fan = self.fans[depth];
        for (level, &fan) in self.fans[..depth].iter().enumerate() {
            let places = Order::spread(fan);
            let mut next = Vec::with_capacity(parents.len() * fan);
            for (parent, code) in &parents {
                for (i, order) in places.iter().enumerate() {
                    let id = NodeId(id(1 + level as u128, next.len()));
                    let code = format!("{code}{}.", i + 1);
                    let title = format!("Забезпечення доступу до безоплатної правничої допомоги, {code}");
                    let node = node(Level::ALL[level], *parent, order, &code, title);
                    above.push((RecordKey::Node(id), Record::from(node)));
                    next.push((Some(id), code));
                }
            }
            parents = next;
        }
        let places = Order::spread(fan);
        let measures = (0..self.measures()).flat_map(move |n| {
            let (parent, code) = &parents[n / fan];
            let code = format!("{code}{}", n % fan + 1);
            measure(n, *parent, &places[n % fan], &code, self.reported)
        });
        std::iter::once(header).chain(performers).chain(above).chain(measures)
    }
}

/// The indicator of the n-th measure.
pub fn indicator(n: usize) -> IndicatorId {
    IndicatorId(id(10, n))
}

/// The four quarters of the plans, counted from 0.
pub fn quarter(i: usize) -> Quarter {
    Quarter::new(2026, i as u8 + 1).unwrap()
}

/// A fact of a number.
pub fn fact(value: u32) -> Record {
    let number = FactValue::Number(Number::from(value));
    Record::from(Fact { value: number, raw: value.to_string(), note: String::new() })
}

/// The value that the n-th measure reported in the i-th quarter.
pub fn reported(n: usize, i: usize) -> u32 {
    ((n + i) % 7) as u32
}

/// Ids that are scattered like random ones, and the same in each run.
fn id(kind: u128, n: usize) -> u128 {
    IdSource::new((kind << 64) | n as u128).draw()
}

fn performer(i: usize) -> PerformerId {
    PerformerId(id(20, i % PERFORMERS))
}

fn header(slug: &str) -> Header {
    Header {
        slug: slug.to_owned(),
        title: format!("План заходів на 2026 рік, {slug}"),
        organisation: "Регіональний центр з надання безоплатної правничої допомоги".to_owned(),
        organisation_genitive: None,
        period: Span::new(quarter(0), quarter(3)).unwrap(),
        form: None,
        preamble: Vec::new(),
        approval: None,
        signatures: Vec::new(),
        year_start: 1,
        archived: false,
    }
}

fn node(level: Level, parent: Option<NodeId>, order: &Order, code: &str, title: String) -> Node {
    Node {
        level,
        parent,
        order: order.clone(),
        code: Some(code.to_owned()),
        title,
        objective: None,
        performers: Vec::new(),
        term: None,
        shares: Vec::new(),
        source: None,
    }
}

fn measure(
    n: usize,
    parent: Option<NodeId>,
    order: &Order,
    code: &str,
    reported_in: usize,
) -> Vec<(RecordKey, Record)> {
    let of = NodeId(id(9, n));
    let title = format!("Проведення правопросвітницьких заходів для громади № {n}");
    let who = (0..=n % 2).map(|i| PerformerRef { id: performer(n + i), by_consent: false });
    let node = Node {
        performers: who.collect(),
        term: Some(Term { kind: TermKind::Ongoing, raw: "протягом року".to_owned() }),
        ..node(Level::Measure, parent, order, code, title)
    };
    let judged = Indicator {
        measure: of,
        order: Order::middle(),
        name: "кількість проведених заходів".to_owned(),
        unit: Some(["заходів", "осіб", "%"][n % 3].to_owned()),
        comparator: Comparator::AtLeast,
        aggregation: Aggregation::Sum,
        target_aggregation: None,
        baseline: None,
        counts: true,
        about: [].into(),
        source: None,
    };
    let mut records = vec![
        (RecordKey::Node(of), Record::from(node)),
        (RecordKey::Indicator(indicator(n)), Record::from(judged)),
    ];
    for i in 0..4 {
        let (value, raw) = match n % 12 {
            5 => (TargetValue::Condition, "за потреби".to_owned()),
            11 => (TargetValue::Deed, String::new()),
            _ => (TargetValue::Number(Number::from((n % 9) as u32 + 1)), (n % 9 + 1).to_string()),
        };
        let key = RecordKey::Target(indicator(n), Span::single(quarter(i)), None);
        records.push((key, Record::from(Target { value, raw })));
    }
    for i in 0..reported_in {
        let key = RecordKey::Fact(indicator(n), quarter(i), None);
        records.push((key, fact(reported(n, i))));
    }
    records
}
