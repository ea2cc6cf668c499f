//! The clipboard of the person's own machine, by OSC 52: written, never read.
//!
//! Whether the terminal took it cannot be known. What is said to the person is "sent to the terminal".

/// The longest sequence that is sent; terminals and multiplexers cut or drop longer ones.
pub const LIMIT: usize = 75_000;

/// The text does not fit into one OSC 52 sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too long for the terminal's clipboard: {0} bytes, at most {LIMIT}")]
pub struct TooLarge(pub usize);

/// The sequence that puts `text` into the clipboard. With `tmux` it is wrapped so that tmux with
/// `allow-passthrough` hands it on.
pub fn sequence(text: &str, tmux: bool) -> Result<Vec<u8>, TooLarge> {
    let (before, after) =
        if tmux { ("\x1bPtmux;\x1b\x1b]52;c;", "\x07\x1b\\") } else { ("\x1b]52;c;", "\x1b\\") };
    let length = before.len() + text.len().div_ceil(3) * 4 + after.len();
    if length > LIMIT {
        return Err(TooLarge(length));
    }
    let mut out = Vec::with_capacity(length);
    out.extend_from_slice(before.as_bytes());
    base64(text.as_bytes(), &mut out);
    out.extend_from_slice(after.as_bytes());
    Ok(out)
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

    #[test]
    fn base64_pads() {
        for (text, code) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("й", "0Lk=")] {
            let plain = sequence(text, false).unwrap();
            assert_eq!(String::from_utf8(plain).unwrap(), format!("\x1b]52;c;{code}\x1b\\"));
            let wrapped = sequence(text, true).unwrap();
            assert_eq!(
                String::from_utf8(wrapped).unwrap(),
                format!("\x1bPtmux;\x1b\x1b]52;c;{code}\x07\x1b\\")
            );
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let most = "x".repeat((LIMIT - 9) / 4 * 3);
        assert!(sequence(&most, false).unwrap().len() <= LIMIT);
        assert!(sequence(&format!("{most}xxx"), false).is_err());
    }
}
