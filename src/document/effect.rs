//! Formatting that changes the meaning of a text: what of it counts, what it looked like, and its other readings.
//!
//! Readers only record the effect of a run, and the rules for all formats are here: struck, deleted and hidden text
//! does not count; a small raised figure next to a figure is a footnote mark; a fraction is a fraction.

use super::equation;
use super::runs::push_run;
use super::{Document, Paragraph, Place, Run, Runs, Table};
use crate::text::surely::Surely;

/// What formatting does to a run of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Nothing.
    #[default]
    Plain,
    /// Struck out by hand.
    Struck,
    /// Removed as a tracked change.
    Deleted,
    /// Added while changes were tracked.
    Inserted,
    /// Small above the line.
    Raised,
    /// Small below the line.
    Lowered,
    /// Not shown.
    Hidden,
    /// An equation in one line: `3/4`, `10^2`.
    Equation,
    /// The entry that is chosen in a field of a form.
    Chosen,
}

impl Effect {
    /// Whether the text does not count.
    pub fn leaves_out(self) -> bool {
        matches!(self, Self::Struck | Self::Deleted | Self::Hidden)
    }
}

/// A paragraph whose meaning is not simply its characters in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effects {
    /// Where it is.
    pub place: Place,
    /// The original text, with its formatting as signs: `~~5~~6`, `5¹`.
    pub text: String,
    /// The text that counts.
    pub reading: String,
    /// The other readings, the likeliest first.
    pub others: Vec<String>,
}

/// The runs as they count, without effects.
pub(super) fn counted(runs: &[Run]) -> Runs {
    let runs = &with_wholes(runs);
    let out = with(runs, &|run, sides| match run.effect {
        effect if effect.leaves_out() => None,
        Effect::Raised | Effect::Lowered => sides.small(run),
        Effect::Equation => Some(equation::value(&run.text)),
        _ => Some(run.text.clone()),
    });
    if !is_fraction(runs) {
        return out;
    }
    let (text, look) = (text_of(&out), out.first().cloned().unwrap_or_default());
    std::iter::once(Run { text: equation::value(text.trim()), ..look }).collect()
}

/// The runs with the whole number before a fraction moved into its equation: 1 and `3/4` are `1 3/4`, not `13/4`.
fn with_wholes(runs: &[Run]) -> Runs {
    let mut out = Runs::new();
    for run in runs {
        let mut run = run.clone();
        let before = out.iter_mut().rev().find(|run| !run.effect.leaves_out());
        if let Some(before) = before
            .filter(|before| before.effect != Effect::Equation && run.effect == Effect::Equation)
            .filter(|_| equation::is_fraction(&run.text))
        {
            let shown = before.text.trim_end();
            let whole = shown.len() - shown.chars().rev().take_while(char::is_ascii_digit).count();
            let (rest, whole) = shown.split_at_checked(whole).unwrap_or((shown, ""));
            if !whole.is_empty() && !rest.ends_with([',', '.', '/', ':']) {
                run.text = format!("{whole} {}", run.text);
                before.text = rest.to_owned();
            }
        }
        out.push(run);
    }
    out
}

/// Whether a paragraph consists only of a fraction in small figures: `³/₄`.
fn is_fraction(runs: &[Run]) -> bool {
    let mut seen = runs.iter().filter(|run| !run.effect.leaves_out());
    let is_figures = |run: &Run| run.text.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let has = |effect: Effect| runs.iter().any(|run| run.effect == effect);
    has(Effect::Raised)
        && has(Effect::Lowered)
        && seen.all(|run| is_figures(run) || matches!(run.text.trim(), "/" | "⁄" | "∕"))
}

/// Whether any run has an effect.
pub(super) fn is_in(runs: &[Run]) -> bool {
    runs.iter().any(|run| run.effect != Effect::Plain)
}

/// The counted characters next to a run.
struct Sides {
    before: Option<char>,
    after: Option<char>,
}

impl Sides {
    /// The text of a raised or lowered run; none where it is a footnote mark next to a figure.
    fn small(&self, run: &Run) -> Option<String> {
        let text = run.text.as_str();
        let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_stroke = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '⁄' | '∕'));
        if is_stroke(self.after) || is_stroke(self.before) {
            // A fraction in small figures, perhaps after a whole number.
            let gap = if is_figure(self.before) { " " } else { "" };
            return Some(format!("{gap}{text}"));
        }
        if is_mark(text) {
            return match is_figure(self.before) || is_figure(self.after) {
                true => None,
                false if run.effect == Effect::Raised => Some(raised(text)),
                false => Some(text.to_owned()),
            };
        }
        Some(text.to_owned())
    }
}

/// Whether a small text may be a footnote mark: figures or stars, perhaps with a bracket.
fn is_mark(text: &str) -> bool {
    let inner = text.trim();
    !inner.is_empty()
        && inner.chars().count() <= 4
        && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | ')' | '(' | '[' | ']' | ','))
        && inner.contains(|c: char| c.is_ascii_digit() || c == '*')
}

/// The runs with their texts replaced; runs that get no text are removed.
fn with(runs: &[Run], text: &dyn Fn(&Run, &Sides) -> Option<String>) -> Runs {
    let mut out = Runs::new();
    for (at, run) in runs.iter().enumerate() {
        let before = out.iter().rev().find_map(|run| run.text.chars().next_back());
        let later = runs.get(at + 1..).surely();
        let after =
            later.iter().filter(|run| !run.effect.leaves_out()).find_map(|run| run.text.chars().next());
        if let Some(text) = text(run, &Sides { before, after }).filter(|text| !text.is_empty()) {
            push_run(&mut out, Run { text, effect: Effect::Plain, ..run.clone() });
        }
    }
    out
}

fn text_of(runs: &Runs) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The text with its formatting as signs.
fn marked(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let text = run.text.as_str();
        match run.effect {
            Effect::Struck | Effect::Deleted => {
                out.push_str("~~");
                out.push_str(text);
                out.push_str("~~");
            }
            Effect::Hidden => {
                out.push('[');
                out.push_str(text);
                out.push(']');
            }
            Effect::Raised => out.push_str(&raised(text)),
            Effect::Lowered => out.push_str(&lowered(text)),
            _ => out.push_str(text),
        }
    }
    out
}

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉";

fn raised(text: &str) -> String {
    small_figures(text, RAISED)
}

fn lowered(text: &str) -> String {
    small_figures(text, LOWERED)
}

fn small_figures(text: &str, signs: &str) -> String {
    let small =
        |c: char| c.to_digit(10).and_then(|n| signs.chars().nth(usize::try_from(n).ok()?)).unwrap_or(c);
    text.chars().map(small).collect()
}

/// The digit that a raised digit in a text means; none for other characters.
pub fn raised_figure(c: char) -> Option<char> {
    let at = RAISED.chars().position(|sign| sign == c)?;
    char::from_digit(u32::try_from(at).ok()?, 10)
}

/// The longest struck text, in characters, that is read as a replaced value; a longer one is read as part of the
/// whole text.
const OVERWRITTEN: usize = 24;

/// The other readings of a paragraph.
fn others(runs: &[Run], reading: &str) -> Vec<String> {
    let has = |effect: Effect| runs.iter().any(|run| run.effect == effect);
    let mut found = Vec::new();
    if has(Effect::Deleted) || has(Effect::Inserted) {
        found.push(text_of(&with(runs, &|run, _| match run.effect {
            Effect::Inserted | Effect::Hidden | Effect::Struck => None,
            _ => Some(run.text.clone()),
        })));
    }
    if has(Effect::Struck) {
        let struck: String =
            runs.iter().filter(|run| run.effect == Effect::Struck).map(|run| &*run.text).collect();
        let all = || {
            with(runs, &|run, _| {
                (!matches!(run.effect, Effect::Deleted | Effect::Hidden)).then(|| run.text.clone())
            })
        };
        found.push(if struck.chars().count() <= OVERWRITTEN { struck } else { text_of(&all()) });
    }
    if has(Effect::Raised) || has(Effect::Lowered) {
        if is_fraction(runs) {
            found.push(text_of(&with(runs, &|run, sides| match run.effect {
                Effect::Raised | Effect::Lowered => sides.small(run),
                _ => Some(run.text.clone()),
            })));
        }
        found.extend(power(runs));
        found.push(text_of(&with(runs, &|run, _| (!run.effect.leaves_out()).then(|| run.text.clone()))));
    }
    if has(Effect::Hidden) {
        found.push(text_of(&with(runs, &|run, _| {
            (!matches!(run.effect, Effect::Struck | Effect::Deleted)).then(|| run.text.clone())
        })));
    }
    for equation in runs.iter().filter(|run| run.effect == Effect::Equation) {
        found.extend(equation::others(&equation.text));
    }
    let mut kept: Vec<String> = Vec::new();
    for text in found.into_iter().map(|text| text.trim().to_owned()) {
        if !text.is_empty() && text != reading.trim() && !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

/// The value of a paragraph that consists of a number and a raised number, read as a power.
fn power(runs: &[Run]) -> Option<String> {
    let mut shown = runs.iter().filter(|run| !run.effect.leaves_out() && !run.text.trim().is_empty());
    let (base, exponent) = (shown.next()?, shown.next()?);
    let fits = base.effect != Effect::Raised && exponent.effect == Effect::Raised && shown.next().is_none();
    let power = fits.then(|| format!("{}^{}", base.text.trim(), exponent.text.trim()))?;
    Some(equation::value(&power)).filter(|value| *value != power)
}

/// The effects of a paragraph; `None` where they do not change its meaning.
fn of_paragraph(paragraph: &Paragraph) -> Option<Effects> {
    // Most paragraphs are plain, so their runs are not copied.
    if !is_in(&paragraph.runs) {
        return None;
    }
    let runs = &with_wholes(&paragraph.runs);
    let says = |run: &Run| run.text.contains(char::is_alphanumeric);
    let figures = |run: &Run| run.text.contains(|c: char| c.is_ascii_digit());
    let matters = |run: &Run| match run.effect {
        Effect::Plain => false,
        Effect::Struck | Effect::Deleted | Effect::Hidden => says(run),
        Effect::Inserted => figures(run),
        Effect::Equation => true,
        // The meaning of a box is read together with the words beside it.
        Effect::Chosen => says(run),
        Effect::Raised | Effect::Lowered => is_mark(&run.text),
    };
    if !runs.iter().any(matters) {
        return None;
    }
    let reading = text_of(&counted(runs)).trim().to_owned();
    let small_only = runs
        .iter()
        .filter(|run| matters(run))
        .all(|run| matches!(run.effect, Effect::Raised | Effect::Lowered));
    // «м²» and «захід¹» stay as they are.
    let kept = |run: &Run| reading.ends_with(&raised(&run.text)) || !figures(run);
    if small_only
        && runs.iter().filter(|run| matters(run)).all(|run| kept(run) && run.effect == Effect::Raised)
    {
        return None;
    }
    let others = others(runs, &reading);
    Some(Effects { place: paragraph.place, text: marked(runs).trim().to_owned(), reading, others })
}

impl Document {
    /// Every paragraph whose meaning is not simply its characters in order, from the top down.
    pub fn effects(&self) -> Vec<Effects> {
        let mut found: Vec<Effects> = self.paragraphs().filter_map(of_paragraph).collect();
        for table in self.all_tables().into_iter().filter(|table| !table.is_plain()) {
            found.extend(table.cells().iter().flat_map(|cell| cell.paragraphs()).filter_map(of_paragraph));
        }
        found
    }

    /// The document with only the text that counts, without effects; `None` where it has no effects.
    pub fn counted(&self) -> Option<Self> {
        let touched = |table: &Table| {
            !table.is_plain()
                && table.cells().iter().flat_map(|cell| cell.paragraphs()).any(|line| is_in(&line.runs))
        };
        let any =
            self.paragraphs().any(|line| is_in(&line.runs)) || self.all_tables().into_iter().any(touched);
        any.then(|| {
            let mut all = self.clone();
            all.blocks.iter_mut().for_each(super::Block::count);
            all
        })
    }
}

impl super::Block {
    /// Removes the effects of its runs.
    pub(super) fn count(&mut self) {
        match self {
            Self::Paragraph(paragraph) if is_in(&paragraph.runs) => paragraph.runs = counted(&paragraph.runs),
            Self::Paragraph(_) => {}
            Self::Table(table) => table.change_blocks(Self::count),
        }
    }
}

#[cfg(test)]
mod tests;
