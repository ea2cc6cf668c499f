//! Converting old documents with LibreOffice, if it is installed: in a private directory, without macros, with a time
//! limit.

use std::{
    env,
    ffi::OsString,
    fs, io,
    os::unix::{fs::DirBuilderExt as _, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::document::FileKind;

/// How long the conversion may take; LibreOffice starts in a few seconds and converts a document in less.
const LIMIT: Duration = Duration::from_secs(90);
/// The interval at which its end is checked.
const BEAT: Duration = Duration::from_millis(50);

/// Settings that forbid running macros and loading external links.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"#;

/// Why a document was not converted.
#[derive(Debug)]
pub(super) enum ConvertFault {
    /// LibreOffice is not installed.
    NotInstalled,
    /// It exceeded the time limit.
    TooLong,
    /// It produced no document.
    NoDocument,
    /// A directory could not be created, or the program could not be started.
    Io(io::Error),
}

/// Whether documents of this kind are converted to DOCX.
pub(super) const fn is_for(kind: FileKind) -> bool {
    matches!(kind, FileKind::Doc | FileKind::Rtf)
}

/// Converts a document to DOCX.
///
/// # Errors
/// [`ConvertFault`].
pub(super) fn to_docx(bytes: &[u8], kind: FileKind) -> Result<Vec<u8>, ConvertFault> {
    let program = program().ok_or(ConvertFault::NotInstalled)?;
    let room = Room::make().map_err(ConvertFault::Io)?;
    let ending = if kind == FileKind::Rtf { "rtf" } else { "doc" };
    let source = room.0.join(format!("document.{ending}"));
    let profile = room.0.join("profile");
    let settings = profile.join("user");
    fs::create_dir_all(&settings).map_err(ConvertFault::Io)?;
    fs::write(settings.join("registrymodifications.xcu"), SETTINGS).map_err(ConvertFault::Io)?;
    fs::write(&source, bytes).map_err(ConvertFault::Io)?;
    let child = start(&program, &room.0, &profile, &source).map_err(ConvertFault::Io)?;
    wait(child)?;
    match fs::read(room.0.join("out").join("document.docx")) {
        Ok(docx) if !docx.is_empty() => Ok(docx),
        _ => Err(ConvertFault::NoDocument),
    }
}

/// The path of LibreOffice.
fn program() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let usual = [
        "/usr/bin",
        "/usr/local/bin",
        "/opt/libreoffice/program",
        "/Applications/LibreOffice.app/Contents/MacOS",
    ];
    let folders =
        env::split_paths(&path).filter(|folder| folder.is_absolute()).chain(usual.map(PathBuf::from));
    let mut files = folders.flat_map(|folder| ["soffice", "libreoffice"].map(|name| folder.join(name)));
    files.find(|file| file.is_file())
}

fn start(program: &Path, room: &Path, profile: &Path, source: &Path) -> io::Result<Child> {
    let mut user = OsString::from("-env:UserInstallation=file://");
    user.push(profile);
    Command::new(program)
        .arg(user)
        .args(["--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck"])
        .args(["--convert-to", "docx", "--outdir"])
        .arg(room.join("out"))
        .arg(source)
        .current_dir(room)
        .env_clear()
        // Its start script needs the usual tools.
        .env("PATH", env::var_os("PATH").unwrap_or_else(|| "/usr/local/bin:/usr/bin:/bin".into()))
        .env("HOME", room)
        .env("TMPDIR", room)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // The program gets its own process group, because it starts another process.
        .process_group(0)
        .spawn()
}

/// Waits for the end of the process; kills its process group at the time limit.
fn wait(mut child: Child) -> Result<(), ConvertFault> {
    let begun = Instant::now();
    while child.try_wait().map_err(ConvertFault::Io)?.is_none() {
        if begun.elapsed() > LIMIT {
            let group = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw);
            if let Some(group) = group {
                // A process that has just ended by itself is no error.
                let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
            }
            let _ = child.wait();
            return Err(ConvertFault::TooLong);
        }
        thread::sleep(BEAT);
    }
    Ok(())
}

/// A private directory that is removed with its content when dropped.
struct Room(PathBuf);

impl Room {
    fn make() -> io::Result<Self> {
        let mut random = [0_u8; 8];
        getrandom::fill(&mut random).map_err(|_| io::Error::other("no random bits"))?;
        let name = random.iter().fold(String::from("kvartal-"), |name, byte| name + &format!("{byte:02x}"));
        let room = env::temp_dir().join(name);
        // An existing directory belongs to somebody else, so creating it must fail.
        fs::DirBuilder::new().mode(0o700).create(&room)?;
        Ok(Self(room))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // If it cannot be removed, the system cleans it up with other temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}
