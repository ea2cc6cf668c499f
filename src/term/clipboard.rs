//! The clipboard of the user's machine, by OSC 52: it is written but never read.
//!
//! Whether the terminal accepted the text cannot be found out, so the user is told "sent to the terminal".

use super::Multiplexer;

/// The maximal length of a sequence, because terminals and multiplexers truncate or drop longer ones.
pub const LIMIT: usize = 75_000;

/// The text does not fit into one OSC 52 sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too long for the terminal's clipboard: {0} bytes, at most {LIMIT}")]
pub struct TooLarge(pub usize);

/// GNU screen drops longer strings, so they are sent in pieces of this length.
const SCREEN_PIECE: usize = 512;

/// The sequence that puts `text` into the clipboard. For a multiplexer it is wrapped so that it reaches the outer
/// terminal: tmux needs `allow-passthrough`, screen gets pieces.
pub fn sequence(text: &str, within: Option<Multiplexer>) -> Result<Vec<u8>, TooLarge> {
    let mut plain = Vec::with_capacity(text.len().div_ceil(3) * 4 + 16);
    plain.extend_from_slice(b"\x1b]52;c;");
    base64(text.as_bytes(), &mut plain);
    plain.extend_from_slice(if within.is_some() { b"\x07" } else { b"\x1b\\" });
    let out = match within {
        Some(Multiplexer::Tmux) => {
            // Every ESC in the wrapped sequence is doubled; there is one, at its beginning.
            [b"\x1bPtmux;\x1b".as_slice(), &plain, b"\x1b\\"].concat()
        }
        Some(Multiplexer::Screen) => {
            let pieces = plain.chunks(SCREEN_PIECE);
            pieces.flat_map(|piece| [b"\x1bP".as_slice(), piece, b"\x1b\\"].concat()).collect()
        }
        Some(Multiplexer::Zellij) | None => plain,
    };
    if out.len() > LIMIT { Err(TooLarge(out.len())) } else { Ok(out) }
}

fn base64(bytes: &[u8], out: &mut Vec<u8>) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let sextet = (bits >> (18 - 6 * i) & 0x3f) as usize;
            let digit = ALPHABET.get(sextet).copied().unwrap_or(b'=');
            out.push(if i <= chunk.len() { digit } else { b'=' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str, within: Option<Multiplexer>) -> String {
        String::from_utf8(sequence(text, within).unwrap()).unwrap()
    }

    #[test]
    fn base64_pads() {
        for (text, code) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("й", "0Lk=")] {
            assert_eq!(sent(text, None), format!("\x1b]52;c;{code}\x1b\\"));
            let wrapped = sent(text, Some(Multiplexer::Tmux));
            assert_eq!(wrapped, format!("\x1bPtmux;\x1b\x1b]52;c;{code}\x07\x1b\\"));
            let in_screen = sent(text, Some(Multiplexer::Screen));
            assert_eq!(in_screen, format!("\x1bP\x1b]52;c;{code}\x07\x1b\\"));
        }
    }

    #[test]
    fn screen_gets_pieces_that_make_the_same_text() {
        let text = "x".repeat(3000);
        let wrapped = sent(&text, Some(Multiplexer::Screen));
        let pieces: Vec<&str> =
            wrapped.split("\x1bP").skip(1).map(|piece| piece.strip_suffix("\x1b\\").unwrap()).collect();
        assert!(pieces.len() > 7 && pieces.iter().all(|piece| piece.len() <= SCREEN_PIECE));
        let whole = sent(&text, None);
        assert_eq!(pieces.concat(), whole.replace("\x1b\\", "\x07"));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let most = "x".repeat((LIMIT - 9) / 4 * 3);
        assert!(sequence(&most, None).unwrap().len() <= LIMIT);
        assert!(sequence(&format!("{most}xxx"), None).is_err());
    }
}
