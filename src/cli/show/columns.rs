//! Converts the rows of the outline to lines for people or to the columns of a table.

use super::{
    super::{args::Format, output::Table, words::Words},
    lines,
    rows::{PartJson, ShownRow},
};
use crate::text::key::search_key;

pub(super) fn headings(words: &Words) -> lines::ShownLine {
    lines::ShownLine {
        address: words.say("cli-col-address"),
        text: format!("{} · {}", words.say("cli-col-title"), words.say("cli-col-indicator")),
        target: words.say("cli-col-target"),
        fact: words.say("cli-col-fact"),
        percent: words.say("cli-col-percent"),
        ..lines::ShownLine::default()
    }
}

/// A row for people, followed by the parts of its performers.
pub(super) fn lines_of(row: ShownRow) -> Vec<lines::ShownLine> {
    let sign = row.signs();
    let depth = row.depth;
    let line = lines::ShownLine { sign, address: row.address, depth, ..lines::ShownLine::default() };
    let Some(indicator) = row.indicator else { return vec![lines::ShownLine { text: row.title, ..line }] };
    // The unit is omitted where the name of the indicator ends with it, as in «кількість опитаних осіб, осіб».
    let told = |unit: &String| search_key(&indicator.name).ends_with(&search_key(unit));
    let unit = indicator.unit.as_ref().filter(|unit| !told(unit));
    let unit = unit.map(|unit| format!(", {unit}")).unwrap_or_default();
    let name = format!("{}{unit}{}", indicator.name, indicator.shown_rule);
    let named = [row.title, name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let note = if indicator.note.is_empty() { String::new() } else { format!("✎ {}", indicator.note) };
    let note = beside(&indicator.shown_pace, &note);
    let own = lines::ShownLine {
        text: named.join(" · "),
        target: indicator.shown_target,
        fact: indicator.fact.unwrap_or_default(),
        percent: indicator.shown_percent,
        note,
        ..line
    };
    let parts = indicator.parts.into_iter().map(|part| lines::ShownLine {
        depth: depth + 1,
        text: part.performer,
        target: part.target.unwrap_or_default(),
        fact: part.fact.unwrap_or_default(),
        note: part.note,
        ..lines::ShownLine::default()
    });
    std::iter::once(own).chain(parts).collect()
}

/// The pace of a longer target before the note.
fn beside(pace: &str, note: &str) -> String {
    let told = [pace, note].into_iter().filter(|text| !text.is_empty());
    told.collect::<Vec<_>>().join(" · ")
}

pub(super) fn table(words: &Words, rows: Vec<ShownRow>, format: Format) -> Table {
    let headings = [
        "cli-col-status",
        "cli-col-address",
        "cli-col-title",
        "cli-col-indicator",
        "cli-col-target",
        "cli-col-fact",
        "cli-col-percent",
        "cli-col-note",
    ];
    let mut table = Table::new(words, headings);
    for row in rows {
        let people = format.is_for_people();
        let indent = if format == Format::Table { "  ".repeat(row.depth) } else { String::new() };
        let sign = match row.sign {
            Some(_) if format == Format::Table => row.signs(),
            Some(status) if people => row.status_in_words(words, status),
            Some(status) => status.name().to_owned(),
            None => String::new(),
        };
        let (mut cells, indicator) = (vec![sign, row.address.clone()], row.indicator);
        let mut parts: Vec<PartJson> = Vec::new();
        cells.push(format!("{indent}{}", row.title));
        match indicator {
            None => cells.extend(std::iter::repeat_n(String::new(), 5)),
            Some(indicator) => {
                let name = match &indicator.unit {
                    Some(unit) => format!("{}, {unit}", indicator.name),
                    None => indicator.name,
                };
                parts = indicator.parts;
                cells.extend([
                    // For people, an unusual rule of comparison or aggregation is shown beside the name.
                    if people { format!("{name}{}", indicator.shown_rule) } else { name },
                    match format {
                        Format::Table => indicator.shown_target,
                        Format::Plain => indicator.spoken_target,
                        _ => indicator.target.unwrap_or_default(),
                    },
                    indicator.fact.unwrap_or_default(),
                    indicator.shown_percent,
                    if people { beside(&indicator.shown_pace, &indicator.note) } else { indicator.note },
                ]);
            }
        }
        table.row(cells);
        for part in parts {
            table.row([
                String::new(),
                if format == Format::Table { String::new() } else { row.address.clone() },
                if format == Format::Table {
                    format!("{indent}  {}", part.performer)
                } else {
                    part.performer
                },
                String::new(),
                part.target.unwrap_or_default(),
                part.fact.unwrap_or_default(),
                String::new(),
                part.note,
            ]);
        }
    }
    table
}
