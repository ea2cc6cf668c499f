//! The first screen in real terminals: it is there before the plan is read, it is never an old one, and what is typed
//! meanwhile is not lost.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use crate::pty_window::{PATIENCE, PROGRAM, Window};
use rustix::process::Signal;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/sample.json");

/// What the outline shows first,
const OUTLINE: &[&str] = &["1.1.1", "saved"];
/// the keys that enter a fact there,
const A_FACT: &str = "gf701\r\u{1b}[A";
/// and what the screen of facts shows then.
const ENTERED: &[&str] = &["Facts", "saved", "701"];

fn ok(workspace: &Path, args: &[&str]) {
    let mut command = Command::new(PROGRAM);
    command.env("KVARTAL_LANG", "en").env("KVARTAL_AUTHOR", "command").arg("--workspace").arg(workspace);
    let output = command.args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn open(workspace: &Path) -> Window {
    Window::open_with(workspace.as_os_str(), "olena", &[])
}

/// Waits until a screen with these texts stands still, and returns it.
fn screen(window: &Window, texts: &[&str]) -> String {
    let mut last = String::new();
    let began = Instant::now();
    loop {
        let now = window.contents();
        if now == last && texts.iter().all(|text| now.contains(text)) {
            return now;
        }
        assert!(began.elapsed() < PATIENCE, "{texts:?} never came:\n{now}");
        last = now;
        std::thread::sleep(Duration::from_millis(150));
    }
}

fn quit(mut window: Window) {
    window.send("\u{11}");
    window.child.wait().unwrap();
}

/// A workspace with the sample plan, and the picture that a window left there.
fn workspace() -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    ok(dir.path(), &["import", SAMPLE]);
    let window = open(dir.path());
    let first = screen(&window, OUTLINE);
    quit(window);
    (dir, first)
}

/// The only picture of a workspace.
fn picture(workspace: &Path) -> (PathBuf, Vec<u8>) {
    let mut files = fs::read_dir(workspace.join("screens")).unwrap();
    let path = files.next().unwrap().unwrap().path();
    assert!(files.next().is_none());
    let bytes = fs::read(&path).unwrap();
    (path, bytes)
}

#[test]
fn keys_typed_at_once_land_and_leave_a_new_picture() {
    let (dir, first) = workspace();
    let before = picture(dir.path());
    let mut window = open(dir.path());
    // The keys arrive while the program starts.
    window.send(A_FACT);
    screen(&window, ENTERED);
    quit(window);
    assert_ne!(picture(dir.path()), before);
    let window = open(dir.path());
    assert_ne!(screen(&window, &["1.1.1", "saved", "701"]), first);
}

#[test]
fn a_killed_window_and_a_command_leave_no_old_picture() {
    let (dir, first) = workspace();
    let mut window = open(dir.path());
    assert_eq!(screen(&window, OUTLINE), first);
    window.send(A_FACT);
    screen(&window, ENTERED);
    window.kill(Signal::KILL);
    let window = open(dir.path());
    assert_ne!(screen(&window, &["1.1.1", "saved", "701"]), first);
    quit(window);
    ok(dir.path(), &["fact", "verbodil", "1.1.1.2", "432", "--quarter", "2026Q4"]);
    let window = open(dir.path());
    screen(&window, &["1.1.1", "saved", "701", "432"]);
}

#[test]
fn a_second_window_shows_what_the_first_one_has_entered() {
    let (dir, first) = workspace();
    let mut window = open(dir.path());
    assert_eq!(screen(&window, OUTLINE), first);
    let second = open(dir.path());
    screen(&second, OUTLINE);
    quit(second);
    window.send(A_FACT);
    screen(&window, ENTERED);
    let second = open(dir.path());
    screen(&second, &["1.1.1", "saved", "701"]);
}

#[test]
fn a_damaged_picture_is_no_picture() {
    let (dir, first) = workspace();
    let (file, whole) = picture(dir.path());
    for harmed in [&whole[..whole.len() / 2], b"", &[whole.as_slice(), b"x"].concat()] {
        fs::write(&file, harmed).unwrap();
        let window = open(dir.path());
        assert_eq!(screen(&window, OUTLINE), first);
        quit(window);
        assert_eq!(picture(dir.path()).1, whole);
    }
}
