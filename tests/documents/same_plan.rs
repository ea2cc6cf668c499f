//! One plan in many formats: every file gives the same plan.

use kvartal::{
    domain::{
        DoubtKind,
        draft::{Draft, DraftDoubt, DraftNode, DraftSubject},
    },
    text::normal::squeeze,
};

use super::reading::sample;

/// The essential content of a plan, one line for each node, indicator and piece of evidence, without places and
/// doubts.
pub fn essence(draft: &Draft) -> Vec<String> {
    let mut lines = Vec::new();
    draft.outline.iter().for_each(|node| node_essence(node, 0, &mut lines));
    lines
}

fn node_essence(node: &DraftNode, depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    let code = node.code.as_deref().unwrap_or("-");
    lines.push(format!("{indent}{:?} {code} {}", node.level, squeeze(&node.title)));
    if let Some(objective) = &node.objective {
        lines.push(format!("{indent}  aim {}", squeeze(objective)));
    }
    for performer in &node.performers {
        lines.push(format!("{indent}  by {} {}", squeeze(&performer.name), performer.by_consent));
    }
    if let Some(term) = &node.term {
        lines.push(format!("{indent}  term {}", squeeze(&format!("{term:?}").replace("\\n", " "))));
    }
    for share in &node.shares {
        lines.push(format!("{indent}  share {share:?}"));
    }
    for indicator in &node.indicators {
        lines.push(format!("{indent}  indicator {} {:?}", squeeze(&indicator.name), indicator.unit));
        for value in &indicator.values {
            let target = value.target.as_ref().map(|target| (&target.value, squeeze(&target.raw)));
            let fact = value.fact.as_ref().map(|(fact, raw)| (fact, squeeze(raw)));
            let of = (value.span.to_string(), &value.performer);
            lines.push(format!("{indent}    value {of:?} {target:?} {fact:?} {}", squeeze(&value.note)));
        }
    }
    for evidence in &node.evidence {
        let of = (&evidence.quarter, &evidence.performer, &evidence.dates, &evidence.place, evidence.count);
        lines.push(format!("{indent}  evidence {of:?} {}", squeeze(&evidence.text)));
    }
    node.children.iter().for_each(|child| node_essence(child, depth + 1, lines));
}

/// The lines in which two plans differ: those of the first after `-`, those of the second after `+`.
pub fn difference(a: &Draft, b: &Draft) -> Vec<String> {
    let (a, b) = (essence(a), essence(b));
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if a.get(i) == b.get(j) {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        // The nearest line in both.
        let next = (0..a.len() + b.len() - i - j + 1).find_map(|distance| {
            (0..=distance).map(|x| (i + x, j + distance - x)).find(|(x, y)| {
                a.get(*x).is_some() && a.get(*x) == b.get(*y) || (*x >= a.len() && *y >= b.len())
            })
        });
        let (x, y) = next.unwrap_or((a.len(), b.len()));
        out.extend(a[i.min(a.len())..x.min(a.len())].iter().map(|line| format!("- {line}")));
        out.extend(b[j.min(b.len())..y.min(b.len())].iter().map(|line| format!("+ {line}")));
        (i, j) = (x, y);
    }
    out
}

/// Doubts as lines of text.
pub fn doubts(draft: &Draft) -> Vec<String> {
    let line = |doubt: &DraftDoubt| {
        let DraftDoubt { subject, kind, place, text, reading, .. } = doubt;
        format!("{kind:?} {subject:?} {:?}/{:?}: {text} => {reading}", place.row, place.column)
    };
    draft.doubts.iter().map(line).collect()
}

/// A file, what its plan lacks compared with that of `original.docx`, and the kinds of its additional doubts.
type Case =
    (&'static str, &'static str, Option<&'static str>, &'static [&'static str], &'static [&'static str]);

const P000: &str = "000-kramatorsk-plan-2022-q1";
const P001: &str = "001-voznesensk-plan-2018-q3";
const P002: &str = "002-zhytomyr-zvit-2023-q4";
const P003: &str = "003-prava-dytyny-2017-2020";
const P004: &str = "004-luhansk-turbota-2021";

/// The merged name and performers of an indicator are only in its first row, and an aim only at its first subtask.
const LOST_000: &[&str] = &["- by", "- indicator", "+ indicator"];
const DOUBTS_000: &[&str] = &["LooseValue", "SharedCell", "SharedCell"];
/// A file that names no quarter has no title either, which is doubted.
const UNTITLED: &[&str] = &["Reading"];
/// Two events have a dash and no date, so that they might belong to a title once their lines are lost.
const DASHES_002: &[&str] = &["Reading", "Reading", "Reading"];
/// A section without measures of its own has no row.
const LOST_004: &[&str] = &["- Goal", "+ Goal"];

const TEXTS: [Case; 17] = [
    (P000, "export.cp1251.csv", None, LOST_000, DOUBTS_000),
    (P000, "export.utf8-bom.csv", None, LOST_000, DOUBTS_000),
    (P000, "flat.utf8.csv", Some("2022Q1"), &[], UNTITLED),
    (P000, "flat.utf8.tsv", Some("2022Q1"), &[], UNTITLED),
    (P001, "export.cp1251.csv", None, &[], &[]),
    (P001, "flat.utf8.csv", Some("2018Q3"), &[], UNTITLED),
    (P001, "flat.utf8.tsv", Some("2018Q3"), &[], UNTITLED),
    (P002, "export.cp1251.csv", None, &[], &[]),
    (P002, "export.utf8-bom.csv", None, &[], &[]),
    (P002, "flat.utf8.csv", Some("2023Q4"), &[], UNTITLED),
    (P002, "flat.utf8.tsv", Some("2023Q4"), &[], DASHES_002),
    (P003, "export.cp1251.csv", None, &[], &[]),
    (P003, "flat.utf8.csv", Some("2017Q1"), &[], &["Quarter", "Reading"]),
    (P003, "flat.utf8.tsv", Some("2017Q1"), &[], &["Quarter", "Reading"]),
    (P004, "export.cp1251.csv", None, &[], &[]),
    (P004, "flat.utf8.csv", Some("2021Q1"), LOST_004, &["MissingNumber", "Quarter", "Reading"]),
    (P004, "flat.utf8.tsv", Some("2021Q1"), LOST_004, &["MissingNumber", "Quarter", "Reading"]),
];

/// The kinds of doubts, except those about texts above the table, in order of their names.
fn kinds(draft: &Draft) -> Vec<String> {
    let of_head = |doubt: &DraftDoubt| doubt.subject == DraftSubject::Plan && !doubt.text.is_empty();
    let of_outline = |doubt: &&DraftDoubt| !of_head(doubt) || doubt.kind == DoubtKind::Quarter;
    let mut kinds: Vec<String> =
        draft.doubts.iter().filter(of_outline).map(|doubt| format!("{:?}", doubt.kind)).collect();
    kinds.sort();
    kinds
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn tables_without_merged_cells_give_the_same_plan() {
    for (folder, file, quarter, lost, more) in TEXTS {
        let name = format!("{folder}/{file}");
        let original = &sample(&format!("{folder}/original.docx"), None).draft;
        let other = &sample(&name, quarter).draft;
        let words = |line: &String| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        let found: Vec<String> = difference(original, other).iter().map(words).collect();
        assert_eq!(found, lost, "{name}: {:#?}", difference(original, other));
        let mut expected = kinds(original);
        expected.extend(more.iter().map(|kind| (*kind).to_owned()));
        expected.sort();
        assert_eq!(kinds(other), expected, "{name}: {:#?}", doubts(other));
        assert_eq!(original.period, other.period, "{name}");
        if quarter.is_none() {
            assert_eq!((&original.title, &original.approval), (&other.title, &other.approval), "{name}");
            assert_eq!(original.signatures, other.signatures, "{name}");
        }
    }
}

/// Files of LibreOffice and workbooks: they have merged cells, so nothing is lost.
const WITH_CELLS: [(&str, &[&str]); 5] = [
    ("000-kramatorsk-plan-2022-q1", &["libreoffice.docx", "libreoffice.odt", "table.xlsx"]),
    (
        "001-voznesensk-plan-2018-q3",
        &["libreoffice.docx", "libreoffice.odt", "table.xlsx", "table.ods", "libreoffice.xls"],
    ),
    ("002-zhytomyr-zvit-2023-q4", &["libreoffice.docx", "libreoffice.odt", "table.xlsx", "libreoffice.ods"]),
    ("003-prava-dytyny-2017-2020", &["libreoffice.docx", "libreoffice.odt", "table.ods"]),
    ("004-luhansk-turbota-2021", &["libreoffice.docx", "libreoffice.odt", "table.xlsx"]),
];

/// The header of a plan, and its doubts without their places.
fn around(draft: &Draft) -> Vec<String> {
    let mut lines = vec![draft.title.clone(), draft.organisation.clone(), format!("{:?}", draft.period)];
    lines.push(format!("{:?}", draft.approval));
    lines.extend(draft.signatures.iter().map(|signature| format!("{signature:?}")));
    let doubt =
        |doubt: &DraftDoubt| format!("{:?} {:?}: {}", doubt.kind, doubt.subject, squeeze(&doubt.text));
    lines.extend(draft.doubts.iter().map(doubt));
    lines
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn texts_and_workbooks_give_the_same_plan() {
    let mut wrong = Vec::new();
    for (folder, files) in WITH_CELLS {
        let original = &sample(&format!("{folder}/original.docx"), None).draft;
        for file in files {
            let other = &sample(&format!("{folder}/{file}"), None).draft;
            let lines = difference(original, other);
            wrong.extend(lines.into_iter().map(|line| format!("{folder}/{file}: {line}")));
            if around(original) != around(other) {
                wrong.push(format!("{folder}/{file}: {:#?} is not {:#?}", around(other), around(original)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn a_value_that_lost_its_name_is_doubted_at_its_measure() {
    let plan = &sample(&format!("{P000}/export.cp1251.csv"), None).draft;
    let loose: Vec<&DraftDoubt> =
        plan.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::LooseValue).collect();
    // The third measure of the first subtask of the third task of the second goal.
    assert_eq!(loose.len(), 1);
    assert_eq!((&loose[0].subject, loose[0].text.as_str()), (&DraftSubject::Node(vec![1, 2, 0, 2]), "6"));
}
