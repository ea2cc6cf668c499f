//! Assigning some measures of a performer to another one: the other's name, and which measures.

use super::{
    Flow,
    fields::{Enter, Fields},
};
use crate::{
    app::{Cx, Notice, prompt::performers::several},
    domain::{Command, NodeId, PerformerId, Plan},
    form::typed::performer,
    keymap::Action,
};

/// The state of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitForm {
    /// The fields.
    pub fields: Fields,
    /// The performer whose measures are assigned.
    pub from: PerformerId,
}

impl SplitForm {
    /// The form with all measures of a performer; none where no measure names the performer.
    pub fn of(plan: &Plan, from: PerformerId) -> Option<Self> {
        let codes: Vec<String> = plan.measures_of(from).map(|id| plan.address(id)).collect();
        let fields = [("field-new-performer", String::new()), ("field-measures", codes.join(", "))];
        (!codes.is_empty()).then(|| Self { fields: Fields::new(fields), from })
    }

    pub(super) fn act(&mut self, cx: &mut Cx<'_>, action: Action) -> Flow {
        self.fields.step(cx, action, Enter::Next).unwrap_or_else(|| self.commit(cx))
    }

    /// The existing performer whose name the typed one may be a misspelling of.
    pub fn preview(&self, plan: Option<&Plan>) -> Option<Notice> {
        let name = self.fields.text("field-new-performer");
        let plan = plan.filter(|plan| !name.is_empty() && performer::spelled(plan, &name).is_none())?;
        let near = performer::near(plan, &name).and_then(|id| plan.performer(id));
        let near = near.map(|near| Notice::warning("notice-performer-near").with("name", &near.name));
        near.or_else(|| several(&name))
    }

    /// Gives the measures away.
    fn commit(&self, cx: &mut Cx<'_>) -> Flow {
        let Some(plan) = &cx.shared.plan else { return Flow::Close };
        let codes = self.fields.text("field-measures");
        let found: Result<Vec<NodeId>, String> = codes
            .split([',', ';', ' '])
            .filter(|code| !code.is_empty())
            .map(|code| plan.find_node(code).map_err(|_| code.to_owned()))
            .collect();
        let measures = match found {
            Ok(measures) => measures,
            Err(code) => {
                cx.say(Notice::warning("notice-no-such-measure").with("code", code));
                return Flow::Stay;
            }
        };
        let name = self.fields.text("field-new-performer");
        let unsure = several(&name);
        let flow = Flow::after(cx.command(&Command::SplitPerformer { from: self.from, name, measures }));
        if flow == Flow::Close {
            cx.say(unsure.unwrap_or_else(|| Notice::info("notice-performer-split")));
        }
        flow
    }
}
