//! The figures of a plan in JSON, and the quarters that are meant.

use jiff::civil::Date;
use serde::Serialize;

use super::super::{
    args::{By, StatusArgs},
    failure::Failure,
    figures::{Figures, Json, NamedFigures},
    session::{Session, parse_quarter},
};
use crate::domain::{Plan, Span};

/// The format name of [`StatusAnswer`].
pub(super) const FORMAT: &str = "kvartal-status";

/// The figures of a plan in JSON.
#[derive(Serialize)]
pub(super) struct StatusAnswer {
    plan: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    quarter: String,
    as_of: String,
    by: &'static str,
    total: Json,
    groups: Vec<GroupJson>,
}

#[derive(Serialize)]
struct GroupJson {
    key: String,
    title: String,
    #[serde(flatten)]
    figures: Json,
}

impl StatusAnswer {
    /// The answer for a plan in one or several quarters.
    pub fn new(
        plan: &Plan,
        span: Span,
        as_of: Date,
        by: By,
        total: &Figures,
        groups: &[NamedFigures],
    ) -> Self {
        let groups = groups.iter().map(|group| GroupJson {
            key: group.key.clone(),
            title: group.title.clone(),
            figures: Json::from(&group.figures),
        });
        Self {
            plan: plan.header().slug.clone(),
            from: span.as_single().is_none().then(|| span.first.to_string()),
            quarter: span.last.to_string(),
            as_of: as_of.to_string(),
            by: by.name(),
            total: Json::from(total),
            groups: groups.collect(),
        }
    }
}

/// The quarter or quarters: from `--from` on, or all of them if each is a row.
pub(super) fn span(session: &Session, period: Span, args: &StatusArgs) -> Result<Span, Failure> {
    let last = match (&args.quarter, args.by) {
        (None, By::Quarter) => period.last,
        (named, _) => session.quarter_of(period, named.as_deref())?,
    };
    let first = match (&args.from, args.by) {
        (None, By::Quarter) => period.first,
        (None, _) => last,
        (Some(text), _) => parse_quarter(text)?,
    };
    if !period.contains(first) {
        return Err(Failure::OutsidePlan(first, period));
    }
    Span::new(first, last).ok_or_else(|| Failure::NotAPeriod(format!("{first}..{last}")))
}
