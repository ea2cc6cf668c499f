//! Evidence listed under its measure by unit: first the head office without a heading, then each unit under its
//! name; in each unit first the items without a place, then those of each place.

use crate::{
    document::Paragraph,
    domain::{Evidence, NodeId, PerformerId},
    form::labels::labels,
    text::{day::in_digits, normal::squeeze},
};

use super::{LayoutContext, ink::ParagraphStyle};

/// The lines of a measure.
pub fn lines(scene: &LayoutContext<'_>, measure: NodeId, ink: ParagraphStyle) -> Vec<Paragraph> {
    let mut units: Vec<Option<PerformerId>> = vec![None];
    let mut listed: Vec<(usize, &Evidence)> = Vec::new();
    for (_, evidence) in scene.plan.evidence_of(measure) {
        let reported = scene.plan.evidence_quarter(evidence).is_none_or(|q| scene.options.span.contains(q));
        let of_copy = scene.options.performer.is_none_or(|who| evidence.performer == Some(who));
        if !reported || !of_copy {
            continue;
        }
        let at = units.iter().position(|unit| *unit == evidence.performer).unwrap_or(units.len());
        if at == units.len() {
            units.push(evidence.performer);
        }
        listed.push((at, evidence));
    }
    let mut lines = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let of_unit: Vec<&Evidence> =
            listed.iter().filter(|(of, _)| *of == at).map(|(_, evidence)| *evidence).collect();
        if of_unit.is_empty() {
            continue;
        }
        let name = unit.and_then(|id| scene.plan.performer(id)).map(|performer| squeeze(&performer.name));
        lines.extend(name.map(|name| underlined(ink, format!("{name}:"))));
        lines.extend(by_place(&of_unit, measure, ink));
    }
    lines
}

fn underlined(ink: ParagraphStyle, text: String) -> Paragraph {
    let mut run = ink.run(text);
    run.underline = true;
    ink.runs(vec![run])
}

fn by_place(of_unit: &[&Evidence], measure: NodeId, ink: ParagraphStyle) -> Vec<Paragraph> {
    let place =
        |evidence: &Evidence| evidence.place.as_deref().map(squeeze).filter(|place| !place.is_empty());
    let mut places: Vec<Option<String>> = vec![None];
    for evidence in of_unit {
        let here = place(evidence);
        if !places.contains(&here) {
            places.push(here);
        }
    }
    let mut lines = Vec::new();
    for here in places {
        let items: Vec<&&Evidence> = of_unit.iter().filter(|evidence| place(evidence) == here).collect();
        if !items.is_empty() {
            lines.extend(here.map(|here| ink.line(here)));
        }
        lines.extend(items.into_iter().map(|evidence| ink.line(item(evidence, measure))));
    }
    lines
}

/// «- 08.11.2023, 24.11.2023 лекція», with the count where it differs from the number of dates, and with the link.
fn item(evidence: &Evidence, measure: NodeId) -> String {
    let dates: Vec<String> = evidence.dates.iter().copied().map(in_digits).collect();
    let text = squeeze(&evidence.text);
    let gap = if dates.is_empty() || text.is_empty() { "" } else { " " };
    let count = evidence.count_for(measure);
    let counts_dates = usize::try_from(count).is_ok_and(|count| count == dates.len());
    let count = if counts_dates { String::new() } else { format!(" ({}: {count})", labels().count) };
    let link = evidence.link.as_deref().map(squeeze).filter(|link| !link.is_empty());
    let link = link.map(|link| format!(" ({}: {link})", labels().link)).unwrap_or_default();
    format!("- {}{gap}{text}{count}{link}", dates.join(", "))
}
