//! What is drawn, at every size and in both languages.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{draw, prepare};
use crate::{
    app::{
        Model,
        dashboard::{
            Breakdown, Panel,
            testing::{Desk, model},
        },
    },
    l10n::{L10n, Language},
    ui::{Colours, Look, Pen, Theme},
};

fn look(language: Language, ascii: bool) -> Look {
    Look { l10n: L10n::new(language), theme: Theme { colours: Colours::True, ascii } }
}

/// The body of the dashboard as lines of text, at a size of the screen.
fn frame(model: &mut Model, look: &Look, width: u16, height: u16) -> String {
    let body = Rect::new(0, 0, width, height.saturating_sub(3).max(1));
    prepare(model, body);
    let mut buffer = Buffer::empty(body);
    draw(&mut Pen::new(&mut buffer, look), model, body);
    let lines = (0..body.height).map(|y| {
        let cells = (0..body.width).filter_map(|x| buffer.cell((x, y)));
        let line: String = cells.map(ratatui::buffer::Cell::symbol).collect();
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn show() {
    let Ok(size) = std::env::var("SHOW") else { return };
    let (w, h) = size.split_once('x').unwrap();
    let language = if std::env::var("EN").is_ok() { Language::En } else { Language::Uk };
    let look = look(language, std::env::var("ASCII").is_ok());
    let plan = match std::env::var("SAMPLE") {
        Ok(path) => {
            let text = std::fs::read_to_string(path).unwrap();
            let draft = crate::form::exchange::import(&text).unwrap();
            let mut desk = Desk { plan: crate::domain::Plan::empty(crate::domain::PlanId(1)), context: crate::domain::Context { author: "t".into(), at: 0, ids: crate::domain::IdSource::new(1) } };
            desk.run(&crate::domain::Command::Import(Box::new(draft)));
            desk.plan
        }
        Err(_) => Desk::filled().plan,
    };
    let mut model = model(plan, (80, 24));
    if let Ok(q) = std::env::var("Q") { model.go_to_quarter(crate::domain::Quarter::parse(&q).unwrap()); }
    if let Ok(t) = std::env::var("TODAY") { model.today = t.parse().unwrap(); }
    if let Ok(b) = std::env::var("BY") { model.dashboard.breakdown = Breakdown::ALL[b.parse::<usize>().unwrap()]; }
    if let Ok(b) = std::env::var("PANEL") { model.dashboard.panel = Panel::ALL[b.parse::<usize>().unwrap()]; }
    println!("{}", frame(&mut model, &look, w.parse().unwrap(), h.parse().unwrap()));
    let start = std::time::Instant::now();
    for _ in 0..100 { frame(&mut model, &look, w.parse().unwrap(), h.parse().unwrap()); }
    println!("{:?} a frame, {}", start.elapsed() / 100, model.quarter);
}
