//! The text of a paragraph as a person sees it, made harmless.

use crate::document::{Paragraph, Run};
use crate::text::safe::printable;

/// The runs of a paragraph, after its automatic label as text. Neighbours with the same look are joined, and no
/// character can control another program.
pub(super) fn printed(paragraph: &Paragraph) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(paragraph.runs.len() + 1);
    let label = paragraph.label.as_ref().map(|label| {
        let gap = if label.gap && !paragraph.text().is_empty() { " " } else { "" };
        Run::plain(format!("{}{gap}", label.text))
    });
    for run in label.iter().chain(&paragraph.runs).filter(|run| !run.text.is_empty()) {
        let text = printable(&run.text);
        match runs.last_mut().filter(|last| last.looks_like(run)) {
            Some(last) => last.text.push_str(&text),
            None => runs.push(Run { text: text.into_owned(), ..run.clone() }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Label;

    #[test]
    fn a_label_stands_before_the_text() {
        let mut paragraph = Paragraph::of_runs(vec![
            Run::plain("семінар\u{1b}"),
            Run { bold: true, ..Run::plain("«Право»") },
            Run { bold: true, ..Run::plain("\n2") },
        ]);
        paragraph.label = Some(Box::new(Label { text: "-".into(), bullet: true, level: 0, gap: true }));
        let runs = printed(&paragraph);
        let texts: Vec<&str> = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(texts, ["- семінар\u{fffd}", "«Право»\n2"]);
        paragraph.runs.clear();
        assert_eq!(printed(&paragraph)[0].text, "-");
    }
}
