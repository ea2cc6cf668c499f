//! Tests of every encoding in `../shared/cases/terminal-keys.json`, in one read, and cut at every byte with a pause.

use std::time::Duration;

use super::{Parser, TermEvent};
use crate::keymap::{Key, Layout};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/cases/terminal-keys.json");

/// A pause as on a slow connection.
const PAUSE: Duration = Duration::from_millis(150);

/// Decodes bytes as the file writes them: `\xNN`, `\\`, and other characters as they are.
fn bytes_of(spelt: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = spelt.as_bytes();
    loop {
        match rest {
            [] => return bytes,
            [b'\\', b'x', a, b, ..] => {
                let digits = [*a, *b];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
                rest = &rest[4..];
            }
            [b'\\', b'\\', ..] => {
                bytes.push(b'\\');
                rest = &rest[2..];
            }
            [byte, ..] => {
                bytes.push(*byte);
                rest = &rest[1..];
            }
        }
    }
}

/// The result of pieces with a pause after each, and of a long silence at the end.
fn with_pauses(pieces: &[&[u8]]) -> (Vec<TermEvent>, Parser) {
    let mut parser = Parser::new(0x7f);
    let mut out = Vec::new();
    for piece in pieces {
        parser.feed(piece, &mut out);
        while parser.hold().is_some_and(|hold| hold <= PAUSE) {
            parser.give_up(&mut out);
            if parser.hold().is_some_and(|hold| hold <= PAUSE) {
                break;
            }
        }
    }
    for _ in 0..3 {
        parser.give_up(&mut out);
    }
    (out, parser)
}

/// A key with Ctrl on the Latin layout, because only the keymap translates layouts.
fn on_a_latin_layout(key: Key) -> Key {
    if key.ctrl { Layout::uk_jcuken().fold(key).unwrap_or(key) } else { key }
}

fn keys(events: &[TermEvent]) -> Vec<String> {
    let key = |event: &TermEvent| match event {
        TermEvent::Key(key) | TermEvent::EscapedKey(key) => Some(on_a_latin_layout(*key).to_string()),
        _ => None,
    };
    events.iter().filter_map(key).collect()
}

/// The characters that events would type.
fn typed(events: &[TermEvent]) -> String {
    let typed = |event: &TermEvent| match event {
        TermEvent::Key(key) => key.typed(),
        _ => None,
    };
    events.iter().filter_map(typed).collect()
}

struct Encoding {
    name: String,
    bytes: Vec<u8>,
    key: Option<String>,
    /// Whether the sequence is incomplete.
    open: bool,
    /// Whether Alt is an ESC before the key, which makes two keys if it is cut there.
    prefix: bool,
}

fn encodings() -> Vec<Encoding> {
    let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    let all = file["encodings"].as_array().unwrap().iter();
    let text = |row: &serde_json::Value, field: &str| row[field].as_str().unwrap().to_owned();
    all.map(|row| Encoding {
        name: format!("{}, {}", text(row, "terminal"), text(row, "name")),
        bytes: bytes_of(&text(row, "bytes")),
        key: Some(text(row, "key")).filter(|key| key != "swallow"),
        open: row["open"] == true,
        prefix: bytes_of(&text(row, "bytes")).starts_with(b"\x1b\x1b")
            || row["terminal"] == "Alt as an ESC prefix",
    })
    .collect()
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn each_acts_as_the_key_that_it_names_or_as_none() {
    let all = encodings();
    assert!(all.len() > 150, "{}", all.len());
    for encoding in &all {
        let (events, mut parser) = with_pauses(&[&encoding.bytes]);
        if encoding.open {
            assert_eq!(typed(&events), "", "{}", encoding.name);
            let mut out = Vec::new();
            parser.feed(b"\x11", &mut out);
            assert_eq!(keys(&out), ["ctrl-q"], "{}", encoding.name);
        } else {
            let wanted: Vec<String> = encoding.key.iter().cloned().collect();
            assert_eq!(keys(&events), wanted, "{}", encoding.name);
        }
    }
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn cut_at_any_byte_each_acts_as_the_key_as_esc_or_as_nothing() {
    for encoding in encodings().iter().filter(|encoding| !encoding.open) {
        for cut in 1..encoding.bytes.len() {
            if encoding.prefix && cut == 1 {
                continue;
            }
            let (before, after) = encoding.bytes.split_at(cut);
            let (events, _) = with_pauses(&[before, after]);
            let came = keys(&events);
            let is_key = encoding.key.as_ref().is_some_and(|key| came == [key.clone()]);
            let is_none = came.iter().all(|key| key == "esc");
            assert!(is_key || is_none, "{} cut at {cut}: {came:?}", encoding.name);
        }
    }
}
