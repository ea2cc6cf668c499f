//! The layout of panels for a size of the screen. Heights are fixed; spare lines go to one panel.

use ratatui::layout::Rect;

use crate::app::dashboard::{Dashboard, Panel};

/// The lines of the screen outside the body: the title, the status line, the hints.
const AROUND: u16 = 3;

/// The width for which the counts of the headline are in three columns.
const HEADLINE: u16 = 59;

/// So many lines have the longer targets and what was changed last.
const BAND: u16 = 9;

/// The size class of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A line of figures.
    Line,
    /// One panel at a time.
    Single,
    /// Panels with rules only, from 80×20.
    Small,
    /// Boxes in two columns, from 100×32.
    Medium,
    /// Boxes in three bands, from 160×48.
    Large,
}

impl Class {
    /// The class of a body.
    pub const fn of(body: Rect) -> Self {
        let (width, height) = (body.width, body.height + AROUND);
        match () {
            () if width < 40 || height < 10 => Self::Line,
            () if width < 80 || height < 20 => Self::Single,
            () if width >= 160 && height >= 48 => Self::Large,
            () if width >= 100 && height >= 32 => Self::Medium,
            () => Self::Small,
        }
    }
}

/// The positions of the panels.
#[derive(Clone, Debug)]
pub struct DashboardLayout {
    /// The size class.
    pub class: Class,
    /// The panels.
    pub panels: Vec<(Panel, Rect)>,
    /// The position of the trend.
    pub trend: Option<Rect>,
    /// Where what was changed last stands.
    pub latest: Option<Rect>,
    /// The position of the cumulative figures.
    pub burn_up: Option<Rect>,
    /// The position of the legend.
    pub legend: Option<Rect>,
    /// The lines between panels that are side by side without boxes.
    pub between: Vec<Rect>,
}

impl DashboardLayout {
    /// The layout of a body.
    pub fn of(body: Rect, state: &Dashboard) -> Self {
        let class = Class::of(body);
        let mut layout = Self {
            class,
            panels: Vec::new(),
            trend: None,
            latest: None,
            burn_up: None,
            legend: None,
            between: Vec::new(),
        };
        match class {
            Class::Line => {}
            Class::Single => {
                let panel = state.focused();
                let area = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
                layout.panels.push((panel, area));
            }
            Class::Small => layout.small(body, state),
            Class::Medium => layout.medium(body, state),
            Class::Large => layout.large(body, state),
        }
        layout
    }

    /// Whether panels have boxes.
    pub const fn boxes(&self) -> bool {
        matches!(self.class, Class::Medium | Class::Large)
    }

    /// The visible panels, in the order of Tab.
    pub fn shown(&self) -> Vec<Panel> {
        if self.class == Class::Single {
            return Panel::ALL.to_vec();
        }
        Panel::ALL.into_iter().filter(|panel| self.panels.iter().any(|(shown, _)| shown == panel)).collect()
    }

    fn small(&mut self, body: Rect, state: &Dashboard) {
        let mut rest = body;
        let head = take(&mut rest, 5);
        self.panels.push((Panel::Headline, head));
        let trend = if body.height >= 21 { 2 } else { 0 };
        let first = if body.height >= 20 { 7 } else { 6 };
        self.beside(take(&mut rest, first), 34, Panel::Quarters, Panel::Groups);
        if state.of_year {
            self.panels.push((Panel::Measures, rest));
            return;
        }
        let last = rest.height.saturating_sub(trend);
        let second = if last >= 7 + 4 { 7 } else { last };
        let left = rest.width * 5 / 8;
        self.beside(take(&mut rest, second), left, Panel::Second, Panel::Deadlines);
        if last > second {
            self.panels.push((Panel::Attention, take(&mut rest, last - second)));
        }
        if trend > 0 {
            self.trend = Some(take(&mut rest, trend));
        }
    }

    fn medium(&mut self, body: Rect, state: &Dashboard) {
        let mut rest = body;
        let (left, half) = (body.width * 62 / 100, (body.width / 2).max(HEADLINE));
        let height = rest.height.saturating_sub(1);
        self.legend = Some(Rect { y: rest.y + height, height: 1, ..rest });
        rest.height = height;
        let head = take(&mut rest, if body.height >= 34 { 10 } else { 9 });
        self.split(head, half, Panel::Headline, Panel::Quarters);
        let each = rest.height.saturating_sub(6) / 2;
        let wanted =
            |len: usize| each.min(u16::try_from(len).unwrap_or(u16::MAX).saturating_add(4).clamp(7, 12));
        let groups = wanted(state.groups.len().max(state.goals.len()));
        self.split(take(&mut rest, groups), left, Panel::Groups, Panel::Heat);
        if state.of_year {
            self.panels.push((Panel::Measures, rest));
            return;
        }
        let second = wanted(state.second.len()).max(each.min(9));
        self.split(take(&mut rest, second), left, Panel::Second, Panel::Deadlines);
        let (attention, latest) = halves(rest, left);
        self.panels.push((Panel::Attention, attention));
        self.latest = Some(latest);
    }

    fn large(&mut self, body: Rect, state: &Dashboard) {
        let mut rest = body;
        let third = body.width / 3;
        let (head, others) = halves(take(&mut rest, 10), third.max(HEADLINE));
        let (burn_up, quarters) = halves(others, others.width / 2);
        self.panels.push((Panel::Headline, head));
        self.burn_up = Some(burn_up);
        self.panels.push((Panel::Quarters, quarters));
        let wanted = |len: usize| u16::try_from(len).unwrap_or(u16::MAX).saturating_add(4).clamp(8, 11);
        let groups = wanted(state.groups.len().max(state.goals.len()));
        let (groups, others) = halves(take(&mut rest, groups), body.width / 2);
        let (heat, deadlines) = halves(others, others.width * 45 / 100);
        self.panels.push((Panel::Groups, groups));
        self.panels.push((Panel::Heat, heat));
        self.panels.push((Panel::Deadlines, deadlines));
        let second = wanted(state.second.len());
        self.split(take(&mut rest, second), body.width / 2, Panel::Second, Panel::Attention);
        let table = rest.height.saturating_sub(2);
        let band = if table >= 2 * BAND { BAND } else { 0 };
        self.panels.push((Panel::Measures, take(&mut rest, table - band)));
        if band > 0 {
            let (longer, latest) = halves(take(&mut rest, band), body.width * 62 / 100);
            self.panels.push((Panel::Longer, longer));
            self.latest = Some(latest);
        }
        self.legend = Some(rest);
    }

    /// Two panels with boxes side by side.
    fn split(&mut self, band: Rect, left: u16, first: Panel, second: Panel) {
        let (left, right) = halves(band, left);
        self.panels.push((first, left));
        self.panels.push((second, right));
    }

    /// Puts two panels without boxes side by side, with a line between them.
    fn beside(&mut self, band: Rect, left: u16, first: Panel, second: Panel) {
        let (left, mut right) = halves(band, left);
        let line = take_left(&mut right, 1);
        self.panels.push((first, left));
        self.panels.push((second, right));
        self.between.push(line);
    }
}

/// Takes the upper lines from an area.
fn take(rest: &mut Rect, height: u16) -> Rect {
    let height = height.min(rest.height);
    let taken = Rect { height, ..*rest };
    rest.y += height;
    rest.height -= height;
    taken
}

fn take_left(rest: &mut Rect, width: u16) -> Rect {
    let width = width.min(rest.width);
    let taken = Rect { width, ..*rest };
    rest.x += width;
    rest.width -= width;
    taken
}

fn halves(band: Rect, left: u16) -> (Rect, Rect) {
    let mut rest = band;
    let left = take_left(&mut rest, left);
    (left, rest)
}
