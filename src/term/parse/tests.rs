//! Tests of the parser of terminal input.

use super::*;

fn all(parser: &mut Parser, pieces: &[&[u8]]) -> Vec<TermEvent> {
    let mut out = Vec::new();
    for piece in pieces {
        parser.feed(piece, &mut out);
    }
    out
}

fn whole(bytes: &[u8]) -> Vec<TermEvent> {
    let mut parser = Parser::new(0x7f);
    let mut out = all(&mut parser, &[bytes]);
    parser.give_up(&mut out);
    out
}

/// Keys in the spelling of keymap files, other events in brackets.
fn spell(events: &[TermEvent]) -> String {
    let words = events.iter().map(|event| match event {
        TermEvent::Key(key) | TermEvent::EscapedKey(key) => key.to_string(),
        TermEvent::Paste(text) => format!("<{text:?}>"),
        other => format!("<{other:?}>"),
    });
    words.collect::<Vec<_>>().join(" ")
}

const CASES: &[(&str, &str)] = &[
    ("jЙ", "j Й"),
    ("\r\t\x7f \x08\n", "enter tab backspace space ctrl-h ctrl-j"),
    ("\x01\x1a\x00\x1c\x1d\x1f", "ctrl-a ctrl-z ctrl-space ctrl-\\ ctrl-] ctrl-_"),
    ("\x1b", "esc"),
    ("\x1b\x1b", "esc esc"),
    (
        "\x1b\x1b[A\x1b\x1bOD\x1b\x1b[3~\x1b\x1bOd\x1b\x1b[7^",
        "alt-up alt-left alt-delete ctrl-alt-left ctrl-alt-home",
    ),
    ("\x1b\x1b[200~q\x1b[201~", "esc <\"q\">"),
    (
        "\x1bOa\x1bOd\x1b[a\x1b[d\x1bO5C\x1bO2P\x1b[5D",
        "ctrl-up ctrl-left shift-up shift-left ctrl-right shift-f1 ctrl-left",
    ),
    ("\x1b[7^\x1b[8$\x1b[8@\x1b[15^\x1b[5$j", "ctrl-home shift-end ctrl-shift-end ctrl-f5 shift-pageup j"),
    ("\x1b[M !!\x1b[M#3dj\x1b[M nd\x1b[M\x1b[Ak", "j up k"),
    ("\x1bOe\x1bOZ\x1bOE\x1b\x1bOe\x1b[E\x1b[G\x1b[[Hj", "j"),
    ("\x1b[25~\x1b[28~\x1b[99~\x1b[?5d\x1b[68;32;100;1;0;1_j", "j"),
    ("\x1b[1081::113;5u\x1b[1074::100;5u\x1b[110;129u\x1b[1;66D", "ctrl-q ctrl-d n shift-left"),
    ("\x1bj\x1bЖ\x1b\r\x1b\x7f\x1b\x01", "alt-j alt-Ж alt-enter alt-backspace ctrl-alt-a"),
    ("\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "up down right left home end"),
    ("\x1bOA\x1bOB\x1bOH\x1bOP\x1bOS\x1bOM\x1bOq", "up down home f1 f4 enter 1"),
    ("\x1b[1;5C\x1b[1;2A\x1b[1;3D\x1b[1;8H", "ctrl-right shift-up alt-left ctrl-alt-shift-home"),
    (
        "\x1b[2~\x1b[3~\x1b[5~\x1b[6~\x1b[1~\x1b[4~\x1b[7~\x1b[8~",
        "insert delete pageup pagedown home end home end",
    ),
    ("\x1b[3;5~\x1b[5;2~", "ctrl-delete shift-pageup"),
    ("\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~", "f1 f5 f6 f10 f11 f12"),
    ("\x1b[1;2P\x1b[1;5R\x1b[15;5~", "shift-f1 ctrl-f3 ctrl-f5"),
    ("\x1b[[A\x1b[[E", "f1 f5"),
    ("\x1b[Z\x1b[1;5Z", "shift-tab ctrl-shift-tab"),
    ("\x1b[27u\x1b[97;5u\x1b[97;6u\x1b[106;3u\x1b[13;2u", "esc ctrl-a ctrl-A alt-j shift-enter"),
    (
        "\x1b[1089;5u\x1b[32;2u\x1b[49:33;6u\x1b[57399u\x1b[57413u\x1b[57416u",
        "ctrl-с shift-space ctrl-! 0 + ,",
    ),
    ("\x1b[97;1:3u\x1b[97;1:2u\x1b[1;1:3A\x1b[1;1:2A", "a up"),
    ("\x1b[97;9u\x1b[57441;2u\x1b[57376u", "f13"),
    ("\x1b[27;5;13~", "ctrl-enter"),
    ("\x1b[I\x1b[O", "<FocusGained> <FocusLost>"),
    ("\x1b[?62;22cj\x1b[12;40Rk\x1b[?2026;2$yl\x1b[?1u\x1b[0n\x1b[<0;3;4M\x1b[8;40;120tx", "j k l x"),
    ("\x1b]11;rgb:1616/1818/1d1d\x1b\\j\x1b]11;rgb:0/0/0\x07k", "j k"),
    ("\x1bP>|foot(1.2)\x1b\\j\x1bP1$r0m\x1b\\k\x1b_Gi=1;OK\x1b\\l", "j k l"),
    ("\x1b]11;rgb:0\x1b[A\x1b]11;rgb\x11", "up ctrl-q"),
    ("\x1b]x\x1bPx\x1b_x", "alt-] x alt-P x alt-_ x"),
    ("\x1b[200~q\r\n:w\rй\x1b[A\x1b[20\x1b[201~j", "<\"q\\n:w\\nй\\u{1b}[A\\u{1b}[20\"> j"),
    ("\x1b[200~\x1b[201~", "<\"\">"),
    ("\x1b[1;5\x1b[A", "up"),
    ("\x1b[5Б", "Б"),
    ("и\u{306}", "и \u{306}"),
];

#[test]
fn what_terminals_send() {
    for (bytes, keys) in CASES {
        assert_eq!(spell(&whole(bytes.as_bytes())), *keys, "{bytes:?}");
    }
}

#[test]
fn a_cut_anywhere_changes_nothing() {
    for (bytes, keys) in CASES {
        let bytes = bytes.as_bytes();
        for first in 0..=bytes.len() {
            for second in first..=bytes.len() {
                let mut parser = Parser::new(0x7f);
                let (a, rest) = bytes.split_at(first);
                let (b, c) = rest.split_at(second - first);
                let mut out = all(&mut parser, &[a, b, c]);
                parser.give_up(&mut out);
                assert_eq!(spell(&out), *keys, "{bytes:?} cut at {first} and {second}");
            }
        }
        let mut parser = Parser::new(0x7f);
        let mut out = all(&mut parser, &bytes.chunks(1).collect::<Vec<_>>());
        parser.give_up(&mut out);
        assert_eq!(spell(&out), *keys, "{bytes:?} byte by byte");
    }
}

#[test]
fn bytes_that_are_no_text_are_dropped() {
    assert_eq!(spell(&whole(b"a\xffb\xc3(c\xe2\x82d\xc2\x9be\x80")), "a b ( c d e");
    assert_eq!(spell(&whole(b"\xd0")), "");
}

#[test]
fn only_what_has_begun_is_waited_for() {
    for (bytes, hold) in [
        (&b"j"[..], None),
        (b"\x1b", Some(HOLD_ESC)),
        (b"\x1b[", Some(HOLD_INTRODUCER)),
        (b"\x1bO", Some(HOLD_INTRODUCER)),
        (b"\x1b[1;", Some(HOLD_REST)),
        (b"\xd0", Some(HOLD_REST)),
        (b"\x1b]11;rgb", Some(HOLD_REST)),
        (b"\x1b[200~abc", Some(HOLD_PASTE)),
        (b"\x1b[A", None),
    ] {
        let mut parser = Parser::new(0x7f);
        all(&mut parser, &[bytes]);
        assert_eq!(parser.hold(), hold, "{bytes:?}");
    }
}

#[test]
fn what_is_given_up_does_not_return() {
    let mut parser = Parser::new(0x7f);
    for (bytes, keys) in [("\x1b", "esc"), ("\x1b[", ""), ("\x1b[1;", ""), ("\x1b]11;", "")] {
        let mut out = all(&mut parser, &[bytes.as_bytes()]);
        parser.give_up(&mut out);
        parser.feed(b"j", &mut out);
        assert_eq!(spell(&out), format!("{keys} j").trim_start(), "{bytes:?}");
    }
}

#[test]
fn backspace_is_what_the_line_discipline_says() {
    let mut parser = Parser::new(0x08);
    assert_eq!(spell(&all(&mut parser, &[b"\x08\x7f"])), "backspace backspace");
}

#[test]
fn an_endless_sequence_does_not_grow() {
    let mut parser = Parser::new(0x7f);
    let mut out = Vec::new();
    parser.feed(b"\x1b[", &mut out);
    for _ in 0..10_000 {
        parser.feed(b"1", &mut out);
    }
    assert!(parser.pending.len() <= LONGEST + 3);
}

proptest::proptest! {
    #[test]
    fn anything_may_come_in_any_pieces(bytes: Vec<u8>, cut in 1usize..9) {
        let mut in_pieces = Parser::new(0x7f);
        let mut out = all(&mut in_pieces, &bytes.chunks(cut).collect::<Vec<_>>());
        in_pieces.give_up(&mut out);
        proptest::prop_assert_eq!(out, whole(&bytes));
    }
}

#[test]
fn the_rest_of_a_cut_key_is_never_typed() {
    for rest in [&b"[B"[..], b"OB", b"Od", b"[1;2D", b"[3~", b"[ M"] {
        let mut parser = Parser::new(0x7f);
        let mut out = all(&mut parser, &[b"\x1b"]);
        parser.give_up(&mut out);
        assert_eq!(parser.hold(), Some(HOLD_REST));
        parser.feed(rest, &mut out);
        assert_eq!(spell(&out), "esc <EscapeWasCut>", "{rest:?}");
        parser.feed(b"[B", &mut out);
        assert_eq!(spell(&out), "esc <EscapeWasCut> [ B", "only once");
    }
    let mut parser = Parser::new(0x7f);
    let mut out = all(&mut parser, &[b"\x1b"]);
    parser.give_up(&mut out);
    parser.feed(b"j", &mut out);
    assert_eq!(spell(&out), "esc j");
}

#[test]
fn a_key_with_alt_that_came_as_esc_and_a_key_is_marked() {
    assert_eq!(whole(b"\x1b\r"), [TermEvent::EscapedKey("alt-enter".parse().unwrap())]);
    assert_eq!(whole(b"\x1b\x1b[B"), [TermEvent::EscapedKey("alt-down".parse().unwrap())]);
    assert_eq!(whole(b"\x1b[1;3B"), [TermEvent::Key("alt-down".parse().unwrap())]);
    assert_eq!(whole(b"\x1b[13;3u"), [TermEvent::Key("alt-enter".parse().unwrap())]);
}

#[test]
fn a_paste_without_its_end_is_dropped_and_told() {
    let mut parser = Parser::new(0x7f);
    let mut out = all(&mut parser, &[b"\x1b[200~12\r13"]);
    parser.give_up(&mut out);
    parser.feed(b"\x11", &mut out);
    parser.feed(b"a long rest of it that comes late", &mut out);
    parser.feed(b"j", &mut out);
    parser.feed(b" and the end of it\x1b[201~k", &mut out);
    assert_eq!(spell(&out), "<PasteWithoutEnd> ctrl-q j k");
}

#[test]
fn ctrl_q_is_heard_amid_a_paste_without_its_end() {
    for pressed in ["\x11", "\x1b[113;5u"] {
        let mut parser = Parser::new(0x7f);
        let mut out = all(&mut parser, &[b"\x1b[200~12\r13", pressed.as_bytes()]);
        assert_eq!(spell(&out), "<PasteWithoutEnd> ctrl-q", "{pressed:?}");
        parser.feed(b"j", &mut out);
        assert_eq!(spell(&out), "<PasteWithoutEnd> ctrl-q j");
    }
    // Within a read it is a part of the paste.
    assert_eq!(spell(&whole(b"\x1b[200~a\x11b\x1b[201~")), "<\"a\\u{11}b\">");
}

#[test]
fn a_sequence_longer_than_any_is_swallowed_whole() {
    let long = format!("\x1b[{}1dj", "1;".repeat(300));
    assert_eq!(spell(&whole(long.as_bytes())), "j");
    let mut parser = Parser::new(0x7f);
    let pieces: Vec<&[u8]> = long.as_bytes().chunks(1).collect();
    assert_eq!(spell(&all(&mut parser, &pieces)), "j");
    let mut parser = Parser::new(0x7f);
    let endless = format!("\x1b[{}", "1;".repeat(300));
    assert_eq!(spell(&all(&mut parser, &[endless.as_bytes(), b"1;1", b"\x11"])), "ctrl-q");
}

#[test]
fn the_mouse_is_told_by_sgr_reports_once_it_is_listened_to() {
    use super::csi::pointer;
    use crate::term::Pointer;
    assert_eq!(pointer(b"0;12;5", b'M'), Some(Pointer::Click(11, 4)));
    assert_eq!(pointer(b"64;1;1", b'M'), Some(Pointer::WheelUp));
    assert_eq!(pointer(b"65;1;1", b'M'), Some(Pointer::WheelDown));
    for (report, last) in
        [("0;12;5", b'm'), ("2;12;5", b'M'), ("0;0;0", b'M'), ("35;1;1", b'M'), ("0;99999999999;1", b'M')]
    {
        assert_eq!(pointer(report.as_bytes(), last), None, "{report}");
    }
    // Mouse reporting is off here.
    assert_eq!(whole(b"\x1b[<0;12;5M\x1b[<64;1;1M"), []);
}
