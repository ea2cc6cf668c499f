//! What surrounds the program: the files that it reads and those that it writes.

use std::collections::{BTreeMap, BTreeSet};

use kvartal::{
    app::{FiguresRequest, import::Incoming, learn::Columns, report::ReportRequest},
    document,
    form::{Form, Options, recognise},
};

use super::{Stage, TODAY};

/// The surroundings of the program.
#[derive(Default)]
pub struct Outside {
    /// The files that can be named, with their content.
    pub files: BTreeMap<String, Incoming>,
    /// Files that no form reads until one is learned: the text, and its columns.
    pub refused: BTreeMap<String, (String, Columns)>,
    /// The names of further existing files.
    pub names: BTreeSet<String>,
    /// The requested reports.
    pub written: Vec<ReportRequest>,
    /// The requested tables.
    pub tables: Vec<FiguresRequest>,
    /// The files of the forms that were confirmed.
    pub learned: Vec<String>,
}

impl Outside {
    /// Keeps a learned form, with which the refused files are read from now on.
    pub fn keep_form(&mut self, form: &str) {
        let forms = [Form::parse(form).expect("a form")];
        for (file, (text, _)) in std::mem::take(&mut self.refused) {
            let document = document::read(text.as_bytes(), &file).expect("a text");
            let draft = recognise(&document, &forms, &Options::new(TODAY)).expect("a plan").draft;
            let incoming =
                Incoming { file: file.clone(), draft, document: true, performer: None, slug: None };
            self.files.insert(file, incoming);
        }
        self.learned.push(form.to_owned());
    }
}

impl Stage {
    /// Adds a file that no form reads.
    pub fn put_refused(&self, name: &str, text: &str, columns: Columns) {
        let refused = (text.to_owned(), columns);
        self.outside.lock().expect("the files").refused.insert(name.to_owned(), refused);
    }

    /// Adds a file with content.
    pub fn put_file(&self, name: &str, incoming: Incoming) {
        self.outside.lock().expect("the files").files.insert(name.to_owned(), incoming);
    }

    /// Adds the name of a file.
    pub fn put_name(&self, name: &str) {
        self.outside.lock().expect("the files").names.insert(name.to_owned());
    }

    /// The tables that were written.
    pub fn tables(&self) -> Vec<FiguresRequest> {
        self.outside.lock().expect("the tables").tables.clone()
    }

    /// The files of the forms that were confirmed.
    pub fn learned(&self) -> Vec<String> {
        self.outside.lock().expect("the forms").learned.clone()
    }

    /// The reports that were written.
    pub fn written(&self) -> Vec<ReportRequest> {
        self.outside.lock().expect("the reports").written.clone()
    }
}
