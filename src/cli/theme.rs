//! The colours in force: `$KVARTAL_THEME` names a built-in palette, one of the user's own (`themes/NAME.toml` in the
//! configuration directory), or a file.

use std::{fs, path::PathBuf};

use super::{
    words::{Value, Words},
    workspace,
};
use crate::{text::safe::harmless, ui::Palette};

/// The palette that was given, and a sentence if it could not be read; none if the terminal decides. An unreadable
/// palette is no error, because the plan is usable without it.
pub(super) fn in_force(words: &Words) -> (Option<Palette>, Option<String>) {
    match super::config::var("KVARTAL_THEME") {
        None => (None, None),
        Some(name) => match Palette::built_in(&name) {
            Some(palette) => (Some(palette), None),
            None => own(words, &name),
        },
    }
}

fn own(words: &Words, name: &str) -> (Option<Palette>, Option<String>) {
    let plain = !name.contains(['/', '.']);
    let in_config = workspace::config_directory().map(|dir| dir.join("themes").join(format!("{name}.toml")));
    let path = in_config.filter(|_| plain).unwrap_or_else(|| PathBuf::from(name));
    let read = fs::read_to_string(&path).map_err(|_| {
        let known = Palette::names().collect::<Vec<_>>().join(", ");
        let file = path.to_string_lossy();
        words.with("cli-no-theme", &[("name", said(name)), ("known", said(&known)), ("file", said(&file))])
    });
    let palette = read.and_then(|text| {
        Palette::read(&text).map_err(|why| {
            let (file, why) = (path.to_string_lossy(), why.to_string());
            words.with("cli-bad-theme", &[("file", said(&file)), ("why", said(&why))])
        })
    });
    match palette {
        Ok(palette) => (Some(palette), None),
        Err(sentence) => (None, Some(sentence)),
    }
}

fn said(text: &str) -> Value {
    harmless(text).into_owned().into()
}
