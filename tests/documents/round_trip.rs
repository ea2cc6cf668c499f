//! A plan written as a document into a file, and read back, is the same plan.

use std::collections::HashMap;

use kvartal::{
    document::write::{DocumentFormat, WriteOptions, write},
    domain::{
        Command, Context, IdSource, Plan, PlanId, Span, decide,
        draft::{Draft, DraftNode},
    },
    form::{Form, LayOut, built_in, lay_out},
};

use super::{
    drafts::placeless,
    reading::{read, sample_of},
};

const SAMPLES: [(&str, &str); 5] = [
    ("000-kramatorsk-plan-2022-q1", "quarterly-plan"),
    ("001-voznesensk-plan-2018-q3", "quarterly-plan-terms"),
    ("002-zhytomyr-zvit-2023-q4", "quarterly-report"),
    ("003-prava-dytyny-2017-2020", "programme"),
    ("004-luhansk-turbota-2021", "annual-plan"),
];

fn plan_of(draft: &Draft) -> Plan {
    let mut draft = draft.clone();
    draft.slug.get_or_insert_with(|| "zrazok".to_owned());
    let mut plan = Plan::empty(PlanId(1));
    let mut context = Context { author: "test".into(), at: 0, ids: IdSource::new(1) };
    let change = decide(&plan, &Command::Import(Box::new(draft)), &mut context).unwrap();
    plan.apply(&change);
    plan
}

fn form(name: &str) -> Form {
    built_in().into_iter().find(|form| form.name == name).unwrap()
}

fn file_of(plan: &Plan, form: &Form, span: Span, format: DocumentFormat) -> Vec<u8> {
    let options = LayOut { span, blank: false, performer: None, annex: None };
    let document = lay_out(plan, form, &options).unwrap();
    write(&document, format, &WriteOptions::default()).unwrap()
}

/// The plan without places and doubts, and with one name for each performer.
fn bare(mut draft: Draft) -> Draft {
    let mut names: HashMap<String, String> = HashMap::new();
    for (_, performer) in &mut draft.performers {
        let variants = std::mem::take(&mut performer.variants);
        names.extend(variants.into_iter().map(|variant| (variant, performer.name.clone())));
    }
    draft.performers.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
    let one = |name: &mut String| {
        if let Some(kept) = names.get(name) {
            name.clone_from(kept);
        }
    };
    fn rename(node: &mut DraftNode, one: &dyn Fn(&mut String)) {
        node.performers.iter_mut().for_each(|performer| one(&mut performer.name));
        let values = node.indicators.iter_mut().flat_map(|indicator| &mut indicator.values);
        values.filter_map(|value| value.performer.as_mut()).for_each(one);
        node.evidence.iter_mut().filter_map(|evidence| evidence.performer.as_mut()).for_each(one);
        node.children.iter_mut().for_each(|child| rename(child, one));
    }
    draft.outline.iter_mut().for_each(|node| rename(node, &one));
    let mut draft = placeless(draft);
    draft.doubts.clear();
    draft
}

/// The nodes of two outlines that differ, by their codes.
fn difference(a: &[DraftNode], b: &[DraftNode], found: &mut Vec<String>) {
    if a.len() != b.len() {
        found.push(format!("{} against {} children", a.len(), b.len()));
    }
    for (a, b) in a.iter().zip(b) {
        let alone = |node: &DraftNode| DraftNode { children: Vec::new(), ..node.clone() };
        if alone(a) != alone(b) {
            let [a, b] = [alone(a), alone(b)].map(|node| format!("{node:#?}"));
            let lines: Vec<_> = a.lines().zip(b.lines()).filter(|(a, b)| a != b).take(4).collect();
            found.push(format!("{lines:#?}"));
        }
        difference(&a.children, &b.children, found);
    }
}

fn same(sample: &str, format: DocumentFormat) {
    let name = SAMPLES.iter().find(|(file, _)| *file == sample).unwrap().1;
    let original = bare(sample_of(&format!("{sample}/original.docx"), name));
    assert_eq!(original.form.as_deref(), Some(name));
    let plan = plan_of(&original);
    let bytes = file_of(&plan, &form(name), plan.period(), format);
    let back = read(&bytes, &format!("a.{}", format.ending()));
    let back = bare(back);
    let mut found = Vec::new();
    difference(&original.outline, &back.outline, &mut found);
    let head = |draft: &Draft| Draft { outline: Vec::new(), ..draft.clone() };
    assert_eq!(head(&back), head(&original), "{sample} {format:?}");
    assert!(found.is_empty(), "{sample} {format:?}: {}", found.join("\n"));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_five_documents_come_back_from_docx() {
    SAMPLES.iter().for_each(|(sample, _)| same(sample, DocumentFormat::Docx));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_five_documents_come_back_from_xlsx() {
    SAMPLES.iter().for_each(|(sample, _)| same(sample, DocumentFormat::Xlsx));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_five_documents_come_back_from_html() {
    SAMPLES.iter().for_each(|(sample, _)| same(sample, DocumentFormat::Html));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_five_documents_come_back_from_markdown() {
    SAMPLES.iter().for_each(|(sample, _)| same(sample, DocumentFormat::Markdown));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_five_documents_come_back_from_csv() {
    SAMPLES.iter().for_each(|(sample, _)| same(sample, DocumentFormat::Csv));
}
