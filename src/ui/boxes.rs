//! Boxes for layers over a screen.

use ratatui::layout::Rect;

use super::Pen;

/// Draws an empty box at the bottom of the body, where prompts hide as little as possible; returns its inside.
pub fn foot_box(pen: &mut Pen<'_>, body: Rect, height: u16, heading: &str) -> Rect {
    let height = height.min(body.height);
    let area = Rect { y: body.bottom() - height, height, ..body };
    pen.clear(area);
    pen.frame(area, heading)
}

/// Draws an empty box in the middle of the body; returns its inside.
pub fn middle_box(pen: &mut Pen<'_>, body: Rect, width: u16, height: u16, heading: &str) -> Rect {
    let (width, height) = (width.min(body.width), height.min(body.height));
    let x = body.x + (body.width - width) / 2;
    let y = body.y + (body.height - height) / 2;
    let area = Rect { x, y, width, height };
    pen.clear(area);
    pen.frame(area, heading)
}
