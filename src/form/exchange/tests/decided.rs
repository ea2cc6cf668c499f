//! The round trip through the command that takes a draft in.

use proptest::prelude::*;

use super::{generated, record, *};
use crate::domain::{Command, Context, Draft, IdSource, Plan, decide};

/// A plan made by importing a draft, as a person would.
fn taken_in(draft: &Draft) -> Plan {
    let mut context = Context { author: "проба".into(), at: 0, ids: IdSource::new(7) };
    let mut plan = Plan::empty(draft.id.unwrap());
    let change = decide(&plan, &Command::Import(Box::new(draft.clone())), &mut context).unwrap();
    plan.apply(&change);
    plan
}

/// What an import takes over: not the archive, the locks, the acceptances and the list of performers.
fn content(mut draft: Draft) -> Draft {
    (draft.archived, draft.year_start) = (false, 1);
    draft.accepted.clear();
    draft.closings.clear();
    draft.performers.clear();
    record::sorted(draft)
}

#[test]
fn the_sample_is_taken_in_and_comes_back() {
    let draft = record::with_ids(import(SAMPLE).unwrap());
    let back = import(&export(&taken_in(&draft))).unwrap();
    assert_eq!(content(back), content(draft));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_draft_taken_in_comes_back(draft in generated::draft_for_import()) {
        let text = export(&taken_in(&draft));
        let back = import(&text).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
        prop_assert_eq!(content(back), content(draft));
    }
}
