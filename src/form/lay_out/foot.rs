//! Signatures below the table.

use crate::{
    document::{Align, Block, Paragraph, formatting::mm},
    domain::Signature,
    form::labels::labels,
    text::normal::squeeze,
};

use super::{LayoutContext, half_points, ink::ParagraphStyle};

/// The greatest width of a letter of one point, in hundredths of a millimetre: three fifths of its height.
const LETTER: u32 = 21;

/// The signatures, kept with the last row.
pub fn blocks(scene: &LayoutContext<'_>) -> Vec<Block> {
    let signatures = &scene.plan.header().signatures;
    let mut lines: Vec<Paragraph> = signatures.iter().flat_map(|signature| one(scene, signature)).collect();
    let last = lines.len().saturating_sub(1);
    for line in lines.iter_mut().take(last) {
        line.look.keep_with_next = true;
    }
    lines.into_iter().map(Block::from).collect()
}

/// Heading, position, a line to sign on, the name, the day.
fn one(scene: &LayoutContext<'_>, signature: &Signature) -> Vec<Paragraph> {
    let ink = ParagraphStyle {
        size: half_points(scene.writing.size),
        align: Align::Left,
        bold: false,
        italic: false,
    };
    let mut lines = Vec::new();
    let heading = squeeze(&signature.heading);
    if !heading.is_empty() {
        lines.push(ink.bold(true).line(heading));
    }
    let [sign_at, name_at] = scene.writing.signature_at;
    let letters = sign_at.saturating_mul(100) / (LETTER * u32::from(scene.writing.size));
    let mut role = wrapped(&squeeze(&signature.role), usize::try_from(letters).unwrap_or(usize::MAX));
    let signed = role.pop().unwrap_or_default();
    lines.extend(role.into_iter().map(|line| ink.line(line)));
    let name = squeeze(&signature.name);
    let mut signed = ink.line(format!("{signed}\t{}\t{name}", labels().sign_here));
    signed.look.tabs = vec![mm(sign_at), mm(name_at)];
    lines.push(signed);
    let kept = !scene.options.blank && scene.is_own();
    if let Some(day) = signature.date {
        let year = super::front::signed_in(scene).year();
        lines.push(ink.line(if kept { labels().day(day) } else { labels().open_day_of(year) }));
    }
    if let Some(first) = lines.first_mut() {
        first.look.before = mm(5);
    }
    lines
}

/// A text split between words into lines of at most so many letters.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let fits = |line: &String| line.chars().count() + 1 + word.chars().count() <= letters;
        match lines.last_mut() {
            Some(line) if fits(line) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_position_is_broken_between_words() {
        assert_eq!(wrapped("головний фахівець відділу", 20), ["головний фахівець", "відділу"]);
        assert_eq!(wrapped("начальник", 3), ["начальник"]);
    }
}
