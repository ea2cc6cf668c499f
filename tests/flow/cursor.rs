//! The terminal's cursor, whose position screen readers and Braille displays follow.

use kvartal::l10n::Language;

use crate::stage::Stage;

fn stage() -> Stage {
    Stage::sample(Language::Uk, (80, 24))
}

/// The keys that lead from the outline to a screen or a layer, the keys that move on it, and whether the cursor moves
/// down or to the right with them.
const PLACES: [(&str, &str, char); 21] = [
    ("", "down", 'v'),
    ("i", "down", 'v'),
    ("g d", "down", 'v'),
    ("g f", "down", 'v'),
    ("g f", "tab", '>'),
    ("g f tab", "tab", '>'),
    ("g f n 4", "5", '>'),
    ("g f n *", "а", '>'),
    ("g v", "down", 'v'),
    ("g c", "down", 'v'),
    ("g b", "down", 'v'),
    ("g r", "down", 'v'),
    ("g w", "down", 'v'),
    ("g f n 7 enter g h", "down", 'v'),
    ("g f n 7 enter g T", "down", 'v'),
    ("?", "down", 'v'),
    ("e", "!", '>'),
    ("c h", "tab", 'v'),
    ("g s", "down", 'v'),
    ("R", "3", 'v'),
    ("", "g k", 'v'),
];

#[test]
fn it_moves_with_the_focus_on_every_screen() {
    for (way, on, direction) in PLACES {
        let mut s = stage();
        let before = s.keys(way).cursor();
        let after = s.keys(on).cursor();
        let moved = match direction {
            'v' => after.1 > before.1,
            _ => after.0 > before.0,
        };
        assert!(moved, "{way:?} {on:?}: {before:?} {after:?}\n{}", s.frame());
    }
}

#[test]
fn it_stands_on_the_row_that_is_marked() {
    let mut s = stage();
    for keys in ["", "g f", "g v", "g c", "g b", "g w", "g h", "g T", "g p"] {
        s.keys(keys);
        let marked = s.frame().lines().find(|line| line.starts_with('▌')).map(str::to_owned);
        assert!(marked.is_none_or(|marked| marked == s.cursor_line()), "{keys}: {}", s.frame());
    }
}

#[test]
fn it_is_set_where_there_is_nothing_to_stand_on() {
    let mut s = Stage::empty(Language::Uk, (80, 24));
    assert!(s.cursor_line().contains("узяти документ"), "{}", s.frame());
    let mut s = stage();
    s.keys("F").text("немає-такого").keys("enter");
    assert!(s.cursor_line().contains("esc"), "on the line that says what leads on: {}", s.frame());
    for size in [(1, 1), (2, 3), (40, 2)] {
        let mut s = Stage::sample(Language::Uk, size);
        let (x, y) = s.cursor();
        assert!(x < size.0 && y < size.1, "{size:?}: {x} {y}");
    }
}
