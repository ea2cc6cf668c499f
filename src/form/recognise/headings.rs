//! Headings of the outline that have no label: a row with only a text, or with a number of another kind than those
//! of the measures below it.

use crate::{
    domain::{DoubtKind, Level},
    form::{
        code::{self, Heading},
        form::{Form, Holds},
        words::{begins, key, words},
    },
    text::roman,
};

use super::{
    events::{self, EventLine},
    outline::About,
    page::PageLine,
    parsed::ParsedRow,
    people, preamble,
    row::{SeenCell, TableRow},
    rows::RowWalk,
    tables::TablePart,
};

impl RowWalk<'_> {
    /// Whether a row is a heading: only a text before a measure, where the measures are numbered or the text ends
    /// with a colon; or a text with a number that the numbers below belong to: «ІІ» above «1», «2» above «2.1»; or one
    /// with a number and a colon above rows without numbers.
    pub(super) fn is_unmarked_heading(&self, parsed: &ParsedRow<'_>, next: Option<&ParsedRow<'_>>) -> bool {
        let row = &parsed.row;
        let (Some([line]), Some(next)) = (row.fresh(Holds::Measure).map(SeenCell::lines), next) else {
            return false;
        };
        if self.continues_table || row.cells.len() > 2 || parsed.first_line().is_some_and(EventLine::is_item)
        {
            return false;
        }
        let quarter = self.table.times.quarter();
        let follows = next.row.fresh(Holds::Measure).and_then(|next| next.lines().first());
        let follows = follows.is_some_and(|line| !events::is_event(line, quarter));
        let capital =
            line.text.starts_with(char::is_uppercase) && code::heading(&line.text, &[]).code.is_none();
        let whole = !line.text.ends_with([',', ';']);
        if !(capital && whole && follows) {
            return false;
        }
        match number_beside(row) {
            Some(number) => match number_beside(&next.row) {
                Some(below) => counts(&number, &below),
                // «1 Лекції:» above «у школах» and «у садках», which have no numbers.
                None => line.text.ends_with(':') && next.row.value().is_some(),
            },
            None if row.cells.len() > 1 => false,
            None => {
                let counted = next.printed_number().is_some() && self.heads.may_count_measures();
                counted || (line.text.ends_with(':') && next.row.value().is_some())
            }
        }
    }

    /// Opens a node for a heading without a label, with a doubt: at the level of its number, else as a goal, or one
    /// level below the open goal where that has a label.
    pub(super) fn unmarked_heading(&mut self, row: &TableRow<'_>) {
        let Some(seen) = row.fresh(Holds::Measure) else { return };
        let marked =
            self.open.iter().any(|(level, key, _)| *level == Level::Goal && Some(*key) != self.unmarked);
        let number = number_beside(row);
        let depth = number.as_deref().and_then(code::numbers).map_or(0, |parts| parts.len());
        // Where its number continues those of the measures above it, it stays beside them: «2» after «1», with
        // «2.1» below.
        let counted = number.as_deref().and_then(|number| number.parse::<u32>().ok());
        let last = self.outline.entries.last().and_then(|entry| entry.number);
        let colon = seen.text().ends_with(':');
        let among = counted.filter(|number| colon || last.is_some_and(|last| last + 1 == *number));
        let level = match depth {
            2 => Level::Task,
            3.. => Level::Subtask,
            1 if among.is_some() && !self.open.is_empty() => Level::Task,
            _ if marked && number.is_none() => Level::Task,
            _ => Level::Goal,
        };
        let (text, place) = (seen.text().trim_end_matches(':').to_owned(), seen.cell.place);
        // A number that counts measures is no code.
        let heading = Heading { code: number.clone().filter(|_| among.is_none()), ..Heading::default() };
        let key = self.open_node(level, &heading, &text, place);
        if level == Level::Goal {
            self.unmarked = Some(key);
        }
        self.among = among.map(|number| (key, number));
        let printed = number.map(|number| format!("{number} {}", seen.text()));
        let printed = printed.as_deref().unwrap_or(seen.text());
        self.outline.doubted(About::Node(key), place, DoubtKind::Reading, printed, &text, &[]);
    }
}

/// The most words of a line that may be the heading of a table.
const LONGEST: usize = 14;
/// Beginnings of lines above a table that number or describe it.
const OF_TABLES: [&str; 6] = ["таблиц", "додат", "форма", "приміт", "тис", "грн"];

/// Whether a line directly above a table may be a heading of the outline without a label: a few words that begin with
/// a capital letter or a number, and neither a sentence, a title nor a signature.
pub fn may_head_a_table(line: &PageLine, form: &Form) -> bool {
    let heading = code::heading(&line.text, &[]);
    let title = line.text.get(heading.title..).unwrap_or_default();
    let folded = key(title);
    let count = title.split_whitespace().take(LONGEST + 1).count();
    (1..=LONGEST).contains(&count)
        && title.starts_with(char::is_uppercase)
        && title.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !title.ends_with(['.', ';', ','])
        && !title.contains(['_', ':', '@'])
        && !OF_TABLES.iter().any(|stem| folded.starts_with(stem))
        && [&words().positions, &words().reports, &words().continued]
            .into_iter()
            .all(|list| begins(title, list).is_none())
        && !people::is_name(title)
        && !preamble::may_be_title(line, form)
}

/// Takes the heading of the first table from the lines above it, where the other tables have such headings.
pub fn take_first(parts: &mut [TablePart<'_>], above: &mut Vec<PageLine>, form: &Form) {
    let Some((first, others)) = parts.split_first_mut() else { return };
    if first.headings.is_empty() && others.iter().any(|part| part.unlabelled.is_some()) {
        // The title is no heading, so another line must be the title.
        let titled = above.iter().rev().skip(1).any(|line| preamble::may_be_title(line, form));
        first.unlabelled = above.pop_if(|line| titled && may_head_a_table(line, form));
    }
}

impl RowWalk<'_> {
    /// Opens a goal for a line above a table that has no label, with a doubt.
    pub(super) fn heading_above(&mut self, line: &PageLine) {
        let heading = code::heading(&line.text, &self.table.form.levels);
        let title = line.text.get(heading.title..).unwrap_or_default().to_owned();
        let level = heading.level.filter(|level| *level < Level::Measure).unwrap_or(Level::Goal);
        let key = self.open_node(level, &heading, &line.text, line.place);
        self.unmarked = Some(key);
        self.outline.doubted(About::Node(key), line.place, DoubtKind::Reading, &line.text, &title, &[]);
    }

    /// Closes a heading that is numbered like the measures, where their numbers continue after it: «3» after «2.1»
    /// and «2.2».
    pub(super) fn close_among(&mut self, parsed: &ParsedRow<'_>) {
        let Some((key, _)) = self.among.filter(|(_, number)| parsed.number() == Some(number + 1)) else {
            return;
        };
        if let Some(at) = self.open.iter().position(|(_, open, _)| *open == key) {
            self.open.truncate(at);
            self.ordinal = None;
        }
        self.among = None;
    }
}

/// The number of a row in its own column: decimal parts, or a Roman numeral in Latin letters.
fn number_beside(row: &TableRow<'_>) -> Option<String> {
    let seen = row.fresh(Holds::Ordinal).or_else(|| row.fresh(Holds::Code))?;
    let text = format!("{}. ", seen.text().trim_end_matches(['.', ')']));
    let heading = code::heading(&text, &[]);
    heading.code.filter(|_| text.get(heading.title..).is_some_and(|rest| rest.trim().is_empty()))
}

/// Whether the second number belongs under the first: under a Roman numeral any decimal number, under a code the
/// codes that begin with it.
fn counts(number: &str, below: &str) -> bool {
    let is_roman = |text: &str| roman::parse(text).is_some();
    match (code::numbers(number), code::numbers(below)) {
        (Some(own), Some(below)) if !is_roman(number) => {
            below.len() == own.len() + 1 && below.starts_with(&own)
        }
        _ => is_roman(number) && below.starts_with(|c: char| c.is_ascii_digit()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_heads_those_of_another_kind() {
        for (number, below) in [("I", "1"), ("II", "2.1"), ("2", "2.1"), ("1.2", "1.2.1")] {
            assert!(counts(number, below), "{number} {below}");
        }
        for (number, below) in [("1", "2"), ("I", "II"), ("2", "1.1"), ("1", "1.1.1"), ("1.1", "1.2")] {
            assert!(!counts(number, below), "{number} {below}");
        }
    }
}
