//! Tests of the drawn dashboard, at every size and in both languages.

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
};

use super::{
    draw,
    layout::{Class, DashboardLayout},
    prepare,
};
use crate::ui::Palette;
use crate::{
    app::{
        Model,
        dashboard::{
            Breakdown, Panel,
            testing::{TestPlan, fact, model, quarter},
        },
    },
    domain::{Context, IdSource, Level, Quarter, Span, Subject},
    l10n::{L10n, Language},
    ui::{Colours, Pen, RenderContext, Theme},
};

fn look(language: Language, ascii: bool) -> RenderContext {
    RenderContext {
        l10n: L10n::new(language),
        theme: Theme { colours: Colours::True, ascii, palette: Palette::default() },
        zone: jiff::tz::TimeZone::UTC,
    }
}

/// The body of the dashboard as lines of text, for a size of the screen.
fn frame(model: &mut Model, look: &RenderContext, width: u16, height: u16) -> String {
    let body = Rect::new(0, 0, width, height.saturating_sub(3).max(1));
    prepare(model, body);
    let mut buffer = Buffer::empty(body);
    draw(&mut Pen::new(&mut buffer, look), model, body);
    let lines = (0..body.height).map(|y| {
        let cells = (0..body.width).filter_map(|x| buffer.cell((x, y)));
        let line: String = cells.map(Cell::symbol).collect();
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn uk() -> RenderContext {
    look(Language::Uk, false)
}

#[test]
fn small_in_ukrainian() {
    let mut model = model(TestPlan::filled().plan, (80, 24));
    insta::assert_snapshot!(frame(&mut model, &uk(), 80, 24));
}

#[test]
fn small_in_english() {
    let mut model = model(TestPlan::filled().plan, (80, 24));
    // The plan's own words stay as they are. The term ends are removed, because month names belong to another test.
    model.screens.dashboard.deadlines.clear();
    let frame = frame(&mut model, &look(Language::En, false), 80, 24);
    let above: Vec<&str> = frame.lines().take(12).collect();
    insta::assert_snapshot!(above.join("\n"));
}

#[test]
fn small_in_ascii() {
    let mut model = model(TestPlan::filled().plan, (80, 24));
    let frame = frame(&mut model, &look(Language::En, true), 80, 24);
    let odd: Vec<char> = frame.chars().filter(|c| !c.is_ascii() && !c.is_alphabetic()).collect();
    assert!(odd.is_empty(), "{odd:?}");
}

#[test]
fn medium() {
    let mut model = model(TestPlan::filled().plan, (120, 40));
    insta::assert_snapshot!(frame(&mut model, &uk(), 120, 40));
}

#[test]
fn large() {
    let mut model = model(TestPlan::filled().plan, (200, 60));
    insta::assert_snapshot!(frame(&mut model, &uk(), 200, 60));
}

#[test]
fn a_line_and_a_panel_at_a_time() {
    let mut model = model(TestPlan::filled().plan, (38, 9));
    assert_eq!(frame(&mut model, &uk(), 38, 9).trim_end(), "33\u{a0}% 4/12 · 2 · !7");
    let panels = Panel::ALL.map(|panel| {
        model.screens.dashboard.panel = panel;
        let frame = frame(&mut model, &uk(), 60, 15);
        frame.lines().nth(1).unwrap().trim_matches(['─', ' ']).chars().take(9).collect::<String>()
    });
    assert_eq!(
        panels,
        [
            "Виконання",
            "Квартали",
            "За цілями",
            "Цілі × кв",
            "За викона",
            "Строки ──",
            "Потребуют",
            "Довші пла",
            "Заходи: ф"
        ]
    );
}

#[test]
fn a_fact_shows_in_the_next_frame_whatever_was_prepared() {
    let mut model = model(TestPlan::filled().plan, (120, 40));
    let look = uk();
    let before = frame(&mut model, &look, 120, 40);
    assert!(before.contains("Виконано 4 з 12") && before.contains("33\u{a0}%"), "{before}");
    let plan = model.shared.plan.as_mut().unwrap();
    let Ok(Subject::Indicator(id)) = plan.find("3.2") else { panic!("an indicator") };
    let mut context = Context { author: "test".to_owned(), at: 0, ids: IdSource::new(3) };
    let change = crate::domain::decide(plan, &fact(id, quarter(3), "4", None), &mut context).unwrap();
    plan.apply(&change);
    // The frame is drawn without preparing it again, because figures come from the tallies.
    let body = Rect::new(0, 0, 120, 37);
    let mut buffer = Buffer::empty(body);
    draw(&mut Pen::new(&mut buffer, &look), &model, body);
    let text: String = buffer.content.iter().map(Cell::symbol).collect();
    assert!(text.contains("Виконано 5 з 12") && text.contains("42\u{a0}%"), "{text}");
    assert!(text.contains("· не звітовано 0"));
}

#[test]
fn a_plan_of_deeds_is_counted_in_deeds() {
    let mut desk = TestPlan::new(Span::single(quarter(3)));
    let goal = desk.node(Level::Goal, None, "1", "Ціль");
    for at in 1..=3 {
        desk.node(Level::Measure, Some(goal), &format!("1.{at}"), "Захід");
    }
    let first = desk.plan.find("1.1").unwrap();
    desk.run(&crate::domain::Command::SetFact(crate::domain::SetFact {
        subject: first,
        quarter: quarter(3),
        performer: None,
        value: Some((crate::domain::FactValue::Done, String::new())),
        note: None,
        unit: None,
    }));
    let mut model = model(desk.plan, (80, 24));
    let frame = frame(&mut model, &uk(), 80, 24);
    assert!(frame.contains("Виконано 1 з 3 · 33"), "{frame}");
    assert!(frame.contains("% = (✓+▲+■+▣) / усе, чому строк"), "{frame}");
}

#[test]
fn sums_stand_only_where_all_units_are_the_same() {
    let mut desk = TestPlan::new(Span::single(quarter(3)));
    let goal = desk.node(Level::Goal, None, "1", "Ціль");
    for (code, unit) in [("1.1", "грн"), ("1.2", "грн")] {
        let measure = desk.node(Level::Measure, Some(goal), code, "Захід");
        let id = desk.indicator(measure, unit);
        let target = crate::domain::Number::parse("1000").unwrap();
        desk.run(&crate::domain::Command::SetTarget(crate::domain::SetTarget {
            subject: Subject::Indicator(id),
            span: Span::single(quarter(3)),
            performer: None,
            target: Some(crate::domain::Target {
                value: crate::domain::TargetValue::Number(target),
                raw: "1000".to_owned(),
            }),
            says: crate::domain::IndicatorPatch::default(),
        }));
        desk.run(&fact(id, quarter(3), "900", None));
    }
    let mut same = model(desk.plan, (200, 60));
    let shown = frame(&mut same, &uk(), 200, 60);
    assert!(shown.contains("Σ 1\u{a0}800 / 2\u{a0}000 грн = 90\u{a0}%"), "{shown}");
    let mut mixed = model(TestPlan::filled().plan, (200, 60));
    assert!(!frame(&mut mixed, &uk(), 200, 60).contains("Σ "));
    mixed.screens.dashboard = crate::app::dashboard::Dashboard::default();
    mixed.screens.dashboard.breakdown = Breakdown::Unit;
    let by_unit = frame(&mut mixed, &uk(), 200, 60);
    let people = by_unit.lines().find(|line| line.contains("│ осіб")).unwrap();
    assert!(people.contains(" 52 ") && people.contains(" 64 ") && people.contains("123\u{a0}%"), "{people}");
}

#[test]
fn the_heading_of_the_panel_with_the_cursor_is_marked() {
    let mut model = model(TestPlan::filled().plan, (80, 24));
    model.screens.dashboard.panel = Panel::Deadlines;
    let body = Rect::new(0, 0, 80, 21);
    prepare(&mut model, body);
    let mut buffer = Buffer::empty(body);
    draw(&mut Pen::new(&mut buffer, &look(Language::Uk, false)), &model, body);
    let reversed = |text: &str| {
        let cells: Vec<&Cell> = buffer.content.iter().collect();
        let at = cells
            .windows(text.chars().count())
            .find(|window| window.iter().map(|cell| cell.symbol()).collect::<String>() == text);
        at.unwrap().iter().all(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED))
    };
    assert!(reversed(" Строки ") && !reversed(" Квартали "));
    assert!(reversed("15.07✗ ○"), "the row under the cursor");
}

/// Asserts that drawing stays inside a body that does not begin at the corner.
fn stays_inside(model: &mut Model, look: &RenderContext, width: u16, height: u16) {
    let body = Rect::new(1, 1, width, height);
    prepare(model, body);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width + 2, height + 2));
    draw(&mut Pen::new(&mut buffer, look), model, body);
    for y in 0..height + 2 {
        for x in [0, width + 1] {
            assert_eq!(buffer[(x, y)].symbol(), " ", "{width}x{height} at {x},{y}");
        }
    }
    for x in 0..width + 2 {
        for y in [0, height + 1] {
            assert_eq!(buffer[(x, y)].symbol(), " ", "{width}x{height} at {x},{y}");
        }
    }
}

#[test]
fn nothing_is_drawn_outside_at_any_size() {
    let look = uk();
    let mut model = model(TestPlan::filled().plan, (80, 24));
    for width in 1..=250_u16 {
        for height in 1..=80_u16 {
            let turn = usize::from(width) * 3 + usize::from(height);
            // Every small size, and a sample of the others, in which those at which a layout begins are more.
            let edge = [79, 80, 99, 100, 159, 160].contains(&width) || [17, 28, 29, 44, 45].contains(&height);
            if width > 16 && height > 6 && turn % 43 > 0 && !(edge && turn % 7 == 0) {
                continue;
            }
            model.screens.dashboard.panel = Panel::ALL[turn % Panel::ALL.len()];
            stays_inside(&mut model, &look, width, height);
        }
    }
}

#[test]
fn no_panel_is_wider_than_its_place_at_any_width() {
    let look = uk();
    let mut model = model(TestPlan::filled().plan, (80, 24));
    for width in 17..=180 {
        for panel in Panel::ALL {
            model.screens.dashboard.panel = panel;
            stays_inside(&mut model, &look, width, 10);
        }
    }
}

#[test]
fn an_empty_plan_and_a_long_one_are_drawn_at_any_size() {
    let look = look(Language::En, true);
    let span = Span::new(Quarter::new(2019, 3).unwrap(), Quarter::new(2027, 2).unwrap()).unwrap();
    let mut empty = model(TestPlan::new(span).plan, (80, 24));
    let mut none = Model::new(crate::app::Start {
        actor: crate::domain::Actor::default(),
        today: crate::app::dashboard::testing::TODAY,
        keymap: crate::keymap::Keymap::builtin(crate::keymap::Preset::Default),
        size: (80, 24),
        place: String::new(),
        briefing: Vec::new(),
    });
    for width in (1..=250).step_by(7) {
        for height in (1..=80).step_by(3) {
            stays_inside(&mut empty, &look, width, height);
            stays_inside(&mut none, &look, width, height);
        }
    }
}

#[test]
fn panels_never_overlap() {
    let mut model = model(TestPlan::filled().plan, (80, 24));
    for width in 1..=250_u16 {
        for height in 1..=80_u16 {
            let body = Rect::new(0, 1, width, height);
            prepare(&mut model, body);
            let layout = DashboardLayout::of(body, &model.screens.dashboard);
            let panels = layout.panels.iter().map(|(_, area)| *area);
            let others = [layout.trend, layout.latest, layout.burn_up, layout.legend].into_iter().flatten();
            let areas: Vec<Rect> = panels.chain(others).chain(layout.between.iter().copied()).collect();
            for (at, area) in areas.iter().enumerate() {
                assert_eq!(area.intersection(body), *area, "{width}x{height}");
                let free = areas.iter().skip(at + 1).all(|other| area.intersection(*other).is_empty());
                assert!(free, "{width}x{height}: {areas:?}");
            }
            if layout.class != Class::Line {
                assert!(layout.shown().contains(&model.screens.dashboard.focused()));
            }
        }
    }
}
