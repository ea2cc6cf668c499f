//! The periods that the names of sheets and the lines above tables give to the tables.

use crate::{
    document::Table,
    form::{
        period::heading::{self, Of},
        words::key,
    },
};

use super::{page::PageLine, tables::TablePart};

/// The most words in a line that names the period of the table below it among other words.
const LONGEST: usize = 10;

/// The period in the name of a sheet: «ІІ кв», «1 квартал 2024».
pub fn named_by_sheet(table: &Table) -> Option<Of> {
    let name = table.name.as_deref()?;
    match heading::only(name) {
        Some(of @ (Of::Stretch(_) | Of::Years(_))) => Some(of),
        _ => {
            let number =
                heading::bare_quarters(name).filter(|_| !name.contains(|c: char| c.is_ascii_digit()));
            // «1 квартал (чернетка)»
            let said = heading::parted(name).1.filter(|of| matches!(of, Of::Stretch(when) if when.certain));
            number.map(Of::Stretch).or(said)
        }
    }
}

/// Whether the name of a sheet says that its values are facts: «Факт», «Виконання 2024».
pub fn is_sheet_of_facts(table: &Table) -> bool {
    let name = table.name.as_deref().map(key);
    name.is_some_and(|name| ["факт", "виконан"].iter().any(|word| name.starts_with(word)))
}

/// The names of sheets that say neither a period nor what a line above their table says, where several sheets are of
/// the plan: a department, a goal.
pub fn other_names(parts: &[TablePart<'_>], lines: &[PageLine]) -> Vec<String> {
    let numbered = ["аркуш", "лист", "sheet", "таблиця", "table"];
    let is_usual = |name: &str| {
        let rest = numbered.iter().find_map(|word| name.strip_prefix(word));
        rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || " ()".contains(c)))
    };
    let above = || lines.iter().chain(parts.iter().flat_map(|part| &part.headings));
    let mut names: Vec<&str> = parts.iter().filter_map(|part| part.table.name.as_deref()).collect();
    names.dedup();
    if names.len() < 2 || parts.iter().any(|part| part.of.is_some()) {
        return Vec::new();
    }
    names.retain(|name| {
        let name = key(name);
        !is_usual(&name) && above().all(|line| !key(&line.text).contains(&name))
    });
    names.into_iter().map(str::to_owned).collect()
}

/// A year in the name of a sheet is that of its values where sheets name several years; a single one may only say
/// when the workbook was written.
pub fn settle_years_of_sheets(parts: &mut [TablePart<'_>]) {
    let of_year = |part: &TablePart<'_>| matches!(part.of, Some(Of::Years(Some(_)))) && part.by_sheet;
    let mut years: Vec<_> = parts.iter().filter(|part| of_year(part)).map(|part| part.of).collect();
    years.dedup();
    if years.len() < 2 {
        parts.iter_mut().filter(|part| of_year(part)).for_each(|part| part.of = None);
    }
}

/// Removes the period from the last lines above a table: a line of its own, a repetition of the page's title with
/// another period, or a short line that names it among other words, which is returned as well, to be doubted.
pub fn above(lines: &mut Vec<PageLine>, page: &[PageLine]) -> (Option<Of>, Option<PageLine>) {
    let named = |(at, line): (usize, &PageLine)| Some((at, heading::heads(&line.text)?));
    if let Some((at, of)) = lines.iter().enumerate().rev().find_map(named) {
        lines.remove(at);
        return (Some(of), None);
    }
    let timeless = |text: &str| key(&heading::parted(text).0);
    let is_title = |line: &PageLine| {
        heading::parted(&line.text).1.is_some()
            && page.iter().any(|known| timeless(&known.text) == timeless(&line.text))
    };
    if let Some(at) = lines.iter().rposition(is_title) {
        return (heading::parted(&lines.remove(at).text).1, None);
    }
    match lines.last().and_then(|line| among(&line.text)) {
        Some(of) => (Some(of), lines.pop()),
        None => (None, None),
    }
}

/// The part of a year that a short line names among other words: «Таблиця 2. Виконання у ІІ кварталі».
pub fn among(text: &str) -> Option<Of> {
    let short = text.split_whitespace().take(LONGEST + 1).count() <= LONGEST && !text.ends_with(['.', ';']);
    let of = short.then(|| heading::parted(text).1)??;
    matches!(of, Of::Stretch(when) if when.months.is_none()).then_some(of)
}
