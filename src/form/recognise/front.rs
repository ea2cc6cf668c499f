//! What stands above the table: approval, title, organisation, quarter, preamble.

use crate::{
    domain::{Quarter, Signature, Source},
    form::{
        form::Form,
        words::{begins_with, key, words},
    },
    text,
};

use super::{page::Line, people};

/// The words before a quarter in a title.
const BEFORE_QUARTER: [&str; 6] = ["за", "на", "у", "в", "протягом", "впродовж"];
/// How many lines a title may have.
const TITLE_LINES: usize = 8;

/// What was read above the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// The approval block.
    pub approval: Option<Signature>,
    /// The title in one line, as printed.
    pub title: String,
    /// Where the title stands.
    pub place: Source,
    /// The organisation as the title prints it.
    pub organisation: String,
    /// The quarter that the title names, or another line above the table.
    pub quarter: Option<Quarter>,
    /// All other lines.
    pub preamble: Vec<String>,
}

/// Reads the lines above the table.
pub fn read(lines: &[Line], form: &Form) -> Front {
    let title = title_lines(lines, form);
    let mut front = Front::default();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let until = if index < title.start { title.start } else { lines.len() };
        let block = lines.get(index..until).unwrap_or_default();
        if title.contains(&index) {
            if front.title.is_empty() {
                front.place = line.source.clone();
            } else {
                front.title.push(' ');
            }
            front.title.push_str(&line.text);
            index += 1;
        } else if let Some((approval, taken)) = people::approval(block).filter(|_| front.approval.is_none()) {
            front.approval = Some(approval);
            index += taken.max(1);
        } else {
            front.preamble.push(line.text.clone());
            index += 1;
        }
    }
    front.organisation = organisation(&front.title, form);
    let quarter = |text: &str| text::quarter::find(text).and_then(|(year, n)| Quarter::new(year, n));
    front.quarter = quarter(&front.title).or_else(|| lines.iter().find_map(|line| quarter(&line.text)));
    front
}

/// The lines of the title: from the first that begins as the form's titles do (else the first that names a
/// quarter, else the last ones in the middle of the page) to the one that names the quarter.
fn title_lines(lines: &[Line], form: &Form) -> std::ops::Range<usize> {
    let opens = |line: &Line| opening(&line.text, form).is_some();
    let named = |line: &Line| text::quarter::find(&line.text).is_some();
    let centred = |index: usize| lines.get(index).is_some_and(|line| line.centred);
    let block = |index: usize| lines.get(index).map(|line| (line.source.table, line.source.line));
    if let Some(start) = lines.iter().position(opens) {
        let known = lines.iter().skip(start).take(TITLE_LINES).position(named);
        let mut end = known.map_or(start + 1, |offset| start + offset + 1);
        while known.is_none() && (centred(end) || (block(end).is_some() && block(end) == block(start))) {
            end += 1;
        }
        return start..end;
    }
    let last = || (0..lines.len()).rev().find(|index| centred(*index));
    let Some(end) = lines.iter().position(named).or_else(last) else { return lines.len()..lines.len() };
    let mut start = end;
    while start > 0 && centred(start) && centred(start - 1) {
        start -= 1;
    }
    start..end + 1
}

/// How many words of a text are the opening of a title.
fn opening(text: &str, form: &Form) -> Option<usize> {
    let words: Vec<String> = text.split_whitespace().map(key).collect();
    let count = |opening: &String| {
        let opening: Vec<String> = opening.split_whitespace().map(key).collect();
        words.starts_with(&opening).then_some(opening.len())
    };
    form.openings.iter().filter_map(count).max()
}

/// The opening of a title as printed, where it begins as the form's titles do.
pub fn opening_of(title: &str, form: &Form) -> Option<String> {
    let count = opening(title, form)?;
    Some(title.split_whitespace().take(count).collect::<Vec<_>>().join(" "))
}

/// The words of a title between its opening and the quarter (or after it), as printed.
fn organisation(title: &str, form: &Form) -> String {
    let all: Vec<&str> = title.split_whitespace().collect();
    let is_quarter = |word: &&str| words().quarter.contains(&key(word));
    let (head, tail) = match all.iter().position(is_quarter).filter(|at| *at > 0) {
        None => (all.as_slice(), [].as_slice()),
        Some(at) => {
            let lead = all.get(at.saturating_sub(2)).map(|word| key(word)).unwrap_or_default();
            let from = if BEFORE_QUARTER.contains(&lead.as_str()) { at - 2.min(at) } else { at - 1 };
            let rest = all.get(at + 1..).unwrap_or_default();
            let year = |word: &&&str| {
                word.starts_with(|c: char| c.is_ascii_digit()) || words().years.contains(&key(word))
            };
            let past = rest.iter().take_while(year).count();
            (all.get(..from).unwrap_or_default(), rest.get(past..).unwrap_or_default())
        }
    };
    let known = opening(&head.join(" "), form);
    // An opening that is not known ends with its last word for a plan or its measures.
    let guessed =
        || head.iter().rposition(|word| ["плану", "заходів", "роботи"].contains(&key(word).as_str()));
    let from = known.or_else(|| guessed().map(|at| at + 1)).unwrap_or(head.len());
    head.iter().skip(from).chain(tail).copied().collect::<Vec<_>>().join(" ")
}

/// The organisation out of the role of the person who approves: what follows the position.
pub fn organisation_of_role(role: &str) -> Option<String> {
    let mut rest: Vec<&str> = role.split_whitespace().collect();
    let count = rest.len();
    while rest.first().is_some_and(|word| begins_with(&key(word), &words().positions).is_some()) {
        rest.remove(0);
    }
    (rest.len() < count && !rest.is_empty()).then(|| rest.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::form::built_in;

    fn org(title: &str) -> String {
        organisation(title, &built_in()[0])
    }

    #[test]
    fn the_organisation_stands_between_opening_and_quarter() {
        for title in [
            "Звіт по виконанню плану заходів Зоряного центру за IV квартал 2023 року",
            "ЗВІТ про виконання плану заходів Зоряного центру за 4 квартал 2023 р.",
            "Звіт Зоряного центру",
            "Довідка про хід виконання плану Зоряного центру у ІІ кварталі 2023 року",
            "Звіт про виконання плану роботи за І квартал 2023 року Зоряного центру",
        ] {
            assert_eq!(org(title), "Зоряного центру", "{title}");
        }
        assert_eq!(org("Звіт за IV квартал 2023 року"), "");
        assert_eq!(
            organisation_of_role("В.о. директора Зоряного центру").as_deref(),
            Some("Зоряного центру")
        );
        assert_eq!(organisation_of_role("Наказ Зоряного центру"), None);
    }
}
