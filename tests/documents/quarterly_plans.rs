//! The two quarterly plans among the samples: figures only.

use std::collections::BTreeSet;

use kvartal::domain::{
    DoubtKind, Level, Number, TargetValue, TermKind,
    draft::{Draft, DraftDoubt, DraftNode, DraftSubject},
};

use super::{
    drafts::{nodes, of_level, placeless},
    reading::sample_of,
};

const SUBTASKS: (&str, &str) = ("000-kramatorsk-plan-2022-q1", "quarterly-plan");
const TERMS: (&str, &str) = ("001-voznesensk-plan-2018-q3", "quarterly-plan-terms");

/// The drafts of a plan's files, all of which must be of its form.
fn samples((folder, form): (&str, &str), files: &[&str]) -> Vec<Draft> {
    files.iter().map(|file| sample_of(&format!("{folder}/{file}"), form)).collect()
}

const DOCX: [&str; 2] = ["original.docx", "libreoffice.docx"];

fn codes(draft: &Draft, level: Level) -> Vec<&str> {
    of_level(draft, level).into_iter().map(|node| node.code.as_deref().unwrap_or("none")).collect()
}

fn at<'a>(draft: &'a Draft, path: &[usize]) -> &'a DraftNode {
    let (first, rest) = path.split_first().unwrap();
    rest.iter().fold(&draft.outline[*first], |node, index| &node.children[*index])
}

/// The node at a position under the parent with a code.
fn under<'a>(draft: &'a Draft, code: &str, place: usize) -> &'a DraftNode {
    let parent = nodes(draft).into_iter().find(|node| node.code.as_deref() == Some(code)).unwrap();
    &parent.children[place - 1]
}

fn coded<'a>(draft: &'a Draft, code: &str) -> &'a DraftNode {
    nodes(draft).into_iter().find(|node| node.code.as_deref() == Some(code)).unwrap()
}

fn target(node: &DraftNode, indicator: usize) -> Option<&TargetValue> {
    node.indicators[indicator].values.first().and_then(|value| value.target.as_ref()).map(|t| &t.value)
}

fn raw(node: &DraftNode) -> &str {
    node.indicators[0].values[0].target.as_ref().map_or("", |target| &target.raw)
}

/// The numbers of indicators with a number, a compound, a condition, nothing; and the sum of the numbers.
fn targets(draft: &Draft) -> ([usize; 4], String) {
    let measures = of_level(draft, Level::Measure);
    let all = measures.iter().flat_map(|node| (0..node.indicators.len()).map(|index| target(node, index)));
    let (mut counts, mut sum) = ([0; 4], Number::ZERO);
    for target in all {
        match target {
            Some(TargetValue::Number(number)) => {
                counts[0] += 1;
                sum = sum.plus(*number);
            }
            Some(TargetValue::Compound(_)) => counts[1] += 1,
            Some(TargetValue::Condition) => counts[2] += 1,
            None => counts[3] += 1,
            other => panic!("{other:?}"),
        }
    }
    (counts, sum.to_string())
}

fn performers(draft: &Draft) -> BTreeSet<String> {
    nodes(draft).into_iter().flat_map(|node| &node.performers).map(|p| p.name.to_lowercase()).collect()
}

fn doubts(draft: &Draft, kind: DoubtKind) -> Vec<&DraftDoubt> {
    draft.doubts.iter().filter(|doubt| doubt.kind == kind).collect()
}

fn head(draft: &Draft, quarter: &str, words: usize) {
    assert_eq!(draft.period.to_string(), quarter);
    let approval = draft.approval.as_ref().unwrap();
    assert!(approval.heading.starts_with("ЗАТВЕРДЖ"), "{approval:?}");
    assert_eq!(approval.name.split(' ').count(), 2, "{approval:?}");
    assert!(approval.date.is_some() && !approval.role.is_empty(), "{approval:?}");
    assert_eq!(draft.organisation.split(' ').count(), words, "{}", draft.organisation);
    assert!(draft.preamble.is_empty() && draft.signatures.is_empty());
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_plan_with_subtasks_is_read() {
    for draft in samples(SUBTASKS, &DOCX) {
        head(&draft, "2022Q1", 9);
        let count = |level| of_level(&draft, level).len();
        assert_eq!([Level::Goal, Level::Task, Level::Subtask, Level::Measure].map(count), [4, 11, 23, 50]);
        let printed = of_level(&draft, Level::Subtask).into_iter().filter(|node| !node.title.is_empty());
        assert_eq!(printed.count(), 22);
        assert_eq!(codes(&draft, Level::Goal), ["1", "2", "3", "4"]);
        assert!(of_level(&draft, Level::Measure).iter().all(|measure| measure.code.is_none()));
        assert_eq!(targets(&draft), ([33, 0, 13, 3], "91".to_owned()));
        let bureaus = performers(&draft).iter().filter(|name| name.contains("бюро")).count();
        assert_eq!((bureaus, performers(&draft).len()), (10, 15));
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_subtask_that_was_lost_is_a_doubt() {
    for draft in samples(SUBTASKS, &DOCX) {
        assert_eq!(at(&draft, &[0, 0]).children.len(), 4);
        assert_eq!(coded(&draft, "1.1.2").children.len(), 4);
        let lost = doubts(&draft, DoubtKind::MissingNumber);
        assert_eq!(lost.len(), 1);
        assert_eq!(
            (lost[0].reading.as_str(), &lost[0].subject),
            ("1.1.2", &DraftSubject::Node(vec![0, 0, 1]))
        );
        assert_eq!((lost[0].place.row, lost[0].place.column), (Some(4), Some(3)));
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn merged_cells_of_the_plan_with_subtasks() {
    for draft in samples(SUBTASKS, &DOCX) {
        // One indicator of two measures that have their own values.
        let [second, third] = [2, 3].map(|place| under(&draft, "2.3.1", place));
        assert_eq!(second.indicators[0].name, third.indicators[0].name);
        assert_eq!([raw(second), raw(third)], ["5", "6"]);
        assert_eq!(second.performers, third.performers);
        // Two measures in one cell.
        let [first, second] = [1, 2].map(|place| under(&draft, "3.2.1", place));
        assert_eq!((first.indicators.len(), second.indicators.len(), second.shares.len()), (1, 0, 1));
        assert_eq!(doubts(&draft, DoubtKind::SharedCell).len(), 1);
        // One aim of two subtasks.
        for (one, other) in [("2.3.1", "2.3.2"), ("4.2.1", "4.2.2")] {
            let [one, other] = [one, other].map(|code| coded(&draft, code).objective.as_deref().unwrap());
            assert_eq!(one, other);
        }
        let without = of_level(&draft, Level::Subtask).into_iter().filter(|node| node.objective.is_none());
        assert_eq!(without.map(|node| node.code.as_deref().unwrap()).collect::<Vec<_>>(), ["1.1.2"]);
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn doubts_of_the_plan_with_subtasks_are_few() {
    for draft in samples(SUBTASKS, &DOCX) {
        let kinds: BTreeSet<_> = draft.doubts.iter().map(|doubt| doubt.kind).collect();
        let expected = [DoubtKind::SharedCell, DoubtKind::MissingNumber, DoubtKind::LookAlikes];
        assert_eq!(kinds, BTreeSet::from(expected), "{:#?}", draft.doubts);
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_plan_with_terms_is_read() {
    for draft in samples(TERMS, &DOCX) {
        head(&draft, "2018Q3", 9);
        let count = |level| of_level(&draft, level).len();
        assert_eq!([Level::Goal, Level::Task, Level::Subtask, Level::Measure].map(count), [4, 15, 0, 50]);
        assert_eq!(codes(&draft, Level::Goal), ["I", "II", "III", "V"]);
        assert_eq!(codes(&draft, Level::Measure).iter().filter(|code| **code != "none").count(), 49);
        assert_eq!(targets(&draft), ([50, 1, 0, 0], "170".to_owned()));
        let several = of_level(&draft, Level::Measure).into_iter().filter(|node| node.indicators.len() > 1);
        let several: Vec<_> = several.map(|n| (n.code.as_deref().unwrap(), n.indicators.len())).collect();
        assert_eq!(several, [("1.1.3", 2), ("1.3.10", 3), ("5.5.1", 2)]);
        assert!(matches!(target(coded(&draft, "1.5.5"), 0), Some(TargetValue::Compound(_))));
        let bare = of_level(&draft, Level::Measure).into_iter().filter(|node| node.indicators.is_empty());
        let bare: Vec<_> = bare.map(|node| (node.code.as_deref(), node.term.is_none())).collect();
        assert_eq!(bare, [(None, true), (Some("1.3.15"), true), (Some("5.4.2"), true)]);
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn terms_and_performers_of_the_plan() {
    for draft in samples(TERMS, &DOCX) {
        let measures = of_level(&draft, Level::Measure);
        let count = |fits: fn(&TermKind) -> bool| {
            measures.iter().filter(|node| node.term.as_ref().is_some_and(|term| fits(&term.kind))).count()
        };
        assert_eq!(count(|kind| matches!(kind, TermKind::Quarter)), 23);
        assert_eq!(count(|kind| matches!(kind, TermKind::Months(months) if months.len() == 3)), 19);
        assert_eq!(count(|kind| matches!(kind, TermKind::Months(months) if months.len() == 2)), 1);
        assert_eq!(count(|kind| matches!(kind, TermKind::Month(_))), 4);
        assert_eq!(measures.iter().filter(|node| node.term.is_none()).count(), 3);
        assert_eq!(measures.iter().map(|node| node.performers.len()).max(), Some(4));
        assert_eq!(measures.iter().filter(|node| node.performers.is_empty()).count(), 1);
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn what_the_plan_with_terms_has_lost_is_doubted() {
    for draft in samples(TERMS, &DOCX) {
        let lost = doubts(&draft, DoubtKind::MissingNumber);
        let found: Vec<_> =
            lost.iter().map(|doubt| (doubt.subject.clone(), doubt.reading.as_str())).collect();
        let expected = [
            (DraftSubject::Node(vec![0, 2]), "1.3"),
            (DraftSubject::Node(vec![0, 2, 0]), ""),
            (DraftSubject::Node(vec![3]), "V"),
        ];
        assert_eq!(found, expected);
        assert_eq!(lost[2].alternatives, ["IV"]);
        // «відділ … та бюро …» may be two performers.
        let joined = doubts(&draft, DoubtKind::Reading);
        assert!(joined.iter().all(|doubt| doubt.text.contains(" та бюро ")), "{joined:#?}");
        let kinds: BTreeSet<_> = draft.doubts.iter().map(|doubt| doubt.kind).collect();
        assert_eq!(
            kinds,
            BTreeSet::from([DoubtKind::MissingNumber, DoubtKind::LookAlikes, DoubtKind::Reading]),
            "{:#?}",
            draft.doubts
        );
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn both_writers_give_the_same_plan() {
    for plan in [SUBTASKS, TERMS] {
        let drafts: Vec<Draft> = samples(plan, &DOCX).into_iter().map(placeless).collect();
        assert!(drafts.windows(2).all(|pair| pair[0] == pair[1]));
    }
}
