//! Tests of the ЙЦУКЕН layout and its file.

use super::super::problem::ProblemKind;
use super::super::{KeymapSource, Layout, Problem};
use super::keys;

#[test]
fn the_file_is_whole_and_every_latin_letter_has_a_key() {
    let text = include_str!("../../../keymaps/layouts/uk-jcuken.toml");
    let (layout, problems) = Layout::read(KeymapSource { name: "uk-jcuken.toml", text });
    assert_eq!(problems, []);
    for latin in ('a'..='z').chain('A'..='Z') {
        let typed = layout.legend(latin).unwrap();
        assert_eq!(layout.fold(super::Key::char(typed)), Some(super::Key::char(latin)));
    }
    for typed in "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя".chars() {
        let capital = typed.to_uppercase().next().unwrap();
        assert!(
            layout.fold(super::Key::char(typed)).is_some()
                && layout.fold(super::Key::char(capital)).is_some()
        );
    }
    // If a Russian letter is on the same key, the legend shows the Ukrainian one.
    assert_eq!(
        (layout.legend('s'), layout.legend(']'), layout.legend('\'')),
        (Some('і'), Some('ї'), Some('є'))
    );
}

#[test]
fn ctrl_and_alt_stay_and_ascii_is_never_folded() {
    let layout = Layout::uk_jcuken();
    let fold = |text: &str| layout.fold(keys(text)[0]).map(|key| key.to_string());
    assert_eq!(fold("ctrl-я").as_deref(), Some("ctrl-z"));
    assert_eq!(fold("ctrl-Я").as_deref(), Some("ctrl-z"));
    assert_eq!(fold("alt-и").as_deref(), Some("alt-b"));
    assert_eq!(fold("Ж").as_deref(), Some(":"));
    assert_eq!(fold("."), None);
    assert_eq!(fold("f"), None);
    assert_eq!(fold("f5"), None);
}

#[test]
fn a_bad_layout_line_is_reported_and_the_others_count() {
    let text = "name = \"x\"\n[fold]\n\"ф\" = \"a\"\n\"фу\" = \"b\"\n\"і\" = 5\n[folds]\n";
    let (layout, problems) = Layout::read(KeymapSource { name: "my.toml", text });
    assert_eq!(layout.legend('a'), Some('ф'));
    let file = || "my.toml".to_owned();
    let unknown = ProblemKind::UnknownName { word: "folds".to_owned(), suggestion: Some("fold") };
    assert_eq!(
        problems,
        [
            Problem { file: file(), line: 4, kind: ProblemKind::WrongType },
            Problem { file: file(), line: 5, kind: ProblemKind::WrongType },
            Problem { file: file(), line: 6, kind: unknown },
        ]
    );
}
