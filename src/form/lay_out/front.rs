//! The lines above the table: approval, title, and the other lines.

use crate::{
    document::{Align, Block, Paragraph, formatting::mm},
    domain::{Quarter, Signature},
    form::{
        labels::labels,
        recognise::people::is_name,
        words::{key, words},
    },
    text::normal::squeeze,
};

use super::{LayoutContext, half_points, ink::ParagraphStyle, title};

/// The font size of the hint under a signature line, in half-points.
const HINT: u16 = 16;

/// The lines from the top of the page to the table. The other lines are above the title in an order, and where they
/// were above it in the imported document.
pub fn blocks(scene: &LayoutContext<'_>) -> Vec<Block> {
    // An order and the lines of its annex belong to the plan that they approve, not to a report on it.
    let belongs = scene.has_own_form() || !scene.is_report_on_plan();
    let preamble = scene.plan.header().preamble.iter().filter(|_| belongs);
    let preamble: Vec<String> = preamble.map(|line| squeeze(line)).collect();
    // An order begins with its issuer and its kind, both centred.
    let kind = preamble.iter().position(|line| words().orders.contains(&key(line)));
    // «РОЗПОРЯДЖЕННЯ», «голови обласної державної адміністрації».
    let goes_on = |line: &&String| line.starts_with(char::is_lowercase);
    let order = kind
        .filter(|_| scene.writing.preamble_page)
        .map_or(0, |kind| kind + 1 + preamble.iter().skip(kind + 1).take_while(goes_on).count());
    let above = order > 0 || (scene.writing.preamble_above && scene.has_own_form());
    let preamble = set(scene, preamble, order, above);
    let (mut lines, below) = if above { (preamble, Vec::new()) } else { (Vec::new(), preamble) };
    let first = lines.len();
    if let Some(approval) = scene.plan.header().approval.as_ref().filter(|of| is_approved_by(scene, of)) {
        lines.extend(approval_block(scene, approval));
    }
    lines.extend(title_lines(scene));
    if let Some(plan) = lines.get_mut(first).filter(|_| order > 0) {
        plan.look.new_page = true;
    }
    lines.extend(below);
    lines.extend(filled_in_by(scene));
    lines.into_iter().map(Block::from).collect()
}

/// Whether an approval belongs to this document; the approval of a plan does not approve a report on it.
fn is_approved_by(scene: &LayoutContext<'_>, approval: &Signature) -> bool {
    let by_order = approval.number.is_some() && scene.reports();
    !scene.is_report_on_plan() && (scene.is_own() || !by_order)
}

fn ink(scene: &LayoutContext<'_>) -> ParagraphStyle {
    ParagraphStyle { size: half_points(scene.writing.size), align: Align::Left, bold: false, italic: false }
}

/// The lines that are neither approval nor title; the first ones of an order are centred.
fn set(scene: &LayoutContext<'_>, preamble: Vec<String>, order: usize, above: bool) -> Vec<Paragraph> {
    let set = |(at, line): (usize, String)| {
        let bold = at < order || (at == 0 && above && scene.writing.preamble_bold);
        let text = line.clone();
        let mut paragraph = ink(scene).bold(bold).line(line);
        if at < order {
            paragraph.align = Some(Align::Center);
        }
        if above {
            paragraph.look.indent = mm(scene.writing.preamble_at);
        }
        if let Some((position, name)) = signed(&text).filter(|_| at >= order && order > 0) {
            paragraph = ink(scene).line(format!("{position}\t{name}"));
            paragraph.look.tabs = vec![mm(scene.writing.signature_at[1])];
        }
        paragraph
    };
    preamble.into_iter().filter(|line| !line.is_empty()).enumerate().map(set).collect()
}

/// The position and the name of who signed an order, where a line ends as «… Калина ДУБ».
fn signed(line: &str) -> Option<(&str, &str)> {
    let name = line.rmatch_indices(' ').nth(1)?.0;
    let (position, name) = (line.get(..name)?, line.get(name + 1..)?);
    is_name(name).then_some((position, name))
}

/// Heading, position, a signature line with the name, and the date.
fn approval_block(scene: &LayoutContext<'_>, approval: &Signature) -> Vec<Paragraph> {
    let ink = ink(scene);
    let mut lines = vec![
        ink.bold(scene.writing.approval_bold).line(squeeze(&approval.heading)),
        ink.line(squeeze(&approval.role)),
    ];
    // An order approves by its number, without a signature.
    if approval.number.is_none() || !approval.name.is_empty() {
        let mut signed = ink.line(format!("{} {}", labels().sign_here, squeeze(&approval.name)));
        signed.look.before = mm(2);
        let mut hint =
            ParagraphStyle { size: HINT, ..ink }.italic(true).line(labels().signature_hint.clone());
        hint.look.indent = mm(6);
        lines.extend([signed, hint]);
    }
    lines.push(ink.line(approved_on(scene, approval)));
    lines.retain(|line| !line.is_blank());
    for line in &mut lines {
        line.look.indent += mm(scene.writing.approval_at);
    }
    lines
}

/// The date and number of an approval. A report leaves them open, because the plan's approval does not apply to it.
fn approved_on(scene: &LayoutContext<'_>, approval: &Signature) -> String {
    let kept = scene.is_own() && !scene.options.blank;
    let number = approval.number.as_ref().filter(|_| kept).map(|number| squeeze(number));
    let day = match approval.date.filter(|_| kept) {
        Some(day) if number.is_some() => labels().day_of_order(day),
        Some(day) => labels().day(day),
        None => labels().open_day_of(signed_in(scene).year()),
    };
    number.map_or_else(|| day.clone(), |number| format!("{day} № {number}"))
}

/// The quarter in which a document is signed: for a report the quarter after it, for a plan its first one.
pub fn signed_in(scene: &LayoutContext<'_>) -> Quarter {
    if scene.reports() { scene.quarter.next() } else { scene.options.span.first }
}

fn title_lines(scene: &LayoutContext<'_>) -> Vec<Paragraph> {
    let ink = ParagraphStyle {
        size: half_points(scene.writing.title_size),
        align: Align::Center,
        bold: true,
        italic: false,
    };
    let lines = title::lines(scene).into_iter();
    let mut lines: Vec<Paragraph> = lines.map(|line| ink.line(title::unbroken_period(&line))).collect();
    if let Some(first) = lines.first_mut() {
        first.look.before = mm(4);
    }
    for line in &mut lines {
        (line.look.keep_with_next, line.look.heading) = (true, 1);
    }
    // The gap above the table.
    lines.push(ParagraphStyle { size: 12, ..ink }.line(""));
    lines
}

/// The performer whose copy it is, by whom the filled-in copy is recognised when it is imported.
fn filled_in_by(scene: &LayoutContext<'_>) -> Option<Paragraph> {
    let who = scene.plan.performer(scene.options.performer?)?;
    let ink = ink(scene);
    let label = ink.run(format!("{}: ", labels().performer));
    Some(ink.runs(vec![label, ink.bold(true).run(squeeze(&who.name))]))
}
