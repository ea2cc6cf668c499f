//! The records of an XLS stream (BIFF5 and BIFF8) and the texts in them.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::compound::{index, u16_at, u32_at};
use crate::text::surely::Surely;

/// A record that continues the one before.
const CONTINUE: u16 = 0x003C;

/// A record: its kind and its bytes.
#[derive(Clone, Copy)]
pub(super) struct Record<'b> {
    pub kind: u16,
    pub data: &'b [u8],
    /// The stream after it.
    rest: &'b [u8],
}

/// The records of a stream, up to where it is cut off.
pub(super) struct Records<'b>(pub &'b [u8]);

impl<'b> Iterator for Records<'b> {
    type Item = Record<'b>;

    fn next(&mut self) -> Option<Record<'b>> {
        let kind = u16_at(self.0, 0)?;
        let end = 4 + usize::from(u16_at(self.0, 2)?);
        let (data, rest) = (self.0.get(4..end)?, self.0.get(end..)?);
        self.0 = rest;
        Some(Record { kind, data, rest })
    }
}

impl<'b> Record<'b> {
    /// Its bytes and those of the records that continue it.
    fn parts(&self) -> Vec<&'b [u8]> {
        let more = Records(self.rest).take_while(|record| record.kind == CONTINUE).map(|record| record.data);
        std::iter::once(self.data).chain(more).collect()
    }

    /// Its bytes from `at` on, and those of the records that continue it, as texts.
    pub fn texts(&self, at: usize, encoding: &'static Encoding, wide: bool) -> Texts<'b> {
        let mut parts = self.parts();
        if let Some(first) = parts.first_mut() {
            *first = first.get(at..).surely();
        }
        Texts { parts, part: 0, at: 0, encoding, wide }
    }
}

/// Texts, one after another. A text may continue in the next record, which then begins with the width of its
/// characters again.
pub(super) struct Texts<'b> {
    parts: Vec<&'b [u8]>,
    part: usize,
    at: usize,
    /// The encoding of one-byte characters in BIFF5.
    encoding: &'static Encoding,
    /// BIFF8, which has letters of two bytes.
    wide: bool,
}

/// A text and its pieces: where each begins, in units of UTF-16, and the number of its font. What is before the first
/// one has the font of the cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PiecedText {
    pub text: String,
    pub pieces: Vec<(usize, u16)>,
}

impl Texts<'_> {
    /// The next text with a length of two bytes; `None` at the end.
    pub fn long(&mut self) -> Option<String> {
        self.pieced().map(|pieced| pieced.text)
    }

    /// As [`Texts::long`], with the fonts of its pieces.
    pub fn pieced(&mut self) -> Option<PiecedText> {
        let count = usize::from(self.two()?);
        self.of_length(count)
    }

    /// The next text with a length of one byte.
    pub fn short(&mut self) -> Option<String> {
        let count = usize::from(self.byte()?);
        self.of_length(count).map(|pieced| pieced.text)
    }

    fn of_length(&mut self, count: usize) -> Option<PiecedText> {
        if !self.wide {
            let bytes: Vec<u8> = std::iter::from_fn(|| self.byte()).take(count).collect();
            let text = self.encoding.decode_without_bom_handling(&bytes).0.into_owned();
            return Some(PiecedText { text, pieces: Vec::new() });
        }
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.two()?) };
        let extra = if flags & 4 == 0 { 0 } else { self.four()? };
        let units = self.units(count, flags & 1 == 1);
        let pieces = (0..runs).map_while(|_| Some((usize::from(self.two()?), self.two()?))).collect();
        // How it is pronounced.
        self.skip(extra);
        Some(PiecedText { text: String::from_utf16_lossy(&units), pieces })
    }

    fn units(&mut self, count: usize, mut two_bytes: bool) -> Vec<u16> {
        let mut units = Vec::new();
        while units.len() < count {
            if self.here().is_empty() {
                self.part += 1;
                self.at = 0;
                if self.part >= self.parts.len() {
                    break;
                }
                two_bytes = self.byte().is_some_and(|flags| flags & 1 == 1);
                continue;
            }
            let unit =
                if two_bytes { u16_at(self.here(), 0) } else { self.here().first().copied().map(u16::from) };
            // Half a letter at the end of a record: the file is damaged.
            units.push(unit.unwrap_or(0xFFFD));
            self.at += if two_bytes { 2 } else { 1 };
        }
        units
    }

    fn here(&self) -> &[u8] {
        self.parts.get(self.part).and_then(|part| part.get(self.at..)).unwrap_or_default()
    }

    fn byte(&mut self) -> Option<u8> {
        while self.here().is_empty() {
            self.part += 1;
            self.at = 0;
            self.parts.get(self.part)?;
        }
        let byte = self.here().first().copied();
        self.at += 1;
        byte
    }

    fn two(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn four(&mut self) -> Option<usize> {
        let bytes = [self.byte()?, self.byte()?, self.byte()?, self.byte()?];
        u32_at(&bytes, 0).map(index)
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 && self.part < self.parts.len() {
            let step = count.min(self.here().len());
            self.at += step;
            count -= step;
            if count > 0 {
                self.part += 1;
                self.at = 0;
            }
        }
    }
}

/// The encoding of a code page.
pub(super) fn encoding(page: u16) -> &'static Encoding {
    Encoding::for_label(format!("windows-{page}").as_bytes()).unwrap_or(match page {
        866 => encoding_rs::IBM866,
        _ => WINDOWS_1252,
    })
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1251;

    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    fn texts(records: &[u8], wide: bool) -> Vec<String> {
        let record = Records(records).next().unwrap();
        let mut texts = record.texts(0, WINDOWS_1251, wide);
        std::iter::from_fn(|| texts.long()).collect()
    }

    #[test]
    fn a_text_goes_on_in_the_next_record_with_letters_of_another_width() {
        let mut first = vec![4, 0, 1];
        first.extend("Са".encode_utf16().flat_map(u16::to_le_bytes));
        // The rest of the first text, then one with two runs of looks.
        let mut second = vec![0, b'd', b'!', 1, 0, 8, 1, 0, b'x', 1, 2, 3, 4];
        second.extend([2, 0, 0, b'o', b'k']);
        let records = [record(0xFC, &first), record(CONTINUE, &second), record(0x0A, &[])].concat();
        assert_eq!(texts(&records, true), ["Саd!", "x", "ok"]);
    }

    #[test]
    fn old_texts_have_the_letters_of_their_code_page() {
        assert_eq!(texts(&record(0x204, &[3, 0, 0xD1, 0xE0, 0xE4]), false), ["Сад"]);
        assert_eq!(encoding(1251), WINDOWS_1251);
        assert_eq!(encoding(1200), WINDOWS_1252);
    }

    #[test]
    fn what_is_cut_off_ends() {
        assert_eq!(texts(&record(0xFC, &[9, 0, 1, 0x21, 0x04, 0x30]), true), ["С\u{FFFD}"]);
        assert_eq!(Records(&[1, 0, 9, 0, 1]).count(), 0);
        assert!(texts(&record(0xFC, &[9]), true).is_empty());
    }
}
