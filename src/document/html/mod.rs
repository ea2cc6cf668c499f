//! HTML: the text of a page and its tables, whoever wrote it (web systems name such a page `.xls`).
//!
//! A page is read as a stream of tags, never as a tree, so that what is not closed costs nothing. Of styles
//! only those are obeyed that stand at a tag and change what a text says; no script runs, nothing is fetched.

mod control;
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

/// In how many bytes from the beginning a page says its encoding.
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

/// The blocks of a page or a piece of one.
///
/// # Errors
/// The bound that it breaks.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>, Bound> {
    let mut emitter = DefaultEmitter::default();
    // Texts of scripts and styles hold no tags.
    emitter.naively_switch_states(true);
    let mut page = HtmlPage::default();
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &[u8]| {
                    let value =
                        tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
                    // What stands in a field is text; everything else is a word of the language.
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
