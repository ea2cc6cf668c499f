//! Bytes from the terminal into events, wherever the reads cut them.
//!
//! What has begun and not ended is kept; [`Parser::hold`] says for how long it may be waited for, and
//! [`Parser::give_up`] makes of it what it can be on its own (ESC becomes the Escape key).

mod csi;
mod ss3;

use std::time::Duration;

use super::TermEvent;
use crate::{
    keymap::{Key, KeyCode},
    text::surely::Surely,
};

const ESC: u8 = 0x1b;

/// How long a lone ESC may be the beginning of something.
const HOLD_ESC: Duration = Duration::from_millis(50);
/// How long `ESC [` and the like may be: hardly anybody types Alt+[.
const HOLD_INTRODUCER: Duration = Duration::from_millis(200);
/// How long the rest of what has clearly begun is waited for.
const HOLD_REST: Duration = Duration::from_secs(1);
/// No control sequence that a terminal sends is longer.
const LONGEST: usize = 256;
/// A paste that is silent for so long has lost its end: what came of it is dropped, and keys are keys again.
const HOLD_PASTE: Duration = Duration::from_millis(1500);
/// A longer paste is refused whole, because nobody could look over what it would write.
const PASTE_LIMIT: usize = 16 << 20;
/// After a lost end, a read longer than this is the rest of the paste and no key.
const LONGEST_KEY_READ: usize = 16;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What is being read.
#[derive(Debug, Default)]
enum Mode {
    #[default]
    Keys,
    /// Between the marks of a bracketed paste: data, whatever it looks like.
    Paste(Vec<u8>),
    /// After a paste whose end did not come: keys, but a long read is more of the paste.
    AfterLostPaste,
    /// In an OSC, DCS or APC string: the late answer to a question, of ours or of a program before us.
    String,
    /// In a control sequence longer than any terminal sends: up to its last byte, or a control.
    Overlong,
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
    /// Whether the last thing given up was a lone ESC: its rest may still come.
    escape_given_up: bool,
}

impl Parser {
    pub(super) fn new(erase: u8) -> Self {
        Self { mode: Mode::Keys, pending: Vec::new(), erase, escape_given_up: false }
    }

    /// Takes the bytes of one read and appends the events that they complete.
    pub(super) fn feed(&mut self, bytes: &[u8], out: &mut Vec<TermEvent>) {
        let mut joined = std::mem::take(&mut self.pending);
        joined.extend_from_slice(bytes);
        let mut rest = joined.as_slice();
        if std::mem::take(&mut self.escape_given_up)
            && let Some(tail) = tail_of_key(rest)
        {
            out.push(TermEvent::EscapeWasCut);
            match tail {
                Step::Done(used, _) => rest = rest.get(used.saturating_sub(1)..).surely(),
                // A paste, or a tail that is cut itself, is read as if its ESC had just come.
                Step::Enter(..) | Step::More => {
                    joined.insert(0, ESC);
                    rest = joined.as_slice();
                }
            }
        }
        if matches!(self.mode, Mode::AfterLostPaste) {
            rest = self.after_lost_paste(rest);
        }
        while !rest.is_empty() {
            let step = match &mut self.mode {
                Mode::Keys | Mode::AfterLostPaste => self.keys(rest),
                Mode::Paste(text) => paste(rest, text),
                Mode::String => string(rest),
                Mode::Overlong => csi::overlong(rest),
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
                out.push(match text.len() {
                    0..=PASTE_LIMIT => TermEvent::Paste(pasted(text)),
                    _ => TermEvent::PasteTooLong,
                });
                self.mode = Mode::Keys;
            }
            rest = rest.get(used..).surely();
        }
        let kept = joined.len() - rest.len();
        joined.drain(..kept);
        self.pending = joined;
    }

    /// How long the rest of what has begun may be waited for; none when nothing waits.
    pub(super) fn hold(&self) -> Option<Duration> {
        match (&self.mode, self.pending.as_slice()) {
            (Mode::Paste(_), _) => Some(HOLD_PASTE),
            // A given-up ESC is remembered for as long as the rest of what has clearly begun.
            (Mode::Keys | Mode::AfterLostPaste, []) => self.escape_given_up.then_some(HOLD_REST),
            (Mode::Keys | Mode::AfterLostPaste, [ESC]) => Some(HOLD_ESC),
            (Mode::Keys | Mode::AfterLostPaste, [ESC, _]) => Some(HOLD_INTRODUCER),
            _ => Some(HOLD_REST),
        }
    }

    /// The rest does not come.
    pub(super) fn give_up(&mut self, out: &mut Vec<TermEvent>) {
        let esc = TermEvent::Key(Key::plain(KeyCode::Esc));
        self.escape_given_up = false;
        match &self.mode {
            Mode::String | Mode::Overlong => self.mode = Mode::Keys,
            Mode::Paste(_) => {
                self.mode = Mode::AfterLostPaste;
                out.push(TermEvent::PasteWithoutEnd);
            }
            Mode::Keys | Mode::AfterLostPaste => match self.pending.as_slice() {
                [ESC] => {
                    out.push(esc);
                    self.escape_given_up = true;
                }
                [ESC, ESC] => out.extend([esc.clone(), esc]),
                [ESC, byte] => {
                    let key = self.alone(*byte);
                    out.extend(key.map(|key| TermEvent::EscapedKey(Key { alt: true, ..key })));
                }
                _ => {}
            },
        }
        self.pending.clear();
    }

    /// What is left of a read after a paste whose end did not come: its late rest is dropped.
    fn after_lost_paste<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        if let Some(at) = bytes.windows(PASTE_END.len()).position(|part| part == PASTE_END) {
            self.mode = Mode::Keys;
            return bytes.get(at + PASTE_END.len()..).surely();
        }
        if bytes.len() > LONGEST_KEY_READ { &[] } else { bytes }
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
        match rest {
            [] | [b'O' | b']' | b'P' | b'_'] | [ESC] => Step::More,
            [b'[', ..] => csi::parse(bytes),
            [b'O', ..] => ss3::parse(bytes).unwrap_or_else(|| prefixed(self.keys(rest))),
            // Strings are told from Alt+], Alt+P and Alt+_ by what they begin with.
            [b']', b'0'..=b'9', ..]
            | [b'P', b'0'..=b'9' | b'>' | b'!' | b'+' | b'$', ..]
            | [b'_', b'G', ..] => Step::Enter(3, Mode::String),
            [ESC, b'[' | b'O', ..] => self.twice_escaped(rest),
            [ESC, ..] => Step::Done(1, Some(TermEvent::Key(Key::plain(KeyCode::Esc)))),
            _ => prefixed(self.keys(rest)),
        }
    }

    /// `ESC ESC [ x`, as PuTTY and rxvt send Alt with a key that is a sequence itself. A paste that begins
    /// right after the Escape key is still a paste.
    fn twice_escaped(&self, rest: &[u8]) -> Step {
        match self.escape(rest, rest.get(1..).surely()) {
            Step::Enter(..) => Step::Done(1, Some(TermEvent::Key(Key::plain(KeyCode::Esc)))),
            step => prefixed(step),
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
            std::str::from_utf8(head.get(..e.valid_up_to()).surely()).unwrap_or_default()
        }
        Err(e) => return e.error_len().map_or(Step::More, |length| Step::Done(length, None)),
    };
    valid.chars().next().map_or(Step::More, |c| {
        Step::Done(c.len_utf8(), (!c.is_control()).then(|| TermEvent::Key(Key::char(c))))
    })
}

/// What follows one more ESC: the key with Alt, marked as one that may be the Escape key and another.
fn prefixed(step: Step) -> Step {
    match step {
        Step::Done(used, Some(TermEvent::Key(key) | TermEvent::EscapedKey(key))) => {
            Step::Done(used + 1, Some(TermEvent::EscapedKey(Key { alt: true, ..key })))
        }
        Step::Done(used, other) => Step::Done(used + 1, other),
        other => other,
    }
}

/// A read as the rest of a key whose ESC was taken for the Escape key, if it is one: the line was slow, and what
/// follows was never typed.
fn tail_of_key(bytes: &[u8]) -> Option<Step> {
    let mut whole = vec![ESC];
    whole.extend_from_slice(bytes.get(..LONGEST.min(bytes.len())).surely());
    match bytes {
        [b'[', _, ..] => Some(csi::parse(&whole)),
        // A capital O with a letter at the same moment is hardly typed; alone it is.
        [b'O', _, ..] => ss3::parse(&whole),
        // The answer of a terminal to a question; these characters at the same moment are hardly typed either.
        [b']', b'0'..=b'9', ..] | [b'P', b'0'..=b'9' | b'$' | b'+' | b'>' | b'!', ..] | [b'_', b'G', ..] => {
            Some(Step::More)
        }
        _ => None,
    }
}

/// Inside a string: up to its end, BEL or `ESC \`. Another ESC begins something new. Ctrl+C and Ctrl+Q are
/// in no answer of a terminal: they are ways out of one that never ends.
fn string(bytes: &[u8]) -> Step {
    match bytes.iter().position(|b| matches!(b, 0x03 | 0x07 | 0x11 | 0x18 | 0x1a | &ESC)) {
        None => Step::Enter(bytes.len(), Mode::String),
        Some(at) => match bytes.get(at..) {
            Some([ESC, b'\\', ..]) => Step::Enter(at + 2, Mode::Keys),
            Some([ESC]) if at == 0 => Step::More,
            Some([ESC]) => Step::Enter(at, Mode::String),
            Some([ESC | 0x03 | 0x11, ..]) => Step::Enter(at, Mode::Keys),
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
    if text.len() <= PASTE_LIMIT {
        text.extend_from_slice(bytes.get(..next).surely());
    }
    Step::Done(next, None)
}

/// Terminals send a line end as CR, some as CR LF.
fn pasted(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod encodings;
#[cfg(test)]
mod tests;
