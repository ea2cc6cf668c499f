//! Asking once for what a report lacks: the organisation in the genitive, and who signs. The answers are stored in the
//! plan.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use super::{failure::Failure, session::Session, words::Value, workspace::Workspace};
use crate::{
    domain::{Command, HeaderPatch, Plan, Signature},
    form::{Form, LayOut, lacks_genitive},
    text::{normal::squeeze, safe::harmless},
};

/// Asks for what the report lacks; if nobody can be asked, explains how to enter it.
///
/// # Errors
/// When the terminal fails or an answer cannot be written.
pub(super) fn ask(session: &Session, plan: &mut Plan, form: &Form, options: &LayOut) -> Result<(), Failure> {
    if options.blank || !form.reports() {
        return Ok(());
    }
    let can_ask = io::stdin().is_terminal() && io::stderr().is_terminal();
    let slug = ("slug", Value::from(plan.header().slug.clone()));
    if let Some(name) = lacks_genitive(plan, form, options) {
        let name = ("name", Value::from(harmless(&name).into_owned()));
        if can_ask {
            genitive(session, plan, &session.words.with("cli-report-genitive", &[name]))?;
        } else {
            session.tell(&session.words.with("cli-report-no-genitive", &[slug.clone(), name]));
        }
    }
    if plan.header().signatures.is_empty() {
        if can_ask {
            signature(session, plan)?;
        } else {
            session.tell(&session.words.with("cli-report-unsigned", &[slug]));
        }
    }
    Ok(())
}

fn genitive(session: &Session, plan: &mut Plan, question: &str) -> Result<(), Failure> {
    let answer = answer(question)?;
    if answer.is_empty() {
        return Ok(());
    }
    store(session, plan, HeaderPatch { organisation_genitive: Some(Some(answer)), ..HeaderPatch::default() })
}

fn signature(session: &Session, plan: &mut Plan) -> Result<(), Failure> {
    let role = answer(&session.words.say("cli-report-who-role"))?;
    if role.is_empty() {
        return Ok(());
    }
    let name = answer(&session.words.say("cli-report-who-name"))?;
    let signature = Signature { role, name, ..Signature::default() };
    store(session, plan, HeaderPatch { signatures: Some(vec![signature]), ..HeaderPatch::default() })
}

/// Stores an answer. The report command only reads the plan, so the workspace is opened for writing here.
fn store(session: &Session, plan: &mut Plan, patch: HeaderPatch) -> Result<(), Failure> {
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
