//! Draws the roles in the plan: the list, and what the role under the cursor permits.

use ratatui::{layout::Rect, style::Style};

use super::{Pen, boxes::foot_box, pen::wrap};
use crate::{
    app::{Model, layer::Roles},
    domain::{Plan, Role, RoleKind},
    l10n::Arg,
};

/// The number of lines below the list.
const DETAILS: u16 = 4;
/// The maximal number of rows without scrolling.
const SHOWN: u16 = 10;

/// Draws it over the bottom of the body.
pub fn draw(pen: &mut Pen<'_>, model: &Model, roles: &Roles, body: Rect) {
    let Some(plan) = &model.shared.plan else { return };
    let heading = pen.l10n.msg_with("roles-heading", &[("count", Arg::from(roles.list.len()))]);
    let rows = u16::try_from(roles.list.len() + 1).unwrap_or(u16::MAX).min(SHOWN);
    let inner = foot_box(pen, body, rows + DETAILS + 2, &heading);
    let list = Rect { height: inner.height.saturating_sub(DETAILS), ..inner };
    let top = roles.at.saturating_sub(usize::from(list.height.saturating_sub(1)));
    for (at, y) in (top..=roles.list.len()).zip(list.y..list.bottom()) {
        if at == roles.at {
            pen.mark_row(list.x, y);
        }
        let style = if at == roles.at { pen.theme.cursor() } else { Style::new() };
        let area = Rect { y, height: 1, ..list };
        match roles.list.get(at) {
            Some(role) => draw_role(pen, plan, role, area, style),
            None => {
                let add = pen.l10n.msg("roles-add").into_owned();
                pen.text(area.x + 2, y, area.width.saturating_sub(2), &add, style);
            }
        }
    }
    let details = Rect { y: list.bottom(), height: inner.bottom().saturating_sub(list.bottom()), ..inner };
    let lines = details_of(pen, plan, roles);
    let lines = lines.iter().flat_map(|line| wrap(line, details.width));
    let dim = pen.theme.dim();
    for (line, y) in lines.zip(details.y..details.bottom()) {
        pen.text(details.x, y, details.width, &line, dim);
    }
}

fn draw_role(pen: &mut Pen<'_>, plan: &Plan, role: &Role, area: Rect, style: Style) {
    let kind = pen.l10n.role(role.kind);
    let whose = match role.performer.and_then(|id| plan.performer(id)) {
        Some(performer) => performer.name.clone(),
        None if role.kind == RoleKind::Performer => pen.l10n.msg("roles-of-all").into_owned(),
        None => String::new(),
    };
    let width = area.width.saturating_sub(2);
    let who = width * 3 / 10;
    pen.text(area.x + 2, area.y, who.saturating_sub(1), &role.who, style);
    pen.text(area.x + 2 + who, area.y, 16, &kind, style);
    pen.text(area.x + 2 + who + 17, area.y, width.saturating_sub(who + 17), &whose, style);
}

/// What the role under the cursor permits, and who could close a quarter.
fn details_of(pen: &Pen<'_>, plan: &Plan, roles: &Roles) -> Vec<String> {
    if roles.list.is_empty() {
        return vec![pen.l10n.msg("roles-none").into_owned()];
    }
    let may = match roles.role() {
        None => pen.l10n.msg("roles-add-help").into_owned(),
        Some(role) => {
            let id = match role.kind {
                RoleKind::Viewer => "roles-may-viewer",
                RoleKind::Performer => "roles-may-performer",
                RoleKind::Planner => "roles-may-planner",
                RoleKind::Approver => "roles-may-approver",
            };
            pen.l10n.msg(id).into_owned()
        }
    };
    let mut close: Vec<&str> = plan
        .roles()
        .filter(|(_, role)| role.kind == RoleKind::Approver)
        .map(|(_, role)| role.who.as_str())
        .collect();
    close.sort_unstable();
    let close = pen.l10n.msg_with("roles-close", &[("who", Arg::Text(&close.join(", ")))]);
    vec![may, close, pen.l10n.msg("roles-keys").into_owned()]
}
