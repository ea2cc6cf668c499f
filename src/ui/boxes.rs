//! The boxes in which something lies over a screen.

use ratatui::layout::Rect;

use super::Pen;

/// A box at the foot of the body (prompts hide as little as they can), emptied.
pub fn foot_box(pen: &mut Pen<'_>, body: Rect, height: u16, heading: &str) -> Rect {
    let height = height.min(body.height);
    let area = Rect { y: body.bottom() - height, height, ..body };
    pen.clear(area);
    pen.frame(area, heading)
}

/// A box in the middle of the body, emptied.
pub fn middle_box(pen: &mut Pen<'_>, body: Rect, width: u16, height: u16, heading: &str) -> Rect {
    let (width, height) = (width.min(body.width), height.min(body.height));
    let x = body.x + (body.width - width) / 2;
    let y = body.y + (body.height - height) / 2;
    let area = Rect { x, y, width, height };
    pen.clear(area);
    pen.frame(area, heading)
}
