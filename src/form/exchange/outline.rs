//! Nodes, indicators and evidence read from a text.

use super::{
    cursor::{Cursor, Read},
    error::Problem,
    names,
    read::source,
    term, value,
};
use crate::domain::{
    Level, Number,
    draft::{DraftEvidence, DraftIndicator, DraftNode, DraftPerformer, DraftShare},
};

/// A node with its descendants. The depth is limited by the number of levels, because each level is lower than the
/// one above.
pub(super) fn node(at: &Cursor<'_>, above: Option<Level>) -> Read<DraftNode> {
    at.object()?;
    let level = level(at, above)?;
    for field in ["indicators", "evidence"] {
        if level != Level::Measure && !at.each(field, |_| Ok(()))?.is_empty() {
            return Err(at.refuse(Problem::OnlyMeasures { field }));
        }
    }
    Ok(DraftNode {
        id: at.maybe("id", Cursor::id)?,
        level,
        code: at.maybe("code", Cursor::text)?,
        title: at.need("title")?.text()?,
        objective: at.maybe("objective", Cursor::text)?,
        performers: at.each("performers", performer)?,
        term: at.maybe("term", term::term)?,
        shares: at.each("shares", |at| at.id().map(DraftShare::Id))?,
        indicators: at.each("indicators", indicator)?,
        evidence: at.each("evidence", evidence)?,
        children: at.each("children", |at| node(at, Some(level)))?,
        source: at.maybe("source", source)?,
    })
}

fn level(at: &Cursor<'_>, above: Option<Level>) -> Read<Level> {
    let level = at.need("level")?.word(&names::LEVELS)?;
    match above {
        Some(above) if !level.fits_under(Some(above)) => Err(at.refuse(Problem::LevelUnder {
            level: names::name(&names::LEVELS, &level),
            above: names::name(&names::LEVELS, &above),
        })),
        _ => Ok(level),
    }
}

fn performer(at: &Cursor<'_>) -> Read<DraftPerformer> {
    at.object()?;
    Ok(DraftPerformer {
        name: at.need("name")?.name()?,
        by_consent: at.maybe("by_consent", Cursor::bool)?.unwrap_or(false),
    })
}

fn indicator(at: &Cursor<'_>) -> Read<DraftIndicator> {
    at.object()?;
    let aggregation = |name| at.maybe(name, |at| at.word(&names::AGGREGATIONS));
    Ok(DraftIndicator {
        id: at.maybe("id", Cursor::id)?,
        name: at.text_or_empty("name")?,
        unit: at.maybe("unit", Cursor::text)?,
        comparator: at.maybe("comparator", |at| at.word(&names::COMPARATORS))?.unwrap_or_default(),
        aggregation: aggregation("aggregation")?.unwrap_or_default(),
        target_aggregation: aggregation("target_aggregation")?,
        baseline: baseline(at)?,
        counts: at.maybe("counts", Cursor::bool)?.unwrap_or(true),
        about: at.texts_by_key("about")?,
        values: value::values(at)?,
        source: at.maybe("source", source)?,
    })
}

fn baseline(at: &Cursor<'_>) -> Read<Option<Number>> {
    at.maybe("baseline", Cursor::decimal)
}

fn evidence(at: &Cursor<'_>) -> Read<DraftEvidence> {
    at.object()?;
    let dates = at.each("dates", Cursor::date)?;
    // A count equal to the number of dates is not stored, because it must change when the dates do.
    let by_itself = |count: &u32| usize::try_from(*count).is_ok_and(|count| count == dates.len());
    let count = at.maybe("count", Cursor::count)?.filter(|count| !by_itself(count));
    Ok(DraftEvidence {
        id: at.maybe("id", Cursor::id)?,
        quarter: at.maybe("quarter", Cursor::quarter)?,
        performer: at.maybe("performer", Cursor::text)?,
        dates,
        place: at.maybe("place", Cursor::text)?,
        text: at.text_or_empty("text")?,
        count,
        link: at.maybe("link", Cursor::text)?,
        source: at.maybe("source", source)?,
    })
}
