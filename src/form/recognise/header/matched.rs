//! The columns of a table paired with those of a form.

use std::ops::Range;

use crate::{
    document::Table,
    form::{
        form::{FormColumn, Holds},
        period::heading::{self, Of},
        typed::figure::is_figure,
        words::{is_usual_header, key},
    },
};

use super::{
    Candidate, Header, SAME_WORDING, UnknownColumn, cell_text, columns::Valued, group::HeaderGroup, nonblank,
};

/// The points of a column that is read as the target only because no other column is.
const ASSUMED: u32 = 69;
/// Columns of which a plain table needs one where it has no targets.
const BESIDE_TARGET: [Holds; 5] =
    [Holds::Fact, Holds::Mark, Holds::Term, Holds::Performers, Holds::Indicator];
/// Columns that may have the measures of a plain table, where none is named so.
const INSTEAD_OF_MEASURE: [Holds; 2] = [Holds::Task, Holds::Indicator];
/// Headers that only say that something is named.
const NAMES: [&str; 3] = ["найменування", "назва", "зміст"];
/// The least points, of a hundred, at which a table belongs to a form.
const SAME_FORM: u32 = 60;

/// The header as one of a form, where all required columns are there.
pub(super) fn matched(
    groups: &[HeaderGroup],
    candidate: &Candidate<'_>,
    rows: Range<usize>,
    table: &Table,
) -> Option<Header> {
    let form = candidate.form;
    let mut taken = pairs(groups, candidate);
    targets_named_goals(&mut taken, &form.columns, &|g: usize| {
        let first = groups.get(g).and_then(|group| table.cell_at(rows.end, group.columns.start));
        first.is_some_and(|cell| is_figure(&cell_text(cell)))
    });
    let sum: u32 = taken.iter().map(|(points, ..)| points).sum();
    let has = |c: usize| taken.iter().any(|(_, _, tc)| *tc == c);
    let holds_of = |wanted: &[Holds]| {
        let of = |(.., c): &(u32, usize, usize)| form.columns.get(*c).map(|column| column.holds);
        taken.iter().filter_map(of).filter(|held| wanted.contains(held)).count()
    };
    let required = |column: &FormColumn| match candidate.partial {
        true => column.holds == Holds::Measure,
        // What is said about a measure besides its target makes a table one of measures as well.
        false if form.plain && column.holds == Holds::Target => holds_of(&BESIDE_TARGET) == 0,
        false => column.required,
    };
    let complete = form.columns.iter().enumerate().all(|(c, column)| !required(column) || has(c));
    let valued = |(.., c): &(u32, usize, usize)| form.columns.get(*c).is_some_and(|one| one.holds.is_timed());
    if candidate.partial && !taken.iter().any(valued) {
        return None;
    }
    let usual = form.columns.iter().filter(|column| !column.optional).count();
    let usual = if candidate.partial { 0 } else { usual };
    let of_time =
        |(g, group): &(usize, &HeaderGroup)| group.is_time_alone() && taken.iter().all(|(_, tg, _)| tg != g);
    let more_times = groups.iter().enumerate().filter(of_time).count();
    let unknown = groups.len().saturating_sub(taken.len() + more_times);
    // Additional columns count half as much against a form as missing ones; those that only name a period belong
    // to the column of values beside them.
    let wanted = (taken.len() + unknown.div_ceil(2)).max(usual).max(1);
    let score = sum / u32::try_from(wanted).unwrap_or(u32::MAX);
    if !complete || (score < SAME_FORM && !candidate.named) {
        return None;
    }
    // Within a document, a table of a plain form counts less than any other.
    let score = if form.plain { score / 2 } else { score };
    // With so many known columns, further ones do not make it another kind of table.
    let is_surely_plain = holds_of(&[Holds::Measure, Holds::Target]) == 2 && holds_of(&BESIDE_TARGET) > 0;
    let cells = rows.clone().flat_map(|row| nonblank(table, row));
    let texts = cells.map(|cell| key(&cell_text(cell))).collect();
    let mut header = Header {
        form: candidate.index,
        rows,
        columns: Vec::new(),
        units: Vec::new(),
        width: table.columns(),
        unknown: Vec::new(),
        further: Vec::new(),
        instead: None,
        unnamed: None,
        unnamed_are_facts: false,
        assumed: Vec::new(),
        valued: Vec::new(),
        texts,
        score,
    };
    let known_of = |g: usize| taken.iter().find(|(_, tg, _)| *tg == g);
    let is_target = |g: usize| {
        let column = known_of(g).and_then(|(.., c)| form.columns.get(*c));
        column.is_some_and(|column| column.holds == Holds::Target)
    };
    let mut before = None;
    for (g, group) in groups.iter().enumerate() {
        let known = known_of(g);
        let column = known.and_then(|(.., c)| form.columns.get(*c));
        let holds = column.map(|column| column.holds);
        // A person has said of which period the column is.
        let said = column.and_then(|column| heading::only(column.period.as_deref()?));
        if known.is_some_and(|(points, ..)| *points == ASSUMED) && before.is_none() {
            let assumed = (group.columns.start, group.joined.clone());
            match holds {
                Some(Holds::Measure) => header.instead = Some(assumed),
                _ => header.unnamed = header.unnamed.or(Some(assumed)),
            }
        }
        let beside = before.or_else(|| leads_to(groups, g, is_target).then_some(Holds::Target));
        match (holds, beside) {
            (Some(Holds::Nothing), _) => {}
            (Some(holds), _) => {
                header.hold(group, holds, said.or(group.of));
                if known.is_some_and(|(points, ..)| *points == ASSUMED) {
                    header.last_is_unnamed();
                }
            }
            // A header that names only a quarter, beside a column of values, has the same content.
            (None, Some(value)) if group.is_time_alone() => {
                if value == Holds::Target && holds_of(&[Holds::Fact]) == 0 {
                    let unnamed = (group.columns.start, group.joined.clone());
                    header.unnamed = header.unnamed.or(Some(unnamed));
                }
                header.hold(group, value, group.of);
                if value == Holds::Target {
                    header.last_is_unnamed();
                }
            }
            _ if form.plain && !is_usual_beside(group) && !candidate.named && !is_surely_plain => {
                return None;
            }
            _ => {
                let same = |valued: &&Valued| valued.text == group.joined && valued.of == group.of;
                let refined =
                    |valued: &&Valued| valued.holds == Holds::Target && is_refined_target(&group.joined);
                let repeats = header.valued.iter().find(same).or_else(|| header.valued.iter().find(refined));
                let repeats = repeats.map(|valued| valued.holds);
                let usual = (is_usual_beside(group) && group.of.is_none()) || repeats.is_some();
                let (column, text) = (group.columns.start, group.joined.clone());
                header.unknown.push(UnknownColumn { column, text, usual, repeats });
            }
        }
        let value = header.valued.last().map(|valued| valued.holds);
        before =
            value.filter(|_| header.valued.last().is_some_and(|last| last.columns.end == group.columns.end));
    }
    Some(header)
}

/// Whether a column that names only a part of a year, and others like it, stand right before a column of targets: «І кв.,
/// ІІ кв., ІІІ кв., ІV кв., План на рік». One alone may be anything, such as the year of each measure.
fn leads_to(groups: &[HeaderGroup], from: usize, is_target: impl Fn(usize) -> bool) -> bool {
    let mut end = None;
    for (g, group) in groups.iter().enumerate().skip(from) {
        if end.replace(group.columns.end).is_some_and(|end| end != group.columns.start) {
            return false;
        }
        if is_target(g) {
            return g > from + 1;
        }
        if !group.is_time_alone() || !matches!(group.of, Some(Of::Stretch(_))) {
            return false;
        }
    }
    false
}

/// Matches groups with columns of the form, with points. A column of values may match several groups of different
/// periods.
fn pairs(groups: &[HeaderGroup], candidate: &Candidate<'_>) -> Vec<(u32, usize, usize)> {
    let columns = &candidate.form.columns;
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        for (c, wordings) in candidate.wordings.iter().enumerate() {
            let points = wordings.iter().map(|wording| group.likeness(wording)).max().unwrap_or(0);
            if points >= SAME_WORDING * 9 / 10 {
                pairs.push((points, g, c));
            }
        }
    }
    pairs.sort_by_key(|(points, g, c)| (std::cmp::Reverse(*points), *g, *c));
    let mut taken: Vec<(u32, usize, usize)> = Vec::new();
    let of = |g: usize| groups.get(g).and_then(|group| group.of);
    for (points, g, c) in pairs {
        let timed = columns.get(c).is_some_and(|column| column.holds.is_timed());
        let free = |(_, tg, tc): &(u32, usize, usize)| *tg != g && (*tc != c || (timed && of(*tg) != of(g)));
        if taken.iter().all(free) {
            taken.push((points, g, c));
        }
    }
    if candidate.form.plain {
        measures_named_so(&mut taken, groups, columns);
        measures_instead(&mut taken, columns);
    }
    // Where no group is the target, the columns that name only quarters are.
    let target = columns.iter().position(|column| column.holds == Holds::Target);
    if let Some(c) = target.filter(|c| taken.iter().all(|(_, _, tc)| tc != c)) {
        let timed = groups.iter().enumerate().filter(|(_, group)| group.is_time_alone());
        let free = timed.filter(|(g, _)| taken.iter().all(|(_, tg, _)| tg != g)).map(|(g, _)| g);
        taken.extend(free.collect::<Vec<_>>().into_iter().map(|g| (ASSUMED, g, c)));
    }
    taken
}

/// Reads the column «Найменування» as that of measures, where there is none, and only numbers and goals are before
/// it.
fn measures_named_so(taken: &mut Vec<(u32, usize, usize)>, groups: &[HeaderGroup], columns: &[FormColumn]) {
    let Some(measure) = columns.iter().position(|column| column.holds == Holds::Measure) else { return };
    if taken.iter().any(|(.., c)| *c == measure) {
        return;
    }
    let named = |group: &HeaderGroup| NAMES.contains(&key(&group.joined).as_str());
    let Some(at) = groups.iter().position(named) else { return };
    let free = taken.iter().all(|(_, g, _)| *g != at);
    let leads = |g: usize| {
        let holds = taken.iter().find(|(_, tg, _)| *tg == g).and_then(|(.., c)| columns.get(*c));
        holds.is_some_and(|column| matches!(column.holds, Holds::Ordinal | Holds::Goal))
    };
    if free && (0..at).all(leads) {
        taken.push((SAME_WORDING, at, measure));
    }
}

/// Reads the column of tasks or of indicators as that of measures, where there is none, and only numbers and goals
/// are before it.
fn measures_instead(taken: &mut [(u32, usize, usize)], columns: &[FormColumn]) {
    let column = |holds: Holds| columns.iter().position(|column| column.holds == holds);
    let Some(measure) = column(Holds::Measure) else { return };
    if taken.iter().any(|(.., c)| *c == measure) {
        return;
    }
    for c in INSTEAD_OF_MEASURE.into_iter().filter_map(column) {
        let Some(group) = taken.iter().find(|(.., tc)| *tc == c).map(|(_, g, _)| *g) else { continue };
        let leads = |(_, g, c): &(u32, usize, usize)| {
            let holds = columns.get(*c).map(|column| column.holds);
            *g < group && matches!(holds, Some(Holds::Ordinal | Holds::Goal))
        };
        if taken.iter().filter(|one| leads(one)).count() == group {
            let of = taken.iter_mut().filter(|(.., tc)| *tc == c);
            of.for_each(|(points, _, of)| (*points, *of) = (ASSUMED, measure));
            return;
        }
    }
}

/// Reads a column of goals behind the measures as that of targets, where it has figures and no other column is the
/// target: «Ціль», «Досягнуто».
fn targets_named_goals(
    taken: &mut [(u32, usize, usize)],
    columns: &[FormColumn],
    has_figures: &dyn Fn(usize) -> bool,
) {
    let column = |holds: Holds| columns.iter().position(|column| column.holds == holds);
    let group = |wanted: Option<usize>| taken.iter().find(|(.., c)| Some(*c) == wanted).map(|(_, g, _)| *g);
    let (goal, target) = (column(Holds::Goal), column(Holds::Target));
    let measures = group(column(Holds::Measure));
    let behind =
        group(goal).zip(measures).is_some_and(|(goal, measures)| goal > measures && has_figures(goal));
    if let (true, None, Some(target)) = (behind, group(target), target) {
        taken.iter_mut().filter(|(.., c)| Some(*c) == goal).for_each(|(.., c)| *c = target);
    }
}

/// Whether a header is that of a target beside an older one: «Уточнений план».
fn is_refined_target(header: &str) -> bool {
    let folded = key(header);
    let refined = ["уточнен", "скоригован", "зі змінами", "оновлен"];
    folded.contains("план") && refined.iter().any(|stem| folded.contains(stem))
}

/// Whether a column is one that tables of measures usually have besides a plan's. It does not count against a form.
pub(super) fn is_usual_beside(group: &HeaderGroup) -> bool {
    group.joined.contains('%') || group.of.is_some() || is_usual_header(&group.joined)
}

impl Header {
    fn last_is_unnamed(&mut self) {
        if let Some(last) = self.valued.last_mut() {
            last.unnamed = last.holds == Holds::Target;
        }
    }

    fn hold(&mut self, group: &HeaderGroup, holds: Holds, of: Option<Of>) {
        if holds.is_timed() {
            let (columns, text) = (group.columns.clone(), group.joined.clone());
            self.valued.push(Valued { columns, holds, text, of, unnamed: false });
            let unit = group.unit.clone().filter(|_| holds != Holds::Note);
            self.units.extend(unit.map(|unit| (group.columns.start, unit)));
            if self.columns.iter().any(|(_, held)| *held == holds) {
                return;
            }
        }
        self.columns.push((group.columns.clone(), holds));
    }
}
