//! Any plan is read back from the report's form and from the plain one, as far as a page can express it.
//!
//! What a page cannot express, so that these plans have none of it: a node without code and title; a measure
//! without code and indicator below one that has a code (it is read as its second line); an indicator without a
//! name, or one without a target whose name ends in a number; a comparator or a unit such as «%» without a number;
//! aggregations, control sums and definitions; «no occasion», which is read as words; facts of quarters outside the
//! report; words as the part of a performer whom the measure does not name; evidence shared with another measure;
//! white space; the order of evidence among that of other units and places.

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::*;
use crate::{
    document::{
        self,
        write::{DocumentFormat, WriteOptions, write},
    },
    domain::{
        Comparator, FactValue, Level, Number, Signature, Target, TargetValue,
        draft::{DraftEvidence, DraftIndicator, DraftPerformer, DraftShare, DraftValue},
    },
    form::term::parse_term,
};

const QUARTER: &str = "2026Q2";

fn text() -> impl Strategy<Value = String> {
    let words = [
        "лекції для громад",
        "прийом у «Сяйві»",
        "№ 5 та 12 шкіл",
        "=SUM(A1) перевірка",
        "підготовка листів, довідок",
        "Об’єкт <b>",
        "кількість (разом)",
        "e-mail і сайт",
        "робота | таблиці",
        "ґанок й їжак*",
    ];
    vec(select(words.to_vec()), 1..3).prop_map(|words| words.join(" "))
}

fn number() -> impl Strategy<Value = Number> {
    (0i64..99_999, 0u32..3).prop_map(|(n, scale)| Number(rust_decimal::Decimal::new(n, scale).normalize()))
}

fn day() -> impl Strategy<Value = Date> {
    (4i8..7, 1i8..31).prop_map(|(m, d)| date(2026, m, d))
}

fn who() -> impl Strategy<Value = String> {
    select(vec!["Відділ садів", "Дубоярське бюро", "Сектор туману"]).prop_map(str::to_owned)
}

fn raw(texts: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    select(texts.to_vec()).prop_map(str::to_owned)
}

/// A target with its comparator; its wording is that of its value.
fn target() -> impl Strategy<Value = (Comparator, Target)> {
    let of = |value| Target { value, raw: String::new() };
    let single = select(vec![Comparator::AtLeast, Comparator::AtMost, Comparator::Equal]);
    let double =
        select(vec![Comparator::AtLeast, Comparator::AtMost, Comparator::Between, Comparator::Within]);
    prop_oneof![
        4 => (single, number()).prop_map(move |(c, n)| (c, of(TargetValue::Number(n)))),
        2 => (double, number(), number()).prop_map(move |(c, a, b)| (c, of(TargetValue::Compound(vec![a, b])))),
        1 => raw(&["за потреби", "Постійно / підтримка в актуальному стані"]).prop_map(|raw| {
            (Comparator::AtLeast, Target { value: TargetValue::Condition, raw })
        }),
        1 => Just((Comparator::AtLeast, Target { value: TargetValue::Deed, raw: String::new() })),
        1 => day().prop_map(move |day| (Comparator::AtLeast, of(TargetValue::Date(day)))),
    ]
}

fn fact() -> impl Strategy<Value = (FactValue, String)> {
    prop_oneof![
        3 => number().prop_map(|n| (FactValue::Number(n), String::new())),
        1 => vec(number(), 2..4).prop_map(|parts| (FactValue::Compound(parts), String::new())),
        1 => raw(&["Не залучались", "проведено 5 заходів", "частково: дощі"]).prop_map(|raw| (FactValue::Text, raw)),
    ]
}

fn value(
    span: &'static str,
    performer: Option<String>,
) -> impl Strategy<Value = (Option<(Comparator, Target)>, DraftValue)> {
    let note = option::of(text()).prop_map(Option::unwrap_or_default);
    (option::of(target()), option::of(fact()), note).prop_map(move |(target, fact, note)| {
        let span = Span::parse(span).unwrap();
        let done = target.as_ref().is_some_and(|(_, target)| target.value == TargetValue::Deed);
        // A deed is either done, or has words.
        let fact = if done && fact.is_some() {
            Some((FactValue::Done, "виконано".to_owned()))
        } else {
            fact
        };
        let single = span.as_single().is_some();
        let (fact, note) = if single { (fact, note) } else { (None, String::new()) };
        let value = DraftValue { fact, note, ..DraftValue::new(span, performer.clone()) };
        (target, value)
    })
}

fn indicator() -> impl Strategy<Value = DraftIndicator> {
    let values = (
        value(QUARTER, None),
        option::of(who().prop_flat_map(|who| value(QUARTER, Some(who)))),
        option::of(value("2026", None)),
    );
    let unit = option::of(select(vec!["%", "примірників", "год на тиждень"]));
    let about = option::of((select(vec!["Джерело", "Обсяг, грн", "Погода"]), text()));
    let named = (text(), option::of(number()), about);
    (named, values, unit).prop_map(|((name, baseline, about), (whole, part, year), unit)| {
        let about = about.into_iter().map(|(header, text)| (header.to_owned(), text)).collect();
        let mut indicator = DraftIndicator { baseline, about, ..DraftIndicator::new(name) };
        let comparator = whole.0.as_ref().map(|(comparator, _)| *comparator);
        indicator.comparator = comparator.unwrap_or_default();
        let numeric =
            |target: &Target| matches!(target.value, TargetValue::Number(_) | TargetValue::Compound(_));
        let plain = whole.0.as_ref().is_some_and(|(_, target)| numeric(target));
        indicator.unit = unit.filter(|unit| *unit != "%" || plain).map(str::to_owned);
        for (target, mut value) in [Some(whole), part, year].into_iter().flatten() {
            // One comparator for all: targets that it does not fit are dropped.
            value.target = target.filter(|(c, _)| *c == indicator.comparator).map(|(_, target)| target);
            let done = value.target.as_ref().is_some_and(|target| target.value == TargetValue::Deed);
            if !done && value.fact.as_ref().is_some_and(|(fact, _)| *fact == FactValue::Done) {
                value.fact = None;
            }
            if !value.is_blank() {
                indicator.values.push(value);
            }
        }
        indicator
    })
}

fn evidence() -> impl Strategy<Value = DraftEvidence> {
    let place = option::of(raw(&["с. Яблуневе", "Лугова громада"]));
    let link = option::of(raw(&["звіт.pdf", "https://example.org/a"]));
    (option::of(who()), place, vec(day(), 0..3), text(), option::of(0u32..9), link).prop_map(
        |(performer, place, mut dates, text, count, link)| {
            dates.sort();
            dates.dedup();
            DraftEvidence {
                quarter: dates.is_empty().then(|| quarter(QUARTER)),
                count: count.filter(|n| usize::try_from(*n).unwrap() != dates.len()),
                performer,
                place,
                dates,
                text,
                link,
                ..DraftEvidence::default()
            }
        },
    )
}

fn measure() -> impl Strategy<Value = DraftNode> {
    let terms = [
        "Протягом кварталу",
        "травень",
        "квітень - червень 2026 року",
        "до 15.06.2026",
        "Постійно",
        "по завершенні ремонту",
    ];
    let term = option::of(raw(&terms));
    let performers = vec((who(), any::<bool>()), 0..3);
    (text(), performers, term, option::of(text()), vec(indicator(), 0..3), vec(evidence(), 0..4)).prop_map(
        |(title, performers, term, objective, mut indicators, mut evidence)| {
            for (indicator, nth) in indicators.iter_mut().zip(["перший", "другий"]) {
                indicator.name = format!("{} {nth}", indicator.name);
            }
            let mut node = DraftNode::new(Level::Measure, None, title);
            for (name, by_consent) in performers {
                if node.performers.iter().all(|known| known.name != name) {
                    node.performers.push(DraftPerformer { name, by_consent });
                }
            }
            // A part in words is recognised by its name, which the measure must have.
            for name in parts_of(&indicators) {
                if node.performers.iter().all(|known| known.name != name) {
                    node.performers.push(DraftPerformer { name, by_consent: false });
                }
            }
            node.term = term.map(|raw| parse_term(&raw, Span::single(quarter(QUARTER))).value);
            evidence.sort_by_key(|item| (item.performer.clone(), item.place.clone()));
            (node.objective, node.indicators, node.evidence) = (objective, indicators, evidence);
            node
        },
    )
}

fn parts_of(indicators: &[DraftIndicator]) -> Vec<String> {
    let values = indicators.iter().flat_map(|indicator| &indicator.values);
    values.filter_map(|value| value.performer.clone()).collect()
}

/// Measures under a task, under a subtask of it, or without both levels.
fn task() -> impl Strategy<Value = DraftNode> {
    let subtask =
        (option::of(text()), text(), vec(measure(), 1..3)).prop_map(|(objective, title, children)| {
            DraftNode { objective, children, ..DraftNode::new(Level::Subtask, None, title) }
        });
    let children = prop_oneof![vec(measure(), 1..4), vec(subtask, 1..3)];
    (option::of(text()), text(), children).prop_map(|(objective, title, children)| DraftNode {
        objective,
        children,
        ..DraftNode::new(Level::Task, None, title)
    })
}

fn plan() -> impl Strategy<Value = Draft> {
    let children = prop_oneof![3 => vec(task(), 1..3), 1 => vec(measure(), 1..3)];
    let goal = (text(), children)
        .prop_map(|(title, children)| DraftNode { children, ..DraftNode::new(Level::Goal, None, title) });
    (vec(goal, 1..3), any::<bool>(), option::of(day())).prop_map(|(goals, shared, signed)| {
        let mut draft = Draft::new(Span::single(quarter(QUARTER)));
        draft.outline = goals;
        number_nodes(&mut draft.outline, "");
        draft.title =
            "Звіт про виконання плану заходів Дубоярського центру за II квартал 2026 року".to_owned();
        draft.organisation = "Дубоярського центру".to_owned();
        (draft.form, draft.slug) = (Some("quarterly-report".to_owned()), Some("plan".to_owned()));
        let (role, name) = ("Директор центру".to_owned(), "Калина О.П.".to_owned());
        let signature = Signature { role, name, date: signed, ..Signature::default() };
        draft.approval = Some(Signature { heading: "ЗАТВЕРДЖУЮ".to_owned(), ..signature.clone() });
        draft.signatures = vec![signature];
        if shared {
            share(&mut draft);
        }
        draft
    })
}

/// Gives every node the code of its position.
fn number_nodes(nodes: &mut [DraftNode], above: &str) {
    for (at, node) in nodes.iter_mut().enumerate() {
        let dot = if above.is_empty() { "" } else { "." };
        let code = format!("{above}{dot}{}", at + 1);
        number_nodes(&mut node.children, &code);
        node.code = Some(code);
    }
}

/// The last measure has no indicator of its own, and shares the first one of all.
fn share(draft: &mut Draft) {
    fn first(nodes: &[DraftNode], path: &mut Vec<usize>) -> Option<Vec<usize>> {
        nodes.iter().enumerate().find_map(|(at, node)| {
            path.push(at);
            let found =
                if node.indicators.is_empty() { first(&node.children, path) } else { Some(path.clone()) };
            path.pop();
            found
        })
    }
    let Some(path) = first(&draft.outline, &mut Vec::new()) else { return };
    let mut last = DraftNode::new(Level::Measure, None, "останній захід");
    last.shares = vec![DraftShare::At(path, 0)];
    let Some(goal) = draft.outline.last_mut() else { return };
    let holder = match goal.children.last_mut() {
        Some(task)
            if task.level == Level::Task && task.children.iter().all(|n| n.level == Level::Measure) =>
        {
            task
        }
        Some(node) if node.level == Level::Measure => goal,
        _ => return,
    };
    let code = format!("{}.{}", holder.code.clone().unwrap_or_default(), holder.children.len() + 1);
    last.code = Some(code);
    holder.children.push(last);
}

/// The formats that are read, too.
const BOTH_WAYS: [DocumentFormat; 5] = [
    DocumentFormat::Docx,
    DocumentFormat::Html,
    DocumentFormat::Xlsx,
    DocumentFormat::Markdown,
    DocumentFormat::Csv,
];

/// The plan that comes back from a file.
fn through(document: &Document, format: DocumentFormat, form: &str) -> Plan {
    let bytes = write(document, format, &WriteOptions::default()).unwrap();
    let document = document::read(&bytes, &format!("a.{}", format.ending())).unwrap();
    let mut draft = read(&document, form).draft;
    draft.slug = Some("nazad".to_owned());
    plan_of(draft)
}

fn differ(a: &Plan, b: &Plan) -> Result<(), TestCaseError> {
    let [mut a, mut b] = [bare(a), bare(b)];
    as_printed(&mut a);
    as_printed(&mut b);
    for (a, b) in said(&a).iter().zip(&said(&b)) {
        prop_assert_eq!(a, b);
    }
    prop_assert_eq!(a, b);
    Ok(())
}

proptest! {
    #![proptest_config(crate::text::rounds::rounds(1))]

    #[test]
    fn any_plan_comes_back_from_files(draft in plan()) {
        let plan = plan_of(draft);
        let document = lay_out(&plan, &form("quarterly-report"), &LayOut::of(quarter(QUARTER))).unwrap();
        for format in BOTH_WAYS {
            let again = through(&document, format, "quarterly-report");
            differ(&plan, &again).map_err(|why| TestCaseError::fail(format!("{format:?}: {why}")))?;
        }
    }

    #[test]
    fn any_page_of_any_form_says_the_same_in_any_format(
        draft in plan(),
        format in select(BOTH_WAYS.to_vec()),
    ) {
        let plan = plan_of(draft);
        for form in built_in() {
            let document = lay_out(&plan, &form, &LayOut::of(quarter(QUARTER))).unwrap();
            let (page, _) = back(&plan, &form.name);
            let again = through(&document, format, &form.name);
            let name = &form.name;
            differ(&page, &again).map_err(|why| TestCaseError::fail(format!("{name} {format:?}: {why}")))?;
        }
    }
}

proptest! {
    #![proptest_config(crate::text::rounds::rounds(16))]

    #[test]
    fn any_plan_comes_back_from_its_report(draft in plan()) {
        let plan = plan_of(draft);
        let (again, _) = back(&plan, "quarterly-report");
        differ(&plan, &again)?;
    }
}

proptest! {
    #![proptest_config(crate::text::rounds::rounds(16))]

    #[test]
    fn any_plan_comes_back_from_the_plain_form(mut draft in plan()) {
        draft.form = Some("plain-plan".to_owned());
        let plan = plan_of(draft);
        let (again, _) = back(&plan, "plain-plan");
        differ(&plan, &again)?;
    }
}
