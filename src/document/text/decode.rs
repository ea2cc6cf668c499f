//! Bytes as text: the encoding is found by looking.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, IBM866, ISO_8859_5, KOI8_R, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use crate::text::normal;

/// The number of bytes from which the encoding is recognised.
const LOOKED_AT: usize = 256 * 1024;

/// The text of a file in NFC, with `\n` as its line ends and without other control characters except tabulators.
///
/// A byte order mark means UTF-8 or UTF-16. UTF-16 without a mark is recognised because every other byte is one of
/// a few. Otherwise a text that is valid UTF-8 is read as that, and any other text in the encoding that the file
/// declares. Without a declaration it is in one of the Cyrillic encodings, windows-1251 unless its content suggests
/// another.
pub(in crate::document) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> String {
    let encoding = encoding(bytes, declared);
    let (text, _, _) = encoding.decode(bytes);
    normal::nfc(&cleaned(&if encoding == IBM866 { in_ruscii(text) } else { text }))
}

/// The encoding that the content suggests.
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
    // An impossible declaration is ignored.
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

/// Whether a text is UTF-16: it has a byte order mark, or nearly all of its characters are Latin, Cyrillic or among
/// the commonest signs.
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

/// Whether a text is in an encoding of DOS. There the capitals and half of the small letters are at 80 to AF, where
/// the other encodings have signs and few letters. The detector misses that in short texts, and in those with a
/// Latin i instead of і, which cp866 does not have.
fn is_of_dos(bytes: &[u8]) -> bool {
    // Without the no-break spaces of windows-1251 and KOI8-U, which mark merged cells.
    let high = || bytes.iter().filter(|byte| **byte >= 0x80 && !matches!(byte, 0x9A | 0xA0));
    high().filter(|byte| matches!(byte, 0x80..=0xAF)).count() * 3 > high().count()
}

/// Whether a text is UTF-8 except for a last character that is cut off, or a damaged byte.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let damaged = text.chars().filter(|c| *c == '\u{fffd}').count();
    let letters = text.chars().filter(|c| crate::text::key::is_cyrillic(*c)).count();
    letters > 0 && damaged * 50 <= letters
}

/// DOS had two encodings for Ukrainian that differ in eight letters: cp866, and RUSCII (cp1125), which has і and ґ
/// where cp866 has a Belarusian letter and signs. A text that seems to have ў is in RUSCII, because Ukrainian has
/// no ў.
fn in_ruscii(text: Cow<'_, str>) -> Cow<'_, str> {
    const LETTERS: [(char, char); 8] =
        [('Є', 'Ґ'), ('є', 'ґ'), ('Ї', 'Є'), ('ї', 'є'), ('Ў', 'І'), ('ў', 'і'), ('°', 'Ї'), ('∙', 'ї')];
    if !text.contains('ў') {
        return text;
    }
    let letter = |c: char| LETTERS.iter().find(|(read, _)| *read == c).map_or(c, |(_, meant)| *meant);
    Cow::Owned(text.chars().map(letter).collect())
}

/// Replaces all line ends by `\n`, and removes control characters except the tabulator.
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
            // Line separators of word processors inside a paragraph; a form feed begins a page, but not a line.
            '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => out.push(' '),
            // Characters that some program has left between letters.
            '\0' | '\u{feff}' => {}
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
