//! The lines of a value's cell: the total, parts of performers («Бюро: 5»), targets for a longer span («на 2023
//! рік: 12»).

use crate::{
    document::Place,
    domain::Span,
    form::{
        performer_fold::folded,
        period,
        typed::{ValueContext, figure::is_figure, target},
        words::{key, words},
    },
};

use super::page::PageLine;

/// A part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValuePart {
    /// The performer whose part it is; none for the total.
    pub performer: Option<String>,
    /// Its span, where the line has one.
    pub span: Option<Span>,
    /// Its text, without the label.
    pub text: String,
    /// Its place.
    pub place: Place,
    /// Whether the performer is known or the line has a span; otherwise only a number shows that the label is a
    /// performer.
    pub certain: bool,
}

/// Reads the lines of a cell with notes, which keep their line breaks. A line without a label continues the one before.
pub fn read_notes(lines: &[PageLine], known: &dyn Fn(&str) -> bool) -> Vec<ValuePart> {
    let mut parts: Vec<ValuePart> = Vec::new();
    for line in lines {
        match (labelled(line, known), parts.last_mut()) {
            (Some(part), _) => parts.push(part),
            (None, Some(part)) => {
                part.text.push('\n');
                part.text.push_str(&line.text);
            }
            (None, None) => parts.push(of_whole(line)),
        }
    }
    parts
}

/// Reads the lines of a cell. Lines without a label are joined to the text of the total.
pub fn read(lines: &[PageLine], known: &dyn Fn(&str) -> bool) -> Vec<ValuePart> {
    let mut whole: Option<ValuePart> = None;
    let mut parts = Vec::new();
    let mut put = |part: ValuePart| match &mut whole {
        _ if !is_total(&part) => parts.push(part),
        Some(whole) => {
            whole.text.push(' ');
            whole.text.push_str(&part.text);
        }
        None => whole = Some(ValuePart { performer: None, certain: true, ..part }),
    };
    for line in lines {
        match several(line, known) {
            Some(several) => several.into_iter().for_each(&mut put),
            None => put(labelled(line, known).unwrap_or_else(|| of_whole(line))),
        }
    }
    whole.into_iter().chain(parts).collect()
}

/// Whether a value is that of all: without a label, or «Всього: 12».
fn is_total(part: &ValuePart) -> bool {
    let says_so = |label: &String| words().totals.contains(&key(label));
    part.span.is_none() && part.performer.as_ref().is_none_or(says_so)
}

fn of_whole(line: &PageLine) -> ValuePart {
    let (text, place) = (line.text.clone(), line.place);
    ValuePart { performer: None, span: None, text, place, certain: true }
}

/// Reads «Вітряне бюро: 2; Лугове бюро: 3» in one line.
fn several(line: &PageLine, known: &dyn Fn(&str) -> bool) -> Option<Vec<ValuePart>> {
    let (_, rest) = line.text.split_once(':').filter(|_| line.colon)?;
    rest.contains(':').then_some(())?;
    [';', ','].into_iter().find_map(|sign| {
        let pieces = line.text.split(sign).map(str::trim).filter(|piece| !piece.is_empty());
        let read = |piece: &str| labelled(&PageLine::new(piece, line.place), known);
        let parts = pieces.map(|piece| read(piece).filter(|part| !part.text.contains(':')));
        parts.collect::<Option<Vec<_>>>().filter(|parts| parts.len() > 1)
    })
}

fn labelled(line: &PageLine, known: &dyn Fn(&str) -> bool) -> Option<ValuePart> {
    let (label, text) = line.text.split_once(':')?;
    let (label, text) = (label.trim(), text.trim());
    // «14:30» is a time of day and «1:5» a ratio, because no performer is called 14.
    label.contains(char::is_alphabetic).then_some(())?;
    let (name, span) = for_when(label);
    let certain = span.is_some() && name.is_empty() || known(name);
    (certain || span.is_some() || is_figure(text) || is_deed(text)).then(|| ValuePart {
        performer: Some(folded(name)).filter(|name| !name.is_empty()),
        span,
        text: text.to_owned(),
        place: line.place,
        certain,
    })
}

fn is_deed(text: &str) -> bool {
    target::read(text, &ValueContext::default())
        .value
        .is_some_and(|read| read.target.value == crate::domain::TargetValue::Deed)
}

/// Splits a label into a name and the span after it: «Бюро, на 2023 рік».
fn for_when(label: &str) -> (&str, Option<Span>) {
    if let Some(span) = period::whole(label) {
        return ("", Some(span));
    }
    match label.rsplit_once(", ") {
        Some((name, when)) => period::whole(when).map_or((label, None), |span| (name, Some(span))),
        None => (label, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(String, String, String, bool)> {
        let lines: Vec<PageLine> = text.lines().map(|text| PageLine::new(text, Place::default())).collect();
        let known = |name: &str| name == "Вітряне бюро";
        read(&lines, &known)
            .into_iter()
            .map(|part| {
                let span = part.span.map(|span| span.to_string()).unwrap_or_default();
                (part.performer.unwrap_or_default(), span, part.text, part.certain)
            })
            .collect()
    }

    fn part(who: &str, when: &str, text: &str, certain: bool) -> (String, String, String, bool) {
        (who.to_owned(), when.to_owned(), text.to_owned(), certain)
    }

    #[test]
    fn a_time_of_the_day_is_nobodys_part() {
        assert_eq!(parts("14:30"), [part("", "", "14:30", true)]);
    }

    #[test]
    fn a_label_says_whose_part_and_for_when() {
        let found = parts("12\nВітряне бюро: за потреби\nЛугове бюро: 5\nна 2023 рік: 40");
        let expected = [
            part("", "", "12", true),
            part("Вітряне бюро", "", "за потреби", true),
            part("Лугове бюро", "", "5", false),
            part("", "2023Q1..2023Q4", "40", true),
        ];
        assert_eq!(found, expected);
        assert_eq!(
            parts("Вітряне бюро, на 2023 рік: 40"),
            [part("Вітряне бюро", "2023Q1..2023Q4", "40", true)]
        );
    }

    #[test]
    fn a_total_is_nobodys_part() {
        assert_eq!(parts("Всього: 10"), [part("", "", "10", true)]);
        let found = [
            part("", "", "5", true),
            part("Вітряне бюро", "", "2", true),
            part("Лугове бюро", "", "3", false),
        ];
        assert_eq!(parts("Вітряне бюро: 2\nЛугове бюро: 3\nРазом: 5"), found);
        assert_eq!(parts("Вітряне бюро: 2; Лугове бюро: 3; усього: 5"), found);
        assert_eq!(parts("5\nРазом: 6"), [part("", "", "5 6", true)]);
    }

    #[test]
    fn several_parts_may_be_in_one_line() {
        for text in ["Вітряне бюро: 2; Лугове бюро: 2,5;", "Вітряне бюро: 2, Лугове бюро: 2,5"]
        {
            let expected = [part("Вітряне бюро", "", "2", true), part("Лугове бюро", "", "2,5", false)];
            if text.contains(';') {
                assert_eq!(parts(text), expected);
            } else {
                assert_eq!(parts("Вітряне бюро: 2, Лугове бюро: 2")[0], expected[0]);
            }
        }
    }

    #[test]
    fn words_with_a_colon_stay_words() {
        for text in ["Постійно: у разі звернення", "виконано\nчастково: дощі", "14:30", "1:5"]
        {
            assert_eq!(parts(text), [part("", "", &text.replace('\n', " "), true)]);
        }
    }
}
