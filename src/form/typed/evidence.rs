//! Evidence in one line: `14.11, 15.11 Бюро: семінар для ВПО -> 1.1.3.4, 1.1.3.6 ×2`.
//!
//! ```text
//! line  := [day {"," day}] [performer ":"] text "->" code ["×" count] {"," code ["×" count]}
//! day   := dd.mm | dd.mm.yy | dd.mm.yyyy | yyyy-mm-dd | «14 листопада» | d–d.mm
//! ```
//! The arrow is `->`, `→` or `=>`; the sign before a count is `×`, `*` or the letter x (Latin or Cyrillic). Dates
//! are read as in a report ([`dates::leading_by`]).

use jiff::civil::Date;

use crate::{
    domain::{
        AddressError, DoubtKind, EvidenceFields, EvidenceLink, EvidencePatch, Level, NodeId, Plan, Quarter,
        Span,
    },
    form::{
        dates::{self, DateStyle},
        reading::{Cause, Reading, Uncertainty},
    },
    text::{day::in_digits, normal::squeeze, surely::Surely},
};

use super::{date::year_of, performer};

/// The signs between what happened and the measures.
pub const ARROWS: [&str; 3] = ["->", "→", "=>"];

/// The context in which a line is typed.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Today: a date without a year is the nearest past one.
    pub today: Date,
    /// The quarter of a line without a date.
    pub quarter: Quarter,
    /// The quarter that it is reported in regardless of its date, where the user named one.
    pub named: Option<Quarter>,
    /// The measure it is for where the line names none.
    pub measure: Option<NodeId>,
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// No arrow.
    #[error("no arrow")]
    NoArrow,
    /// There is no text between the dates and the arrow.
    #[error("no text")]
    NoText,
    /// There is no code after the arrow.
    #[error("no codes")]
    NoCodes,
    /// A day that the calendar does not have.
    #[error("{0} is no day")]
    NotADay(String),
    /// The text of a count is not a number.
    #[error("{0} is no count")]
    NotACount(String),
    /// A code that no measure has, or several.
    #[error("{0}: {1}")]
    Address(String, AddressError),
    /// A code of something above the measures.
    #[error("{0} is no measure")]
    NotAMeasure(String),
    /// Its date is outside the plan.
    #[error("{0} lies outside {1}")]
    OutsidePlan(Quarter, Span),
}

/// The parts of a line of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
struct EvidenceLine {
    dates: Vec<Date>,
    /// A day that came without its year and has not come yet.
    future: bool,
    /// The dates stand inside the text.
    inside: bool,
    performer: Option<String>,
    text: String,
    measures: Vec<(String, Option<u32>)>,
}

/// Reads a line of evidence for a plan.
///
/// # Errors
/// Why it cannot be read; nothing is guessed. A date in the future is a reading with a doubt.
pub fn read(text: &str, plan: &Plan, setting: &Setting) -> Result<Reading<EvidenceFields>, LineFault> {
    let arrow = ARROWS.iter().any(|arrow| text.contains(arrow));
    let text = match setting.measure.filter(|_| !arrow) {
        Some(measure) => format!("{text} -> {}", plan.address(measure)),
        None => text.to_owned(),
    };
    let known = |name: &str| performer::spelled(plan, name).is_some();
    let line = parse(&text, setting.today, plan.period(), known)?;
    let quarter = setting.named.or_else(|| line.dates.first().map(|day| Quarter::of(*day)));
    let (quarter, period) = (quarter.unwrap_or(setting.quarter), plan.period());
    if !period.contains(quarter) {
        return Err(LineFault::OutsidePlan(quarter, period));
    }
    let links: Result<Vec<_>, _> = line.measures.iter().map(|measure| link(plan, measure)).collect();
    let cause = if line.future { Some(Cause::Future) } else { line.inside.then_some(Cause::Readings) };
    let unsure = cause.map(|cause| {
        let told = line.dates.iter().filter(|day| cause != Cause::Future || **day > setting.today);
        let days: Vec<String> = told.copied().map(in_digits).collect();
        Uncertainty::new(DoubtKind::Date, days.join(", "), Vec::new()).because(cause)
    });
    let fields = EvidenceFields {
        quarter: Some(quarter),
        performer: line.performer,
        dates: line.dates,
        text: line.text,
        links: links?,
        ..EvidenceFields::default()
    };
    Ok(Reading { value: fields, uncertainty: unsure })
}

/// The changes that a newly typed line makes to a piece of evidence: everything in the line. What a line cannot
/// contain (place, link) stays.
pub fn patch(fields: EvidenceFields) -> EvidencePatch {
    EvidencePatch {
        quarter: fields.quarter.filter(|_| !fields.dates.is_empty()).map(Some),
        performer: Some(fields.performer),
        dates: Some(fields.dates),
        text: Some(fields.text),
        links: Some(fields.links),
        ..EvidencePatch::default()
    }
}

/// The measure with an address, or of the indicator with that address.
fn link(plan: &Plan, (address, count): &(String, Option<u32>)) -> Result<EvidenceLink, LineFault> {
    let node = address.split('#').next().unwrap_or(address);
    let measure = plan.find_node(node).map_err(|error| LineFault::Address(address.clone(), error))?;
    match plan.node(measure) {
        Some(found) if found.level == Level::Measure => Ok(EvidenceLink { measure, count: *count }),
        _ => Err(LineFault::NotAMeasure(address.clone())),
    }
}

/// Splits a line. A name before a colon is a performer when `is_performer` accepts it, and text otherwise.
fn parse(
    line: &str,
    today: Date,
    period: Span,
    is_performer: impl Fn(&str) -> bool,
) -> Result<EvidenceLine, LineFault> {
    let line = squeeze(line);
    let arrow = |sign: &str| line.rfind(sign).map(|at| (at, sign.len()));
    let (at, width) = ARROWS.into_iter().filter_map(arrow).max().ok_or(LineFault::NoArrow)?;
    let (said, codes) = (line.get(..at).surely(), line.get(at + width..).surely());
    let said = said.trim();
    let without_year = std::cell::Cell::new(false);
    let found = dates::leading_by(said, DateStyle::Typed, |month, day| {
        without_year.set(true);
        year_of(month, day, today, period)
    });
    let found = found.unwrap_or_default();
    if let Some(day) = found.impossible.first() {
        return Err(LineFault::NotADay(day.clone()));
    }
    if found.range {
        let days = said.get(..found.rest).surely();
        return Err(LineFault::NotADay(squeeze(days)));
    }
    let rest = said.get(found.rest..).surely();
    let (performer, text) = match rest.split_once(':') {
        Some((name, text)) if is_performer(name.trim()) => (Some(name.trim().to_owned()), text.trim()),
        _ => (None, rest),
    };
    if text.is_empty() {
        return Err(LineFault::NoText);
    }
    let future = without_year.get() && found.dates.iter().any(|day| *day > today);
    let inside = if found.dates.is_empty() { dates::inside(text) } else { Vec::new() };
    Ok(EvidenceLine {
        inside: !inside.is_empty(),
        dates: if inside.is_empty() { found.dates } else { inside },
        future,
        performer,
        text: text.to_owned(),
        measures: measures(codes)?,
    })
}

fn measures(codes: &str) -> Result<Vec<(String, Option<u32>)>, LineFault> {
    let mut list: Vec<(String, Option<u32>)> = Vec::new();
    for part in codes.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let (code, count) = match part.split_once(['×', '*', 'x', 'х', 'X', 'Х']) {
            None => (part, None),
            Some((code, count)) => {
                let number = count.trim().parse().ok().filter(|n| *n > 0);
                (code.trim(), Some(number.ok_or_else(|| LineFault::NotACount(part.to_owned()))?))
            }
        };
        let code = code.trim_end_matches('.');
        if code.is_empty() {
            return Err(LineFault::NoCodes);
        }
        if !list.iter().any(|(known, _)| known == code) {
            list.push((code.to_owned(), count));
        }
    }
    if list.is_empty() { Err(LineFault::NoCodes) } else { Ok(list) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn said(line: &str) -> Result<EvidenceLine, LineFault> {
        let plan = Span::parse("2023").unwrap();
        parse(line, date(2023, 11, 20), plan, |name| name == "Бюро")
    }

    #[test]
    fn a_line_has_days_text_and_codes() {
        let line = said("14.11 Радомишль семінар для ВПО -> 1.1.3.4, 1.1.3.6").unwrap();
        assert_eq!(line.dates, [date(2023, 11, 14)]);
        assert_eq!(line.text, "Радомишль семінар для ВПО");
        assert_eq!(line.measures, [("1.1.3.4".to_owned(), None), ("1.1.3.6".to_owned(), None)]);
    }

    #[test]
    fn days_come_in_every_spelling_and_without_a_year() {
        let dates = |line: &str| said(line).unwrap().dates;
        assert_eq!(
            dates("14.11, 15.11.23, 16.11.2023 р., 2023-11-17 захід → 1"),
            [date(2023, 11, 14), date(2023, 11, 15), date(2023, 11, 16), date(2023, 11, 17)]
        );
        assert_eq!(dates("1–3.02 ярмарок -> 1"), [date(2023, 2, 1), date(2023, 2, 2), date(2023, 2, 3)]);
        assert_eq!(dates("5.3 захід -> 1"), [date(2023, 3, 5)]);
        assert_eq!(dates("12 учасників -> 1"), []);
        assert_eq!(dates("без дати -> 1"), []);
        let future = |line: &str| said(line).unwrap().future;
        assert_eq!(
            (future("10.12 захід -> 1"), future("10.12.2023 захід -> 1"), future("10.01 захід -> 1")),
            (true, false, false)
        );
    }

    #[test]
    fn a_full_date_inside_the_text_is_taken_with_a_doubt_as_in_a_document() {
        let line = said("семінар 14.11.2023 -> 1").unwrap();
        assert_eq!((line.dates, line.inside), (vec![date(2023, 11, 14)], true));
        let line = said("лекція про наказ від 14.11.2023 -> 1").unwrap();
        assert_eq!((line.dates, line.inside), (vec![], false));
        assert!(!said("14.11 семінар 15.11.2023 -> 1").unwrap().inside);
    }

    #[test]
    fn only_a_known_name_is_a_performer() {
        let line = said("14.11 Бюро: семінар -> 1.1 ×2, 1.2 x3").unwrap();
        assert_eq!((line.performer.as_deref(), line.text.as_str()), (Some("Бюро"), "семінар"));
        assert_eq!(line.measures, [("1.1".to_owned(), Some(2)), ("1.2".to_owned(), Some(3))]);
        let line = said("14.11 тема: спадщина -> 1.1").unwrap();
        assert_eq!((line.performer, line.text.as_str()), (None, "тема: спадщина"));
    }

    #[test]
    fn faults_say_why() {
        for (line, fault) in [
            ("семінар 1.1", LineFault::NoArrow),
            ("14.11 -> 1.1", LineFault::NoText),
            ("14.11 семінар ->", LineFault::NoCodes),
            ("31.11 семінар -> 1.1", LineFault::NotADay("31.11".into())),
            ("2023-02-30 семінар -> 1.1", LineFault::NotADay("2023-02-30".into())),
            ("семінар -> 1.1 ×нуль", LineFault::NotACount("1.1 ×нуль".into())),
            ("семінар -> 1.1 x0", LineFault::NotACount("1.1 x0".into())),
        ] {
            assert_eq!(said(line), Err(fault), "{line}");
        }
    }
}
