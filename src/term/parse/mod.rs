//! Bytes from the terminal into events, wherever the reads cut them.
//!
//! What has begun and not ended is kept; [`Parser::hold`] says for how long it may be waited for, and
//! [`Parser::give_up`] makes of it what it can be on its own (ESC becomes the Escape key).

mod csi;

use std::time::Duration;

use super::TermEvent;
use crate::keymap::{Key, KeyCode};

const ESC: u8 = 0x1b;

/// How long a lone ESC may be the beginning of something.
const HOLD_ESC: Duration = Duration::from_millis(50);
/// How long `ESC [` and the like may be: hardly anybody types Alt+[.
const HOLD_INTRODUCER: Duration = Duration::from_millis(200);
/// How long the rest of what has clearly begun is waited for.
const HOLD_REST: Duration = Duration::from_secs(1);
/// No control sequence that a terminal sends is longer.
const LONGEST: usize = 256;
/// What is pasted beyond this is dropped.
const PASTE_LIMIT: usize = 16 << 20;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What is being read.
#[derive(Debug, Default)]
enum Mode {
    #[default]
    Keys,
    /// Between the marks of a bracketed paste: data, whatever it looks like.
    Paste(Vec<u8>),
    /// In an OSC, DCS or APC string: the late answer to a question, of ours or of a program before us.
    String,
}

/// What the beginning of the bytes is.
enum Step {
    /// So many bytes, and what they mean, if anything.
    Done(usize, Option<TermEvent>),
    /// So many bytes begin something else.
    Enter(usize, Mode),
    /// Not all of it is there.
    More,
}

/// The state between two reads.
#[derive(Debug)]
pub(super) struct Parser {
    mode: Mode,
    pending: Vec<u8>,
    /// What Backspace sends: 0x7f, or 0x08 where the line discipline says so.
    erase: u8,
}

impl Parser {
    pub(super) fn new(erase: u8) -> Self {
        Self { mode: Mode::Keys, pending: Vec::new(), erase }
    }

    /// Takes bytes and appends the events that they complete.
    pub(super) fn feed(&mut self, bytes: &[u8], out: &mut Vec<TermEvent>) {
        let mut joined = std::mem::take(&mut self.pending);
        joined.extend_from_slice(bytes);
        let mut rest = joined.as_slice();
        while !rest.is_empty() {
            let step = match &mut self.mode {
                Mode::Keys => self.keys(rest),
                Mode::Paste(text) => paste(rest, text),
                Mode::String => string(rest),
            };
            let used = match step {
                Step::More => break,
                Step::Enter(used, mode) => {
                    self.mode = mode;
                    used
                }
                Step::Done(used, event) => {
                    out.extend(event);
                    used
                }
            };
            if let (Mode::Paste(text), true) = (&mut self.mode, rest.get(..used) == Some(PASTE_END)) {
                out.push(TermEvent::Paste(pasted(text)));
                self.mode = Mode::Keys;
            }
            rest = rest.get(used..).unwrap_or_default();
        }
        let kept = joined.len() - rest.len();
        joined.drain(..kept);
        self.pending = joined;
    }

    /// How long the rest of what has begun may be waited for; none when nothing waits. A paste is waited
    /// for without end: its rest must never become commands.
    pub(super) fn hold(&self) -> Option<Duration> {
        match (&self.mode, self.pending.as_slice()) {
            (Mode::Paste(_), _) | (Mode::Keys, []) => None,
            (Mode::Keys, [ESC]) => Some(HOLD_ESC),
            (Mode::Keys, [ESC, _]) => Some(HOLD_INTRODUCER),
            _ => Some(HOLD_REST),
        }
    }

    /// The rest does not come.
    pub(super) fn give_up(&mut self, out: &mut Vec<TermEvent>) {
        if matches!(self.mode, Mode::String) {
            self.mode = Mode::Keys;
        } else if let [ESC, rest @ ..] = self.pending.as_slice() {
            match rest {
                [] => out.push(TermEvent::Key(Key::plain(KeyCode::Esc))),
                [byte] => out.extend(self.alone(*byte).map(|key| TermEvent::Key(Key { alt: true, ..key }))),
                _ => {}
            }
        }
        self.pending.clear();
    }

    fn keys(&self, bytes: &[u8]) -> Step {
        match bytes {
            [ESC, rest @ ..] => self.escape(bytes, rest),
            [byte, ..] if byte.is_ascii() => Step::Done(1, self.alone(*byte).map(TermEvent::Key)),
            _ => character(bytes),
        }
    }

    /// After ESC.
    fn escape(&self, bytes: &[u8], rest: &[u8]) -> Step {
        let alt = |step| match step {
            Step::Done(used, Some(TermEvent::Key(key))) => {
                Step::Done(used + 1, Some(TermEvent::Key(Key { alt: true, ..key })))
            }
            Step::Done(used, other) => Step::Done(used + 1, other),
            other => other,
        };
        match rest {
            [] | [b'O' | b']' | b'P' | b'_'] => Step::More,
            [b'[', ..] => csi::parse(bytes),
            [b'O', last, ..] => match ss3(*last) {
                Some(key) => Step::Done(3, Some(TermEvent::Key(key))),
                None => alt(self.keys(rest)),
            },
            // Strings are told from Alt+], Alt+P and Alt+_ by what they begin with.
            [b']', b'0'..=b'9', ..]
            | [b'P', b'0'..=b'9' | b'>' | b'!' | b'+' | b'$', ..]
            | [b'_', b'G', ..] => Step::Enter(3, Mode::String),
            [ESC, ..] => Step::Done(1, Some(TermEvent::Key(Key::plain(KeyCode::Esc)))),
            _ => alt(self.keys(rest)),
        }
    }

    /// What one byte is on its own.
    fn alone(&self, byte: u8) -> Option<Key> {
        let ctrl = |c: u8| Key { ctrl: true, ..Key::char(char::from(c)) };
        Some(match byte {
            _ if byte == self.erase && byte < 0x20 => Key::plain(KeyCode::Backspace),
            b'\r' => Key::plain(KeyCode::Enter),
            b'\t' => Key::plain(KeyCode::Tab),
            0x7f => Key::plain(KeyCode::Backspace),
            ESC => Key::plain(KeyCode::Esc),
            0 => ctrl(b' '),
            1..=0x1a => ctrl(byte + b'a' - 1),
            0x1c..=0x1f => ctrl(byte + 0x40),
            0x20..=0x7e => Key::char(char::from(byte)),
            _ => return None,
        })
    }
}

/// One character beyond ASCII. What is not UTF-8, and the C1 controls, are no input.
fn character(bytes: &[u8]) -> Step {
    let head = bytes.get(..4).unwrap_or(bytes);
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(e) if e.valid_up_to() > 0 => {
            std::str::from_utf8(head.get(..e.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(e) => return e.error_len().map_or(Step::More, |length| Step::Done(length, None)),
    };
    valid.chars().next().map_or(Step::More, |c| {
        Step::Done(c.len_utf8(), (!c.is_control()).then(|| TermEvent::Key(Key::char(c))))
    })
}

/// The key after `ESC O`.
fn ss3(last: u8) -> Option<Key> {
    let code = match last {
        b'M' => KeyCode::Enter,
        // The keypad in its application mode, digits and signs.
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        b'X' => KeyCode::Char('='),
        _ => return csi::letter(last).map(Key::plain),
    };
    Some(Key::plain(code))
}

/// Inside a string: up to its end, BEL or `ESC \`. Another ESC begins something new.
fn string(bytes: &[u8]) -> Step {
    match bytes.iter().position(|b| matches!(b, 0x07 | 0x18 | 0x1a | &ESC)) {
        None => Step::Enter(bytes.len(), Mode::String),
        Some(at) => match bytes.get(at..) {
            Some([ESC, b'\\', ..]) => Step::Enter(at + 2, Mode::Keys),
            Some([ESC]) if at == 0 => Step::More,
            Some([ESC]) => Step::Enter(at, Mode::String),
            Some([ESC, ..]) => Step::Enter(at, Mode::Keys),
            _ => Step::Enter(at + 1, Mode::Keys),
        },
    }
}

/// Inside a paste: everything up to the closing mark.
fn paste(bytes: &[u8], text: &mut Vec<u8>) -> Step {
    if bytes.starts_with(PASTE_END) {
        return Step::Done(PASTE_END.len(), None);
    }
    if PASTE_END.starts_with(bytes) {
        return Step::More;
    }
    let next = bytes.iter().skip(1).position(|b| *b == ESC).map_or(bytes.len(), |at| at + 1);
    if text.len() < PASTE_LIMIT {
        text.extend_from_slice(bytes.get(..next).unwrap_or_default());
    }
    Step::Done(next, None)
}

/// Terminals send a line end as CR, some as CR LF.
fn pasted(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests;
