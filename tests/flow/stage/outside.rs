//! What surrounds the program: the files that it reads and those that it writes.

use std::collections::{BTreeMap, BTreeSet};

use kvartal::app::{FiguresRequest, import::Incoming, report::ReportRequest};

use super::Stage;

/// The surroundings of the program.
#[derive(Default)]
pub struct Outside {
    /// The files that can be named, with their content.
    pub files: BTreeMap<String, Incoming>,
    /// The names of further existing files.
    pub names: BTreeSet<String>,
    /// The requested reports.
    pub written: Vec<ReportRequest>,
    /// The requested tables.
    pub tables: Vec<FiguresRequest>,
    /// The files of the forms that were confirmed.
    pub learned: Vec<String>,
}

impl Stage {
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
