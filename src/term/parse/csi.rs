//! Parsing control sequences: `ESC [`, parameters, a final byte.

use super::{ESC, LONGEST, Mode, Step};
use crate::term::{Pointer, TermEvent, restore};
use crate::{
    keymap::{Key, KeyCode},
    text::surely::Surely,
};

/// Parses a sequence; `bytes` begin with `ESC [`.
pub(super) fn parse(bytes: &[u8]) -> Step {
    let body = bytes.get(2..).surely();
    match body {
        // The Linux console sends `ESC [ [ A` for F1.
        [b'['] => return Step::More,
        [b'[', last @ b'A'..=b'E', ..] => return done(4, Some(Key::plain(KeyCode::F(last - b'A' + 1)))),
        [b'[', 0x40..=0x7e, ..] => return Step::Done(4, None),
        [b'[', ..] => return Step::Done(3, None),
        // The old mouse report has three more bytes from 32 on, which may be letters and digits.
        [b'M', rest @ ..] => {
            let coordinates = rest.iter().take(3).take_while(|byte| **byte >= 0x20).count();
            let whole = coordinates == 3 || coordinates < rest.len();
            return if whole { Step::Done(3 + coordinates, None) } else { Step::More };
        }
        _ => {}
    }
    if let Some(step) = shifted_tilde(body) {
        return step;
    }
    match body.iter().position(|b| !matches!(b, 0x20..=0x3f)) {
        None if body.len() > LONGEST => Step::Enter(bytes.len(), Mode::Overlong),
        None => Step::More,
        Some(end) => match body.get(end) {
            Some(0x40..=0x7e) if end > LONGEST => Step::Done(end + 3, None),
            Some(last @ 0x40..=0x7e) => finish(body.get(..end).surely(), *last, end + 3),
            // The sequence is invalid or cut, so what follows is parsed separately.
            Some(&ESC) | Some(_) | None => Step::Done(end + 2, None),
        },
    }
}

/// The rest of an overlong sequence, up to its final byte. A control byte, such as Ctrl+Q, is parsed separately.
pub(super) fn overlong(bytes: &[u8]) -> Step {
    match bytes.iter().position(|b| !matches!(b, 0x20..=0x3f)) {
        None => Step::Enter(bytes.len(), Mode::Overlong),
        Some(at) if matches!(bytes.get(at), Some(0x40..=0x7e)) => Step::Enter(at + 1, Mode::Keys),
        Some(at) => Step::Enter(at, Mode::Keys),
    }
}

/// The tilde keys of rxvt with Shift end in `$`, which is not a final byte elsewhere: `ESC [ 7 $`.
fn shifted_tilde(body: &[u8]) -> Option<Step> {
    let digits = body.iter().take_while(|b| b.is_ascii_digit()).count();
    let number = parameters(body.get(..digits)?)?[0][0]?;
    (body.get(digits) == Some(&b'$'))
        .then(|| done(digits + 3, tilde(number).map(|code| Key { shift: true, ..Key::plain(code) })))
}

fn done(used: usize, key: Option<Key>) -> Step {
    Step::Done(used, key.map(TermEvent::Key))
}

/// A parameter with up to three parts separated by colons.
type Parameter = [Option<u32>; 3];

fn parameters(body: &[u8]) -> Option<[Parameter; 3]> {
    let mut all = [Parameter::default(); 3];
    for (slot, text) in all.iter_mut().zip(body.split(|b| *b == b';')) {
        for (part, digits) in slot.iter_mut().zip(text.split(|b| *b == b':')) {
            *part = match digits {
                [] => None,
                _ => Some(std::str::from_utf8(digits).ok()?.parse().ok()?),
            };
        }
    }
    Some(all)
}

fn finish(body: &[u8], last: u8, used: usize) -> Step {
    if let (Some(report), b'M' | b'm') = (body.strip_prefix(b"<"), last) {
        let told = pointer(report, last).filter(|_| restore::listens_to_mouse());
        return Step::Done(used, told.map(TermEvent::Pointer));
    }
    // A sequence with a prefix (`?`, `>`, `<`, `=`) or an intermediate byte is a report and not a key.
    let Some([first, second, third]) = parameters(body) else {
        return Step::Done(used, None);
    };
    let number = first[0];
    match (last, number) {
        (b'~', Some(200)) => return Step::Enter(used, Mode::Paste(Vec::new())),
        (b'I', None) => return Step::Done(used, Some(TermEvent::FocusGained)),
        (b'O', None) => return Step::Done(used, Some(TermEvent::FocusLost)),
        _ => {}
    }
    // Old versions of xterm send the modifier as the only parameter: `ESC [ 5 D`.
    let modifiers = if second[0].is_none() && letter(last).is_some() { first } else { second };
    let Some(held) = Modifiers::from(modifiers) else {
        return Step::Done(used, None);
    };
    let key = match last {
        // With Ctrl or Alt, the key of the base layout is used if the terminal reports it.
        b'u' if (held.ctrl || held.alt) && first[2].is_some() => first[2].and_then(|code| held.on_code(code)),
        b'u' => number.and_then(|code| held.on_code(first[1].filter(|_| held.shift).unwrap_or(code))),
        b'~' if number == Some(27) => third[0].and_then(|code| held.on_code(code)),
        b'~' => number.and_then(tilde).map(|code| held.on(code)),
        // The tilde keys of rxvt with Ctrl, and with Ctrl and Shift.
        b'^' => number.and_then(tilde).map(|code| Key { ctrl: true, ..Key::plain(code) }),
        b'@' => number.and_then(tilde).map(|code| Key { ctrl: true, shift: true, ..Key::plain(code) }),
        b'Z' => Some(Key { shift: true, ..held.on(KeyCode::Tab) }),
        // The report of the cursor position has the same final byte.
        b'R' if number != Some(1) => None,
        b'a'..=b'd' if number.is_none() => {
            letter(last - 0x20).map(|code| Key { shift: true, ..held.on(code) })
        }
        _ => letter(last).map(|code| held.on(code)),
    };
    done(used, key)
}

/// A mouse report, `button;column;row` counted from 1. Other buttons, releases and modifiers are ignored.
pub(super) fn pointer(report: &[u8], last: u8) -> Option<Pointer> {
    let [button, column, row] = parameters(report)?;
    let place = |parameter: Parameter| u16::try_from(parameter[0]?.checked_sub(1)?).ok();
    match (button[0]?, last) {
        (0, b'M') => Some(Pointer::Click(place(column)?, place(row)?)),
        (64, b'M') => Some(Pointer::WheelUp),
        (65, b'M') => Some(Pointer::WheelDown),
        _ => None,
    }
}

/// The keys with a final letter, after `ESC [` and after `ESC O`.
pub(super) fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// The keys with a final tilde.
fn tilde(number: u32) -> Option<KeyCode> {
    let f = |first: u8, from: u32| u8::try_from(number - from).ok().map(|n| KeyCode::F(first + n));
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => f(1, 11),
        17..=21 => f(6, 17),
        23..=24 => f(11, 23),
        // From 25 on terminals differ: F13, Shift+F1 or Shift+F3.
        _ => None,
    }
}

/// The modifiers of a key.
#[derive(Clone, Copy)]
pub(super) struct Modifiers {
    shift: bool,
    alt: bool,
    ctrl: bool,
}

impl Modifiers {
    /// From the second parameter; none for a key release, or with Super or Hyper, which belong to the desktop.
    fn from([bits, kind, _]: Parameter) -> Option<Self> {
        let bits = bits.unwrap_or(1).saturating_sub(1);
        let released = kind == Some(3);
        (!released && bits & 0b1_1000 == 0).then_some(Self {
            shift: bits & 1 != 0,
            alt: bits & 0b10_0010 != 0,
            ctrl: bits & 4 != 0,
        })
    }

    /// From a modifier without an event type.
    pub(super) fn of(modifier: u32) -> Option<Self> {
        Self::from([Some(modifier), None, None])
    }

    pub(super) fn on(self, code: KeyCode) -> Key {
        Key { code, ctrl: self.ctrl, alt: self.alt, shift: self.shift }
    }

    /// The key with a code point, as in the kitty protocol and xterm's modifyOtherKeys.
    fn on_code(self, code: u32) -> Option<Key> {
        let named = match code {
            9 => KeyCode::Tab,
            13 | 57414 => KeyCode::Enter,
            27 => KeyCode::Esc,
            8 | 127 => KeyCode::Backspace,
            57376..=57387 => KeyCode::F(u8::try_from(code - 57376).ok()? + 13),
            57399..=57408 => return char::from_digit(code - 57399, 10).map(|c| self.on_char(c)),
            57409..=57413 | 57415..=57416 => {
                let sign = "./*-+".chars().chain(['=', ',']);
                let place = usize::try_from(code - 57409).ok()?;
                return sign.clone().nth(place - usize::from(place > 5)).map(|c| self.on_char(c));
            }
            57417 => KeyCode::Left,
            57418 => KeyCode::Right,
            57419 => KeyCode::Up,
            57420 => KeyCode::Down,
            57421 => KeyCode::PageUp,
            57422 => KeyCode::PageDown,
            57423 => KeyCode::Home,
            57424 => KeyCode::End,
            57425 => KeyCode::Insert,
            57426 => KeyCode::Delete,
            // The rest of the private use area: modifier keys and media keys.
            57344..=63743 => return None,
            _ => return char::from_u32(code).filter(|c| !c.is_control()).map(|c| self.on_char(c)),
        };
        Some(self.on(named))
    }

    /// The key of a character, which implies Shift if it is upper case.
    fn on_char(self, c: char) -> Key {
        let upper = c.to_uppercase().next().filter(|_| self.shift && c.to_uppercase().count() == 1);
        Key { shift: self.shift && c == ' ', ..self.on(KeyCode::Char(upper.unwrap_or(c))) }
    }
}
