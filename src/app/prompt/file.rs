//! The name of a file: a document to read, a report to write.

use super::{Outcome, Prompt};
use crate::{
    app::{Cx, Effect, Notice, report::ReportRequest},
    domain::PlanId,
};

/// The document to read, for this plan or for a new one.
#[derive(Clone, Copy, Debug)]
struct ImportFile(Option<PlanId>);

impl Prompt for ImportFile {
    fn heading(&self) -> &'static str {
        if self.0.is_some() { "prompt-import-into" } else { "prompt-import" }
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        if text.is_empty() {
            return Outcome::Refused;
        }
        cx.effects.push(Effect::ReadDocument(text.to_owned(), self.0));
        cx.say(Notice::info("notice-reading").with("file", text));
        Outcome::Taken
    }
}

/// Asks for a document, for a plan or for a new one.
pub fn import(cx: &mut Cx<'_>, into: Option<PlanId>) {
    let plan = into.and(cx.shared.plan.as_ref());
    let about = plan.map(|plan| plan.header().slug.clone()).unwrap_or_default();
    cx.ask(ImportFile(into), about, String::new());
}

/// The file to write a report to.
#[derive(Clone, Debug)]
struct ReportFile(ReportRequest);

impl Prompt for ReportFile {
    fn heading(&self) -> &'static str {
        "prompt-report-file"
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        if text.is_empty() {
            return Outcome::Refused;
        }
        let request = ReportRequest { file: text.to_owned(), ..self.0.clone() };
        cx.effects.push(Effect::WriteReport(request));
        cx.say(Notice::info("notice-writing").with("file", text));
        Outcome::Taken
    }
}

/// Asks for the file to write a report to; the request has the name that is proposed.
pub fn report(cx: &mut Cx<'_>, request: ReportRequest) {
    let name = request.file.clone();
    cx.ask(ReportFile(request), String::new(), name);
}
