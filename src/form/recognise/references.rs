//! References to shared indicators: «див. захід 1.1.2».

use std::sync::LazyLock;

use crate::{
    document::Place,
    domain::{DoubtKind, Level},
    form::{labels::labels, words::key},
    text::key::Initial,
};

use super::outline::{About, Key, Outline};

static SEE: LazyLock<Initial> = LazyLock::new(|| Initial::of(&labels().see));

/// The address that a text refers to.
pub fn address(text: &str) -> Option<&str> {
    let see = &labels().see;
    SEE.may_be(Initial::of(text)).then_some(())?;
    let head = text.get(..see.len()).filter(|head| key(head) == key(see))?;
    let rest = text.get(head.len()..)?.trim();
    (!rest.is_empty() && !rest.contains(' ')).then_some(rest)
}

/// Shares the referenced indicators with their measures; a reference without a target is doubted.
pub fn join(outline: &mut Outline, references: Vec<(Key, String, Place)>) {
    for (measure, address, place) in references {
        match find(outline, &address) {
            Some((of, index)) => outline.share(measure, of, index),
            None => {
                let about = About::Node(measure);
                outline.doubted(about, place, DoubtKind::LeftOver, &address, "", &[]);
            }
        }
    }
}

/// The measure and the index of the indicator with an address.
fn find(outline: &Outline, address: &str) -> Option<(Key, usize)> {
    let (node, n) = address.split_once('#').unwrap_or((address, "1"));
    let index = n.parse::<usize>().ok()?.checked_sub(1)?;
    let mut steps = node.split('/');
    let code = steps.next().filter(|code| !code.is_empty());
    let mut at = match code {
        Some(code) => Some(coded(outline, code, node.contains('/'))?),
        None => None,
    };
    for step in steps {
        let place = step.parse::<usize>().ok()?.checked_sub(1)?;
        at = Some(*outline.children(at).get(place)?);
    }
    let measure = at?;
    outline.get(measure)?.indicators.get(index).map(|_| (measure, index))
}

/// The node with a code; one with children comes first where an ordinal follows.
fn coded(outline: &Outline, code: &str, above: bool) -> Option<Key> {
    let of_level = |level: &Level| {
        let mut all = outline.of_level(*level).into_iter();
        all.find(|key| outline.get(*key).is_some_and(|node| node.code.as_deref() == Some(code)))
    };
    let mut levels = Level::ALL.into_iter().rev();
    if above {
        levels.find_map(|level| (level != Level::Measure).then(|| of_level(&level))?)
    } else {
        levels.find_map(|level| of_level(&level))
    }
}
