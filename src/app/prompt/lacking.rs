//! The prompts for what a report lacks, before the one for its file: the organisation in the genitive, and who signs.
//! The answers are stored in the plan, so that each is asked once.

use super::{Outcome, Prompt, PromptWords, file};
use crate::{
    app::{Cx, Notice, Shared, report::ReportRequest},
    domain::{Command, HeaderPatch, Signature},
    form::lacks_genitive,
};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Lacking {
    /// The organisation in the genitive; it is here as it is called.
    Genitive(String),
    /// The position of the one who signs.
    Role,
    /// The name of the one with this position.
    Name(String),
}

/// A prompt, and the report that it is asked for.
#[derive(Clone, Debug)]
struct LackingPrompt {
    lacking: Lacking,
    request: ReportRequest,
}

impl Prompt for LackingPrompt {
    fn words(&self) -> PromptWords {
        match self.lacking {
            Lacking::Genitive(_) => PromptWords::with_help("prompt-genitive", "prompt-genitive-help"),
            Lacking::Role => PromptWords::with_help("prompt-signs-role", "prompt-signs-role-help"),
            Lacking::Name(_) => PromptWords::with_help("prompt-signs-name", "prompt-signs-name-help"),
        }
    }

    fn preview(&self, _: &Shared, text: &str) -> Vec<Notice> {
        let left_out = text.trim().is_empty();
        let id = match self.lacking {
            Lacking::Genitive(_) => "prompt-genitive-none",
            Lacking::Role => "prompt-signs-none",
            Lacking::Name(_) => return Vec::new(),
        };
        left_out.then(|| Notice::info(id)).into_iter().collect()
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        let text = text.to_owned();
        let patch = match &self.lacking {
            Lacking::Genitive(_) if !text.is_empty() => {
                HeaderPatch { organisation_genitive: Some(Some(text)), ..HeaderPatch::default() }
            }
            Lacking::Role if !text.is_empty() => {
                ask(cx, Lacking::Name(text), self.request.clone());
                return Outcome::Taken;
            }
            Lacking::Name(role) => {
                let signature = Signature { role: role.clone(), name: text, ..Signature::default() };
                HeaderPatch { signatures: Some(vec![signature]), ..HeaderPatch::default() }
            }
            Lacking::Genitive(_) | Lacking::Role => HeaderPatch::default(),
        };
        if patch != HeaderPatch::default()
            && cx.enter(&Command::EditHeader(Box::new(patch))) == Outcome::Refused
        {
            return Outcome::Refused;
        }
        match self.lacking {
            Lacking::Genitive(_) => signature(cx, self.request.clone()),
            Lacking::Role | Lacking::Name(_) => file::report(cx, self.request.clone()),
        }
        Outcome::Taken
    }
}

/// Asks for what the report lacks, and then for its file.
pub fn report(cx: &mut Cx<'_>, request: ReportRequest) {
    let plan = cx.shared.plan.as_ref().filter(|_| !request.options.blank && request.form.reports());
    let genitive = plan.and_then(|plan| lacks_genitive(plan, &request.form, &request.options));
    match genitive {
        Some(name) => ask(cx, Lacking::Genitive(name), request),
        None => signature(cx, request),
    }
}

/// Asks who signs, where the plan does not say so, and then for the file.
fn signature(cx: &mut Cx<'_>, request: ReportRequest) {
    let reports = !request.options.blank && request.form.reports();
    let unsigned = cx.shared.plan.as_ref().is_some_and(|plan| plan.header().signatures.is_empty());
    if reports && unsigned { ask(cx, Lacking::Role, request) } else { file::report(cx, request) }
}

fn ask(cx: &mut Cx<'_>, lacking: Lacking, request: ReportRequest) {
    let (about, text) = match &lacking {
        // Often only the ending differs.
        Lacking::Genitive(name) => (name.clone(), name.clone()),
        Lacking::Role => (String::new(), String::new()),
        Lacking::Name(role) => (role.clone(), String::new()),
    };
    cx.ask(LackingPrompt { lacking, request }, about, text);
}
