//! Tests of the codec: golden bytes of each version, altered bytes, arbitrary bytes.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    super::{
        fixture::*,
        journal::{FrameAt, Position},
        page::all_records,
        stored::v1,
        wire::{
            CatalogEntry, CatalogHead, PlanHead, Progress, RecordPage, Seal, SnapshotHead, Standing,
            StoredRecord,
        },
    },
    *,
};
use crate::domain::{
    Acceptance, Change, ChangeId, Closing, Doubt, DoubtId, DoubtKind, Fact, FactValue, FindingKind,
    KeptFigures, Month, Number, PerformerId, Plan, PlanId, Record, RecordKey, RoleId, RoleKind, Source, Span,
    Stage, Subject, Target, TargetValue, Term, TermKind,
    record::{AcceptedFigures, AcceptedPart, ClosingStep, Decision, Flag, Outcome, Role},
};

/// A plan with every kind of record and most kinds of values of version 1.
fn rich_plan() -> Plan {
    let mut plan = Plan::empty(PlanId(7));
    plan.apply(&create(PlanId(7), "plan", 2));
    let doubt = Doubt {
        subject: Subject::Node(measure(1)),
        kind: DoubtKind::Reading,
        place: Source { file: "план.docx".into(), table: Some(1), ..Source::default() },
        text: "IІ".to_owned(),
        reading: "II".to_owned(),
        alternatives: vec!["11".to_owned()],
        settled: None,
    };
    let accepted =
        Acceptance { reason: "так є".to_owned(), by: "Ігор".to_owned(), at: -1, figures: None };
    let closing = Closing::closed("Ігор", i64::MAX);
    let numbers = vec![Number::parse("25").unwrap(), Number::parse("-0,5").unwrap()];
    let day = jiff::civil::date(2023, 12, 31);
    let targets = [TargetValue::Compound(numbers.clone()), TargetValue::Condition, TargetValue::Date(day)];
    let facts = [FactValue::Compound(numbers), FactValue::NoOccasion, FactValue::Date(day), FactValue::Done];
    let mut edits = vec![
        evidence(5, 1),
        edit(RecordKey::Doubt(DoubtId(3)), None, Some(Record::from(doubt))),
        edit(
            RecordKey::Accepted(FindingKind::NoteOwed, Subject::Plan, quarter()),
            None,
            Some(Record::from(accepted)),
        ),
        edit(RecordKey::Closing(quarter()), None, Some(Record::from(closing))),
    ];
    for (n, value) in targets.into_iter().enumerate() {
        let key = RecordKey::Target(indicator(1), Span::single(quarter().shift(n as i32 + 1)), None);
        edits.push(edit(key, None, Some(Record::from(Target { value, raw: "25/-0,5".to_owned() }))));
    }
    for (n, value) in facts.into_iter().enumerate() {
        let key = RecordKey::Fact(indicator(1), quarter().shift(n as i32), None);
        let fact = Fact { value, raw: String::new(), note: "примітка".to_owned() };
        edits.push(edit(key, None, Some(Record::from(fact))));
    }
    let month = Month::new(2018, 7).unwrap();
    let terms =
        [TermKind::Months(vec![month, month]), TermKind::Range(month, month), TermKind::Years(2020, 2021)];
    for (n, kind) in terms.into_iter().enumerate() {
        let Record::Node(made) = node(10 + n as u128, None, crate::domain::Level::Measure) else {
            continue;
        };
        let mut made = (*made).clone();
        made.term = Some(Term { kind, raw: "Липень".to_owned() });
        made.shares = vec![indicator(1)];
        edits.push(edit(RecordKey::Node(measure(10 + n as u128)), None, Some(Record::from(made))));
    }
    plan.apply(&change(77, PlanId(7), edits));
    plan
}

/// The records that version 2 has in addition.
fn newer_records() -> Vec<StoredRecord> {
    let number = |text| Number::parse(text).unwrap();
    let figures = AcceptedFigures {
        target: Some(TargetValue::Number(number("90"))),
        fact: FactValue::Share(number("45"), number("50")),
        words: "слова".to_owned(),
        evidence: 3,
        parts: vec![AcceptedPart {
            target: Some(TargetValue::Number(number("2"))),
            fact: FactValue::Number(number("1,50")),
            words: String::new(),
        }],
        note: "бо так".to_owned(),
    };
    let accepted =
        Acceptance { reason: "так".to_owned(), by: "Ігор".to_owned(), at: 5, figures: Some(figures) };
    let stages = [Stage::Submitted, Stage::Returned, Stage::Approved, Stage::Closed, Stage::Reopened];
    let step =
        |stage| ClosingStep {
            stage, by: "Олена".to_owned(), at: 1 << 40, reason: "наказ 7".to_owned()
        };
    let decision = |outcome| Decision {
        outcome,
        reason: "немає коштів".to_owned(),
        order: "№ 12 від 01.02.2024".to_owned(),
        by: "Ігор".to_owned(),
        at: 0,
    };
    let role = Role { who: "@plan".to_owned(), kind: RoleKind::Planner, performer: Some(PerformerId(1)) };
    let share = FactValue::Share(number("45"), number("50"));
    let fact = Fact { value: share, raw: "45/50".to_owned(), note: String::new() };
    let subject = Subject::Indicator(indicator(1));
    let carried = Outcome::Carried(jiff::civil::date(2024, 6, 30));
    let next = quarter().next();
    [
        (RecordKey::Accepted(FindingKind::EvidenceDuplicate, subject, quarter()), Record::from(accepted)),
        (RecordKey::Closing(next), Record::from(Closing { steps: stages.map(step).to_vec() })),
        (RecordKey::Decision(subject, quarter()), Record::from(decision(carried))),
        (RecordKey::Decision(subject, next), Record::from(decision(Outcome::Withdrawn))),
        (RecordKey::Role(RoleId(4)), Record::from(role)),
        (RecordKey::Flag(subject, next), Record::from(Flag { by: "Ігор".to_owned(), at: 9 })),
        (RecordKey::Fact(indicator(1), next, None), Record::from(fact)),
    ]
    .into_iter()
    .zip(1..)
    .map(|((key, record), revision)| StoredRecord { key, revision, record })
    .collect()
}

fn standing() -> Standing {
    let recent = vec![(ChangeId(7 << 64), 1), (ChangeId(77), 2)];
    Standing { seq: 2, last: FrameAt::new(1, 4242), changed_at: 1_700_000_000_077, recent }
}

fn position() -> Position {
    Position { segment: 3, offset: 65_536, hash: [0xab; 32] }
}

/// One value of each kind, by its name.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let plan = rich_plan();
    let records = all_records(&plan);
    let entry = CatalogEntry::of(&plan, &standing());
    let hash = [0x17; 32];
    let head = SnapshotHead::stamp(PlanId(7), standing(), hash);
    let seal = Seal { count: 9, mix: u64::MAX };
    vec![
        ("page", encode(&RecordPage { plan: PlanId(7), records: records.clone() }).unwrap()),
        ("entry", encode(&entry).unwrap()),
        ("change", encode(&set_fact(90, &plan, 2, 5)).unwrap()),
        ("snapshot", encode(&SnapshotHead { nodes: 3, tables: 9, ..head }).unwrap()),
        ("progress", encode(&Progress { position: position(), plans: seal }).unwrap()),
        ("head", encode(&PlanHead { standing: standing(), seal }).unwrap()),
        (
            "catalog",
            encode(&CatalogHead { plans: 1 << 17, ..CatalogHead::stamp(Some(hash), position()) }).unwrap(),
        ),
        ("figures", encode(&plan.kept_figures()).unwrap()),
    ]
}

/// Decodes and encodes again.
fn around(name: &str, bytes: &[u8]) -> Result<Vec<u8>, CodecError> {
    match name {
        "page" => encode(&decode::<RecordPage>(bytes)?),
        "entry" => encode(&decode::<CatalogEntry>(bytes)?),
        "change" => encode(&decode::<Change>(bytes)?),
        "snapshot" => encode(&decode::<SnapshotHead>(bytes)?),
        "progress" => encode(&decode::<Progress>(bytes)?),
        "head" => encode(&decode::<PlanHead>(bytes)?),
        "catalog" => encode(&decode::<CatalogHead>(bytes)?),
        "figures" => encode(&decode::<KeptFigures>(bytes)?),
        _ => panic!("{name}"),
    }
}

const GOLDEN: &str = include_str!("golden_v1.txt");

fn golden() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    GOLDEN.lines().map(|line| {
        let (name, digits) = line.split_once(' ').unwrap();
        let bytes = (0..digits.len()).step_by(2);
        (name, bytes.map(|i| u8::from_str_radix(&digits[i..i + 2], 16).unwrap()).collect())
    })
}

/// Changes written by version 1 are read for ever; what version 1 derived from them is rebuilt.
#[test]
fn golden_bytes_of_version_1() {
    let today: BTreeMap<_, _> = samples().into_iter().collect();
    assert_eq!(golden().count() + 1, today.len(), "version 1 stored no figures of groups");
    for (name, bytes) in golden() {
        assert_eq!(version_of(&bytes), Some(1));
        if name == "change" {
            assert_eq!(around(name, &bytes).as_ref(), Ok(&today[name]));
        } else {
            assert_eq!(around(name, &bytes), Err(CodecError::Outgrown(1)), "{name}");
        }
    }
}

/// Every kind of record as version 1 wrote it: the page of the rich plan contains them all.
#[test]
fn records_of_version_1_are_read() {
    let (_, bytes) = golden().find(|(name, _)| *name == "page").unwrap();
    type Records = Vec<(RecordKey, (u64, Record))>;
    let page: (PlanId, Records) =
        payload::<(v1::PlanId, Vec<(v1::RecordKey, (u64, v1::Record))>), _>(&bytes[HEAD..]).unwrap();
    let plan = rich_plan();
    let today: Vec<_> = all_records(&plan).into_iter().map(|r| (r.key, (r.revision, r.record))).collect();
    assert_eq!(page, (plan.id(), today));
}

#[test]
fn every_record_comes_back() {
    let plan = rich_plan();
    let records = all_records(&plan);
    assert_eq!(records.len(), plan.records().count());
    let records = records.into_iter().chain(newer_records()).collect();
    let page = RecordPage { plan: plan.id(), records };
    assert_eq!(decode::<RecordPage>(&encode(&page).unwrap()).unwrap(), page);
    let made = create(PlanId(7), "plan", 3);
    assert_eq!(decode::<Change>(&encode(&made).unwrap()).unwrap(), made);
    let figures = plan.kept_figures();
    assert!(!figures.tallies.is_empty());
    assert_eq!(decode::<KeptFigures>(&encode(&figures).unwrap()).unwrap(), figures);
}

#[test]
fn what_is_not_ours_is_refused() {
    let page = RecordPage { plan: PlanId(7), records: Vec::new() };
    let bytes = encode(&page).unwrap();
    assert_eq!(decode::<RecordPage>(&[]), Err(CodecError::NotAnEnvelope));
    assert_eq!(decode::<RecordPage>(&bytes[..bytes.len() - 1]), Err(CodecError::Checksum));
    assert!(matches!(decode::<CatalogEntry>(&bytes), Err(CodecError::Kind { found: 1, .. })));
    let sealed = |version: u16, payload: &[u8]| {
        let crc = checksum(version, 1, payload).to_le_bytes();
        [&MAGIC[..], &version.to_le_bytes(), &[1], &crc, payload].concat()
    };
    let payload = &bytes[HEAD..];
    assert_eq!(decode::<RecordPage>(&sealed(VERSION, payload)), Ok(page));
    assert_eq!(decode::<RecordPage>(&sealed(VERSION + 1, payload)), Err(CodecError::Newer(VERSION + 1)));
    let longer = [payload, b"x"].concat();
    assert!(matches!(decode::<RecordPage>(&sealed(VERSION, &longer)), Err(CodecError::Payload(_))));
    let misfit = StoredRecord { key: RecordKey::Header, revision: 1, record: fact(1) };
    let bytes = encode(&RecordPage { plan: PlanId(7), records: vec![misfit] }).unwrap();
    assert_eq!(decode::<RecordPage>(&bytes), Err(CodecError::Misfit));
    let wrong = change(1, PlanId(7), vec![edit(fact_key(1), Some(target(1)), None)]);
    assert_eq!(decode::<Change>(&encode(&wrong).unwrap()), Err(CodecError::Misfit));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Bytes with one altered run never decode to another value.
    #[test]
    fn altered_bytes_are_refused(
        which in 0usize..7,
        at in any::<prop::sample::Index>(),
        noise in proptest::collection::vec(any::<u8>(), 1..9),
        cut in any::<bool>(),
    ) {
        let (name, bytes) = SAMPLES.with(|s| s[which].clone());
        let mut altered = bytes.clone();
        let at = at.index(altered.len());
        if cut {
            altered.truncate(at);
        } else {
            altered.iter_mut().skip(at).zip(&noise).for_each(|(b, n)| *b ^= n);
        }
        if altered != bytes {
            prop_assert!(around(name, &altered).is_err());
        }
    }

    /// Arbitrary bytes under a correct checksum are decoded or refused, and never cause a panic.
    #[test]
    fn noise_under_a_right_checksum_does_not_panic(
        which in 0usize..7,
        at in any::<prop::sample::Index>(),
        noise in proptest::collection::vec(any::<u8>(), 1..40),
    ) {
        let (name, mut bytes) = SAMPLES.with(|s| s[which].clone());
        let at = HEAD + at.index(bytes.len() - HEAD);
        bytes.iter_mut().skip(at).zip(&noise).for_each(|(b, n)| *b ^= n);
        let crc = checksum(VERSION, bytes[6], &bytes[HEAD..]).to_le_bytes();
        bytes[7..11].copy_from_slice(&crc);
        let _ = around(name, &bytes);
    }
}

thread_local! {
    static SAMPLES: Vec<(&'static str, Vec<u8>)> = samples();
}
