//! A screen.
use super::Pen;
use crate::app::Model;
use ratatui::layout::Rect;
/// Heights.
pub fn prepare(_model: &mut Model, _body: Rect) {}
/// Draws.
pub fn draw(_pen: &mut Pen<'_>, _model: &Model, _body: Rect) {}
