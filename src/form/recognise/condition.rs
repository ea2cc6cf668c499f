//! Targets without figures: conditions in the name of an indicator, and deeds.

use crate::{
    domain::{Target, TargetValue},
    form::words::{begins, words},
};

/// A condition in the name of an indicator («…, за потреби»), or instead of it, which is used where the target is
/// blank (docs/documents.md, quirk 5).
pub fn condition_in(name: &str) -> Option<Target> {
    let after = name.match_indices([',', '(']).filter_map(|(at, sign)| name.get(at + sign.len()..));
    let mut parts = [name].into_iter().chain(after);
    let raw = parts.find(|part| begins(part, &words().conditions).is_some())?;
    let raw = raw.trim();
    let open = raw.matches('(').count() >= raw.matches(')').count();
    let raw = if open { raw } else { raw.trim_end_matches(')') };
    Some(Target { value: TargetValue::Condition, raw: raw.to_owned() })
}

/// The target of an indicator in a form without figures: a deed. Numbers in its name are part of the sentence.
pub(super) fn deed() -> Target {
    Target { value: TargetValue::Deed, raw: String::new() }
}
