//! The text of a finding, and of the pace of a longer target.

use super::super::L10n;
use crate::domain::{
    Gap, Number, Paced,
    finding::{Detail, Finding},
};

impl L10n {
    /// The text of a finding, without its address.
    pub fn finding(&self, finding: &Finding) -> String {
        let id = format!("finding-{}", finding.kind().name().replace('_', "-"));
        match &finding.detail {
            Detail::NoteOwed(status) => self.msg_with(&id, &[("status", (&self.status(*status)).into())]),
            Detail::FactWithoutEvidence(fact) => {
                self.msg_with(&id, &[("fact", (&self.number(*fact)).into())])
            }
            Detail::EvidenceDiffers(fact, count) => {
                let fact = self.number(*fact);
                self.msg_with(&id, &[("fact", (&fact).into()), ("count", (*count).into())])
            }
            Detail::EvidenceOutsideQuarter(date, text) => {
                let (date, quarter) = (self.date(*date), self.quarter(finding.quarter));
                let args = [("date", (&date).into()), ("quarter", (&quarter).into()), ("text", text.into())];
                self.msg_with(&id, &args)
            }
            Detail::SplitDiffers(total, parts) => {
                let said = |value| self.fact_value(value).unwrap_or_else(|| "–".to_owned());
                let (total, parts) = (said(total), said(parts));
                self.msg_with(&id, &[("total", (&total).into()), ("parts", (&parts).into())])
            }
            Detail::WordsForNumber(text) => self.msg_with(&id, &[("text", text.into())]),
            Detail::Overdue(date) => self.msg_with(&id, &[("date", (&self.date(*date)).into())]),
            Detail::PercentSummed => self.msg(&id).into_owned(),
            Detail::ShareIncomplete(bare) => self.msg_with(&id, &[("fact", (&self.number(*bare)).into())]),
            Detail::TotalMissing(count) => self.msg_with(&id, &[("count", (*count).into())]),
            Detail::BehindPace(paced) | Detail::LimitBroken(paced) => self.pace_of(&id, paced),
            Detail::Negative(fact) => self.msg_with(&id, &[("fact", (&self.number(*fact)).into())]),
            Detail::EvidenceLate(date, due, text) => {
                let (date, due) = (self.date(*date), self.date(*due));
                let args = [("date", (&date).into()), ("due", (&due).into()), ("text", text.into())];
                self.msg_with(&id, &args)
            }
            Detail::EvidenceDuplicate(date, text) => {
                self.msg_with(&id, &[("date", (&self.date(*date)).into()), ("text", text.into())])
            }
            Detail::Doubt(_, text, reading) => {
                let (text, reading) = (self.doubt_text(text), self.doubt_reading(reading));
                self.msg_with(&id, &[("text", (&text).into()), ("reading", (&reading).into())])
            }
        }
    }

    /// What was reported so far for a longer target, and what is left of it for each remaining quarter.
    fn pace_of(&self, id: &str, paced: &Paced) -> String {
        let so_far = self.fact_value(&paced.so_far).unwrap_or_else(|| "–".to_owned());
        let target = self.target_value(&paced.target.value, &paced.target.raw);
        let target = self.compared(paced.comparator, &paced.target.value, &target);
        let said = self.msg_with(id, &[("fact", (&so_far).into()), ("target", (&target).into())]);
        match self.left_of(paced) {
            Some(left) => format!("{said}; {left}"),
            None => said,
        }
    }

    /// «у темпі: 12 з 24; лишилось 12: по 6 на квартал».
    pub fn pace(&self, paced: &Paced) -> String {
        let name = self.msg(&format!("pace-{}", paced.pace.name())).into_owned();
        format!("{name}: {}", self.pace_of("pace-so-far", paced))
    }

    /// «лишилось 12: по 6 на квартал»; none where nothing is left, or where facts are not added up.
    pub fn left_of(&self, paced: &Paced) -> Option<String> {
        let (left, quarters) = paced.left?;
        let each = self.left_each(left, quarters)?;
        let left = self.number(left);
        Some(self.msg_with("pace-left", &[("left", (&left).into()), ("each", (&each).into())]))
    }
    /// How much of what is left each of the remaining quarters has to bring; none where nothing, or no quarter, is
    /// left.
    pub fn left_each(&self, left: Number, quarters: u32) -> Option<String> {
        if left.is_zero() {
            return None;
        }
        left.0.checked_div(quarters.into()).map(|each| self.number(Number(each.round_dp(2))))
    }

    /// Why facts of several quarters have no common value.
    pub fn gap(&self, gap: &Gap) -> String {
        match gap {
            Gap::Stale(quarter, older) => {
                let older = self.fact_value(older).unwrap_or_default();
                let quarter = self.quarter_of_year(*quarter);
                self.msg_with("gap-stale", &[("fact", (&older).into()), ("quarter", (&quarter).into())])
            }
            Gap::Missing(have, of) => {
                self.msg_with("gap-missing", &[("have", (*have).into()), ("of", (*of).into())])
            }
            Gap::Mixed => self.msg("gap-mixed").into_owned(),
            Gap::Added => self.msg("gap-added").into_owned(),
        }
    }
}
