//! Terms of several days («15–20.08», «01.08 – 15.09», «15.08, 20.09»), and days in unusual figures (`30.9.24`,
//! `30-09-2024`, «30 вер.»).

use std::borrow::Cow;

use jiff::civil::Date;

use crate::{
    domain::{Span, TermKind},
    form::{
        dates::{self, DateStyle},
        words::words,
    },
};

use super::{in_period, month_of};

/// A text with its abbreviated months and its days in unusual figures written out.
pub(super) fn written_out(text: &str) -> Cow<'_, str> {
    let short = |word: &str| {
        let lower = word.to_lowercase();
        words().month_in_full(&lower).map(str::to_owned).or_else(|| in_figures(word))
    };
    if !text.split(' ').any(|word| short(word).is_some()) {
        return text.into();
    }
    let words: Vec<Cow<'_, str>> =
        text.split(' ').map(|word| short(word).map_or(word.into(), Cow::Owned)).collect();
    words.join(" ").into()
}

/// `30.9.24` and `30-09-2024` as `30.09.2024`.
fn in_figures(word: &str) -> Option<String> {
    let sign = if word.contains('-') { '-' } else { '.' };
    let parts: Vec<&str> = word.trim_end_matches([',', ';']).split(sign).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let figures = parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit()));
    let lengths = [1..=2, 1..=2, 2..=4].iter().zip(&parts).all(|(length, part)| length.contains(&part.len()));
    let unusual = word.contains('-') || (month.len() == 1 && year.len() == 2);
    let century = if year.len() == 2 { "20" } else { "" };
    (figures && lengths && unusual && year.len() != 3).then(|| format!("{day}.{month:0>2}.{century}{year}"))
}

/// Several days or a range of them: whole months where it consists of them, else until the last day.
pub(super) fn several(text: &str, period: Span) -> Option<TermKind> {
    let text = ["з ", "із ", "від "].iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(text);
    let text = text.replace(" по ", " - ").replace(" до ", " - ");
    let year =
        |month, day| in_period(day, month, period).map_or_else(|| period.last.year(), |(day, _)| day.year());
    let found = dates::leading_by(&text, DateStyle::Document, year)?;
    let (first, last) = (found.dates.first().copied()?, found.dates.last().copied()?);
    let rising = found.dates.is_sorted() && first < last;
    (found.impossible.is_empty() && rising && found.rest == text.len()).then_some(())?;
    Some(match is_of_whole_months(first, last) && text.contains(['-', '–', '—']) {
        true => TermKind::Range(month_of(first)?, month_of(last)?),
        false => TermKind::Date(last),
    })
}

fn is_of_whole_months(first: Date, last: Date) -> bool {
    first.day() == 1 && last == last.last_of_month()
}
