//! A model drawn as a frame. No I/O.
//!
//! | module | subject |
//! |---|---|
//! | [`theme`], [`palette`] | colours and glyphs by what the terminal can; palettes as TOML in `themes/` |
//! | [`pen`] | text into cells: widths, cutting, wrapping, harmless |
//! | `chrome`, `which_key` | title line, status line, hints; the keys that lead on in a chord |
//! | `columns` | the columns of a table, from its right edge |
//! | `plans`, `outline`, `details`, `facts`, `targets`, `dashboard`, `evidence`, `findings`, `debts`, `performers`, `value_history`, `import`, `report` | a screen each |
//! | `boxes`, `layers`, `all_actions`, `paste`, `proposal`, `rollover` | prompts, forms, choices, help, previews of a paste and of the next plan, over a screen |

mod all_actions;
mod boxes;
mod chrome;
mod closing;
mod columns;
mod conflict;
mod context;
mod dashboard;
mod debts;
mod details;
mod evidence;
mod facts;
mod findings;
mod import;
mod layers;
mod outline;
pub(crate) mod palette;
mod paste;
pub(crate) mod pen;
mod people;
mod performers;
mod plans;
mod proposal;
mod report;
mod review;
mod roles;
mod rollover;
mod targets;
pub(crate) mod theme;
mod trash;
mod value_history;
pub(crate) mod values;
mod which_key;

use ratatui::{
    layout::{Position, Rect},
    terminal::Frame,
};

pub use context::RenderContext;
pub use palette::Palette;
pub use pen::Pen;
pub use theme::{Colours, Theme};

use crate::app::{Model, Screen};

/// Tells the model how many rows each list shows; to be called before [`view`].
pub fn prepare(model: &mut Model) {
    let area = Rect::new(0, 0, model.shared.size.0, model.shared.size.1);
    let body = chrome::body(area);
    match model.screen {
        Screen::Plans => plans::prepare(model, body),
        Screen::Outline => outline::prepare(model, body),
        Screen::Facts => facts::prepare(model, body),
        Screen::Targets => targets::prepare(model, body),
        Screen::Dashboard => dashboard::prepare(model, body),
        Screen::Evidence => evidence::prepare(model, body),
        Screen::Findings => findings::prepare(model, body),
        Screen::Debts => debts::prepare(model, body),
        Screen::Performers => performers::prepare(model, body),
        Screen::History => value_history::prepare(model, body),
        Screen::Import => import::prepare(model, body),
        Screen::Report => report::prepare(model, body),
    }
    layers::prepare(model, body);
}

/// Draws the model. Works at any size, down to one cell.
pub fn view(model: &Model, look: &RenderContext, frame: &mut Frame<'_>) {
    let area = frame.area();
    let mut pen = Pen::new(frame.buffer_mut(), look);
    let body = chrome::body(area);
    chrome::title(&mut pen, model, area);
    match model.screen {
        Screen::Plans => plans::draw(&mut pen, model, body),
        Screen::Outline => outline::draw(&mut pen, model, body),
        Screen::Facts => facts::draw(&mut pen, model, body),
        Screen::Targets => targets::draw(&mut pen, model, body),
        Screen::Dashboard => dashboard::draw(&mut pen, model, body),
        Screen::Evidence => evidence::draw(&mut pen, model, body),
        Screen::Findings => findings::draw(&mut pen, model, body),
        Screen::Debts => debts::draw(&mut pen, model, body),
        Screen::Performers => performers::draw(&mut pen, model, body),
        Screen::History => value_history::draw(&mut pen, model, body),
        Screen::Import => import::draw(&mut pen, model, body),
        Screen::Report => report::draw(&mut pen, model, body),
    }
    let covered = chrome::foot(&mut pen, model, area);
    layers::draw(&mut pen, model, Rect { height: body.height.saturating_sub(covered), ..body });
    // Where nothing has the focus, reading begins at the first line.
    let caret = pen.caret.filter(|at| area.contains(*at));
    let first = Position::new(body.x.saturating_add(1).min(area.right().saturating_sub(1)), body.y);
    frame.set_cursor_position(caret.unwrap_or(first));
}
