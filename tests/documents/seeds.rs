//! The scanned texts compared with the plans of the documents that were made from them: figures only.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::PathBuf,
};

use kvartal::{
    domain::{
        Level,
        draft::{Draft, DraftDoubt, DraftNode, DraftSubject},
    },
    text::key::search_key,
};

use super::reading::{read, sample};

/// The folder of samples whose name begins with a number.
fn folder(number: &str) -> PathBuf {
    let entries = fs::read_dir(super::samples()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.into_iter().find(|path| path.file_name().unwrap().to_string_lossy().starts_with(number)).unwrap()
}

/// The scanned text with this number.
pub(super) fn seed(number: &str) -> PathBuf {
    let entries = fs::read_dir(super::samples().join("seeds")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.into_iter().find(|path| path.file_name().unwrap().to_string_lossy().starts_with(number)).unwrap()
}

/// The plan that a scanned text shows.
pub(super) fn truth(number: &str) -> Draft {
    let folder = folder(number);
    let name = folder.file_name().unwrap().to_string_lossy();
    sample(&format!("{name}/original.docx"), None).draft.clone()
}

/// A measure with everything that is compared.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) address: String,
    pub(super) title: String,
    /// The target and the fact of each indicator that has either.
    pub(super) figures: Vec<String>,
    pub(super) path: Vec<usize>,
}

/// The measures of a plan with their addresses: their own code, else the ordinal after the parent's code.
pub(super) fn measures(draft: &Draft) -> Vec<Seen> {
    fn walk(nodes: &[DraftNode], parent: &str, path: &[usize], all: &mut Vec<Seen>) {
        let mut ordinal = 0;
        for (index, node) in nodes.iter().enumerate() {
            let own: Vec<usize> = path.iter().copied().chain([index]).collect();
            let code = node.code.clone();
            if node.level == Level::Measure {
                ordinal += 1;
                let address = code.clone().unwrap_or_else(|| format!("{parent}/{ordinal}"));
                let figures = node.indicators.iter().flat_map(|i| &i.values).map(|value| {
                    let target = value.target.as_ref().map_or("", |target| target.raw.as_str());
                    let fact = value.fact.as_ref().map_or("", |(_, raw)| raw.as_str());
                    format!("{target}|{fact}")
                });
                let figures = figures.filter(|text| text.contains(|c: char| c.is_ascii_digit())).collect();
                let title = folded(&node.title);
                all.push(Seen { address, title, figures, path: own.clone() });
            }
            walk(&node.children, code.as_deref().unwrap_or("?"), &own, all);
        }
    }
    let mut all = Vec::new();
    walk(&draft.outline, "", &[], &mut all);
    all
}

fn folded(text: &str) -> String {
    search_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two titles differ at most in one word, because the documents correct damaged letters
/// (documents/README.md, what differs from the seeds' text).
fn same(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    a == b || (a.len().min(b.len()) > 100 && head + tail + 10 >= a.len().max(b.len()))
}

/// Whether a doubt is about the measure at a path.
pub(super) fn is_about(doubt: &DraftDoubt, path: &[usize]) -> bool {
    match &doubt.subject {
        DraftSubject::Node(own) | DraftSubject::Indicator(own, _) => own == path,
        _ => false,
    }
}

/// The least share of correct measures, in percent.
const RIGHT: usize = 95;

fn compared(number: &str) {
    let truth = truth(number);
    let draft = read(&fs::read(seed(number)).unwrap(), "seed.txt");
    if std::env::var_os("KVARTAL_PRINT").is_some() {
        println!("{draft:#?}");
    }
    if std::env::var_os("KVARTAL_DOUBTS").is_some() {
        for d in &draft.doubts {
            println!(
                "  {:?} line {:?} {:?}\n      {}\n      => {} ({:?})",
                d.kind, d.place.line, d.subject, d.text, d.reading, d.alternatives
            );
        }
    }
    assert_eq!(draft.form, truth.form, "{number}");
    let (truth, read) = (measures(&truth), measures(&draft));
    let mut by_address: HashMap<&str, Vec<&Seen>> = HashMap::new();
    for seen in &read {
        by_address.entry(&seen.address).or_default().push(seen);
    }
    let mut right = 0;
    let mut doubted = 0;
    for own in &truth {
        let found = by_address
            .get(own.address.as_str())
            .and_then(|list| list.iter().find(|seen| same(&seen.title, &own.title)));
        let Some(found) = found else {
            println!(
                "{number} {}: not found; there {:?}",
                own.address,
                by_address.get(own.address.as_str()).map(|l| l.len())
            );
            if std::env::var_os("KVARTAL_SHOW").is_some() {
                println!("   truth {}", own.title);
                for seen in by_address.get(own.address.as_str()).into_iter().flatten() {
                    println!("   there {}", seen.title);
                }
            }
            continue;
        };
        right += 1;
        let doubts: Vec<_> = draft.doubts.iter().filter(|doubt| is_about(doubt, &found.path)).collect();
        if found.figures != own.figures {
            println!(
                "{number} {}: figures {:?} for {:?}, {} doubts",
                own.address,
                found.figures,
                own.figures,
                doubts.len()
            );
            assert!(!doubts.is_empty(), "{number} {}", own.address);
            doubted += 1;
        }
    }
    for seen in &read {
        if !truth.iter().any(|own| own.address == seen.address && same(&seen.title, &own.title)) {
            let doubts = draft.doubts.iter().filter(|doubt| is_about(doubt, &seen.path)).count();
            println!(
                "{number} {}: only in the text, {} figures, {doubts} doubts",
                seen.address,
                seen.figures.len()
            );
            assert!(doubts > 0 || seen.figures.is_empty());
        }
    }
    println!(
        "{number}: {right} of {} measures right, {} read, {doubted} with other figures (all doubted), {} doubts",
        truth.len(),
        read.len(),
        draft.doubts.len()
    );
    let without = draft.doubts.iter().filter(|doubt| doubt.place.line.is_none()).count();
    for doubt in draft.doubts.iter().filter(|doubt| doubt.place.line.is_none()) {
        println!("   no line: {:?} {:?}", doubt.kind, doubt.place);
    }
    assert_eq!(without, 0, "{number}: doubts without a line");
    let mut seen = HashSet::new();
    for doubt in &draft.doubts {
        let own = (format!("{:?}", doubt.subject), doubt.kind, doubt.text.as_str());
        assert!(seen.insert(own), "{number}: {:?} is doubted twice", doubt.subject);
    }
    assert!(right * 100 >= truth.len() * RIGHT, "{number}: {right} of {}", truth.len());
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_text_of_the_report() {
    compared("002");
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_text_of_the_programme() {
    compared("003");
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_text_of_the_regional_plan() {
    compared("004");
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_text_of_the_plan_with_subtasks() {
    compared("000");
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_text_of_the_plan_with_terms() {
    compared("001");
}
