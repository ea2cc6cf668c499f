//! The programme of several years and the annual plan among the samples: figures only.

use std::collections::BTreeMap;

use jiff::civil::date;
use kvartal::{
    domain::{
        Command, Context, DoubtKind, IdSource, Level, Plan, PlanId, Quarter, Scope, Span, Status,
        TargetValue, TermKind, decide, draft::Draft,
    },
    form::{exchange, performers::fold},
};

use super::{
    drafts::{nodes, of_level},
    reading::{sample, sample_of},
    same_plan,
};

const PROGRAMME: &str = "003-prava-dytyny-2017-2020";
const ANNUAL: &str = "004-luhansk-turbota-2021";

fn levels(draft: &Draft) -> [usize; 4] {
    Level::ALL.map(|level| of_level(draft, level).len())
}

fn span(first: &str, last: &str) -> Span {
    Span::new(Quarter::parse(first).unwrap(), Quarter::parse(last).unwrap()).unwrap()
}

/// The numbers of mentions of performers, of those by consent, and of different performers.
fn performers(draft: &Draft) -> [usize; 3] {
    let mentions = || nodes(draft).into_iter().flat_map(|node| &node.performers);
    let different: std::collections::BTreeSet<_> = mentions().map(|p| fold(&p.name)).collect();
    assert_eq!(different.len(), draft.performers.len());
    [mentions().count(), mentions().filter(|p| p.by_consent).count(), different.len()]
}

fn kinds(draft: &Draft) -> Vec<DoubtKind> {
    draft.doubts.iter().map(|doubt| doubt.kind).collect()
}

/// The number of terms for each pair of years.
fn years(draft: &Draft) -> BTreeMap<(i16, i16), usize> {
    let mut found = BTreeMap::new();
    for measure in of_level(draft, Level::Measure) {
        match measure.term.as_ref().unwrap().kind {
            TermKind::Years(from, to) => *found.entry((from, to)).or_insert(0) += 1,
            ref other => panic!("{other:?}"),
        }
    }
    found
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_programme_gives_its_plan() {
    for file in ["original.docx", "libreoffice.docx"] {
        let draft = sample_of(&format!("{PROGRAMME}/{file}"), "programme");
        assert_eq!(draft.period, span("2017Q1", "2020Q4"));
        assert_eq!(levels(&draft), [2, 9, 0, 29]);
        let expected = [((2017, 2017), 1), ((2017, 2020), 24), ((2018, 2018), 3), ((2018, 2020), 1)];
        assert_eq!(years(&draft), BTreeMap::from(expected));
        assert_eq!(performers(&draft), [51, 0, 12]);
        assert_eq!((draft.approval.is_none(), draft.preamble.len(), draft.signatures.len()), (true, 3, 0));
        assert_eq!(draft.title.split(' ').count(), 7);
        deeds(&draft);
        assert_eq!(kinds(&draft), []);
    }
}

/// Every measure has one indicator with a name that is a sentence, and owes a deed from its term's first quarter.
fn deeds(draft: &Draft) {
    let measures = of_level(draft, Level::Measure);
    for measure in &measures {
        let [indicator] = measure.indicators.as_slice() else { panic!("{:?}", measure.code) };
        let [value] = indicator.values.as_slice() else { panic!("{:?}", measure.code) };
        assert_eq!(value.target.as_ref().unwrap().value, TargetValue::Deed);
        let TermKind::Years(from, _) = measure.term.as_ref().unwrap().kind else { panic!() };
        assert_eq!(value.span, span(&format!("{from}Q1"), "2020Q4"));
        assert!(indicator.name.contains(' ') && measure.code.is_some());
        assert_eq!(measure.code.as_ref().unwrap().split('.').count(), 3);
    }
    assert!(measures.iter().any(|m| m.indicators[0].name.contains("92")));
    let long = measures.iter().find(|m| m.code.as_deref() == Some("1.3.3")).unwrap();
    assert_eq!(long.title.matches(". ").count(), 2);
    assert!(long.evidence.is_empty());
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn the_annual_plan_gives_its_plan() {
    for file in ["original.docx", "libreoffice.docx"] {
        let draft = sample_of(&format!("{ANNUAL}/{file}"), "annual-plan");
        assert_eq!(draft.period, span("2021Q1", "2021Q4"));
        assert_eq!(levels(&draft), [2, 3, 0, 17]);
        let tops: Vec<_> =
            draft.outline.iter().map(|goal| (goal.code.as_deref(), goal.children.len())).collect();
        assert_eq!(tops, [(Some("1"), 4), (Some("2"), 3)]);
        assert_eq!(performers(&draft)[..2], [83, 45]);
        terms(&draft);
        // Their numbers continue over the sections, so they are codes.
        let measures = of_level(&draft, Level::Measure);
        let codes: Vec<&str> = measures.iter().filter_map(|m| m.code.as_deref()).collect();
        assert_eq!(codes, (1..=17).map(|n: u32| n.to_string()).collect::<Vec<_>>());
        assert!(measures.iter().all(|m| m.indicators.is_empty()));
        let approval = draft.approval.as_ref().unwrap();
        assert_eq!((approval.date, approval.number.as_deref()), (Some(date(2020, 12, 8)), Some("852")));
        assert_eq!((approval.name.as_str(), draft.signatures.len()), ("", 1));
        assert!(draft.title.ends_with("на 2021 рік") && draft.title.split(' ').count() == 14);
        let dates: Vec<_> = draft.doubts.iter().filter(|d| d.kind == DoubtKind::Date).collect();
        assert_eq!((dates.len(), dates[0].alternatives.len()), (1, 1));
    }
}

fn terms(draft: &Draft) {
    let (mut deadlines, mut months, mut ranges) = (0, 0, 0);
    let mut due = [0; 4];
    for measure in of_level(draft, Level::Measure) {
        let term = measure.term.as_ref().unwrap();
        match term.kind {
            TermKind::Date(_) => deadlines += 1,
            TermKind::Month(_) => months += 1,
            TermKind::Range(..) => ranges += 1,
            ref other => panic!("{other:?}"),
        }
        due[usize::from(Quarter::of(term.last_day(draft.period)).number()) - 1] += 1;
    }
    assert_eq!((deadlines, months, ranges, due), (6, 3, 8, [0, 2, 1, 14]));
}

fn plan_of(mut draft: Draft) -> Plan {
    draft.slug.get_or_insert_with(|| "programme".to_owned());
    let mut plan = Plan::empty(PlanId(1));
    let mut context = Context { author: "test".into(), at: 0, ids: IdSource::new(1) };
    let change = decide(&plan, &Command::Import(Box::new(draft)), &mut context).unwrap();
    plan.apply(&change);
    plan
}

/// Quarter, measures due, targets that are deeds, and pending deeds; before its due quarter a deed is in progress.
type Owed = (&'static str, u32, u32, u32);

fn owed(plan: &Plan, expected: &[Owed]) {
    let pending = Status::ALL.iter().position(|status| *status == Status::DeedPending).unwrap();
    for (quarter, due, deeds, open) in expected {
        let tally = plan.tally(Scope::Plan, Quarter::parse(quarter).unwrap()).unwrap();
        let found = (tally.due, tally.targets.deed, tally.statuses[pending]);
        assert_eq!(found, (*due, *deeds, *open), "{quarter}");
    }
}

/// The plan after the import, and after an export and another import.
#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn what_is_owed_is_followed_by_quarter() {
    let draft = sample_of(&format!("{PROGRAMME}/original.docx"), "programme");
    let plan = plan_of(draft);
    for plan in [&plan, &plan_of(exchange::import(&exchange::export(&plan)).unwrap())] {
        let expected = [("2017Q1", 0, 0, 0), ("2017Q4", 1, 1, 1), ("2018Q1", 0, 0, 0), ("2018Q4", 3, 3, 3)];
        owed(plan, &expected);
        owed(plan, &[("2020Q3", 0, 0, 0), ("2020Q4", 25, 25, 25)]);
        assert_eq!(plan.performers().count(), 12);
        // Case, apostrophes, word order and «і» for «та» made variants.
        let spellings: usize = plan.performers().map(|(_, who)| who.variants.len()).sum();
        assert_eq!(spellings, 5);
    }
    let draft = sample_of(&format!("{ANNUAL}/original.docx"), "annual-plan");
    let plan = plan_of(draft);
    // Three measures have a month of their own, all others continue to the end of the year.
    for plan in [&plan, &plan_of(exchange::import(&exchange::export(&plan)).unwrap())] {
        owed(plan, &[("2021Q1", 0, 0, 0), ("2021Q2", 2, 0, 2), ("2021Q3", 1, 0, 1), ("2021Q4", 14, 0, 14)]);
    }
}

/// The files of both plans, with the quarter where they name no period.
const FILES: [(&str, Option<&str>); 7] = [
    ("libreoffice.docx", None),
    ("libreoffice.odt", None),
    ("export.cp1251.csv", None),
    ("table.ods", None),
    ("table.xlsx", None),
    ("flat.utf8.csv", Some("2021Q4")),
    ("flat.utf8.tsv", Some("2021Q4")),
];

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn every_file_gives_the_same_plan() {
    let samples = super::samples();
    for folder in [PROGRAMME, ANNUAL] {
        let original = &sample(&format!("{folder}/original.docx"), None).draft;
        for (file, quarter) in FILES {
            let path = samples.join(folder).join(file);
            if !path.exists() {
                continue;
            }
            // Where the file names no period, any quarter of the terms will do.
            let quarter = quarter.map(|quarter| if folder == ANNUAL { quarter } else { "2018Q1" });
            let other = &sample(&format!("{folder}/{file}"), quarter).draft;
            // The flat files have no title for the second section of the annual plan.
            let lost = usize::from(folder == ANNUAL && quarter.is_some());
            let difference = same_plan::difference(original, other);
            assert_eq!(difference.len(), 2 * lost, "{folder}/{file}: {difference:?}");
            let told = |kind| kinds(other).iter().filter(|known| **known == kind).count();
            assert_eq!(told(DoubtKind::MissingNumber), lost, "{folder}/{file}");
            // The period is not named, and it is longer than the quarter.
            assert_eq!(told(DoubtKind::Quarter), usize::from(quarter.is_some()), "{folder}/{file}");
            assert_eq!(original.period, other.period, "{folder}/{file}");
            assert_eq!(original.title == other.title, quarter.is_none(), "{folder}/{file}");
        }
    }
}
