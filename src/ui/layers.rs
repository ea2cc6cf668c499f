//! Layers.
use super::Pen;
use crate::app::Model;
use ratatui::layout::Rect;
/// Draws.
pub fn draw(_pen: &mut Pen<'_>, _model: &Model, _body: Rect) {}
