//! The screen of findings and doubts of a quarter, which a person should check before the quarter is handed in. It
//! lists the same findings as `kvartal check`; `rows` groups them.

mod rows;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use self::rows::{By, FindingGroup, FindingRow, GroupHead};
use super::{
    Cx, Handled, Layer, Notice, Outcome, Screen, ScreenState, Shared,
    facts::Field,
    layer::Readings,
    list::{Direction, ListCursor},
    prompt,
    search::RowWords,
};
use crate::{
    domain::{
        Command, Detail, DoubtId, Finding, FindingKind, IndicatorId, NodeId, Plan, PlanId, Quarter, Subject,
    },
    keymap::{Action, Atom, Atoms, Context},
};

/// The state of the list.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// All findings, in the order of the outline.
    pub list: Vec<Finding>,
    /// The rows shown.
    pub rows: Vec<FindingRow>,
    /// The cursor.
    pub cursor: ListCursor,
    /// How the findings are grouped.
    pub by: By,
    /// Whether only open findings are shown.
    pub only_open: bool,
    /// The only kind that is shown, after a jump from a count of the dashboard.
    pub only: Option<FindingKind>,
    /// Whether a group is folded, where somebody has said so.
    turned: BTreeMap<FindingGroup, bool>,
    /// The inputs from which the list was built.
    made_of: Option<(PlanId, u64, Quarter, Date)>,
}

/// The row of the cursor, in a form that survives rebuilding the rows.
enum Anchor {
    Group(FindingGroup),
    Finding(FindingKind, Subject, Option<DoubtId>, bool),
}

impl Anchor {
    /// The anchor of a finding. Accepting a finding changes its anchor, so that the cursor does not follow it down.
    const fn of(finding: &Finding) -> Self {
        let doubt = if let Detail::Doubt(id, ..) = &finding.detail { Some(*id) } else { None };
        Self::Finding(finding.kind(), finding.subject, doubt, finding.accepted.is_some())
    }

    fn is(&self, finding: &Finding) -> bool {
        let Self::Finding(kind, subject, doubt, accepted) = self else { return false };
        let about = |id: &DoubtId| matches!(&finding.detail, Detail::Doubt(own, ..) if own == id);
        finding.kind() == *kind
            && finding.subject == *subject
            && finding.accepted.is_some() == *accepted
            && doubt.as_ref().is_none_or(about)
    }
}

/// Where a finding is corrected.
enum Destination {
    /// In a field of fact entry.
    Field(Field),
    /// In the log of evidence.
    Evidence,
    /// In the outline.
    Outline,
}

impl Destination {
    const fn of(kind: FindingKind) -> Self {
        match kind {
            FindingKind::NoteOwed => Self::Field(Field::Note),
            FindingKind::FactWithoutEvidence | FindingKind::EvidenceDiffers => Self::Field(Field::Evidence),
            FindingKind::EvidenceOutsideQuarter
            | FindingKind::EvidenceLate
            | FindingKind::EvidenceDuplicate => Self::Evidence,
            FindingKind::Doubt | FindingKind::PercentSummed => Self::Outline,
            FindingKind::SplitDiffers
            | FindingKind::WordsForNumber
            | FindingKind::Overdue
            | FindingKind::ShareIncomplete
            | FindingKind::TotalMissing
            | FindingKind::BehindPace
            | FindingKind::LimitBroken
            | FindingKind::Negative => Self::Field(Field::Fact),
        }
    }
}

impl Findings {
    /// Takes over how many rows are shown: groups that have room are not folded away at first.
    pub fn set_height(&mut self, shared: &Shared, height: usize) {
        let changes = self.cursor.height != height;
        self.cursor.set_height(height, self.rows.len());
        if changes {
            self.lay_out_again(shared);
        }
    }

    /// The finding under the cursor.
    pub fn finding(&self) -> Option<&Finding> {
        self.finding_of(self.rows.get(self.cursor.at)?)
    }

    fn finding_of(&self, row: &FindingRow) -> Option<&Finding> {
        match row {
            FindingRow::Finding(at) => self.list.get(*at),
            FindingRow::Band(..) | FindingRow::Head(_) => None,
        }
    }

    /// How many findings are open.
    pub fn open(&self) -> usize {
        self.list.iter().filter(|finding| finding.accepted.is_none()).count()
    }

    /// How many open findings prevent the quarter from being handed in.
    pub fn hindrances(&self) -> usize {
        let hinders = |f: &&Finding| f.accepted.is_none() && !f.kind().only_informs();
        self.list.iter().filter(hinders).count()
    }

    /// Shows one kind only, or all.
    pub(super) fn show_only(&mut self, kind: Option<FindingKind>) {
        if self.only != kind {
            self.only = kind;
            self.made_of = None;
            self.cursor = ListCursor { height: self.cursor.height, ..ListCursor::default() };
        }
    }

    /// The heading of the group under the cursor.
    fn head(&self) -> Option<GroupHead> {
        let above = self.rows.get(..=self.cursor.at)?;
        above.iter().rev().find_map(|row| match row {
            FindingRow::Head(head) => Some(*head),
            FindingRow::Band(..) | FindingRow::Finding(_) => None,
        })
    }

    fn anchor(&self) -> Option<Anchor> {
        match self.rows.get(self.cursor.at)? {
            FindingRow::Head(head) => Some(Anchor::Group(head.group)),
            FindingRow::Finding(at) => self.list.get(*at).map(Anchor::of),
            FindingRow::Band(..) => None,
        }
    }

    /// Rebuilds the rows; the cursor stays on the anchor.
    fn lay_out(&mut self, plan: &Plan, anchor: Option<&Anchor>) {
        self.rows = rows::of(plan, self, &self.turned);
        let found = anchor.and_then(|anchor| {
            self.rows.iter().position(|row| match (row, anchor) {
                (FindingRow::Head(head), Anchor::Group(group)) => head.group == *group,
                (FindingRow::Finding(at), _) => self.list.get(*at).is_some_and(|f| anchor.is(f)),
                _ => false,
            })
        });
        self.cursor.go(found.unwrap_or(self.cursor.at), self.rows.len());
        self.leave_band(Direction::Forward);
    }

    fn lay_out_again(&mut self, shared: &Shared) {
        let anchor = self.anchor();
        if let Some(plan) = &shared.plan {
            self.lay_out(plan, anchor.as_ref());
        }
    }

    fn leave_band(&mut self, direction: Direction) {
        let rows = &self.rows;
        let is_band = |at: usize| matches!(rows.get(at), Some(FindingRow::Band(..)));
        self.cursor.leave_heading(direction, rows.len(), is_band);
    }

    /// Folds or unfolds the group of the row under the cursor.
    fn fold(&mut self, shared: &mut Shared, folded: Option<bool>) {
        let Some(head) = self.head() else {
            shared.notice = Some(shared.no_effect());
            return;
        };
        if folded.is_none_or(|folded| folded != head.folded) {
            self.turned.insert(head.group, !head.folded);
            let heads = |row: &FindingRow| matches!(row, FindingRow::Head(own) if own.group == head.group);
            if let Some(at) = self.rows.iter().position(heads) {
                self.cursor.go(at, self.rows.len());
            }
            self.lay_out_again(shared);
        } else {
            shared.notice = Some(shared.no_effect());
        }
    }

    /// Goes where the finding is corrected; on a group heading, folds or unfolds the group.
    fn open_row(&mut self, cx: &mut Cx<'_>) {
        let Some(finding) = self.finding() else { return self.fold(cx.shared, None) };
        let (subject, kind) = (finding.subject, finding.kind());
        let Some(plan) = &cx.shared.plan else { return };
        let Some(node) = plan.measure_at(subject) else { return settle(cx, finding) };
        cx.focus(node);
        match Destination::of(kind) {
            Destination::Field(field) => {
                cx.focus_field(subject, field);
                cx.jump(Screen::Facts);
            }
            Destination::Evidence => cx.jump(Screen::Evidence),
            Destination::Outline => {
                if let Some(id) = indicator(subject) {
                    cx.focus_indicator(id);
                }
                cx.jump(Screen::Outline);
            }
        }
    }

    /// Asks why a finding is right as it is; where none is given, why all open ones of the group are.
    fn accept(&self, cx: &mut Cx<'_>, one: Option<&Finding>) {
        let chosen: Vec<&Finding> = match (one, self.head()) {
            (Some(one), _) => vec![one],
            (None, Some(head)) => {
                let Some(plan) = &cx.shared.plan else { return };
                let of_group = |f: &&Finding| rows::group(plan, f, self.by) == head.group;
                self.list.iter().filter(of_group).collect()
            }
            (None, None) => return,
        };
        let open: BTreeSet<(FindingKind, Subject)> =
            chosen.iter().filter(|f| f.accepted.is_none()).map(|f| (f.kind(), f.subject)).collect();
        if open.is_empty() {
            return cx.say(Notice::info("notice-finding-accepted-already"));
        }
        prompt::reason::accept(cx, open.into_iter().collect());
    }

    fn withdraw(&self, cx: &mut Cx<'_>) {
        let accepted = self.finding().filter(|finding| finding.accepted.is_some());
        let Some(finding) = accepted else {
            return cx.say(Notice::info("notice-finding-not-accepted"));
        };
        let command = Command::AcceptFinding(finding.kind(), finding.subject, finding.quarter, None);
        if cx.command(&command) == Outcome::Taken {
            cx.say(Notice::info("notice-acceptance-withdrawn"));
        }
    }
}

/// Offers the readings of a doubt.
fn settle(cx: &mut Cx<'_>, finding: &Finding) {
    let Some(plan) = &cx.shared.plan else { return };
    let Detail::Doubt(id, ..) = &finding.detail else {
        return cx.say(Notice::info("notice-not-a-doubt"));
    };
    let doubt = plan.doubts().find(|(own, _)| own == id).map(|(_, doubt)| doubt.clone());
    if let Some(doubt) = doubt {
        cx.open(Layer::Readings(Readings::of(*id, doubt)));
    }
}

const fn indicator(subject: Subject) -> Option<IndicatorId> {
    match subject {
        Subject::Indicator(id) => Some(id),
        Subject::Node(_) | Subject::Plan => None,
    }
}

impl ScreenState for Findings {
    fn context(&self) -> Context {
        Context::Findings
    }

    fn atoms(&self, _shared: &Shared) -> Atoms {
        Atoms::NONE.with_if(Atom::Empty, self.rows.is_empty()).with_if(Atom::Filtered, self.only.is_some())
    }

    fn hints(&self) -> &'static [Action] {
        use Action::{
            AcceptFinding, AcceptGroup, CloseQuarter, GoBack, Help, NextBreakdown, OpenFinding, SettleDoubt,
            ToggleOpen, Undo,
        };
        &[
            OpenFinding,
            AcceptFinding,
            AcceptGroup,
            SettleDoubt,
            NextBreakdown,
            CloseQuarter,
            ToggleOpen,
            Undo,
            GoBack,
            Help,
        ]
    }

    fn sync(&mut self, shared: &Shared) {
        let Some(plan) = &shared.plan else { return };
        let from = (plan.id(), plan.seq(), shared.quarter, shared.today);
        if self.made_of == Some(from) {
            return;
        }
        let anchor = self.anchor();
        if self.made_of.is_some_and(|(id, ..)| id != plan.id()) {
            (self.only, self.turned) = (None, BTreeMap::new());
        }
        self.made_of = Some(from);
        self.list = plan.findings(shared.quarter, shared.today);
        self.lay_out(plan, anchor.as_ref());
    }

    fn words(&self, shared: &Shared) -> Vec<RowWords> {
        let Some(plan) = &shared.plan else { return Vec::new() };
        let about = |row| self.finding_of(row).map(|finding| (finding.subject, finding.quarter));
        RowWords::of_rows(plan, self.rows.iter().map(about))
    }

    fn list(&self, _shared: &Shared) -> Option<ListCursor> {
        Some(self.cursor)
    }

    fn list_mut(&mut self) -> Option<(&mut ListCursor, usize)> {
        Some((&mut self.cursor, self.rows.len()))
    }

    fn act(&mut self, cx: &mut Cx<'_>, action: Action) {
        let before = self.cursor.at;
        if self.cursor.act(action, self.rows.len()) == Handled::Yes {
            return self.leave_band(Direction::forward_if(self.cursor.at >= before));
        }
        match action {
            Action::OpenFinding => self.open_row(cx),
            Action::ToggleFold => self.fold(cx.shared, None),
            Action::Expand => self.fold(cx.shared, Some(false)),
            Action::Collapse => self.fold(cx.shared, Some(true)),
            Action::AcceptFinding => self.accept(cx, self.finding()),
            Action::AcceptGroup => self.accept(cx, None),
            Action::WithdrawAcceptance => self.withdraw(cx),
            Action::SettleDoubt => match self.finding() {
                Some(finding) => settle(cx, finding),
                None => cx.say(Notice::info("notice-not-a-doubt")),
            },
            Action::AddEvidence => prompt::evidence::add(cx, self.node(cx.shared)),
            Action::NextBreakdown => {
                self.by = self.by.next();
                self.lay_out_again(cx.shared);
            }
            Action::ToggleOpen => {
                self.only_open = !self.only_open;
                let told = if self.only_open { "notice-only-open" } else { "notice-not-only-open" };
                cx.say(Notice::info(told));
                self.lay_out_again(cx.shared);
            }
            _ => {}
        }
    }

    fn node(&self, shared: &Shared) -> Option<NodeId> {
        shared.plan.as_ref()?.measure_at(self.finding()?.subject)
    }
    fn subject(&self, _shared: &Shared) -> Option<Subject> {
        self.finding().map(|finding| finding.subject)
    }

    /// Puts the cursor on the first finding of a node, or on the heading of its group if that is folded.
    fn focus(&mut self, shared: &Shared, node: NodeId) {
        let Some(plan) = &shared.plan else { return };
        let about = |finding: &Finding| plan.measure_at(finding.subject) == Some(node);
        if self.finding().is_some_and(about) {
            return;
        }
        let Some(at) = self.list.iter().position(about) else { return };
        let group = self.list.get(at).map(|finding| rows::group(plan, finding, self.by));
        let shown = self.rows.iter().position(|row| *row == FindingRow::Finding(at));
        let head = |row: &FindingRow| matches!(row, FindingRow::Head(head) if Some(head.group) == group);
        if let Some(row) = shown.or_else(|| self.rows.iter().position(head)) {
            self.cursor.go(row, self.rows.len());
        }
    }
}
