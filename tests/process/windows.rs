//! Several windows on one workspace, in real terminals: each shows what another one enters, the end of one does not end
//! the others, and unfinished input of a window is offered at the next start.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use crate::pty_window::{PATIENCE, PROGRAM, Window};
use kvartal::store::who_serves;
use rustix::process::{Pid, Signal, kill_process};

/// The time limit for a takeover. It takes a few milliseconds and is promised within one second; a busy machine gets more.
const TAKEOVER: Duration = Duration::from_secs(5);

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/sample.json");

fn run(workspace: &Path, args: &[&str]) -> std::process::Output {
    let mut command = Command::new(PROGRAM);
    command.env("KVARTAL_LANG", "en").env("KVARTAL_AUTHOR", "command");
    command.arg("--workspace").arg(workspace).args(args).output().unwrap()
}

fn ok(workspace: &Path, args: &[&str]) -> String {
    let output = run(workspace, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Opens a window.
fn open(workspace: &Path, author: &str) -> Window {
    Window::open_with(workspace.as_os_str(), author, &[])
}

/// A workspace with the sample plan.
fn workspace() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    ok(dir.path(), &["import", SAMPLE]);
    dir
}

#[test]
fn a_fact_appears_in_the_other_window_and_the_end_of_the_first_is_not_the_end_of_the_second() {
    let dir = workspace();
    let mut first = open(dir.path(), "olena");
    first.wait_for("1.1.1");
    let mut second = open(dir.path(), "petro");
    second.wait_for("1.1.1");
    for window in [&mut first, &mut second] {
        window.send("gf");
        window.wait_for("1.1.1.1");
    }
    let mut times: Vec<Duration> = (0..9)
        .map(|n| {
            let value = (7_301 + n).to_string();
            let (from, to) = if n % 2 == 0 { (&mut first, &second) } else { (&mut second, &first) };
            from.send(&format!("{value}\r\u{1b}[A"));
            let shown = value.replacen('7', "7\u{a0}", 1);
            let began = Instant::now();
            while !to.shows(&value) && !to.shows(&shown) && !to.shows(&shown.replace('\u{a0}', " ")) {
                assert!(began.elapsed() < PATIENCE, "{value} never came:\n{}", to.contents());
                std::thread::sleep(Duration::from_millis(1));
            }
            began.elapsed()
        })
        .collect();
    times.sort();
    println!("a fact in the other window: median {:?}, slowest {:?}", times[4], times[8]);
    // The command uses the workspace through the open window.
    ok(dir.path(), &["fact", "verbodil", "1.1.1.2", "4321", "--quarter", "2026Q4"]);
    let began = Instant::now();
    while !(second.shows("4321") || second.shows("4 321") || second.shows("4\u{a0}321")) {
        assert!(began.elapsed() < PATIENCE, "{}", second.contents());
        std::thread::sleep(Duration::from_millis(1));
    }
    first.kill(Signal::KILL);
    let killed = Instant::now();
    let other = second.child.process_id();
    while who_serves(dir.path()).ok().flatten() != other {
        assert!(killed.elapsed() < TAKEOVER, "nobody serves:\n{}", second.contents());
        std::thread::sleep(Duration::from_millis(1));
    }
    println!("after kill -9 of the one who served, the other one serves after {:?}", killed.elapsed());
    second.send("\u{1b}[B\u{1b}[B5678\r");
    while !ok(dir.path(), &["log", "--format", "json"]).contains("5678") {
        assert!(killed.elapsed() < PATIENCE, "{}", second.contents());
    }
    println!("after kill -9 of the one who served, the next fact is durable within {:?}", killed.elapsed());
    let third = open(dir.path(), "third");
    third.wait_for("1.1.1");
}

/// Whether a draft with this text is on the disk.
fn is_kept(workspace: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(workspace.join("drafts")).into_iter().flatten();
    files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok()).any(|kept| kept.contains(text))
}

#[test]
fn what_was_half_typed_is_there_after_every_end_and_is_no_figure_until_it_is_taken() {
    // The keys that lead to a field, each with a text that shows their effect.
    let fields: [(&[(&str, &str)], &str); 4] = [
        (&[("gf", "control total")], "48,25"),
        (&[("gf", "control total"), ("*", "─ Note")], "розмито дорогу"),
        (&[("go", "1.1.1"), ("e", "Title of")], " у громаді"),
        (&[("go", "1.1.1"), ("v", "Evidence ")], "14.11 семінар у Радомишлі"),
    ];
    // A killed window does nothing more, whatever the field; one that is told to end does the same in each of them.
    let ends: [(Signal, &[_]); 4] = [
        (Signal::KILL, &fields),
        (Signal::HUP, &fields[..1]),
        (Signal::TERM, &fields[1..2]),
        (Signal::QUIT, &fields[2..3]),
    ];
    for (signal, fields) in ends {
        let dir = workspace();
        let before = ok(dir.path(), &["export"]);
        for (keys, text) in fields.iter().copied() {
            let opened = keys[keys.len() - 1].0;
            let mut window = open(dir.path(), "olena");
            window.wait_for("1.1.1");
            for (keys, shown) in keys {
                window.send(keys);
                window.wait_for(shown);
            }
            window.send(text);
            window.wait_for(text);
            let typed = Instant::now();
            while !is_kept(dir.path(), text) {
                assert!(typed.elapsed() < PATIENCE, "{signal:?} {opened}: it is never written down");
                std::thread::sleep(Duration::from_millis(5));
            }
            let kept = typed.elapsed();
            window.kill(signal);
            let mut next = open(dir.path(), "olena");
            let came = next.wait_for(text);
            next.wait_for("Draft");
            println!("{signal:?} {opened}: kept after {kept:?}, offered after {came:?}");
            assert_eq!(ok(dir.path(), &["export"]), before, "{signal:?} {opened}: a draft is no figure");
            next.send("\u{1b}");
            let began = Instant::now();
            while next.shows("Draft") {
                assert!(began.elapsed() < PATIENCE, "{}", next.contents());
                std::thread::sleep(Duration::from_millis(2));
            }
            next.send("\u{11}");
            next.child.wait().unwrap();
            let again = open(dir.path(), "olena");
            again.wait_for("1.1.1");
            assert!(!again.shows("Draft"), "it was let go:\n{}", again.contents());
        }
        assert_eq!(ok(dir.path(), &["export"]), before);
    }
}

#[test]
fn a_draft_that_is_taken_goes_on_where_it_was() {
    let dir = workspace();
    let mut window = open(dir.path(), "olena");
    window.wait_for("1.1.1");
    window.send("gf");
    window.wait_for("control total");
    window.send("48");
    window.wait_for("48");
    // Quitting while typing leaves a draft, as any other end does.
    window.send("\u{11}");
    window.child.wait().unwrap();
    let mut next = open(dir.path(), "olena");
    next.wait_for("Draft");
    next.send("\r");
    let began = Instant::now();
    while next.shows("Draft") {
        assert!(began.elapsed() < PATIENCE, "{}", next.contents());
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(!ok(dir.path(), &["log", "--format", "json"]).contains("\"to\": \"489\""));
    // 489 with a target of 1 causes a question, and the second Enter accepts it.
    next.send("9\r");
    next.wait_for("489");
    next.send("\r");
    let began = Instant::now();
    while !ok(dir.path(), &["log"]).contains("489") {
        assert!(began.elapsed() < PATIENCE, "{}", next.contents());
    }
}

#[test]
fn a_closed_quarter_is_refused_in_the_window_with_who_and_when() {
    let dir = workspace();
    ok(dir.path(), &["close", "verbodil", "--quarter", "2026Q4"]);
    let mut window = open(dir.path(), "olena");
    window.wait_for("1.1.1");
    window.send("gf7\r");
    window.wait_for("command");
    assert!(
        run(dir.path(), &["fact", "verbodil", "1.1.1.1", "7", "--quarter", "2026Q4"]).status.code()
            == Some(5)
    );
}

#[test]
fn the_same_user_takes_a_workspace_over_from_a_window_that_hangs_with_one_key() {
    let dir = workspace();
    let mut hanging = open(dir.path(), "olena");
    hanging.wait_for("1.1.1");
    let pid = Pid::from_raw(i32::try_from(hanging.child.process_id().unwrap()).unwrap()).unwrap();
    kill_process(pid, Signal::STOP).unwrap();
    let mut next = open(dir.path(), "olena");
    next.wait_for("Enter ends it");
    assert!(next.shows(&pid.as_raw_nonzero().to_string()), "{}", next.contents());
    next.send("\r");
    next.wait_for("1.1.1");
    assert!(!hanging.child.wait().unwrap().success());
    ok(dir.path(), &["fact", "verbodil", "1.1.1.2", "4321", "--quarter", "2026Q4"]);
}
