//! The bytes that a move of the cursor sends to a terminal: over a slow line they are what a user waits for.

use kvartal::{app::import::Incoming, domain::DraftNode, form::exchange, l10n::Language, ui::Colours};

use crate::stage::{SAMPLE, Setting, Stage};

/// The most bytes that a move in a grid or in a list with a pane below may send at the median.
const MOST: usize = 350;

/// The most bytes in the outline, where only the first words of a title are marked.
const MOST_IN_THE_OUTLINE: usize = 160;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn setting(size: (u16, u16)) -> Setting {
    Setting { colours: Colours::Indexed, ..Setting::new(Language::Uk, size) }
}

/// The median of the bytes of at most 15 moves.
fn median(s: &mut Stage, key: &str) -> usize {
    s.frame();
    let moves = (0..15).map(|_| {
        s.keys(key).frame();
        s.bytes()
    });
    // At the end of a list a key moves nothing.
    let mut moves: Vec<usize> = moves.filter(|bytes| *bytes > 0).collect();
    assert!(moves.len() >= 8, "{key} moves nothing: {moves:?}\n{}", s.frame());
    moves.sort_unstable();
    moves[moves.len() / 2]
}

#[test]
fn a_move_in_a_grid_sends_few_bytes() {
    let mut measured = Vec::new();
    for size in SIZES {
        for (way, most) in [
            ("", MOST_IN_THE_OUTLINE),
            ("g f", MOST),
            ("g f tab", MOST),
            ("g f tab tab", MOST),
            ("g t", MOST),
            ("g v", MOST),
        ] {
            let mut s = setting(size).with_sample().open();
            measured.push((median(s.keys(way), "down"), most, way, size));
        }
    }
    assert!(measured.iter().all(|(bytes, most, ..)| bytes <= most), "{measured:?}");
}

/// The sample as a document, with another title of each measure.
fn reworded() -> Incoming {
    fn reword(node: &mut DraftNode) {
        if node.children.is_empty() {
            node.title.push_str(" громади");
        }
        node.children.iter_mut().for_each(reword);
    }
    let mut draft = exchange::import(SAMPLE).expect("the sample is a plan");
    draft.outline.iter_mut().for_each(reword);
    Incoming { file: "план.docx".into(), draft, document: true, performer: None, slug: None }
}

#[test]
fn a_move_in_the_preview_of_an_import_sends_few_bytes() {
    let mut measured = Vec::new();
    for size in SIZES {
        for (way, setting) in [("i", setting(size)), ("g i", setting(size).with_sample())] {
            let mut s = setting.open();
            s.put_file("план.docx", reworded());
            s.keys(way).text("план.docx").keys("enter");
            assert!(s.screens.import.preview.is_some(), "{}", s.frame());
            measured.push((median(&mut s, "down"), way, size));
        }
    }
    assert!(measured.iter().all(|(bytes, ..)| *bytes <= MOST), "{measured:?}");
}
