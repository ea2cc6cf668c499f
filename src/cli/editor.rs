//! The user's external editor: the text is written to a private file, and the edited content is returned as data.

use std::{
    ffi::OsString,
    fs,
    io::{self, Read as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, getpid, kill_process, waitid};

use super::{ids, private, words::Words};
use crate::l10n::Language;

/// The prefix of the directories for these files.
const PREFIX: &str = "kvartal-edit-";

/// The maximal length of a text; a longer one is refused.
const LONGEST: u64 = 1 << 15;

/// The exit codes of a shell for a command that does not exist or cannot be run.
const NOT_THERE: [i32; 2] = [126, 127];

/// Opens texts in the editor that the environment names.
pub(super) fn editor(language: Language) -> impl FnMut(&str) -> Result<String, String> {
    move |text| {
        let words = Words::new(language);
        let named = ["VISUAL", "EDITOR"]
            .into_iter()
            .find_map(|name| std::env::var_os(name).filter(|v| !v.is_empty()));
        let Some(command) = named else { return Err(words.say("cli-editor-none")) };
        edit(&command, text).map_err(|fault| fault.sentence(&words, &command))
    }
}

/// Why no edited text was returned.
#[derive(Debug)]
enum EditorFault {
    NotThere,
    Ended(Option<i32>),
    File(io::Error),
    TooLong,
    NotText,
}

impl EditorFault {
    fn sentence(&self, words: &Words, command: &OsString) -> String {
        let name = command.to_string_lossy().into_owned();
        match self {
            Self::NotThere => words.with("cli-editor-missing", &[("name", name.into())]),
            Self::Ended(Some(code)) => {
                words.with("cli-editor-failed", &[("name", name.into()), ("code", code.to_string().into())])
            }
            Self::Ended(None) => words.with("cli-editor-killed", &[("name", name.into())]),
            Self::File(error) => {
                words.with("cli-editor-file", &[("why", super::causes::io_cause(words, error).into())])
            }
            Self::TooLong => words.say("cli-editor-too-long"),
            Self::NotText => words.say("cli-editor-not-text"),
        }
    }
}

impl From<io::Error> for EditorFault {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

/// A directory that is removed when dropped.
struct Directory(PathBuf);

impl Drop for Directory {
    fn drop(&mut self) {
        // A remaining directory is removed at a later start.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn edit(command: &OsString, text: &str) -> Result<String, EditorFault> {
    private::sweep(PREFIX);
    let directory = Directory(std::env::temp_dir().join(format!("{PREFIX}{:032x}", ids::seed())));
    private::make_directory(&directory.0)?;
    let file = directory.0.join("text.txt");
    let mut made = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file)?;
    made.write_all(text.as_bytes())?;
    made.write_all(b"\n")?;
    drop(made);
    let status = run(command, &file)?;
    match status.code() {
        Some(0) => read(&file),
        Some(code) if NOT_THERE.contains(&code) => Err(EditorFault::NotThere),
        code => Err(EditorFault::Ended(code)),
    }
}

/// Runs the command with a shell, because users include options in it. When the editor is suspended, this program
/// suspends itself with it, so that the user's shell gets the terminal back; both continue together.
fn run(command: &OsString, file: &Path) -> io::Result<ExitStatus> {
    let mut script = command.clone();
    script.push(" \"$@\"");
    let mut child = Command::new("/bin/sh").arg("-c").arg(script).arg(command).arg(file).spawn()?;
    let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else { return child.wait() };
    let (of, stops) = (WaitId::Pid(pid), WaitIdOptions::STOPPED);
    loop {
        match waitid(of.clone(), WaitIdOptions::EXITED | stops | WaitIdOptions::NOWAIT) {
            Ok(Some(status)) if status.stopped() => {
                // The stop is consumed, so that the next one is noticed.
                let _ = waitid(of.clone(), stops);
                let _ = kill_process(getpid(), Signal::STOP);
                let _ = kill_process(pid, Signal::CONT);
            }
            Err(rustix::io::Errno::INTR) => {}
            _ => return child.wait(),
        }
    }
}

fn read(file: &Path) -> Result<String, EditorFault> {
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LONGEST {
        return Err(EditorFault::TooLong);
    }
    let text = String::from_utf8(bytes).map_err(|_| EditorFault::NotText)?;
    Ok(text.trim_start_matches('\u{feff}').trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn script(directory: &Path, body: &str) -> OsString {
        let file = directory.join("editor");
        fs::write(&file, format!("#!/bin/sh\n{body}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o700)).unwrap();
        file.into_os_string()
    }

    #[test]
    fn a_text_comes_back_and_its_private_file_goes() {
        let dir = tempfile::tempdir().unwrap();
        let seen = dir.path().join("seen");
        let body = format!("stat -c '%a %n' \"$1\" > {0}; printf ' ще' >> \"$1\"", seen.display());
        assert_eq!(edit(&script(dir.path(), &body), "один\nдва").unwrap(), "один\nдва\n ще");
        let seen = fs::read_to_string(seen).unwrap();
        let (mode, file) = seen.trim().split_once(' ').unwrap();
        assert_eq!(mode, "600");
        assert!(!Path::new(file).parent().unwrap().exists(), "{file}");
    }

    #[test]
    fn what_cannot_come_back_says_why() {
        let dir = tempfile::tempdir().unwrap();
        let fault = |body: &str| edit(&script(dir.path(), body), "текст").unwrap_err();
        assert!(matches!(fault("exit 3"), EditorFault::Ended(Some(3))));
        assert!(matches!(fault("kill -9 $$"), EditorFault::Ended(_)));
        assert!(matches!(fault("head -c 40000 /dev/zero > \"$1\""), EditorFault::TooLong));
        assert!(matches!(fault("printf '\\377' > \"$1\""), EditorFault::NotText));
        assert!(matches!(edit(&OsString::from("/немає/такого"), "текст"), Err(EditorFault::NotThere)));
    }
}
