//! Completing a line of evidence: its date, its performer, and the measures after the arrow.

use jiff::{ToSpan as _, civil::Date};

use super::performers;
use crate::{
    app::{Shared, wanted},
    domain::Plan,
    form::typed::{date::year_of, evidence::ARROWS},
    text::day::in_digits,
};

/// The line with its unfinished part completed: today in an empty line, the year or the month of a date, a performer
/// that is begun, or after the arrow the measure that is begun by its number or found by its title.
pub(super) fn complete(shared: &Shared, text: &str) -> Option<String> {
    let plan = shared.plan.as_ref()?;
    let arrow = ARROWS.iter().filter_map(|sign| text.rfind(sign).map(|at| at + sign.len())).max();
    if let Some((head, codes)) = arrow.and_then(|at| text.split_at_checked(at)) {
        let last = codes.rfind([',', ';']).map_or(0, |at| at + 1);
        let (before, begun) = codes.split_at_checked(last)?;
        return Some(format!("{head}{before} {}", measure(shared, plan, begun.trim())?));
    }
    let is_of_date = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,–-".contains(c);
    let name = text.trim_start_matches(is_of_date);
    let dates = text.get(..text.len() - name.len())?;
    if name.is_empty() {
        let last = dates.rfind(',').map_or(0, |at| at + 1);
        let (before, begun) = dates.split_at_checked(last)?;
        let glue = if before.is_empty() { "" } else { " " };
        return Some(format!("{before}{glue}{} ", in_digits(date(shared.today, plan, begun.trim())?)));
    }
    if name.contains(':') {
        return None;
    }
    Some(format!("{dates}{}: ", performers::begun(shared, name)?))
}

/// The number of the first measure that begins with it, otherwise of the one whose title matches best.
fn measure(shared: &Shared, plan: &Plan, begun: &str) -> Option<String> {
    let wanted = wanted(&shared.keymap, begun);
    if wanted.is_empty() {
        return None;
    }
    let first = plan.measures().map(|(id, _)| plan.address(id)).find(|address| wanted.begins(address));
    first.or_else(|| {
        let ranked = plan.measures().filter_map(|(id, node)| Some((wanted.rank(&node.title)?, id)));
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, id)| plan.address(id))
    })
}

/// The date that is begun: today where nothing is typed, the latest such day where only a day is.
fn date(today: Date, plan: &Plan, begun: &str) -> Option<Date> {
    if begun.is_empty() {
        return Some(today);
    }
    let mut parts = begun.trim_end_matches('.').split('.').map(|part| part.trim().parse::<i8>());
    match (parts.next()?.ok()?, parts.next(), parts.next()) {
        (day, None, None) => {
            let months = (0..12).filter_map(|back| today.first_of_month().checked_sub(back.months()).ok());
            let days = months.filter_map(|month| Date::new(month.year(), month.month(), day).ok());
            days.into_iter().find(|date| *date <= today)
        }
        (day, Some(month), None) => {
            let month = month.ok()?;
            Date::new(year_of(month, day, today, plan.period()), month, day).ok()
        }
        _ => None,
    }
}
