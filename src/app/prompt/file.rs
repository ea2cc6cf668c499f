//! The prompts for file names: a document to read, a report or a table to write.

use super::{Outcome, Prompt, PromptWords};
use crate::{
    app::{
        Cx, Effect, FiguresRequest, Notice, Output, Shared, figures::table::FigureTable, notice::NoticeText,
        report::ReportRequest,
    },
    domain::PlanId,
};

/// How many names are shown under the line.
const SHOWN: usize = 12;

/// The files whose names begin with the input; Tab cycles through them.
#[derive(Clone, Debug)]
pub(super) struct FileNames {
    names: Vec<String>,
    /// The index of the one in the line.
    at: Option<usize>,
}

impl FileNames {
    pub const fn new(names: Vec<String>) -> Self {
        Self { names, at: None }
    }

    /// Their common prefix; none where it is not longer than the input.
    pub fn stem(&self, typed: &str) -> Option<String> {
        let first = self.names.first()?;
        let common = |name: &String| first.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        let length = self.names.iter().map(common).min()?;
        let stem: String = first.chars().take(length).collect();
        (stem.len() > typed.len()).then_some(stem)
    }

    /// The next of several names, if the line still has the last one or their common prefix.
    pub fn next(&mut self, typed: &str) -> Option<String> {
        let at = match self.at {
            Some(at) if self.names.get(at).is_some_and(|name| name == typed) => (at + 1) % self.names.len(),
            None if self.names.len() > 1 && self.names.iter().all(|name| name.starts_with(typed)) => 0,
            _ => return None,
        };
        // A single directory is entered, because there is nothing to cycle through.
        let name = self.names.get(at).filter(|name| self.names.len() > 1 || *name != typed)?;
        self.at = Some(at);
        Some(name.clone())
    }

    /// Their names without the directory.
    pub fn told(&self) -> Notice {
        if self.names.is_empty() {
            return Notice::warning("notice-no-such-file");
        }
        let shown = self.names.iter().take(SHOWN).map(|name| {
            let name = name.as_str();
            let from = name.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
            name.get(from..).unwrap_or(name)
        });
        let mut words = shown.collect::<Vec<_>>().join("  ");
        if let Some(more) = self.names.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            words.push_str(&format!("  … +{more}"));
        }
        Notice { text: NoticeText::Words(words), ..Notice::info("notice-no-such-file") }
    }
}

/// The prompt for a document to read, for a plan or for a new one.
#[derive(Clone, Copy, Debug)]
struct ImportFile(Option<PlanId>);

impl Prompt for ImportFile {
    fn words(&self) -> PromptWords {
        let heading = if self.0.is_some() { "prompt-import-into" } else { "prompt-import" };
        PromptWords::with_help(heading, "prompt-import-help").ended_by("action-open")
    }

    fn is_file(&self) -> bool {
        true
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        if text.is_empty() || text.ends_with('/') {
            cx.say(Notice::info("notice-name-a-file"));
            return Outcome::Refused;
        }
        cx.shared.folder =
            text.rfind('/').and_then(|slash| text.get(..=slash)).unwrap_or_default().to_owned();
        cx.effects.push(Effect::ReadDocument(text.to_owned(), self.0));
        cx.say(Notice::info("notice-reading").with("file", text));
        Outcome::Taken
    }
}

/// Opens the prompt for a document, in the directory of the last one.
pub fn import(cx: &mut Cx<'_>, into: Option<PlanId>) {
    let plan = into.and(cx.shared.plan.as_ref());
    let about = plan.map(|plan| plan.header().slug.clone()).unwrap_or_default();
    let folder = cx.shared.folder.clone();
    cx.ask(ImportFile(into), about, folder);
}

/// The prompt for the file of a report or a table.
#[derive(Clone, Debug)]
struct OutputFile {
    output: Output,
    /// The name of an existing file that this program did not write.
    taken: Option<String>,
}

impl Prompt for OutputFile {
    fn words(&self) -> PromptWords {
        match self.output {
            Output::Report(_) => PromptWords::with_help("prompt-report-file", "prompt-report-file-help"),
            Output::Figures(_) => PromptWords::with_help("prompt-figures-file", "prompt-figures-file-help"),
        }
    }

    fn is_file(&self) -> bool {
        true
    }

    fn question(&self, _: &Shared, text: &str) -> Option<Notice> {
        let asks = self.taken.as_deref() == Some(text);
        asks.then(|| Notice::warning("notice-replace-file").with("file", text))
    }

    fn commit(&self, cx: &mut Cx<'_>, text: &str) -> Outcome {
        if text.is_empty() || text.ends_with('/') {
            cx.say(Notice::info("notice-name-a-file"));
            return Outcome::Refused;
        }
        let replace = self.taken.as_deref() == Some(text);
        cx.effects.push(Effect::Write(self.output.clone().into_file(text.to_owned(), replace)));
        cx.say(Notice::info("notice-writing").with("file", text));
        Outcome::Taken
    }
}

/// Opens the prompt for the file of a report; the request has the proposed name.
pub fn report(cx: &mut Cx<'_>, request: ReportRequest) {
    ask(cx, Output::Report(request));
}

/// Asks for the file to write a table to.
pub fn figures(cx: &mut Cx<'_>, table: FigureTable) {
    let Some(plan) = &cx.shared.plan else { return };
    let quarter = cx.shared.quarter.to_string().to_lowercase();
    let file = format!("{}-{quarter}.md", plan.header().slug);
    ask(cx, Output::Figures(Box::new(FiguresRequest { table, file, replace: false })));
}

fn ask(cx: &mut Cx<'_>, output: Output) {
    let name = output.file().to_owned();
    cx.ask(OutputFile { output, taken: None }, String::new(), name);
}

/// Opens the prompt again, because a file that this program did not write has the first name; `free` is proposed.
pub fn other_name(cx: &mut Cx<'_>, output: Output, free: String) {
    cx.say(Notice::warning("notice-file-exists").with("file", output.file()).with("other", &free));
    let taken = Some(output.file().to_owned());
    cx.ask(OutputFile { output, taken }, String::new(), free);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_completes_what_is_common_and_then_goes_through_the_names() {
        let names = ["d/звіт-1.docx", "d/звіт-2.docx", "d/звіт/"].map(str::to_owned).to_vec();
        let mut files = FileNames::new(names);
        assert_eq!(files.stem("d/з").as_deref(), Some("d/звіт"));
        assert_eq!(files.stem("d/звіт"), None);
        assert_eq!(files.next("d/звіт").as_deref(), Some("d/звіт-1.docx"));
        assert_eq!(files.next("d/звіт-1.docx").as_deref(), Some("d/звіт-2.docx"));
        assert_eq!(files.next("d/звіт-2.docx").as_deref(), Some("d/звіт/"));
        assert_eq!(files.next("d/інше"), None);
        assert!(
            matches!(files.told().text, NoticeText::Words(words) if words == "звіт-1.docx  звіт-2.docx  звіт/")
        );
        let mut alone = FileNames::new(vec!["d/звіт/".to_owned()]);
        assert_eq!(alone.stem("d/").as_deref(), Some("d/звіт/"));
        assert_eq!(alone.next("d/звіт/"), None);
    }
}
