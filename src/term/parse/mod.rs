//! The parser of terminal input: bytes become events, wherever reads cut them.
//!
//! An unfinished sequence is kept. [`Parser::hold`] says how long its rest may be waited for, and [`Parser::give_up`]
//! interprets it without the rest (ESC becomes the Escape key).

mod csi;
mod ss3;

use std::time::Duration;

use super::TermEvent;
use crate::{
    keymap::{Key, KeyCode},
    text::surely::Surely,
};

const ESC: u8 = 0x1b;

/// How long a lone ESC is held, because it may begin a sequence.
const HOLD_ESC: Duration = Duration::from_millis(50);
/// How long `ESC [` and the like are held; Alt+[ is rarely typed.
const HOLD_INTRODUCER: Duration = Duration::from_millis(200);
/// How long the rest of a certain sequence is waited for.
const HOLD_REST: Duration = Duration::from_secs(1);
/// The maximal length of control sequences that terminals send.
const LONGEST: usize = 256;
/// A paste without input for this long has lost its end: it is dropped, and keys are keys again.
const HOLD_PASTE: Duration = Duration::from_millis(1500);
/// A longer paste is refused as a whole, because nobody could check it.
const PASTE_LIMIT: usize = 16 << 20;
/// After a lost end, a longer read than this is the rest of the paste and not a key.
const LONGEST_KEY_READ: usize = 16;
const PASTE_END: &[u8] = b"\x1b[201~";
/// Ctrl+Q, alone in a read, also as kitty encodes it. Between the marks of a paste it is pressed, because terminals
/// remove control characters from what is pasted.
const LEAVE: [&[u8]; 2] = [b"\x11", b"\x1b[113;5u"];

/// The state of the parser.
#[derive(Debug, Default)]
enum Mode {
    #[default]
    Keys,
    /// Between the marks of a bracketed paste: everything is data.
    Paste(Vec<u8>),
    /// After a paste whose end did not arrive: keys, but a long read is the rest of the paste.
    AfterLostPaste,
    /// In an OSC, DCS or APC string: a late answer to a query of this or an earlier program.
    String,
    /// In an overlong control sequence, up to its final byte or a control byte.
    Overlong,
}

/// The meaning of the first bytes.
enum Step {
    /// A number of bytes, and their event, if any.
    Done(usize, Option<TermEvent>),
    /// A number of bytes that begin another mode.
    Enter(usize, Mode),
    /// The bytes are incomplete.
    More,
}

/// The state between two reads.
#[derive(Debug)]
pub(super) struct Parser {
    mode: Mode,
    pending: Vec<u8>,
    /// The byte that Backspace sends: 0x7f, or 0x08 if the line discipline says so.
    erase: u8,
    /// Whether a lone ESC was given up last, so that its rest may still arrive.
    escape_given_up: bool,
}

impl Parser {
    pub(super) fn new(erase: u8) -> Self {
        Self { mode: Mode::Keys, pending: Vec::new(), erase, escape_given_up: false }
    }

    /// Parses the bytes of one read and appends the completed events.
    pub(super) fn feed(&mut self, bytes: &[u8], out: &mut Vec<TermEvent>) {
        if matches!(self.mode, Mode::Paste(_)) && LEAVE.contains(&bytes) {
            self.give_up(out);
        }
        let mut joined = std::mem::take(&mut self.pending);
        joined.extend_from_slice(bytes);
        let mut rest = joined.as_slice();
        if std::mem::take(&mut self.escape_given_up)
            && let Some(tail) = tail_of_key(rest)
        {
            out.push(TermEvent::EscapeWasCut);
            match tail {
                Step::Done(used, _) => rest = rest.get(used.saturating_sub(1)..).surely(),
                // A paste, or a rest that is itself cut, is parsed as if its ESC had just arrived.
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

    /// How long the rest of an unfinished sequence may be waited for; none if there is none.
    pub(super) fn hold(&self) -> Option<Duration> {
        match (&self.mode, self.pending.as_slice()) {
            (Mode::Paste(_), _) => Some(HOLD_PASTE),
            // A lone ESC that was given up is remembered for as long as the rest of a certain sequence.
            (Mode::Keys | Mode::AfterLostPaste, []) => self.escape_given_up.then_some(HOLD_REST),
            (Mode::Keys | Mode::AfterLostPaste, [ESC]) => Some(HOLD_ESC),
            (Mode::Keys | Mode::AfterLostPaste, [ESC, _]) => Some(HOLD_INTRODUCER),
            _ => Some(HOLD_REST),
        }
    }

    /// Interprets an unfinished sequence without its rest.
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
                // A sequence whose rest never came; Alt+[ cannot be told from it.
                [ESC, b'['] => {}
                [ESC, byte] => {
                    let key = self.alone(*byte);
                    out.extend(key.map(|key| TermEvent::EscapedKey(Key { alt: true, ..key })));
                }
                _ => {}
            },
        }
        self.pending.clear();
    }

    /// The bytes of a read that are not the late rest of a paste whose end did not arrive.
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

    /// Parses the bytes after ESC.
    fn escape(&self, bytes: &[u8], rest: &[u8]) -> Step {
        match rest {
            [] | [b'O' | b']' | b'P' | b'_'] | [ESC] => Step::More,
            [b'[', ..] => csi::parse(bytes),
            [b'O', ..] => ss3::parse(bytes).unwrap_or_else(|| prefixed(self.keys(rest))),
            // Strings are distinguished from Alt+], Alt+P and Alt+_ by their first bytes.
            [b']', b'0'..=b'9', ..]
            | [b'P', b'0'..=b'9' | b'>' | b'!' | b'+' | b'$', ..]
            | [b'_', b'G', ..] => Step::Enter(3, Mode::String),
            [ESC, b'[' | b'O', ..] => self.twice_escaped(rest),
            [ESC, ..] => Step::Done(1, Some(TermEvent::Key(Key::plain(KeyCode::Esc)))),
            _ => prefixed(self.keys(rest)),
        }
    }

    /// `ESC ESC [ x`, which PuTTY and rxvt send for Alt with a key that is itself a sequence. A paste that begins right
    /// after the Escape key is still a paste.
    fn twice_escaped(&self, rest: &[u8]) -> Step {
        match self.escape(rest, rest.get(1..).surely()) {
            Step::Enter(..) => Step::Done(1, Some(TermEvent::Key(Key::plain(KeyCode::Esc)))),
            step => prefixed(step),
        }
    }

    /// The key of a single byte.
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

/// A character beyond ASCII. Invalid UTF-8 and C1 controls are ignored.
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

/// The key after one more ESC: with Alt, and marked because it may also be Escape and another key.
fn prefixed(step: Step) -> Step {
    match step {
        Step::Done(used, Some(TermEvent::Key(key) | TermEvent::EscapedKey(key))) => {
            Step::Done(used + 1, Some(TermEvent::EscapedKey(Key { alt: true, ..key })))
        }
        Step::Done(used, other) => Step::Done(used + 1, other),
        other => other,
    }
}

/// Parses a read as the rest of a key whose ESC was taken for the Escape key, if it is one, because the connection was
/// slow and these characters were not typed.
fn tail_of_key(bytes: &[u8]) -> Option<Step> {
    let mut whole = vec![ESC];
    whole.extend_from_slice(bytes.get(..LONGEST.min(bytes.len())).surely());
    match bytes {
        [b'[', _, ..] => Some(csi::parse(&whole)),
        // A capital O with a letter in one read is probably not typed; alone it is.
        [b'O', _, ..] => ss3::parse(&whole),
        // The answer of a terminal to a query; these characters in one read are probably not typed either.
        [b']', b'0'..=b'9', ..] | [b'P', b'0'..=b'9' | b'$' | b'+' | b'>' | b'!', ..] | [b'_', b'G', ..] => {
            Some(Step::More)
        }
        _ => None,
    }
}

/// Skips a string up to its end, BEL or `ESC \`. Another ESC begins a new sequence. Ctrl+C and Ctrl+Q end it as well,
/// so that the user can leave a string without an end; answers never contain them.
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

/// Collects a paste up to its closing mark.
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

/// Decodes a paste; terminals send line ends as CR or CR LF.
fn pasted(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod encodings;
#[cfg(test)]
mod tests;
