//! `kvartal export`: writes the plan in an exchange format.

use std::{io::Write as _, path::Path};

use super::{
    Ended,
    args::{ExportArgs, ExportKind},
    failure::Failure,
    output, private,
    session::Session,
    whole_file::write_whole,
    words::Value,
    workspace::Workspace,
};
use crate::{
    domain::Plan,
    form::{
        exchange,
        iati::{self, IatiPublisher},
    },
};

/// The text of a file in the exchange format.
pub(super) fn exchange_text(plan: &Plan) -> String {
    let mut text = output::harmless_json(&exchange::export(plan)).into_owned();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Runs the command.
///
/// # Errors
/// When the plan does not exist, or writing fails.
pub(super) fn run(session: &mut Session, args: &ExportArgs) -> Result<Ended, Failure> {
    let plan = Workspace::read(session)?.plan(args.plan.as_deref())?;
    let text = match (args.kind, &args.publisher) {
        (ExportKind::Iati, Some(organisation)) => {
            iati::export(&plan, &IatiPublisher { organisation: organisation.clone() })
        }
        // IATI without a publisher was refused when the arguments were parsed.
        (ExportKind::Json | ExportKind::Iati, _) => exchange_text(&plan),
    };
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        None => session.out.write_all(text.as_bytes())?,
        Some(path) => {
            private::may_be_written(path, args.force)?;
            write_whole(path, text.as_bytes()).map_err(|cause| Failure::Write(path.to_owned(), cause))?;
            let path = Value::from(path.to_string_lossy().into_owned());
            session.tell(&session.words.with("cli-export-done", &[("path", path)]));
        }
    }
    Ok(Ended::Well)
}
