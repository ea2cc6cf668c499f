//! Asking once who signs a report; the answer is stored in the plan.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use super::{failure::Failure, session::Session, words::Value, workspace::Workspace};
use crate::{
    domain::{Command, HeaderPatch, Plan, Signature},
    text::normal::squeeze,
};

/// Asks who signs the report if the plan does not say so; if nobody can be asked, explains how to enter it.
///
/// # Errors
/// When the terminal fails or the answer cannot be written.
pub(super) fn ask(session: &Session, plan: &mut Plan) -> Result<(), Failure> {
    if !plan.header().signatures.is_empty() {
        return Ok(());
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        let slug = [("slug", Value::from(plan.header().slug.clone()))];
        session.tell(&session.words.with("cli-report-unsigned", &slug));
        return Ok(());
    }
    let role = answer(&session.words.say("cli-report-who-role"))?;
    if role.is_empty() {
        return Ok(());
    }
    let name = answer(&session.words.say("cli-report-who-name"))?;
    let signature = Signature { heading: String::new(), role, name, date: None, number: None };
    let patch = HeaderPatch { signatures: Some(vec![signature]), ..HeaderPatch::default() };
    // The report command only reads the plan, so the workspace is opened for writing here.
    Workspace::open(session)?.carry_out(session, plan, &Command::EditHeader(Box::new(patch)), false)?;
    Ok(())
}

fn answer(question: &str) -> Result<String, Failure> {
    let mut err = io::stderr();
    write!(err, "{question} ").and_then(|()| err.flush())?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(squeeze(&answer))
}
