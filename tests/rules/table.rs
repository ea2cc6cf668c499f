//! A table of indicators: the targets and facts of each, and its figures on some days.
//!
//! A row is `rule unit term | values | looks`. A value is `span=target>fact`, followed by `!` where it has a note. A
//! look is `span day: figures`; days of the next year begin with `+`.

use jiff::civil::Date;
use kvartal::domain::{DebtState, Plan, Scope, Span, Status};
use serde_json::{Value, json};

use super::small_plans::{amount, day, findings, measure, plan, quarter};

/// Kinds of targets in one quarter; what is owed at once, and what after its end.
const ONE_QUARTER: &str = "
at_least | Q1=16>20 | Q1 04-10: exceeded mean=125.0 capped=100.0 weighted=125.0 share=100.0
at_least | Q1=8>8 | Q1 04-10: met mean=100.0
at_least | Q1=12>9 | Q1 04-10: partial mean=75.0 notes=1 overdue=1; Q1 03-31: partial notes=1
at_least | Q1=4>0 | Q1 03-31: not_started mean=0.0 notes=1; Q1 04-01: not_started notes=1 overdue=1
at_least | Q1=6> | Q1 03-31: not_reported; Q1 04-01: not_reported mean=0.0 notes=1 overdue=1 share=0.0
at_most | Q1=6>4 | Q1 04-10: exceeded mean=150.0 capped=100.0
at_most | Q1=6>6 | Q1 04-10: met mean=100.0
at_most | Q1=6>8 | Q1 04-10: partial mean=75.0 notes=1 overdue=1
at_least | Q1=0>0 | Q1 04-10: met mean=none
at_least | Q1=0>2 | Q1 04-10: exceeded mean=none
at_most | Q1=0>0 | Q1 04-10: met mean=none
at_most | Q1=0>3 | Q1 04-10: partial mean=none notes=1 overdue=1
equal | Q1=5>4 | Q1 04-10: partial mean=80.0 notes=1 overdue=1
equal | Q1=5>0 | Q1 04-10: not_started mean=0.0 notes=1 overdue=1
equal | Q1=10000>10001 | Q1 04-10: partial mean=99.9 notes=1 overdue=1
between | Q1=30/50>30 | Q1 04-10: met mean=none
between | Q1=30/50>51 | Q1 04-10: partial notes=1 overdue=1
within | Q1=40/5>35 | Q1 04-10: met
within | Q1=40/5>46 | Q1 04-10: partial notes=1 overdue=1
at_least | Q1=12/120>15/130 | Q1 04-10: exceeded mean=none
at_least | Q1=12/120>12/90 | Q1 04-10: partial notes=1 overdue=1
at_least | Q1=12/120>0/120 | Q1 04-10: not_started notes=1 overdue=1
at_least | Q1=condition> | Q1 04-10: conditional share=none kinds=
at_least | Q1=condition>no_occasion | Q1 04-10: conditional_reported kinds=
at_least | Q1=deed>1 | Q1 04-10: deed_done
at_least | Q1=deed>text | Q1 03-31: deed_pending; Q1 04-10: deed_pending notes=1 overdue=1
at_least | Q1=deed>0 | Q1 04-10: deed_pending notes=1 overdue=1
at_least | Q1=d:2026-03-10>d:2026-03-10 | Q1 04-10: met
at_least | Q1=d:2026-03-10> | Q1 03-31: not_reported overdue=1; Q1 04-01: not_reported notes=1 overdue=1
at_least | Q1=d:2026-03-01>d:2026-03-05 | Q1 04-10: done_late share=100.0 kinds=
at_least | Q1=7>text | Q1 03-20: partial mean=0.0 notes=1 kinds=words_for_number+note_owed
at_least | Q1=>5 | Q1 04-10: unplanned_reported share=none
at_least | Q1=0.2>0.3 | Q1 04-10: exceeded mean=150.0
mean % | Q1=92.5>92.4 | Q1 04-10: partial mean=99.9 notes=1 overdue=1
at_least | Q1=10000>9999 | Q1 04-10: partial capped=99.9 share=0.0 notes=1 overdue=1
at_least | Q1=7>1 | Q1 04-10: partial mean=14.3 notes=1 overdue=1
last °C | Q1=-5>-3 | Q1 04-10: exceeded mean=none
last °C | Q1=-5>-8 | Q1 04-10: partial mean=none notes=1 overdue=1
at_least | Q1=10>-3 | Q1 03-20: partial mean=0.0 notes=1 kinds=note_owed+negative
mean % | Q1=1>-3 | Q1 03-20: partial mean=0.0 notes=1 kinds=note_owed
mean % | Q1=90>s:45/50 | Q1 04-10: met mean=100.0 fact=90
mean % | Q1=90>s:40/50 | Q1 04-10: partial mean=88.9 notes=1 overdue=1
at_least term=2026-02-15 | Q1=5>3 | Q1 02-15: partial notes=1; Q1 02-16: partial notes=1 overdue=1
at_least term=2026-02-15 | Q1=5>3! | Q1 02-16: partial
";

/// Obligations are owed in the due quarter only; debts.
const DUE: &str = "
at_least term=2026-02-15 | Q1=10>6 | Q1 02-16: partial overdue=1 notes=1; Q2 05-01: not_planned open=1
at_least | Q1=5>2 | Q1 04-01: partial overdue=1 notes=1 list=Q1:open:03-31
at_least term=2026-11-30 | Q1=3>3 Q2=3>0 Q3=3> Q4=3>3 | Q1 +02-01: met; Q2 08-01: not_started notes=1 overdue=1; \
    Q2 +02-01: not_started; Q3 10-01: not_reported notes=1 overdue=1 settled=1; Q4 12-01: met settled=1 open=1
at_least term=2026-01..2026-08 | Q1-Q4=12> Q1=>4 Q2=>4 Q3=>3 | Q2 07-05: in_progress pace=on; \
    Q3 08-31: partial; Q3 10-05: partial overdue=1 notes=1; Q4 +02-01: not_planned open=1 list=Q3:open:08-31
at_least | Q1-Q4=d:2026-05-20> Q2=>d:2026-05-18 | Q1 04-05: in_progress; Q2 07-05: met; Q4 +02-01: not_planned
at_least term=2026-02..2026-05 | Q1-Q4=deed> | Q1 +02-01: in_progress; Q2 +02-01: deed_pending notes=1 overdue=1; \
    Q3 +02-01: not_planned open=1 list=Q2:open:05-31
at_least | Q1-Q4=deed> | Q3 10-05: in_progress; Q4 12-31: deed_pending; Q4 +01-05: deed_pending notes=1 overdue=1
at_least term=2026-02..2026-05 | Q1-Q4=deed> Q3=>done | Q2 +02-01: done_late share=100.0; Q3 +02-01: not_planned \
    settled=1 list=Q2:settled:05-31
at_least term=2026-04..2026-06 | Q1-Q4=deed> Q2=>done Q4=>2 | Q1 +02-01: not_planned; Q2 +02-01: deed_done; \
    Q3 +02-01: not_planned; Q4 +02-01: unplanned_reported
at_least | Q1=5>2 Q2=5>8 | Q1 03-31: partial notes=1; Q1 08-01: partial; \
    Q2 08-01: exceeded settled=1 list=Q1:settled:03-31
at_least | Q1=5>2 Q2=5>4 | Q2 08-01: partial settled=1 notes=1 overdue=1 list=Q1:settled:03-31+Q2:open:06-30
at_least | Q1=5>2! | Q1 04-10: partial; Q2 07-05: not_planned explained=1 list=Q1:explained:03-31
at_most | Q1=5>8 Q2=5>1 | Q2 08-01: exceeded open=1 list=Q1:open:03-31
mean % | Q1=90>80 Q2=90>100 | Q2 08-01: exceeded open=1 list=Q1:open:03-31
at_least | Q1=10>7 Q2=condition>3 | Q2 08-01: conditional_reported open=1 list=Q1:open:03-31
";

/// Longer targets that are in progress.
const PACE: &str = "
at_least | Q1-Q4=12> Q1=>3 Q2=>3 | Q2 07-05: in_progress pace=on kinds=
at_least | Q1-Q4=12> Q1=>3 Q2=>2 | Q2 07-05: in_progress pace=behind kinds=behind_pace
at_least | Q1-Q4=12> Q1=>4 Q2=>3 | Q2 07-05: in_progress pace=ahead kinds=
at_least | Q1-Q4=12> Q1=>3 | Q2 05-20: in_progress pace=on; Q2 06-30: in_progress pace=behind
at_least | Q1-Q4=100> Q1=20>25 Q2=30>30 Q3=25> Q4=25> | Q2 07-05: met pace=ahead
at_least | Q1-Q4=100> Q1=40>40 Q2=40>35 Q3=10> Q4=10> | Q2 07-05: partial pace=behind notes=1 overdue=1
at_least | Q1-Q3=9> Q1=>3 Q2=>3 | Q2 07-05: in_progress pace=on; Q3 10-05: partial notes=1 overdue=1
at_most | Q1-Q4=40> Q1=>50 | Q1 02-01: in_progress pace=broken kinds=limit_broken; Q3 10-05: in_progress pace=broken
at_most | Q1-Q4=40> Q1=>40 | Q1 04-05: in_progress pace=on kinds=
max at_most | Q1-Q4=9> Q1=>10 | Q2 05-05: in_progress pace=broken kinds=limit_broken
last | Q1-Q4=10> Q1=>12 Q2=>9 | Q2 07-05: in_progress pace=behind kinds=behind_pace
last | Q1-Q4=10> Q1=>2 Q2=>10 | Q2 07-05: in_progress pace=on
mean % | Q1-Q4=90> Q1=>80 Q2=>100 | Q2 07-05: in_progress pace=on
mean % | Q1-Q4=90> Q1=>80 Q2=>90 | Q2 07-05: in_progress pace=behind kinds=behind_pace
mean % | Q1-Q4=90> Q1=>s:45/50 Q2=>s:20/50 | Q3 08-20: in_progress pace=behind
mean % | Q1-Q4=90> Q1=>s:45/50 Q2=>80 | Q2 08-20: in_progress pace= kinds=share_incomplete
at_least | Q1-Q4=25/250> Q1=>6/60 | Q1 04-05: in_progress pace=
at_least | Q1-Q4=12> Q1=condition>9 | Q1 04-05: conditional_reported pace=behind
equal | Q1-Q4=12> Q1=>13 | Q1 02-01: in_progress pace=broken
within | Q1-Q4=12/2> Q1=>3 | Q1 04-05: in_progress pace=ahead
";

/// Several quarters as one.
const LONGER: &str = "
at_least | Q1=10>5 Q2=10>10 Q3=10>15 Q4=10>10 | Q1-Q4 +02-01: met target=40 fact=40 share=100.0
at_least | Q1=10>5! Q2=10>15 Q3=10>10 Q4=10>10 | Q1-Q4 +02-01: met
at_least | Q1-Q4=12> Q1=>3 Q2=>3 Q3=>3 Q4=>3 | Q1-Q4 +02-01: met target=12 fact=12; Q4 +02-01: met
at_least | Q1-Q4=12> Q1=>3 Q2=>3 | Q1-Q4 08-20: in_progress pace=on; Q1-Q4 +02-01: partial target=12 fact=6 \
    overdue=1 notes=1
at_least | Q1-Q4=12> | Q1-Q4 +02-01: not_reported overdue=1 notes=1
last | Q1-Q4=10> Q1=>10 | Q4 +02-01: not_reported fact=0 overdue=1 notes=1; Q1-Q4 +02-01: not_reported overdue=1 notes=1
last | Q1-Q4=10> Q1=>3 Q2=>5 Q3=>7 Q4=>9 | Q4 +02-01: partial mean=90.0 overdue=1 notes=1
mean % | Q1=90>80 Q2=90>100 Q3=90> Q4=90> | Q1-Q4 +02-01: not_reported target=90 fact=0 overdue=1 notes=1
mean % | Q1-Q4=85> Q1=>80 Q2=>90 Q3=>100 Q4=>70 | Q4 +02-01: met fact=85; Q1-Q4 +02-01: met
max | Q1-Q4=10> Q2=>12 | Q1-Q4 +02-01: exceeded
max | Q1-Q4=10> Q1=>9 | Q1-Q4 +02-01: partial mean=90.0 overdue=1 notes=1
max at_most | Q1-Q4=10> Q1=>8 Q3=>7 Q4=>9 | Q1-Q4 +02-01: not_reported overdue=1 notes=1
max at_most | Q1-Q4=10> Q1=>8 Q2=>12 Q4=>9 | Q1-Q4 +02-01: partial overdue=1 notes=1
at_most | Q1-Q4=40> Q1=>50 | Q1-Q4 05-10: in_progress pace=broken; Q1-Q4 +02-01: partial mean=80.0 overdue=1 notes=1
mean % | Q1=50>s:45/50 Q2=50>s:10/100 | Q1-Q2 07-05: partial mean=73.3 overdue=1 notes=1
at_least | Q1=10>7 Q2=condition>3 | Q1-Q2 08-01: partial target=10 fact=7 overdue=1 notes=1
at_least | Q1=25/250>25/250 Q2=25/250>20/260 | Q1-Q2 08-01: partial overdue=1 notes=1
at_least term=2026-02..2026-05 | Q1-Q4=deed> | Q1-Q4 +02-01: deed_pending overdue=1 notes=1
at_least term=2026-02..2026-05 | Q1-Q4=deed> Q3=>done | Q1-Q4 +02-01: done_late share=100.0
at_least % | Q1=60>50 Q2=60>55 | Q1-Q2 08-01: not_reported fact=0 overdue=1 notes=1
between | Q1-Q2=8/12> Q1=>5 Q2=>4 | Q1-Q2 07-01: met; Q2 07-01: met
within | Q1-Q3=10/2> Q1=>5 Q2=>4 Q3=>4 | Q1-Q3 10-01: partial overdue=1 notes=1
equal | Q2-Q4=6> Q2=>2 Q3=>2 Q4=>2 | Q2-Q4 +01-01: met
";

#[test]
fn one_quarter() {
    look_at(ONE_QUARTER);
}

#[test]
fn the_due_quarter_and_debts() {
    look_at(DUE);
}

#[test]
fn the_pace_of_longer_targets() {
    look_at(PACE);
}

#[test]
fn several_quarters_as_one() {
    look_at(LONGER);
}

fn look_at(table: &str) {
    let rows: Vec<&str> = table.lines().filter(|row| !row.is_empty()).collect();
    let mut wrong = Vec::new();
    for row in &rows {
        let [head, values, looks] = row.split('|').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let plan = plan(&[one(head.trim(), values.trim())]);
        for look in looks.split(';') {
            let (at, figures) = look.trim().split_once(": ").unwrap();
            let (at, on) = at.split_once(' ').unwrap();
            let said = Figures { plan: &plan, at: span(at), on: date(on) };
            wrong.extend(said.unlike(figures).into_iter().map(|unlike| format!("{look} of {row}: {unlike}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn span(text: &str) -> Span {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Span::new(quarter(&format!("2026{first}")), quarter(&format!("2026{last}"))).unwrap()
}

fn date(text: &str) -> Date {
    match text.strip_prefix('+') {
        Some(text) => day(&format!("2027-{text}")),
        None => day(&format!("2026-{text}")),
    }
}

/// A measure of one indicator.
fn one(head: &str, values: &str) -> Value {
    let mut one = measure(&values.split_whitespace().map(value).collect::<Vec<_>>());
    let indicator = &mut one["indicators"][0];
    let mut term = Value::Null;
    for word in head.split_whitespace() {
        match word {
            "last" | "mean" | "max" => indicator["aggregation"] = json!(word),
            "at_least" | "at_most" | "equal" | "between" | "within" => indicator["comparator"] = json!(word),
            _ if word.starts_with("term=") => {
                let text = word.trim_start_matches("term=");
                term = match text.split_once("..") {
                    Some((from, to)) => json!({"kind": "range", "from": from, "to": to}),
                    None => json!({"kind": "date", "date": text}),
                };
            }
            unit => indicator["unit"] = json!(unit),
        }
    }
    if !term.is_null() {
        one["term"] = term;
    }
    one
}

fn value(text: &str) -> Value {
    let (of, rest) = text.split_once('=').unwrap();
    let (rest, note) = rest.strip_suffix('!').map_or((rest, ""), |rest| (rest, "карантин"));
    let (target, fact) = rest.split_once('>').unwrap();
    let span = span(of);
    let mut value = match span.as_single() {
        Some(quarter) => json!({"quarter": quarter.to_string()}),
        None => json!({"period": {"first": span.first.to_string(), "last": span.last.to_string()}}),
    };
    value["note"] = json!(note);
    for (field, text) in [("target", target), ("fact", fact)] {
        if !text.is_empty() {
            value[field] = amount(text);
        }
    }
    value
}

/// The figures of a plan with one indicator, over a span on a day.
struct Figures<'a> {
    plan: &'a Plan,
    at: Span,
    on: Date,
}

impl Figures<'_> {
    /// The differences from the figures of a row, which are a status and then named figures. Notes, overdue
    /// obligations and debts that are not named must be zero.
    fn unlike(&self, figures: &str) -> Vec<String> {
        let mut words = figures.split_whitespace();
        let status = words.next().unwrap();
        let named: Vec<(&str, &str)> = words.map(|word| word.split_once('=').unwrap()).collect();
        let mut unlike = Vec::new();
        if self.status() != status {
            unlike.push(format!("{} is not {status}", self.status()));
        }
        for silent in ["notes", "overdue", "open", "settled", "explained"] {
            if named.iter().all(|(name, _)| *name != silent) && self.figure(silent) != "0" {
                unlike.push(format!("{silent} is {}", self.figure(silent)));
            }
        }
        let differ = named.iter().filter(|(name, is)| self.figure(name) != *is);
        unlike.extend(differ.map(|(name, is)| format!("{name} is {}, not {is}", self.figure(name))));
        unlike
    }

    fn status(&self) -> String {
        let tally = self.plan.tally_over(Scope::Plan, self.at, self.on);
        let (judged, owed) =
            (Status::ALL.into_iter().filter(|status| tally.count(*status) > 0), tally.owed());
        let judged: Vec<Status> = judged.collect();
        assert_eq!(judged.iter().filter(|status| status.is_owed()).count(), owed as usize);
        assert_eq!(judged.iter().filter(|status| status.is_done()).count(), tally.done() as usize);
        judged.iter().map(|status| status.name()).collect::<Vec<_>>().join("+")
    }

    fn figure(&self, name: &str) -> String {
        let tally = self.plan.tally_over(Scope::Plan, self.at, self.on);
        let debts = self.plan.debts_before(Scope::Plan, self.at.first, self.on);
        let shown = |percent: Option<rust_decimal::Decimal>| {
            percent.map_or_else(|| "none".to_owned(), |percent| percent.to_string())
        };
        match name {
            "mean" => shown(tally.mean()),
            "capped" => shown(tally.mean_capped()),
            "weighted" => shown(tally.weighted()),
            "share" => shown(tally.share_done()),
            "target" => tally.target_sum.total().unwrap().to_string(),
            "fact" => tally.fact_sum_on_targets.total().unwrap().to_string(),
            "notes" => tally.notes_owed_on(self.on).to_string(),
            "overdue" => tally.overdue(self.on).to_string(),
            "open" => debts.open.to_string(),
            "settled" => debts.settled.to_string(),
            "explained" => debts.explained.to_string(),
            "pace" => self.pace(),
            "kinds" => self.kinds(),
            "list" => self.debts(),
            other => panic!("{other}"),
        }
    }

    fn pace(&self) -> String {
        let pace = self.plan.pace_counts(Scope::Plan, self.at, self.on);
        let counts =
            [("ahead", pace.ahead), ("on", pace.on), ("behind", pace.behind), ("broken", pace.broken)];
        counts.iter().filter(|(_, count)| *count > 0).map(|(name, _)| *name).collect::<Vec<_>>().join("+")
    }

    /// The findings of the quarter, except facts without evidence.
    fn kinds(&self) -> String {
        let kinds = findings(self.plan, &self.at.last.to_string(), &self.on.to_string());
        let kinds = kinds.iter().map(|(kind, _)| kind.name()).filter(|name| *name != "fact_without_evidence");
        kinds.collect::<Vec<_>>().join("+")
    }

    fn debts(&self) -> String {
        let debts = self.plan.debts(self.on);
        let said = debts.iter().map(|debt| {
            let state: DebtState = debt.state;
            format!("Q{}:{}:{}", debt.quarter.number(), state.name(), debt.due.strftime("%m-%d"))
        });
        said.collect::<Vec<_>>().join("+")
    }
}
