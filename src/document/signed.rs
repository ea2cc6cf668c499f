//! Signed files (CMS, `.p7s`): extracts the document inside, where there is one.
//!
//! Signatures are not verified here; other programs are made for that.

/// The object identifier of signed data, with its tag and length.
const SIGNED_DATA: &[u8] = b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02";
/// The first lines of signed files in PEM format.
const ARMOUR: [&[u8]; 3] = [b"-----BEGIN PKCS7", b"-----BEGIN CMS", b"-----BEGIN SIGNED"];
/// The deepest nesting of elements.
const DEEPEST: usize = 16;

const SEQUENCE: u8 = 0x30;
const FIRST: u8 = 0xA0;
const OCTETS: u8 = 0x04;
const OCTETS_IN_PIECES: u8 = 0x24;

/// Whether these bytes are a signed file.
pub(super) fn is_signed(bytes: &[u8]) -> bool {
    let head = bytes.get(..32).unwrap_or(bytes);
    ARMOUR.iter().any(|line| bytes.starts_with(line))
        || (head.first() == Some(&SEQUENCE)
            && head.windows(SIGNED_DATA.len()).any(|part| part == SIGNED_DATA))
}

/// The document inside; `None` where the file has only the signature, or is damaged.
pub(super) fn content(bytes: &[u8]) -> Option<Vec<u8>> {
    let unarmoured = ARMOUR.iter().any(|line| bytes.starts_with(line)).then(|| letters(bytes));
    let bytes = unarmoured.as_deref().unwrap_or(bytes);
    let whole = DerPiece::of(bytes, 0)?.inside(SEQUENCE)?;
    let (_, rest) = DerPiece::next(whole, 0)?;
    let data = DerPiece::of(rest, 0)?.inside(FIRST)?;
    let data = DerPiece::of(data, 0)?.inside(SEQUENCE)?;
    // Version and digests come before the signed content.
    let (_, rest) = DerPiece::next(data, 0)?;
    let (_, rest) = DerPiece::next(rest, 0)?;
    let signed = DerPiece::of(rest, 0)?.inside(SEQUENCE)?;
    let (_, rest) = DerPiece::next(signed, 0)?;
    let octets = DerPiece::of(DerPiece::of(rest, 0)?.inside(FIRST)?, 0)?;
    let mut out = Vec::new();
    octets.collect(&mut out, 0)?;
    (!out.is_empty()).then_some(out)
}

/// A DER element: its tag and its content.
struct DerPiece<'b> {
    tag: u8,
    inside: &'b [u8],
}

impl<'b> DerPiece<'b> {
    /// The piece at the beginning.
    fn of(bytes: &'b [u8], depth: usize) -> Option<Self> {
        Self::next(bytes, depth).map(|(piece, _)| piece)
    }

    /// The first element and the rest.
    fn next(bytes: &'b [u8], depth: usize) -> Option<(Self, &'b [u8])> {
        let (tag, rest) = bytes.split_first()?;
        let (length, rest) = rest.split_first()?;
        let length = match length {
            0x80 => {
                let (inside, rest) = until_end(rest, depth)?;
                return Some((Self { tag: *tag, inside }, rest));
            }
            short @ 0..0x80 => usize::from(*short),
            long => {
                let (figures, _) =
                    rest.split_at_checked(usize::from(long & 0x7F)).filter(|(f, _)| f.len() <= 4)?;
                figures.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
            }
        };
        let skipped = if bytes.get(1)? & 0x80 == 0 { 0 } else { usize::from(bytes.get(1)? & 0x7F) };
        let (inside, rest) = rest.get(skipped..)?.split_at_checked(length)?;
        Some((Self { tag: *tag, inside }, rest))
    }

    fn inside(&self, tag: u8) -> Option<&'b [u8]> {
        (self.tag == tag).then_some(self.inside)
    }

    /// Adds the octets of a string, which may be in pieces.
    fn collect(&self, out: &mut Vec<u8>, depth: usize) -> Option<()> {
        match self.tag {
            OCTETS => out.extend_from_slice(self.inside),
            OCTETS_IN_PIECES if depth < DEEPEST => {
                let mut rest = self.inside;
                while !rest.is_empty() {
                    let (piece, after) = Self::next(rest, depth + 1)?;
                    piece.collect(out, depth + 1)?;
                    rest = after;
                }
            }
            _ => return None,
        }
        Some(())
    }
}

/// The content of an element of indefinite length, and the rest after its end.
fn until_end(bytes: &[u8], depth: usize) -> Option<(&[u8], &[u8])> {
    (depth < DEEPEST).then_some(())?;
    let mut rest = bytes;
    while !rest.starts_with(&[0, 0]) {
        let (_, after) = DerPiece::next(rest, depth + 1)?;
        rest = after;
    }
    Some((bytes.get(..bytes.len() - rest.len())?, rest.get(2..)?))
}

/// Decodes base 64 lines.
fn letters(text: &[u8]) -> Vec<u8> {
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.starts_with(b"-----"));
    let value = |byte: &u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut out, mut sum, mut bits) = (Vec::new(), 0_u32, 0);
    for six in lines.flatten().filter_map(value) {
        sum = sum << 6 | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.extend(u8::try_from(sum >> bits & 0xFF));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(tag: u8, inside: &[u8]) -> Vec<u8> {
        let length = u16::try_from(inside.len()).unwrap().to_be_bytes();
        [&[tag, 0x82], &length[..], inside].concat()
    }

    fn signed(octets: Vec<u8>) -> Vec<u8> {
        let data = [SIGNED_DATA.get(..10).unwrap(), &[1][..]].concat();
        let wrapped = piece(SEQUENCE, &[data, piece(FIRST, &octets)].concat());
        let body = piece(SEQUENCE, &[vec![2, 1, 1], piece(0x31, &[]), wrapped].concat());
        piece(SEQUENCE, &[SIGNED_DATA.to_vec(), piece(FIRST, &body)].concat())
    }

    #[test]
    fn the_document_inside_is_found() {
        let file = signed(piece(OCTETS, b"PK document"));
        assert!(is_signed(&file));
        assert_eq!(content(&file).as_deref(), Some(&b"PK document"[..]));
        let parts = [piece(OCTETS, b"PK "), piece(OCTETS, b"document")].concat();
        let endless = [&[OCTETS_IN_PIECES, 0x80], &parts[..], &[0, 0]].concat();
        assert_eq!(content(&signed(endless)).as_deref(), Some(&b"PK document"[..]));
        assert_eq!(letters(b"-----BEGIN CMS-----\nUEsg\r\nZG9j\n-----END CMS-----"), b"PK doc");
    }

    #[test]
    fn whatever_the_bytes_are_there_is_an_answer() {
        let file = signed(piece(OCTETS, b"PK document"));
        for at in 0..file.len() {
            let _ = content(file.get(..at).unwrap());
            let mut other = file.clone();
            other[at] ^= 0xFF;
            let _ = content(&other);
        }
        assert_eq!(content(&[0x30, 0x80].repeat(1000)), None);
    }
}
