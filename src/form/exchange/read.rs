//! Reads a text as a draft: the header of the plan, and the records outside its outline.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    FORMAT, MAX_BYTES, MAX_NODES, VERSION, beside,
    cursor::{Cursor, Read},
    error::{ExchangeError, Problem},
    names,
    once::{self, Once},
    outline,
    resolve::Index,
};
use crate::domain::{
    DoubtKind, Performer, PerformerId, Signature, Source,
    draft::{Draft, DraftDoubt, DraftSubject},
};

/// Reads a text of the exchange format.
///
/// # Errors
/// When the text is not JSON, not of this format or not of a known version, or when any part of it is malformed or
/// contradictory; the error names the place.
pub fn import(text: &str) -> Result<Draft, ExchangeError> {
    let whole = |problem| ExchangeError { path: String::new(), problem };
    if text.len() > MAX_BYTES {
        return Err(whole(Problem::TooLong { limit: MAX_BYTES }));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Each node has a level, so that a text with far too many is refused before it is parsed.
    let levels = text.match_indices("\"level\"");
    let is_key = |(at, key): &(usize, &str)| {
        text.get(at + key.len()..).is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    if levels.filter(is_key).count() > MAX_NODES {
        return Err(ExchangeError {
            path: "outline".to_owned(),
            problem: Problem::TooMany { limit: MAX_NODES },
        });
    }
    // The JSON reader itself refuses nesting deeper than 128.
    let Once(value) = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let what = error.to_string();
        let what = what.rsplit_once(" at line ").map_or(what.as_str(), |(what, _)| what).to_owned();
        match once::repeated(&what) {
            Some(name) => ExchangeError {
                path: format!("{line}:{column}"),
                problem: Problem::Twice { what: name.to_owned() },
            },
            None => whole(Problem::Syntax { line, column, what }),
        }
    })?;
    let top = Cursor::top(&value);
    top.object()?;
    known_version(&top, &value)?;
    document(&top, &value)
}

fn known_version(top: &Cursor<'_>, value: &Value) -> Read<()> {
    let shown = |name: &str| match value.get(name) {
        None => String::new(),
        Some(Value::String(text)) => text.chars().take(60).collect(),
        Some(other) => other.to_string().chars().take(60).collect(),
    };
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(top.refuse(Problem::NotAPlan { found: shown("format") }));
    }
    let version = top.need("version")?;
    let found = value.get("version").and_then(Value::as_u64);
    if found.is_some_and(|found| (1..=u64::from(VERSION)).contains(&found)) {
        Ok(())
    } else {
        Err(version.refuse(Problem::UnknownVersion { found: shown("version"), known: VERSION }))
    }
}

fn document(top: &Cursor<'_>, value: &Value) -> Read<Draft> {
    let mut draft = Draft::new(top.need("period")?.span()?);
    draft.id = top.maybe("id", Cursor::id)?;
    draft.slug = top.maybe("slug", Cursor::slug)?;
    draft.title = top.need("title")?.name()?;
    draft.organisation = top.text_or_empty("organisation")?;
    draft.organisation_genitive = top.maybe("organisation_genitive", Cursor::name)?;
    draft.form = top.maybe("form", Cursor::text)?;
    draft.preamble = top.each("preamble", Cursor::text)?;
    draft.approval = top.maybe("approval", signature)?;
    draft.signatures = top.each("signatures", signature)?;
    draft.year_start = top.maybe("year_start", Cursor::month_number)?.unwrap_or(1);
    draft.archived = top.maybe("archived", Cursor::bool)?.unwrap_or(false);
    draft.performers = top.each("performers", performer)?;
    let outline = top.need("outline")?;
    if value_nodes(value) > MAX_NODES {
        return Err(outline.refuse(Problem::TooMany { limit: MAX_NODES }));
    }
    draft.outline = top.each("outline", |at| outline::node(at, None))?;
    let index = Index::of(&draft)?;
    draft.doubts = top.each("doubts", |at| doubt(at, &index))?;
    draft.accepted = top.each("accepted", |at| beside::read_accepted(at, &index))?;
    draft.closings = top.each("closings", beside::read_closing)?;
    draft.decisions = top.each("decisions", |at| beside::read_decision(at, &index))?;
    draft.roles = top.each("roles", beside::read_role)?;
    draft.flags = top.each("flags", |at| beside::read_flag(at, &index))?;
    once_each(&draft)?;
    Ok(draft)
}

/// How many goals, tasks and measures a plan has. The JSON reader bounds how deep they are.
fn value_nodes(value: &Value) -> usize {
    let lists = ["outline", "children"].into_iter().filter_map(|name| value.get(name)?.as_array());
    lists.map(|list| list.len() + list.iter().map(value_nodes).sum::<usize>()).sum()
}

/// Refuses two records with the same key.
fn once_each(draft: &Draft) -> Read<()> {
    once("doubts", draft.doubts.iter().map(|doubt| doubt.id.map(|id| id.to_string())))?;
    once("closings", draft.closings.iter().map(|(quarter, _)| Some(quarter.to_string())))?;
    once("performers", draft.performers.iter().map(|(id, _)| id.map(|id| id.to_string())))?;
    once("roles", draft.roles.iter().map(|role| role.id.map(|id| id.to_string())))
}

fn once(list: &str, keys: impl Iterator<Item = Option<String>>) -> Read<()> {
    let mut seen = BTreeSet::new();
    for (at, key) in keys.enumerate() {
        if let Some(what) = key.filter(|key| !seen.insert(key.clone())) {
            return Err(ExchangeError { path: format!("{list}[{at}]"), problem: Problem::Twice { what } });
        }
    }
    Ok(())
}

fn signature(at: &Cursor<'_>) -> Read<Signature> {
    at.object()?;
    Ok(Signature {
        heading: at.text_or_empty("heading")?,
        role: at.text_or_empty("role")?,
        name: at.text_or_empty("name")?,
        date: at.maybe("date", Cursor::date)?,
        number: at.maybe("number", Cursor::text)?,
    })
}

fn performer(at: &Cursor<'_>) -> Read<(Option<PerformerId>, Performer)> {
    at.object()?;
    let performer = Performer {
        name: at.need("name")?.name()?,
        variants: at.each("variants", Cursor::text)?,
        others: at.each("others", Cursor::text)?,
    };
    Ok((at.maybe("id", Cursor::id)?, performer))
}

/// A place in a file.
pub(super) fn source(at: &Cursor<'_>) -> Read<Source> {
    at.object()?;
    Ok(Source {
        file: at.text_or_empty("file")?.into(),
        table: at.maybe("table", Cursor::count)?,
        row: at.maybe("row", Cursor::count)?,
        column: at.maybe("column", Cursor::count)?,
        line: at.maybe("line", Cursor::count)?,
    })
}

/// The subject of a doubt, an acceptance, a decision or a mark.
pub(super) fn subject(at: &Cursor<'_>, index: &Index) -> Read<DraftSubject> {
    if let Some(id) = at.get("subject") {
        return index.by_id(&id);
    }
    match at.get("address") {
        Some(address) => index.by_address(&address),
        None => Ok(DraftSubject::Plan),
    }
}

fn doubt(at: &Cursor<'_>, index: &Index) -> Read<DraftDoubt> {
    at.object()?;
    let kind = at.maybe("kind", |kind| kind.word(&names::DOUBTS))?;
    Ok(DraftDoubt {
        id: at.maybe("id", Cursor::id)?,
        subject: subject(at, index)?,
        kind: kind.unwrap_or(DoubtKind::Reading),
        place: at.maybe("place", source)?.unwrap_or_default(),
        text: at.text_or_empty("text")?,
        reading: at.text_or_empty("reading")?,
        alternatives: at.each("alternatives", Cursor::text)?,
        settled: at.maybe("settled", Cursor::text)?,
    })
}
