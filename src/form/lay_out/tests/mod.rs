//! An invented plan laid out in each form, and read back.

mod any_plan;
mod by_hand;
mod page;
mod titles;

use jiff::civil::date;

use super::*;
use crate::{
    document::Block,
    domain::{
        Command, Context, DoubtKind, IdSource, Node, PlanId, Record, RecordKey, decide,
        draft::{Draft, DraftIndicator, DraftNode},
    },
    form::{Options, Recognised, built_in, exchange, recognise},
};

const SAMPLE: &str = include_str!("sample.json");

fn plan_of(draft: Draft) -> Plan {
    let mut plan = Plan::empty(PlanId(1));
    let mut context = Context { author: "test".into(), at: 0, ids: IdSource::new(1) };
    let change = decide(&plan, &Command::Import(Box::new(draft)), &mut context).unwrap();
    plan.apply(&change);
    plan
}

#[test]
fn a_plan_of_more_measures_than_rows_is_refused_before_it_is_laid_out() {
    let plan = sample();
    let (_, node) = plan.measures().next().unwrap();
    let measures = (0..=Bound::Rows.limit()).map(|n| {
        let node = Node { parent: None, ..node.clone() };
        (RecordKey::Node(NodeId(n as u128)), 1, Record::from(node))
    });
    let plan = Plan::from_records(PlanId(1), 1, measures);
    let options = LayOut::of(quarter("2026Q2"));
    let form = form("quarterly-report");
    assert_eq!(may_fit(&plan, &form, &options), Err(Bound::Rows));
    assert_eq!(may_fit(&plan, &form, &LayOut { performer: Some(PerformerId(1)), ..options }), Ok(()));
    assert_eq!(may_fit(&sample(), &form, &options), Ok(()));
}

/// The rows are counted as the layout makes them, so that a plan is refused at once and for no other reason.
#[test]
fn the_rows_of_a_plan_are_known_before_it_is_laid_out() {
    let plan = sample();
    for form in built_in() {
        let document = lay_out(&plan, &form, &LayOut::of(plan.period().last)).unwrap();
        let table = document.blocks.iter().rev().find_map(|block| match block {
            Block::Table(table) if table.name.is_some() => Some(table),
            _ => None,
        });
        let rows = table.map_or(0, |table| table.rows() - table.header_rows);
        let least = body::least_rows(&plan, &form);
        assert!(least > 0 && least <= rows, "{}: {least} of {rows}", form.name);
    }
}

#[test]
fn a_draft_of_more_rows_than_a_report_has_is_refused() {
    let mut draft = exchange::import(SAMPLE).unwrap();
    assert_eq!(may_be_reported(&draft), Ok(()));
    let indicator = draft.outline.iter().find_map(first_indicator).unwrap();
    let mut measure = DraftNode::new(Level::Measure, None, "Захід");
    measure.indicators = vec![indicator; 2];
    draft.outline = vec![measure; Bound::Rows.limit() / 2];
    assert_eq!(may_be_reported(&draft), Ok(()));
    draft.outline.push(DraftNode::new(Level::Measure, None, "Ще один"));
    assert_eq!(may_be_reported(&draft), Err(Bound::Rows));
}

fn first_indicator(node: &DraftNode) -> Option<DraftIndicator> {
    node.indicators.first().cloned().or_else(|| node.children.iter().find_map(first_indicator))
}

fn sample() -> Plan {
    plan_of(exchange::import(SAMPLE).unwrap())
}

fn form(name: &str) -> Form {
    built_in().into_iter().find(|form| form.name == name).unwrap()
}

fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}

fn read(document: &Document, form: &str) -> Recognised {
    let mut options = Options::new(date(2026, 7, 1));
    options.form = Some(form.to_owned());
    recognise(document, &built_in(), &options).unwrap()
}

/// A plan without identities, places and doubts.
fn bare(plan: &Plan) -> Draft {
    let mut draft = exchange::import(&exchange::export(plan)).unwrap();
    let ids = indicator_paths(&draft.outline, &mut Vec::new());
    draft.outline.iter_mut().for_each(|node| strip(node, &ids));
    for values in all_values(&mut draft.outline) {
        values.sort_by_key(|value| (value.span, value.performer.clone()));
    }
    draft.performers.clear();
    draft.doubts.clear();
    (draft.id, draft.slug, draft.form) = (None, None, None);
    draft
}

fn all_values(nodes: &mut [DraftNode]) -> Vec<&mut Vec<crate::domain::draft::DraftValue>> {
    let mut all = Vec::new();
    for node in nodes {
        all.extend(node.indicators.iter_mut().map(|indicator| &mut indicator.values));
        all.extend(all_values(&mut node.children));
    }
    all
}

type Ids = Vec<(crate::domain::IndicatorId, Vec<usize>, usize)>;

fn indicator_paths(nodes: &[DraftNode], path: &mut Vec<usize>) -> Ids {
    let mut ids = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        path.push(at);
        for (index, indicator) in node.indicators.iter().enumerate() {
            ids.extend(indicator.id.map(|id| (id, path.clone(), index)));
        }
        ids.extend(indicator_paths(&node.children, path));
        path.pop();
    }
    ids
}

fn strip(node: &mut DraftNode, ids: &Ids) {
    use crate::domain::draft::DraftShare;
    (node.id, node.source) = (None, None);
    for share in &mut node.shares {
        if let DraftShare::Id(id) = share
            && let Some((_, path, index)) = ids.iter().find(|(known, ..)| known == id)
        {
            *share = DraftShare::At(path.clone(), *index);
        }
    }
    for indicator in &mut node.indicators {
        (indicator.id, indicator.source) = (None, None);
    }
    for evidence in &mut node.evidence {
        (evidence.id, evidence.source) = (None, None);
    }
    node.children.iter_mut().for_each(|child| strip(child, ids));
}

/// The plan that is read back from a form, and the kinds of doubt about it.
fn back(plan: &Plan, name: &str) -> (Plan, Vec<DoubtKind>) {
    let document = lay_out(plan, &form(name), &LayOut::of(plan.period().last)).unwrap();
    let mut draft = read(&document, name).draft;
    draft.slug = Some("nazad".to_owned());
    let doubts = draft.doubts.iter().map(|doubt| doubt.kind).collect();
    (plan_of(draft), doubts)
}

#[test]
fn the_sample_in_each_form() {
    let plan = sample();
    for form in built_in() {
        let document = lay_out(&plan, &form, &LayOut::of(quarter("2026Q2"))).unwrap();
        insta::assert_snapshot!(form.name.as_str(), page::text(&document));
    }
}

/// The measures of a draft, one line each, for comparison.
fn said(draft: &Draft) -> Vec<String> {
    fn walk(nodes: &[DraftNode], out: &mut Vec<String>) {
        for node in nodes {
            let alone = DraftNode { children: Vec::new(), ..node.clone() };
            out.push(format!("{alone:?}"));
            walk(&node.children, out);
        }
    }
    let mut out = Vec::new();
    walk(&draft.outline, &mut out);
    out
}

/// Changes a draft into what the report's form can express: a fact in words is text, an empty or dashed wording is
/// written out.
fn as_printed(draft: &mut Draft) {
    fn each(node: &mut DraftNode) {
        use crate::domain::{FactValue, TargetValue, TermKind, unit};
        let values = node.indicators.iter_mut().flat_map(|indicator| {
            let percentage = unit::is_percentage(indicator.unit.as_deref(), &indicator.name);
            // No document has the rule of aggregation.
            indicator.aggregation = crate::domain::Aggregation::Sum;
            indicator.values.iter_mut().map(move |value| (percentage, value))
        });
        for (percentage, value) in values {
            if let Some((fact, raw)) = &mut value.fact {
                if *fact == FactValue::NoOccasion {
                    (*fact, *raw) = (FactValue::Text, "не було потреби".to_owned());
                }
                // Two numbers of a percentage are a share, whatever their kind was.
                if let FactValue::Compound(parts) = &*fact
                    && let ([part, whole], true) = (parts.as_slice(), percentage)
                {
                    *fact = FactValue::Share(*part, *whole);
                }
                if let FactValue::Number(_) | FactValue::Compound(_) | FactValue::Share(..) = fact {
                    raw.clear();
                }
            }
            if let Some(target) = &mut value.target
                && target.value != TargetValue::Condition
            {
                target.raw.clear();
            }
        }
        // Months below each other are separated in a line.
        if let Some(term) = node.term.as_mut().filter(|term| matches!(term.kind, TermKind::Months(_))) {
            term.raw = term.raw.replace(',', "").to_lowercase();
        }
        node.children.iter_mut().for_each(each);
    }
    draft.outline.iter_mut().for_each(each);
}

#[test]
fn the_report_gives_the_same_plan_back() {
    let plan = sample();
    let (again, doubts) = back(&plan, "quarterly-report");
    let [mut a, mut b] = [bare(&plan), bare(&again)];
    as_printed(&mut a);
    as_printed(&mut b);
    for (a, b) in said(&a).iter().zip(&said(&b)) {
        assert_eq!(a, b);
    }
    assert_eq!(a, b);
    assert!(doubts.iter().all(|kind| *kind == DoubtKind::Aggregation), "{doubts:?}");
}

#[test]
fn no_level_and_no_measure_is_lost_in_any_form() {
    let plan = sample();
    let nodes = |draft: &Draft| -> Vec<(Level, Option<String>, String, Option<String>)> {
        fn walk(nodes: &[DraftNode], out: &mut Vec<(Level, Option<String>, String, Option<String>)>) {
            for node in nodes {
                out.push((node.level, node.code.clone(), node.title.clone(), node.objective.clone()));
                walk(&node.children, out);
            }
        }
        let mut out = Vec::new();
        walk(&draft.outline, &mut out);
        out
    };
    let whom =
        |draft: &Draft| format!("{:?}", draft.outline[0].children[0].children[0].children[0].performers);
    let indicators = |draft: &Draft| -> Vec<String> {
        fn walk(nodes: &[DraftNode], out: &mut Vec<String>) {
            for node in nodes {
                for indicator in &node.indicators {
                    let targets =
                        indicator.values.iter().map(|v| (&v.performer, v.target.as_ref().map(|t| &t.value)));
                    let targets: Vec<_> = targets.collect();
                    let (name, unit, comparator) = (&indicator.name, &indicator.unit, indicator.comparator);
                    let (baseline, about) = (&indicator.baseline, &indicator.about);
                    out.push(format!("{name} {unit:?} {comparator:?} {baseline:?} {about:?} {targets:?}"));
                }
                out.extend(node.shares.iter().map(|share| format!("{share:?}")));
                walk(&node.children, out);
            }
        }
        let mut out = Vec::new();
        walk(&draft.outline, &mut out);
        out
    };
    let a = bare(&plan);
    for form in built_in() {
        let (again, _) = back(&plan, &form.name);
        let b = bare(&again);
        assert_eq!(nodes(&b), nodes(&a), "{}", form.name);
        assert_eq!(whom(&b), whom(&a), "{}", form.name);
        for (b, a) in indicators(&b).iter().zip(&indicators(&a)) {
            assert_eq!(b, a, "{}", form.name);
        }
        assert_eq!(indicators(&b).len(), indicators(&a).len(), "{}", form.name);
        let term = |draft: &Draft| draft.outline[0].children[0].children[0].children[0].term.clone().unwrap();
        assert!(term(&b).says_same(&term(&a)), "{}: {:?}", form.name, term(&b));
    }
}

#[test]
fn a_copy_for_a_performer_has_its_measures_and_no_facts() {
    let plan = sample();
    let who = plan.performer_named("Дубоярське бюро");
    let options = LayOut { span: Span::single(quarter("2026Q2")), blank: true, performer: who, annex: None };
    let document = lay_out(&plan, &form("quarterly-report"), &options).unwrap();
    let recognised = read(&document, "quarterly-report");
    assert_eq!(recognised.performer.as_deref(), Some("Дубоярське бюро"));
    let draft = recognised.draft;
    assert_eq!(draft.preamble, ["Складено за даними відділів."]);
    let first = &draft.outline[0].children[0].children[0].children[0];
    // Its own part of the target, and no facts.
    let targets: Vec<_> =
        first.indicators[0].values.iter().map(|v| v.target.as_ref().unwrap().raw.clone()).collect();
    assert_eq!(targets, ["2"]);
    let all = format!("{draft:?}");
    assert!(!all.contains("fact: Some") && !all.contains("Карантин") && !all.contains("лекція"), "{all}");
    assert_eq!(document.sheets, []);
    let who = plan.performer_named("Відділ навчання");
    let only = lay_out(&plan, &form("quarterly-report"), &LayOut { performer: who, ..options }).unwrap();
    assert!(page::text(&only).contains("1.2.1.1"), "a measure that names nobody is everybody's");
}

#[test]
fn a_plan_that_names_nobody_keeps_its_title_for_a_quarter_of_it() {
    let titled = |title: &str| {
        let mut draft = exchange::import(SAMPLE).unwrap();
        (draft.title, draft.organisation, draft.form) =
            (title.into(), String::new(), Some("programme".into()));
        draft.period = Span::parse("2026").unwrap();
        let span = Span::single(quarter("2026Q2"));
        let options = LayOut { span, blank: false, performer: None, annex: None };
        lay_out(&plan_of(draft), &form("programme"), &options).unwrap().title
    };
    let plain = titled("ІІ. ЗАХОДИ ЩОДО РОЗВИТКУ САДІВ");
    assert_eq!(plain, "ІІ. ЗАХОДИ ЩОДО РОЗВИТКУ САДІВ на II квартал 2026 року");
    let dated = titled("Заходи щодо садів на 2026 рік");
    assert_eq!(dated, "Заходи щодо садів на II квартал 2026 року");
}

#[test]
fn the_last_measure_comes_back_though_it_has_neither_number_nor_values() {
    let mut draft = exchange::import(SAMPLE).unwrap();
    for measure in &mut draft.outline[1].children[0].children {
        measure.code = None;
        measure.indicators.iter_mut().for_each(|indicator| indicator.values.clear());
    }
    let (again, _) = back(&plan_of(draft), "quarterly-report");
    assert_eq!(again.measures().count(), 9);
}

#[test]
fn a_longer_report_says_so_and_reads_so() {
    let mut draft = exchange::import(SAMPLE).unwrap();
    draft.period = Span::parse("2026").unwrap();
    let plan = plan_of(draft);
    let options =
        LayOut { span: Span::parse("2026Q1..2026Q3").unwrap(), blank: false, performer: None, annex: None };
    let document = lay_out(&plan, &form("quarterly-report"), &options).unwrap();
    let text = page::text(&document);
    assert!(text.contains("за 9 місяців 2026 року"), "{text}");
    assert!(text.contains("II квартал: Карантин у школах"), "{text}");
    let again = read(&document, "quarterly-report").draft;
    assert_eq!(again.period, options.span);
    assert_eq!(document.sheets.len(), 1);
}
