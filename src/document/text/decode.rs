//! Bytes as text: the encoding is found by looking.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, IBM866, ISO_8859_5, KOI8_R, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use crate::text::normal;

/// How much of a file is looked at to tell its encoding.
const LOOKED_AT: usize = 256 * 1024;

/// The text of a file in NFC, its lines parted by `\n` whatever parted them, without control characters
/// but tabulators.
///
/// A mark at the beginning says UTF-8 or UTF-16; UTF-16 shows without one too, for every other byte is one of a
/// few. Else a text is UTF-8 when it is valid as that;
/// otherwise it is what the file declares, if it does; otherwise one of the Cyrillic encodings,
/// windows-1251 where nothing speaks for another.
pub(in crate::document) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> String {
    let encoding = encoding(bytes, declared);
    let (text, _, _) = encoding.decode(bytes);
    normal::nfc(&cleaned(&if encoding == IBM866 { in_ruscii(text) } else { text }))
}

/// The encoding that the content speaks for.
fn encoding(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    const CYRILLIC: [&Encoding; 4] = [WINDOWS_1251, KOI8_U, KOI8_R, ISO_8859_5];
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    if let Some(wide) = utf16(bytes) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // What is declared and cannot be is no help.
    if let Some(declared) = declared.filter(|declared| *declared != UTF_8 && declared.is_ascii_compatible()) {
        return declared;
    }
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if is_nearly_utf8(head) {
        return UTF_8;
    }
    if is_of_dos(head) {
        return IBM866;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, false);
    let guess = detector.guess(Some(b"ua"), Utf8Detection::Deny);
    if CYRILLIC.contains(&guess) { guess } else { WINDOWS_1251 }
}

/// Whether a text is in UTF-16, by its mark or because the upper halves of nearly all its letters are those of
/// Latin and Cyrillic ones and of the commonest signs.
pub(in crate::document) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return (marked != UTF_8).then_some(marked);
    }
    let head = bytes.get(..1024).unwrap_or(bytes);
    let pairs = head.chunks_exact(2);
    let upper = |at: usize| {
        let halves = || head.chunks_exact(2).filter_map(|pair| pair.get(at));
        let usual = halves().filter(|byte| matches!(byte, 0 | 4 | 0x20 | 0x21)).count();
        let zeros = halves().filter(|byte| **byte == 0).count();
        zeros > 0 && usual * 20 >= pairs.len() * 19
    };
    match (upper(1), upper(0)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// The tables of DOS have all capitals and the commoner half of the small letters from 80 to AF, where the
/// other encodings have signs and seldom a letter. The detector misses that in short texts, and in those
/// that write і as a Latin i because cp866 has none.
fn is_of_dos(bytes: &[u8]) -> bool {
    // The no-break spaces of windows-1251 and KOI8-U, which stand where a merged cell goes on, are no letters.
    let high = || bytes.iter().filter(|byte| **byte >= 0x80 && !matches!(byte, 0x9A | 0xA0));
    high().filter(|byte| matches!(byte, 0x80..=0xAF)).count() * 3 > high().count()
}

/// A UTF-8 text that is cut off in a letter or has a damaged byte somewhere.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let damaged = text.chars().filter(|c| *c == '\u{fffd}').count();
    let letters = text.chars().filter(|c| crate::text::key::is_cyrillic(*c)).count();
    letters > 0 && damaged * 50 <= letters
}

/// DOS had two tables for Ukrainian that differ in eight letters: cp866, and RUSCII (cp1125), where і and ґ
/// stand on places that cp866 gives to a Belarusian letter and to signs. Ukrainian has no ў, so a text
/// that seems to have one is in RUSCII.
fn in_ruscii(text: Cow<'_, str>) -> Cow<'_, str> {
    const LETTERS: [(char, char); 8] =
        [('Є', 'Ґ'), ('є', 'ґ'), ('Ї', 'Є'), ('ї', 'є'), ('Ў', 'І'), ('ў', 'і'), ('°', 'Ї'), ('∙', 'ї')];
    if !text.contains('ў') {
        return text;
    }
    let letter = |c: char| LETTERS.iter().find(|(read, _)| *read == c).map_or(c, |(_, meant)| *meant);
    Cow::Owned(text.chars().map(letter).collect())
}

/// One kind of line end, and no control characters but it and the tabulator.
fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\t' => out.push(c),
            '\u{85}' => out.push('\n'),
            // Separators that word processors put inside a line; a form feed begins a page, but not a line.
            '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => out.push(' '),
            // What some program has left between letters.
            '\0' | '\u{feff}' => {}
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
