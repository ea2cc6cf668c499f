//! Numbers in a separate column. Those that continue over sections are the codes of the measures; those that
//! restart only count them.

use crate::domain::{DoubtKind, Level};

use super::outline::{About, Key, Outline};

/// Gives the measures the codes printed beside them, where these continue from section to section.
pub fn codes(outline: &mut Outline) {
    let measures = outline.of_level(Level::Measure);
    if !run_on(outline, &measures) {
        return;
    }
    for key in &measures {
        let Some(entry) = outline.entries.get_mut(*key) else { continue };
        entry.node.code = entry.number.map(|number| number.to_string());
    }
    // Doubts about gaps in a count do not apply to codes.
    outline.doubts.retain(|(about, doubt)| {
        let counted = matches!(about, About::Node(key) if measures.contains(key));
        !(counted && [DoubtKind::MissingNumber, DoubtKind::RepeatedNumber].contains(&doubt.kind))
    });
}

fn run_on(outline: &Outline, measures: &[Key]) -> bool {
    let mut last = 0;
    let mut parents = Vec::new();
    for key in measures {
        let Some(entry) = outline.entries.get(*key) else { return false };
        let Some(number) = entry.number.filter(|number| *number > last && entry.node.code.is_none()) else {
            return false;
        };
        last = number;
        if parents.last() != Some(&entry.parent) {
            parents.push(entry.parent);
        }
    }
    parents.len() > 1
}
