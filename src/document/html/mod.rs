//! The HTML reader: the text of a page and its tables, also of pages that web systems name `.xls`.
//!
//! A page is read as a stream of tags and never as a tree, so that unclosed tags cost nothing. Of styles only those
//! of a tag or of its classes that change the meaning of a text are used. No script is run and nothing is fetched.

mod control;
mod css;
mod flow;
mod look;
mod page;
mod table;
#[cfg(test)]
mod tests;

use encoding_rs::Encoding;
use html5gum::{Token, Tokenizer, emitters::default::DefaultEmitter};

use self::page::HtmlPage;
use super::error::{Bound, ReadError};
use super::{Block, Document, text};

/// The number of bytes at the beginning of a page in which its encoding must be declared.
const HEAD: usize = 4096;

/// Reads a page.
///
/// # Errors
/// [`ReadError::TooBig`] beyond the bounds of a text, a table or its cells.
pub(super) fn read(bytes: &[u8], file_name: &str) -> Result<Document, ReadError> {
    Bound::TextBytes.check(bytes.len()).map_err(text::too_big)?;
    let text = text::decode(bytes, declared(bytes));
    Ok(Document::new(file_name, blocks(&text).map_err(text::too_big)?))
}

/// Reads a page, or a fragment of one.
///
/// # Errors
/// The bound that it breaks.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>, Bound> {
    let mut emitter = DefaultEmitter::default();
    // The texts of scripts and styles have no tags.
    emitter.naively_switch_states(true);
    let mut page = HtmlPage::default();
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &[u8]| {
                    let value =
                        tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
                    // The value of a field is text; all other attributes are keywords of HTML.
                    let is_text = name == b"value";
                    value.map(|value| if is_text { value } else { value.trim().to_lowercase() })
                };
                page.start(&String::from_utf8_lossy(&tag.name), &attribute)?;
            }
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name))?,
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.finish()
}

/// The encoding that a `meta` tag declares.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let name = after.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(name.len());
    Encoding::for_label(name.get(..end)?.as_bytes())
}
