//! Draws the model as a frame. No I/O.
//!
//! | module | subject |
//! |---|---|
//! | [`theme`], [`palette`] | colours and glyphs according to the terminal; palettes as TOML in `themes/` |
//! | [`pen`] | writing text into cells: widths, cutting, wrapping, escaping |
//! | `chrome`, `which_key` | title line, status line, hints; the possible next keys of a chord |
//! | `columns` | the layout of table columns from the right edge |
//! | `empty` | the text of a screen without rows |
//! | `tour` | the box of the tour |
//! | `plans`, `outline`, `details`, `facts`, `targets`, `dashboard`, `figures`, `evidence`, `findings`, `debts`, `performers`, `value_history`, `timeline`, `import`, `report`, `learn` | a screen each |
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
mod empty;
mod evidence;
mod facts;
mod figures;
mod filters;
mod findings;
mod go_to;
mod import;
mod layers;
mod learn;
mod outline;
pub(crate) mod palette;
mod paste;
pub(crate) mod pen;
mod people;
mod performers;
mod picker;
mod plans;
mod proposal;
mod report;
mod review;
mod roles;
mod rollover;
mod targets;
pub(crate) mod theme;
mod timeline;
mod tour;
mod trash;
mod value_history;
pub(crate) mod values;
mod which_key;

use ratatui::{
    layout::{Position, Rect},
    terminal::Frame,
};

pub use context::RenderContext;
pub(crate) use learn::fault as learn_fault;
pub use palette::Palette;
pub use pen::Pen;
pub use theme::{Colours, Theme};

use crate::app::{Model, Pointed, Screen};

/// Sets how many rows each list shows; has to be called before [`view`].
pub fn prepare(model: &mut Model) {
    let area = Rect::new(0, 0, model.shared.size.0, model.shared.size.1);
    let body = tour::above(model, chrome::body(area));
    match model.screen {
        Screen::Plans => plans::prepare(model, body),
        Screen::Outline => outline::prepare(model, body),
        Screen::Facts => facts::prepare(model, body),
        Screen::Targets => targets::prepare(model, body),
        Screen::Dashboard => dashboard::prepare(model, body),
        Screen::Figures => figures::prepare(model, body),
        Screen::Evidence => evidence::prepare(model, body),
        Screen::Findings => findings::prepare(model, body),
        Screen::Debts => debts::prepare(model, body),
        Screen::Performers => performers::prepare(model, body),
        Screen::History => value_history::prepare(model, body),
        Screen::Timeline => timeline::prepare(model, body),
        Screen::Import => import::prepare(model, body),
        Screen::Report => report::prepare(model, body),
        Screen::Learn => learn::prepare(model, body),
    }
    layers::prepare(model, body);
}

/// What was clicked at, if something there can have the focus; `caret` is where the cursor was drawn.
pub fn pointed(model: &Model, caret: Position, column: u16, row: u16) -> Option<Pointed> {
    let area = Rect::new(0, 0, model.shared.size.0, model.shared.size.1);
    let body = tour::above(model, chrome::body(area));
    let at = Position::new(column, row);
    if !body.contains(at) {
        return None;
    }
    match model.screen {
        Screen::Dashboard => dashboard::pointed(model, body, at),
        _ => Some(Pointed::Row(i32::from(row) - i32::from(caret.y))),
    }
}

/// Draws the model. Works at any size, down to one cell.
///
/// Returns the position of the cursor.
pub fn view(model: &Model, look: &RenderContext, frame: &mut Frame<'_>) -> Position {
    let area = frame.area();
    let mut pen = Pen::new(frame.buffer_mut(), look);
    let whole = chrome::body(area);
    let body = tour::above(model, whole);
    chrome::title(&mut pen, model, area);
    match model.screen {
        Screen::Plans => plans::draw(&mut pen, model, body),
        Screen::Outline => outline::draw(&mut pen, model, body),
        Screen::Facts => facts::draw(&mut pen, model, body),
        Screen::Targets => targets::draw(&mut pen, model, body),
        Screen::Dashboard => dashboard::draw(&mut pen, model, body),
        Screen::Figures => figures::draw(&mut pen, model, body),
        Screen::Evidence => evidence::draw(&mut pen, model, body),
        Screen::Findings => findings::draw(&mut pen, model, body),
        Screen::Debts => debts::draw(&mut pen, model, body),
        Screen::Performers => performers::draw(&mut pen, model, body),
        Screen::History => value_history::draw(&mut pen, model, body),
        Screen::Timeline => timeline::draw(&mut pen, model, body),
        Screen::Import => import::draw(&mut pen, model, body),
        Screen::Report => report::draw(&mut pen, model, body),
        Screen::Learn => learn::draw(&mut pen, model, body),
    }
    if body != whole {
        tour::draw(&mut pen, model, body);
    }
    let covered = chrome::foot(&mut pen, model, area);
    let free = body.height.min(whole.height.saturating_sub(covered));
    layers::draw(&mut pen, model, Rect { height: free, ..body });
    // If nothing has the focus, the cursor is at the first line, where a screen reader begins.
    let caret = pen.caret.filter(|at| area.contains(*at));
    let first = Position::new(body.x.saturating_add(1).min(area.right().saturating_sub(1)), body.y);
    let at = caret.unwrap_or(first);
    frame.set_cursor_position(at);
    at
}
