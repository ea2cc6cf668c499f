//! `kvartal man`: manual pages, one to standard output or all into a directory.

use std::io::Write as _;

use super::{
    Ended, args::ManArgs, failure::Failure, help, session::Session, whole_file::write_whole, words::Value,
};

/// Runs it.
///
/// # Errors
/// When nothing can be written.
pub(super) fn run(session: &mut Session, args: &ManArgs) -> Result<Ended, Failure> {
    let command = help::command(&session.words);
    let Some(directory) = &args.directory else {
        let page = page(command)?;
        session.out.write_all(&page)?;
        return Ok(Ended::Well);
    };
    std::fs::create_dir_all(directory).map_err(|cause| Failure::Write(directory.clone(), cause))?;
    let subs = command.get_subcommands().cloned().map(|sub| {
        let name = format!("kvartal-{}", sub.get_name());
        (name.clone(), sub.name(name))
    });
    let mut pages: Vec<(String, clap::Command)> = subs.collect();
    pages.push(("kvartal".to_owned(), command));
    let count = pages.len();
    for (name, command) in pages {
        let path = directory.join(format!("{name}.1"));
        write_whole(&path, &page(command)?).map_err(|cause| Failure::Write(path, cause))?;
    }
    let path = Value::from(directory.to_string_lossy().into_owned());
    session.tell(&session.words.with("cli-man-done", &[("count", Value::from(count)), ("path", path)]));
    Ok(Ended::Well)
}

fn page(command: clap::Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(page)
}
