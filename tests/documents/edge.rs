//! Every sample with oddities becomes a plan, with the figures in its README.

use std::fs;

use jiff::civil::date;
use kvartal::{
    document,
    domain::{Level, TargetValue, draft::Draft},
    form::{Options, built_in, recognise},
};

use super::drafts::{nodes, of_level};

/// The form, and the numbers of goals, measures, numeric targets, facts and pieces of evidence in each file.
const FILES: [(&str, &str, [usize; 5]); 14] = [
    ("autonumber.docx", "quarterly-report", [4, 42, 24, 42, 82]),
    ("html-named.xls", "plain-plan", [1, 1, 1, 1, 1]),
    ("inline-oddities.docx", "quarterly-report", [1, 6, 5, 5, 31]),
    ("oddities.cp1251.csv", "quarterly-report", [0, 6, 3, 5, 2]),
    ("oddities.cp866.csv", "quarterly-report", [0, 1, 1, 1, 0]),
    ("oddities.odt", "quarterly-report", [4, 42, 24, 42, 82]),
    ("oddities.utf8.csv", "quarterly-report", [0, 6, 3, 5, 2]),
    ("oddities.xlsx", "quarterly-report", [0, 8, 6, 6, 0]),
    ("old-mac-eol.csv", "quarterly-report", [0, 1, 1, 1, 0]),
    ("other-prefix.docx", "quarterly-report", [1, 3, 3, 3, 18]),
    ("pipes.md", "quarterly-report", [0, 1, 1, 1, 1]),
    ("split-tables.docx", "quarterly-report", [4, 42, 24, 42, 82]),
    ("strict.docx", "quarterly-report", [1, 3, 3, 3, 18]),
    ("tracked-changes.docx", "quarterly-report", [1, 3, 3, 3, 18]),
];

fn figures(draft: &Draft) -> [usize; 5] {
    let nodes = nodes(draft);
    let values: Vec<_> =
        nodes.iter().flat_map(|node| &node.indicators).flat_map(|indicator| &indicator.values).collect();
    let numeric = values.iter().filter_map(|value| value.target.as_ref());
    [
        of_level(draft, Level::Goal).len(),
        of_level(draft, Level::Measure).len(),
        numeric.filter(|target| matches!(target.value, TargetValue::Number(_))).count(),
        values.iter().filter(|value| value.fact.is_some()).count(),
        nodes.iter().map(|node| node.evidence.len()).sum(),
    ]
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn every_file_of_oddities_becomes_a_plan() {
    let folder = super::samples().join("edge");
    let mut there: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    there.sort();
    assert_eq!(there, FILES.map(|(name, ..)| name));
    let found = FILES.map(|(name, ..)| {
        let document = document::read(&fs::read(folder.join(name)).unwrap(), name).unwrap();
        let read = recognise(&document, &built_in(), &Options::new(date(2024, 1, 9))).unwrap();
        (name, read.form, figures(&read.draft))
    });
    assert_eq!(found, FILES.map(|(name, form, figures)| (name, form.to_owned(), figures)));
}
