//! What stands in the cells of a measure.

use crate::{
    document::{Block, Paragraph, Value},
    domain::{IndicatorId, Node, NodeId, PerformerRef},
    form::{form::Holds, labels::labels, words::words},
    text::normal::squeeze,
};

use super::{
    Scene, evidence, half_points,
    ink::{Ink, heading, prefix},
    values,
};

/// The cells of one indicator.
pub struct Line {
    /// The indicator; none where the row only names one that stands elsewhere, or has none.
    pub indicator: Option<IndicatorId>,
    /// What stands in which column, and the number behind it.
    pub cells: Vec<(Holds, Vec<Block>, Option<Value>)>,
}

/// The rows of a measure's indicators: its own, then those of other measures that serve it too.
pub fn lines(scene: &Scene<'_>, id: NodeId, node: &Node) -> Vec<Line> {
    let own = scene.plan.indicators(id).map(|(id, _)| own_line(scene, id));
    let shared = node.shares.iter().map(|shared| Line {
        indicator: None,
        cells: vec![(Holds::Indicator, vec![reference(scene, *shared).into()], None)],
    });
    own.chain(shared).collect()
}

fn ink(scene: &Scene<'_>, holds: Holds) -> Ink {
    let column = scene.columns.iter().find(|column| column.holds == holds);
    let size = half_points(scene.writing.table_size);
    match column {
        Some(column) => Ink::of(column, size),
        None => Ink { size, align: crate::document::Align::Left, bold: false, italic: false },
    }
}

fn own_line(scene: &Scene<'_>, id: IndicatorId) -> Line {
    let mut cells = Vec::new();
    let ink = |holds| ink(scene, holds);
    if let Some(indicator) = scene.plan.indicator(id) {
        let mut lines = vec![squeeze(&indicator.name)];
        lines.extend(values::about(indicator));
        let blocks = lines.into_iter().map(|line| ink(Holds::Indicator).line(line).into());
        cells.push((Holds::Indicator, blocks.collect(), None));
    }
    for holds in [Holds::Target, Holds::Fact] {
        let lines = match holds {
            Holds::Target => values::targets(scene, id),
            _ => values::facts(scene, id),
        };
        let value = values::only_number(&lines);
        let upright = scene.columns.iter().any(|column| column.holds == holds && column.upright_numbers);
        let blocks = lines.into_iter().map(|line| {
            let ink = ink(holds);
            let number = line.is_numeric && upright;
            Block::from(ink.italic(ink.italic && !number).line(line.text))
        });
        cells.push((holds, blocks.collect(), value));
    }
    let notes = values::notes(scene, id).into_iter();
    let notes = notes.map(|line| Block::from(ink(Holds::Note).line(line.text)));
    cells.push((Holds::Note, notes.collect(), None));
    Line { indicator: Some(id), cells }
}

/// Where the indicator stands that serves this measure too.
fn reference(scene: &Scene<'_>, id: IndicatorId) -> Paragraph {
    ink(scene, Holds::Indicator).line(format!("{} {}", labels().see, scene.plan.indicator_address(id)))
}

/// The cells that are merged over all rows of a measure.
pub fn merged(scene: &Scene<'_>, id: NodeId, node: &Node, n: usize) -> Vec<(Holds, Vec<Block>)> {
    let performers = performers(scene, &node.performers);
    let term = node.term.as_ref().map(|term| squeeze(&term.raw)).filter(|term| !term.is_empty());
    let mut cells = vec![(Holds::Measure, measure(scene, id, node, n, &performers, term.as_deref()))];
    let lines = performers.iter().map(|name| ink(scene, Holds::Performers).line(format!("{name};")).into());
    cells.push((Holds::Performers, lines.collect()));
    let lines = term.into_iter().map(|term| ink(scene, Holds::Term).line(term).into());
    cells.push((Holds::Term, lines.collect()));
    cells
}

/// The measure's own cell: its title, what has no column, and what happened.
fn measure(
    scene: &Scene<'_>,
    id: NodeId,
    node: &Node,
    n: usize,
    performers: &[String],
    term: Option<&str>,
) -> Vec<Block> {
    let ink = ink(scene, Holds::Measure);
    let look = scene.writing.level(scene.form, node.level);
    let before = prefix(&look, node.code.as_deref(), n);
    let mut lines = vec![heading(&look, &before, &node.title, ink)];
    let labelled = |label: &str, text: &str| ink.line(format!("{label}: {text}"));
    if let Some(aim) = node.objective.as_deref().map(squeeze).filter(|aim| !aim.is_empty()) {
        lines.push(labelled(&labels().objective, &aim));
    }
    if scene.column(Holds::Performers).is_none() && !performers.is_empty() {
        lines.push(labelled(&labels().performers, &performers.join("; ")));
    }
    if let Some(term) = term.filter(|_| scene.column(Holds::Term).is_none()) {
        lines.push(labelled(&labels().term, term));
    }
    if scene.reports() && !scene.options.blank {
        lines.extend(evidence::lines(scene, id, ink));
    }
    lines.into_iter().map(Block::from).collect()
}

/// The names of performers, with «за згодою» where it applies.
fn performers(scene: &Scene<'_>, named: &[PerformerRef]) -> Vec<String> {
    let consent = words().consent.first().map_or("", String::as_str);
    let name = |of: &PerformerRef| {
        let name = squeeze(&scene.plan.performer(of.id)?.name);
        Some(if of.by_consent { format!("{name} ({consent})") } else { name })
    };
    named.iter().filter_map(name).collect()
}
