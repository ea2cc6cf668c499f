//! The lines below a measure's title in its cell: units, places and events.
//!
//! There are three kinds of line: an item has a dash or a date (or both); a heading with a colon names the unit of
//! the items after it; a line under a heading with neither dash nor date names the place of the items after it.

use std::{collections::HashSet, ops::Range};

use crate::{
    domain::{DoubtKind, Quarter, draft::DraftEvidence},
    form::{
        dates::{self, Leading},
        labels::labels,
        words::{begins_with, key, words},
    },
    text::surely::Surely,
};

use super::{
    absorbed::Absorbed,
    labelled,
    outline::{About, Key, Outline},
    page::PageLine,
    period::Times,
};

/// The performer and the place of the next items. They continue over all rows of a measure that is split at a page
/// end.
#[derive(Clone, Debug, Default)]
pub struct Events {
    performer: Option<String>,
    place: Option<String>,
    /// Whether the title is finished.
    started: bool,
    /// Whether the last line was a heading.
    under_heading: bool,
}

/// The kind of a line.
enum LineKind<'a> {
    /// A dash, a date, or both.
    Item { body: &'a str, dates: Option<Leading> },
    /// A colon at the end.
    Heading(&'a str),
    /// None of these.
    Plain,
}

/// A line with its kind.
#[derive(Clone, Debug)]
pub struct EventLine {
    /// The line.
    pub line: PageLine,
    looks: LineLooks,
}

/// The kind of a line, with positions in its text.
#[derive(Clone, Debug)]
enum LineLooks {
    Item { body: usize, dates: Option<Leading> },
    Heading(Range<usize>),
    Plain,
}

impl EventLine {
    /// LineLooks at a line.
    pub fn new(line: PageLine, quarter: Quarter) -> Self {
        let at = |part: &str| part.as_ptr().addr().saturating_sub(line.text.as_ptr().addr());
        let looks = match kind(&line.text, quarter) {
            LineKind::Item { body, dates } => LineLooks::Item { body: at(body), dates },
            LineKind::Heading(name) => LineLooks::Heading(at(name)..at(name) + name.len()),
            LineKind::Plain => LineLooks::Plain,
        };
        Self { line, looks }
    }

    /// The lines below a title. A heading and an item in the same line are split.
    pub fn all(lines: &[PageLine], quarter: Quarter) -> Vec<Self> {
        let mut all = Vec::with_capacity(lines.len());
        for line in lines {
            if line.colon {
                all.extend(heading_apart(line, quarter).into_iter().map(|line| Self::new(line, quarter)));
            } else {
                all.push(Self::new(line.clone(), quarter));
            }
        }
        all
    }

    /// Whether the line can only be an event or a heading of events, not the beginning of a measure.
    pub const fn is_event(&self) -> bool {
        matches!(self.looks, LineLooks::Item { .. } | LineLooks::Heading(_))
    }

    /// Whether the line is a heading with a colon.
    pub const fn is_heading(&self) -> bool {
        matches!(self.looks, LineLooks::Heading(_))
    }

    /// Whether it can only be something that happened.
    pub const fn is_item(&self) -> bool {
        matches!(self.looks, LineLooks::Item { .. })
    }
}

/// Whether a line can only be an event or a heading of events, not the beginning of a measure.
pub fn is_event(line: &PageLine, quarter: Quarter) -> bool {
    matches!(kind(&line.text, quarter), LineKind::Item { .. } | LineKind::Heading(_))
}

/// The key of the unit that a line names by its colon.
pub fn unit_named(line: &PageLine, quarter: Quarter) -> Option<String> {
    match kind(&line.text, quarter) {
        LineKind::Heading(name) if !is_place(name) => Some(key(name)),
        _ => None,
    }
}

fn kind(text: &str, quarter: Quarter) -> LineKind<'_> {
    let body = text.trim_start_matches(|c: char| c.is_whitespace() || "-–—−•·*".contains(c));
    let dashed = body.len() < text.len();
    let dates = dates::leading(body, quarter);
    if dates.is_some() {
        return LineKind::Item { body, dates };
    }
    match body.strip_suffix(':') {
        Some(name) if word_count(name) <= 12 && starts_upper(name) => LineKind::Heading(name.trim()),
        _ if dashed => LineKind::Item { body, dates },
        _ => LineKind::Plain,
    }
}

fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether a heading is the name of a place, by one of its words («… громада», «с. …»).
fn is_place(name: &str) -> bool {
    let folded = key(name);
    let ends = |word: &String| folded.ends_with(&format!(" {word}"));
    word_count(name) <= 4
        && (begins_with(&folded, &words().places).is_some() || words().places.iter().any(ends))
}

/// Reads the lines of a measure's cell after its code.
pub struct EventReader<'a> {
    /// The outline they go to.
    pub outline: &'a mut Outline,
    /// The measure they belong to.
    pub measure: Key,
    /// Which quarters the report is about.
    pub times: Times,
    /// The units that a colon names somewhere in the document.
    pub units: &'a HashSet<String>,
}

impl EventReader<'_> {
    /// Reads the lines; while the title has not ended, they belong to it.
    pub fn read(&mut self, lines: Vec<EventLine>, events: &mut Events) {
        if let Some(node) = self.outline.get_mut(self.measure) {
            // Capacity for exactly as many, because a growing vector would reserve twice as much.
            node.evidence.reserve_exact(lines.len());
        }
        let mut lines = lines.into_iter().peekable();
        while let Some(EventLine { line, looks }) = lines.next() {
            let item_follows = lines.peek().is_some_and(EventLine::is_item);
            match looks {
                LineLooks::Item { body, dates } => {
                    let body = line.text.get(body..).surely();
                    self.item(&line, body, dates, events);
                }
                LineLooks::Heading(name) => {
                    let name = line.text.get(name).surely();
                    if is_place(name) { events.under_place(name) } else { events.under_unit(name) }
                }
                LineLooks::Plain if self.is_unit(&line.text) => events.under_unit(&line.text),
                LineLooks::Plain if !events.started => self.title(&line, item_follows, events),
                LineLooks::Plain => self.plain(&line, item_follows, events),
            }
        }
    }

    fn is_unit(&self, text: &str) -> bool {
        !self.units.is_empty() && self.units.contains(&key(text))
    }

    fn title(&mut self, line: &PageLine, item_follows: bool, events: &mut Events) {
        if item_follows && is_place(&line.text) {
            return events.under_place(&line.text);
        }
        let Some(node) = self.outline.get_mut(self.measure) else { return };
        let new = node.title.is_empty();
        if !new {
            node.title.push(' ');
        }
        node.title.push_str(&line.text);
        if !new && starts_upper(&line.text) {
            let reading = node.title.clone();
            let alternatives = [line.text.as_str()];
            let about = About::Node(self.measure);
            let kind = DoubtKind::Reading;
            self.outline.doubted(about, line.place, kind, &line.text, &reading, &alternatives);
        }
    }

    /// A line among events with neither dash, date nor colon.
    fn plain(&mut self, line: &PageLine, item_follows: bool, events: &mut Events) {
        if item_follows && is_place(&line.text) {
            return events.under_place(&line.text);
        }
        let last = self.outline.get_mut(self.measure).and_then(|node| node.evidence.last_mut());
        if let Some(last) = last.filter(|_| !events.under_heading && !starts_upper(&line.text)) {
            // A line break inside an item.
            last.text.push(' ');
            last.text.push_str(&line.text);
            return;
        }
        let short = word_count(&line.text) <= 8 && !line.text.ends_with('.') && starts_upper(&line.text);
        if item_follows && short {
            let certain = events.under_heading;
            events.under_place(&line.text);
            if !certain {
                self.unsure(line, &line.text);
            }
            return;
        }
        self.unsure(line, &line.text);
        self.add(line, Vec::new(), &line.text, events);
    }

    fn item(&mut self, line: &PageLine, body: &str, dates: Option<Leading>, events: &mut Events) {
        let Some(found) = dates else {
            let inside = dates::inside(body);
            if !inside.is_empty() {
                self.doubt_dates(line, &inside);
            }
            return self.add(line, inside, body, events);
        };
        // A day next to the period is a finding; one far from it is hardly right.
        let outside = |day: &jiff::civil::Date| {
            let quarter = Quarter::of(*day);
            self.times.period.nearest(quarter).distance_to(quarter).abs() > 1
        };
        if found.range || !found.impossible.is_empty() || found.dates.iter().any(outside) {
            self.doubt_dates(line, &found.dates);
        }
        // An impossible date stays in the text, so that it is not lost.
        let text = if found.impossible.is_empty() { body.get(found.rest..).surely() } else { body };
        if self.add_to_dates(&found, text) == Absorbed::No {
            self.add(line, found.dates, text, events);
        }
    }

    /// Adds dates and text to the item before, where that has only dates.
    fn add_to_dates(&mut self, found: &Leading, text: &str) -> Absorbed {
        let last = self.outline.get_mut(self.measure).and_then(|node| node.evidence.last_mut());
        let Some(last) = last.filter(|last| last.text.is_empty() && !last.dates.is_empty()) else {
            return Absorbed::No;
        };
        last.dates.extend(&found.dates);
        text.clone_into(&mut last.text);
        Absorbed::Yes
    }

    fn add(&mut self, line: &PageLine, dates: Vec<jiff::civil::Date>, text: &str, events: &mut Events) {
        (events.started, events.under_heading) = (true, false);
        let words = labels();
        let (text, link) = labelled::bracketed(text, &words.link)
            .map_or((text, None), |(rest, link)| (rest, Some(link.to_owned())));
        let counted = labelled::bracketed(text, &words.count);
        let counted = counted.and_then(|(rest, count)| Some((rest, Some(count.parse::<u32>().ok()?))));
        let (text, count) = counted.unwrap_or((text, None));
        let outside = dates.iter().any(|day| !self.times.values.contains(Quarter::of(*day)));
        let evidence = DraftEvidence {
            quarter: (dates.is_empty() || outside).then_some(self.times.quarter()),
            performer: events.performer.clone(),
            dates,
            place: events.place.clone(),
            text: text.to_owned(),
            count,
            link,
            source: Some(self.outline.source(line.place)),
            ..DraftEvidence::default()
        };
        if let Some(node) = self.outline.get_mut(self.measure) {
            node.evidence.push(evidence);
        }
    }

    fn unsure(&mut self, line: &PageLine, reading: &str) {
        let about = About::Node(self.measure);
        self.outline.doubted(about, line.place, DoubtKind::Reading, &line.text, reading, &[]);
    }

    fn doubt_dates(&mut self, line: &PageLine, dates: &[jiff::civil::Date]) {
        let about = About::Node(self.measure);
        let reading = dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        self.outline.doubted(about, line.place, DoubtKind::Date, &line.text, &reading, &[]);
    }
}

/// Splits a line that has a heading and its first item («Бюро: - 08.11.2023 лекція»).
fn heading_apart(line: &PageLine, quarter: Quarter) -> Vec<PageLine> {
    let apart = line.text.split_once(':').filter(|(name, rest)| {
        let item = !rest.is_empty() && matches!(kind(rest.trim(), quarter), LineKind::Item { .. });
        let heading = matches!(kind(&line.text, quarter), LineKind::Plain) && starts_upper(name);
        item && heading && word_count(name) <= 6
    });
    let Some((name, rest)) = apart else { return vec![line.clone()] };
    let with = |text: String| PageLine { text, ..line.clone() };
    vec![with(format!("{name}:")), with(rest.trim().to_owned())]
}

impl Events {
    fn under_unit(&mut self, name: &str) {
        (self.performer, self.place) = (Some(name.to_owned()), None);
        (self.started, self.under_heading) = (true, true);
    }

    fn under_place(&mut self, name: &str) {
        self.place = Some(name.to_owned());
        (self.started, self.under_heading) = (true, true);
    }
}

fn starts_upper(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}
