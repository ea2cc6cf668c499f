//! An order, decree or decision above the plan that it approves. It is preamble; its numbered points and its
//! signature do not belong to the plan.

use crate::{
    domain::{DoubtKind, Signature},
    form::{
        dates,
        words::{begins_with, key, words},
    },
};

use super::{
    outline::{About, Outline},
    page::PageLine,
};

/// How many words a date has.
const LONGEST_DATE: usize = 5;

/// How many of the first lines belong to an order: from the top to the approval or the annex, below a line that
/// consists of its kind («РОЗПОРЯДЖЕННЯ»).
pub fn length(lines: &[PageLine]) -> usize {
    let is_order = |line: &PageLine| words().orders.contains(&key(&line.text));
    let Some(head) = lines.iter().position(is_order) else { return 0 };
    let lists = [&words().approvals, &words().annexes];
    let ends = |line: &PageLine| lists.iter().any(|list| begins_with(&key(&line.text), list).is_some());
    lines.iter().skip(head).position(ends).map_or(0, |offset| head + offset)
}

/// The issuer of an order: the lines above its kind, only centred ones where the format has alignment.
pub fn letterhead(lines: &[PageLine]) -> Vec<&PageLine> {
    let above = || lines.iter().take_while(|line| !words().orders.contains(&key(&line.text)));
    let centred = above().any(|line| line.centred);
    above().filter(|line| line.centred == centred).collect()
}

/// Compares the order's own date and number with those in the approval. Where only one of the two is the same,
/// there is a doubt.
pub fn dates(lines: &[PageLine], approval: &Signature, outline: &mut Outline) {
    let (Some(number), Some(approved)) = (&approval.number, approval.date) else { return };
    for line in lines {
        let Some((before, own)) = line.text.rsplit_once('№') else { continue };
        let Some(day) = leading_day(before) else { continue };
        let (same_day, same_number) = (day == approved, key(own) == key(number));
        if same_day != same_number {
            let place = line.place;
            let (reading, other) = match same_number {
                true => (approved.to_string(), day.to_string()),
                false => (format!("№ {number}"), format!("№ {}", own.trim())),
            };
            outline.doubted(About::Plan, place, DoubtKind::Date, &line.text, &reading, &[&other]);
        }
    }
}

/// The date at the beginning of a line that continues with a place: «08 лютого 2020 р. Зоряне».
fn leading_day(text: &str) -> Option<jiff::civil::Date> {
    let all: Vec<&str> = text.split_whitespace().collect();
    (1..=all.len().min(LONGEST_DATE)).rev().find_map(|end| dates::whole_date(&all.get(..end)?.join(" ")))
}
