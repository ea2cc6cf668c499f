//! `kvartal forms`: lists the forms, prints one as a file, checks the user's own, and learns one from a document.

mod column_said;
mod dialogue;
mod files;
mod first_measures;
mod kept;
mod learn;

use std::{fs, io::Write as _, path::Path};

use serde::Serialize;

pub(super) use self::{
    files::all,
    kept::{columns_of_refused, keep, learn_step, lesson, tell_kept},
    learn::has_screen,
};
use self::{
    files::{own, parse, text},
    learn::learn_one,
};
use super::{
    Ended,
    args::{Format, FormsArgs},
    failure::Failure,
    output::{self, Table},
    session::Session,
    words::Value,
};
use crate::{
    form::{Form, built_in_file},
    text::safe::harmless,
};

#[derive(Serialize)]
struct FormsAnswer {
    forms: Vec<FormJson>,
}

#[derive(Serialize)]
struct FormJson {
    name: String,
    title: String,
    own: bool,
    columns: Vec<&'static str>,
}

/// Runs the command.
///
/// # Errors
/// When a form or a document does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &FormsArgs) -> Result<Ended, Failure> {
    match (&args.check, &args.learn, &args.name) {
        (Some(file), ..) => check(session, file),
        (None, Some(document), _) => learn_one(session, document, args),
        (None, None, Some(name)) => show(session, name),
        (None, None, None) => list(session),
    }
}

fn list(session: &mut Session) -> Result<Ended, Failure> {
    let own = own();
    let is_own =
        |form: &Form| own.iter().any(|(_, read)| read.as_ref().is_ok_and(|own| own.name == form.name));
    let english = session.words.language() == crate::l10n::Language::En;
    let title = |form: &Form| if english { form.title.en.clone() } else { form.title.uk.clone() };
    let columns = |form: &Form| form.columns.iter().map(|column| column.holds.name()).collect::<Vec<_>>();
    let forms = all();
    if session.format() == Format::Json {
        let forms = forms.iter().map(|form| FormJson {
            name: form.name.clone(),
            title: title(form),
            own: is_own(form),
            columns: columns(form),
        });
        let answer = FormsAnswer { forms: forms.collect() };
        output::answer("kvartal-forms", &answer, &mut session.out)?;
    } else {
        let headings = ["cli-col-form", "cli-col-title", "cli-col-columns"];
        let mut table = Table::new(&session.words, headings);
        for form in &forms {
            let held = form.columns.iter().map(|column| session.words.holds(column.holds));
            table.row([form.name.clone(), title(form), held.collect::<Vec<_>>().join(", ")]);
        }
        session.print(&table)?;
    }
    for (file, read) in &own {
        if let Err(why) = read {
            tell_bad(session, file, why);
        }
    }
    Ok(Ended::Well)
}

fn tell_bad(session: &Session, file: &Path, why: &str) {
    let told = [("file", file.to_string_lossy().into_owned()), ("why", why.trim_end().to_owned())];
    let told = told.map(|(name, text)| (name, Value::from(harmless(&text).into_owned())));
    session.tell(&session.words.with("cli-forms-bad", &told));
}

fn show(session: &mut Session, name: &str) -> Result<Ended, Failure> {
    let own = own().into_iter().find(|(_, read)| read.as_ref().is_ok_and(|form| form.name == name));
    let shown = match own {
        Some((file, _)) => text(&file).ok(),
        None => built_in_file(name).map(str::to_owned),
    };
    let Some(shown) = shown else {
        return Err(Failure::NoForm(name.to_owned(), all().into_iter().map(|form| form.name).collect()));
    };
    // The line breaks of the file are kept.
    let lines: Vec<_> = shown.lines().map(|line| harmless(line).into_owned()).collect();
    writeln!(session.out, "{}", lines.join("\n"))?;
    Ok(Ended::Well)
}

fn check(session: &mut Session, file: &Path) -> Result<Ended, Failure> {
    let text = fs::read_to_string(file).map_err(|cause| Failure::Read(file.to_owned(), cause))?;
    match parse(&text) {
        Ok(form) => {
            let told = [("form", Value::from(form.name.as_str()))];
            session.tell(&session.words.with("cli-forms-well", &told));
            Ok(Ended::Well)
        }
        Err(why) => {
            tell_bad(session, file, &why);
            Ok(Ended::WithFindings)
        }
    }
}
