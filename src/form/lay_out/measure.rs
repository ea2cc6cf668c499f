//! The cells of a measure.

use crate::{
    document::{Block, CellValue, Paragraph},
    domain::{Indicator, IndicatorId, Level, Node, NodeId, PerformerRef, Term, TermKind},
    form::{
        form::Holds,
        labels::labels,
        performers::{parse_performers, with_consent},
        writing::Listed,
    },
    text::normal::squeeze,
};

use super::{
    LayoutContext, evidence, half_points,
    ink::{ParagraphStyle, heading, prefix},
    values,
};

/// The cells of one indicator.
pub struct IndicatorCells {
    /// The indicator; none where the row has none, or only refers to a shared one.
    pub indicator: Option<IndicatorId>,
    /// The content of each column, with its number.
    pub cells: Vec<(Holds, Vec<Block>, Option<CellValue>)>,
}

/// The rows of a measure's indicators: first its own, then the shared ones.
pub fn lines(scene: &LayoutContext<'_>, id: NodeId, node: &Node) -> Vec<IndicatorCells> {
    let own = scene.plan.indicators(id).enumerate().map(|(at, (id, _))| own_line(scene, id, node, at == 0));
    if scene.column(Holds::Indicator).is_none() {
        // The names are listed below the measure's title, in the same order.
        let valued = [Holds::Target, Holds::Fact].into_iter().any(|holds| scene.column(holds).is_some());
        return own.filter(|_| valued).map(|line| IndicatorCells { indicator: None, ..line }).collect();
    }
    let shared = node.shares.iter().map(|shared| IndicatorCells {
        indicator: None,
        cells: vec![(Holds::Indicator, vec![reference(scene, *shared).into()], None)],
    });
    own.chain(shared).collect()
}

fn ink(scene: &LayoutContext<'_>, holds: Holds) -> ParagraphStyle {
    let column = scene.columns.iter().find(|column| column.holds == holds);
    let size = half_points(scene.writing.table_size);
    match column {
        Some(column) => ParagraphStyle::of(column, size),
        None => ParagraphStyle { size, align: crate::document::Align::Left, bold: false, italic: false },
    }
}

/// Whether the form lists performers below the indicator.
fn performers_below(scene: &LayoutContext<'_>) -> bool {
    scene.columns.iter().any(|column| column.performers_below)
}

fn own_line(scene: &LayoutContext<'_>, id: IndicatorId, node: &Node, first: bool) -> IndicatorCells {
    let mut cells = Vec::new();
    let ink = |holds| ink(scene, holds);
    if let Some(indicator) = scene.plan.indicator(id) {
        let mut lines = vec![squeeze(&indicator.name)];
        lines.extend(values::about(indicator));
        lines.extend(targets_below(scene, id));
        let mut blocks: Vec<Block> =
            lines.into_iter().map(|line| ink(Holds::Indicator).line(line).into()).collect();
        if first && performers_below(scene) {
            let plain = ink(Holds::Indicator).italic(false).bold(false);
            let listed = listed(scene, &performers(scene, &node.performers));
            blocks.extend(listed.into_iter().map(|line| Block::from(plain.line(line))));
        }
        cells.push((Holds::Indicator, blocks, None));
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
    IndicatorCells { indicator: Some(id), cells }
}

/// The targets of an indicator for a form without a column for them. A deed needs no words there.
fn targets_below(scene: &LayoutContext<'_>, id: IndicatorId) -> Vec<String> {
    if scene.column(Holds::Target).is_some() {
        return Vec::new();
    }
    let lines = values::targets(scene, id).into_iter().filter(|line| line.text != labels().deed);
    lines.map(|line| format!("{}: {}", labels().target, line.text)).collect()
}

/// Whether an indicator consists of its values alone: it is the measure's only one and has no name.
fn is_measure_itself(scene: &LayoutContext<'_>, id: IndicatorId, indicator: &Indicator) -> bool {
    let printed = |holds, lines: Vec<values::ValueLine>| scene.column(holds).is_some() && !lines.is_empty();
    squeeze(&indicator.name).is_empty()
        && values::about(indicator).is_empty()
        && (printed(Holds::Target, values::targets(scene, id))
            || printed(Holds::Fact, values::facts(scene, id))
            || printed(Holds::Note, values::notes(scene, id)))
}

/// The indicators of a measure with their targets, for a form without a column for indicators.
fn indicators_below(scene: &LayoutContext<'_>, id: NodeId, node: &Node) -> Vec<String> {
    let mut lines = Vec::new();
    let own: Vec<_> = scene.plan.indicators(id).collect();
    let alone = own.len() == 1;
    for (id, indicator) in own {
        if alone && is_measure_itself(scene, id, indicator) {
            continue;
        }
        lines.push(format!("{}: {}", labels().indicator, squeeze(&indicator.name)));
        lines.extend(values::about(indicator));
        lines.extend(targets_below(scene, id));
    }
    let see = |id: &IndicatorId| {
        format!("{}: {} {}", labels().indicator, labels().see, scene.plan.indicator_address(*id))
    };
    lines.extend(node.shares.iter().map(see));
    lines
}

/// The reference to a shared indicator.
fn reference(scene: &LayoutContext<'_>, id: IndicatorId) -> Paragraph {
    ink(scene, Holds::Indicator).line(format!("{} {}", labels().see, scene.plan.indicator_address(id)))
}

/// The code of a measure that is printed in the column of ordinals, because the numbers there run on over the plan.
pub fn running_number<'n>(scene: &LayoutContext<'_>, node: &'n Node) -> Option<&'n str> {
    node.code.as_deref().filter(|_| scene.runs_on)
}

/// The cells that are merged over all rows of a measure.
pub fn merged(scene: &LayoutContext<'_>, id: NodeId, node: &Node, n: usize) -> Vec<(Holds, Vec<Block>)> {
    let performers = performers(scene, &node.performers);
    let term = node.term.as_ref().map(in_a_line).filter(|term| !term.is_empty());
    let mut cells = vec![(Holds::Measure, measure(scene, id, node, n, &performers, term.as_deref()))];
    let lines = listed(scene, &performers);
    let lines = lines.into_iter().map(|line| ink(scene, Holds::Performers).line(line).into());
    cells.push((Holds::Performers, lines.collect()));
    let lines = term_lines(scene, node).into_iter();
    let lines = lines.map(|line| ink(scene, Holds::Term).line(line).into());
    cells.push((Holds::Term, lines.collect()));
    cells
}

/// Performers as their column lists them.
fn listed(scene: &LayoutContext<'_>, names: &[String]) -> Vec<String> {
    let last = names.len().saturating_sub(1);
    match scene.writing.performers {
        _ if names.is_empty() => Vec::new(),
        Listed::Lines => {
            let line =
                |(at, name): (usize, &String)| if at < last { format!("{name};") } else { name.clone() };
            names.iter().enumerate().map(line).collect()
        }
        Listed::Commas => {
            let joined = names.join(", ");
            let read = parse_performers([joined.as_str()]);
            // Where commas would not separate the names correctly, semicolons are used.
            vec![if read.len() == names.len() { joined } else { names.join("; ") }]
        }
    }
}

/// The term as written, with each month of a list in a line of its own where the form requires it.
fn term_lines(scene: &LayoutContext<'_>, node: &Node) -> Vec<String> {
    let Some(term) = &node.term else { return Vec::new() };
    let raw = squeeze(&term.raw);
    let words: Vec<&str> = raw.split(' ').collect();
    match &term.kind {
        TermKind::Months(months) if scene.writing.months_apart && months.len() == words.len() => {
            words.into_iter().map(str::to_owned).collect()
        }
        _ => Some(raw).filter(|raw| !raw.is_empty()).into_iter().collect(),
    }
}

/// The term as it is written in a line: months of a list that only stood below each other are separated.
fn in_a_line(term: &Term) -> String {
    let raw = squeeze(&term.raw);
    let words: Vec<&str> = raw.split(' ').collect();
    match &term.kind {
        TermKind::Months(months) if months.len() == words.len() && !raw.contains([',', ';']) => {
            words.join(", ").to_lowercase()
        }
        _ => raw,
    }
}

/// The cell of the measure itself: its title, what has no column, and its evidence.
fn measure(
    scene: &LayoutContext<'_>,
    id: NodeId,
    node: &Node,
    n: usize,
    performers: &[String],
    term: Option<&str>,
) -> Vec<Block> {
    let ink = ink(scene, Holds::Measure);
    let look = scene.form.level_look(node.level);
    // The number is not repeated where it has a column of its own.
    let apart = scene.column(Holds::Ordinal).is_some() && scene.counts.0 == Level::Measure;
    let code = node.code.as_deref().filter(|code| !(apart && running_number(scene, node) == Some(*code)));
    let before = prefix(&look, code, n);
    let mut lines = vec![heading(&look, &before, &node.title, ink)];
    let labelled = |label: &str, text: &str| ink.line(format!("{label}: {text}"));
    if let Some(aim) = node.objective.as_deref().map(squeeze).filter(|aim| !aim.is_empty()) {
        lines.push(labelled(&labels().objective, &aim));
    }
    // Below an indicator they need no label; in a measure without indicators they have one.
    let below = performers_below(scene) && scene.plan.indicators(id).next().is_some();
    if scene.column(Holds::Performers).is_none() && !below && !performers.is_empty() {
        let label = if performers.len() == 1 { &labels().performer } else { &labels().performers };
        lines.push(labelled(label, &performers.join("; ")));
    }
    if let Some(term) = term.filter(|_| scene.column(Holds::Term).is_none()) {
        lines.push(labelled(&labels().term, term));
    }
    if scene.column(Holds::Indicator).is_none() {
        lines.extend(indicators_below(scene, id, node).into_iter().map(|line| ink.line(line)));
    }
    if scene.reports() && !scene.options.blank {
        lines.extend(evidence::lines(scene, id, ink));
    }
    lines.into_iter().map(Block::from).collect()
}

/// The names of performers, with «за згодою» where needed.
fn performers(scene: &LayoutContext<'_>, named: &[PerformerRef]) -> Vec<String> {
    let name =
        |of: &PerformerRef| Some(with_consent(&squeeze(&scene.plan.performer(of.id)?.name), of.by_consent));
    named.iter().filter_map(name).collect()
}
