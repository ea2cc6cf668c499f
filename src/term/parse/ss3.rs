//! Parsing `ESC O` and one byte, sometimes with a modifier between them.

use super::{Mode, Step, csi};
use crate::keymap::{Key, KeyCode};
use crate::term::TermEvent;

/// Parses `bytes`, which begin with `ESC O` and one more byte; none if they are Alt+O and a separate key. A sequence
/// that no known terminal sends is skipped completely, because its final byte was not typed.
pub(super) fn parse(bytes: &[u8]) -> Option<Step> {
    let step = |used, key: Option<Key>| Some(Step::Done(used, key.map(TermEvent::Key)));
    match bytes.get(2..)? {
        [b'1'..=b'9'] => Some(Step::More),
        // Old versions of xterm put the modifier here: `ESC O 5 C`.
        [digit @ b'1'..=b'9', last @ 0x40..=0x7e, ..] => {
            let held = csi::Modifiers::of(u32::from(digit - b'0'));
            step(4, held.zip(csi::letter(*last)).map(|(held, code)| held.on(code)))
        }
        [b'0'..=b'9', ..] => Some(Step::Enter(3, Mode::Keys)),
        [last @ 0x40..=0x7e, ..] => step(3, key(*last)),
        _ => None,
    }
}

fn key(last: u8) -> Option<Key> {
    let code = match last {
        b'M' => KeyCode::Enter,
        // The arrow keys of rxvt with Ctrl.
        b'a'..=b'd' => return csi::letter(last - 0x20).map(|code| Key { ctrl: true, ..Key::plain(code) }),
        // The keypad in application mode: digits and signs.
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        b'X' => KeyCode::Char('='),
        _ => return csi::letter(last).map(Key::plain),
    };
    Some(Key::plain(code))
}
