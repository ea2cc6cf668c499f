//! The main job in a real terminal: import, open, enter ten facts with the keys of each keymap (and once
//! with a Ukrainian layout under the same fingers), leave, and read the facts back with `kvartal export`; all that
//! a quarter needs in one session; and every kind of text in another.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use crate::{
    exported::values,
    pty_window::{self, PATIENCE, PROGRAM, Window},
};

mod typed;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/sample.json");

/// The first ten rows of fact entry in the sample.
const ROWS: [&str; 10] = [
    "1.1.1.1",
    "1.1.1.2",
    "1.1.1.3",
    "1.1.2.1#1",
    "1.1.2.1#2",
    "1.1.2.2",
    "1.1.2.3",
    "1.2.1.1",
    "1.2.1.2",
    "1.2.1.3",
];

/// The value that is entered in each row.
fn value(row: usize) -> String {
    (row * 3 + 11).to_string()
}

fn kvartal(workspace: &Path, args: &[&str]) -> String {
    let output = Command::new(PROGRAM).arg("--workspace").arg(workspace).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A terminal that runs the program.
struct Screen(Window);

impl Screen {
    fn open(workspace: &Path, keymap: &str) -> Self {
        Self::open_with(workspace, keymap, &[])
    }

    fn open_with(workspace: &Path, keymap: &str, environment: &[(&str, &str)]) -> Self {
        Self::run(workspace, &["--keymap", keymap], environment)
    }

    fn run(workspace: &Path, args: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = pty_window::command(workspace.as_os_str());
        command.args(args);
        environment.iter().for_each(|(name, value)| command.env(name, value));
        Self(Window::run(command))
    }

    fn wait_for(&self, text: &str) {
        self.wait_to("go on", text);
    }

    /// Waits for a text before the next step.
    fn wait_to(&self, does: &str, text: &str) {
        self.seen(&format!("to {does}: {text:?}"), |shown| shown.contains(text).then_some(()));
    }

    /// Waits until what is shown is as it should be.
    fn seen<T>(&self, what: &str, is_so: impl Fn(&str) -> Option<T>) -> T {
        let until = Instant::now() + PATIENCE;
        loop {
            let shown = self.0.contents();
            if let Some(found) = is_so(&shown) {
                return found;
            }
            assert!(Instant::now() < until, "{what} never came:\n{shown}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn send(&mut self, keys: &str) {
        self.0.send(keys);
    }

    fn leave(mut self, keys: &str) {
        self.send(keys);
        let until = Instant::now() + PATIENCE;
        while self.0.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < until, "the program did not end");
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(self.0.child.wait().unwrap().success());
    }
}

/// The facts of the fourth quarter by address, from an export.
fn facts(workspace: &Path) -> std::collections::BTreeMap<String, String> {
    let plan: serde_json::Value = serde_json::from_str(&kvartal(workspace, &["export"])).unwrap();
    let mut found = std::collections::BTreeMap::new();
    let mut stack: Vec<&serde_json::Value> = plan["outline"].as_array().unwrap().iter().collect();
    while let Some(node) = stack.pop() {
        stack.extend(node["children"].as_array().into_iter().flatten());
        let indicators = node["indicators"].as_array().cloned().unwrap_or_default();
        for (at, indicator) in indicators.iter().enumerate() {
            let address = node["address"].as_str().unwrap();
            let address =
                if indicators.len() > 1 { format!("{address}#{}", at + 1) } else { address.to_owned() };
            for value in indicator["values"].as_array().into_iter().flatten() {
                if value["quarter"] == "2026Q4"
                    && value.get("performer").is_none_or(serde_json::Value::is_null)
                {
                    found.insert(
                        address.clone(),
                        value["fact"]["raw"].as_str().unwrap_or_default().to_owned(),
                    );
                }
            }
        }
    }
    found
}

/// Enters the ten facts: `open` leads to fact entry, `commit` accepts a value and goes down.
fn enter_ten(keymap: &str, open: &str, commit: &str, leave: &str) {
    let directory = tempfile::tempdir().unwrap();
    let workspace = directory.path().join("ws");
    kvartal(&workspace, &["import", SAMPLE]);
    let mut screen = Screen::open(&workspace, keymap);
    screen.wait_for("1.1.1.1");
    screen.send(open);
    screen.wait_for("control total");
    for row in 0..ROWS.len() {
        screen.send(&format!("{}{commit}", value(row)));
    }
    screen.leave(leave);
    let facts = facts(&workspace);
    for (row, address) in ROWS.iter().enumerate() {
        assert_eq!(facts.get(*address), Some(&value(row)), "{keymap}: {address}");
    }
}

#[test]
fn ten_facts_with_the_default_keys() {
    enter_ten("default", "gf", "\r", "\x11");
}

#[test]
fn ten_facts_with_the_keys_of_vim() {
    enter_ten("vim", "gfGgg", "\rkj", "ZZ");
}

#[test]
fn ten_facts_with_the_keys_of_emacs() {
    enter_ten("emacs", "\x18f\x1b<", "\x0e", "\x18\x03");
}

/// The user presses the keys of `g f`, `n`, `N` and so on, and the layout makes Cyrillic letters of them.
#[test]
fn ten_facts_on_a_ukrainian_layout() {
    enter_ten("default", "па", "\r", "\x11");
    enter_ten("vim", "паПпп", "\rло", "ЯЯ");
}

/// The columns of a new form are confirmed on a screen; the workspace is not opened for it.
#[test]
fn a_form_is_learned_on_a_screen() {
    let directory = tempfile::tempdir().unwrap();
    let (workspace, document) = (directory.path().join("ws"), directory.path().join("plan.csv"));
    let (form, left) = (directory.path().join("own.toml"), directory.path().join("left.toml"));
    let text = "№;Зміст роботи;Скільки буде;Відповідальні\n1;Лекції;12;Відділ\n2;Виїзди;7;Бюро\n";
    std::fs::write(&document, text).unwrap();
    let learn = |form: &Path| {
        let args = ["forms", "--learn", document.to_str().unwrap(), "-o", form.to_str().unwrap(), "own"];
        Screen::run(&workspace, &args, &[])
    };
    let mut screen = learn(&form);
    screen.wait_to("go to the last column", "Tried: 2 measures");
    screen.send("\x1b[B\x1b[Be");
    screen.wait_to("choose a target", "hold?");
    screen.send("target\x1b[B\x1b[A\r");
    screen.wait_to("write the form", "target  ");
    screen.leave("\r");
    assert!(std::fs::read_to_string(&form).unwrap().contains("Скільки буде"));
    let screen = learn(&left);
    screen.wait_to("leave", "Tried: 2 measures");
    screen.leave("\x1b");
    assert!(!left.exists() && !workspace.exists());
}

fn export(workspace: &Path, plan: &str) -> serde_json::Value {
    serde_json::from_str(&kvartal(workspace, &["export", plan])).unwrap()
}

/// The work of a quarter in one session: the task, the text awaited on the screen before, and the keys.
const QUARTER: &[(&str, &str, &str)] = &[
    ("goes to the grid of targets", "1.1.1.1", "gt"),
    ("goes to the first quarter of the second row", "baseline", "\x1b[B\x1b[H"),
    ("plans four quarters on one line", "1.1.1.2", "61\t62\t63\t64\r"),
    ("goes to fact entry", "250", "gf"),
    (
        "opens the row into its three performers, and enters their parts",
        "control total",
        "gg\x1b[Br21\r22\r23\r",
    ),
    ("goes to the findings", "115%", "gc"),
    ("goes to the first finding, which stands below the heading of its kind", "Note owed", "\x1b[B"),
    ("accepts it", "▌", "a"),
    ("says why", "It needs a reason", "kept in the register\r"),
    ("goes to the last doubt", "1 finding accepted", "\x1b[F"),
    ("asks for its readings", "“25–30 %”", "s"),
    ("takes the second one", "(read as)", "2"),
    ("goes to the debts", "The doubt is settled", "gb"),
    ("carries the first one", "short", "r"),
    (
        "says to which day, why, and by which order",
        "Carry the debt 2.2.3",
        "30.12.2026\rno money\rorder 41\r",
    ),
    ("asks for the next plan", "The decision about the debt is recorded", "goR"),
    ("makes it of what was not met", "The plan of the next period", "3\r"),
    ("leaves", "The plan verbodil-2027 is made", "\x11"),
];

/// Facts of a measure with three performers, an accepted finding, a settled doubt, a carried debt, targets of four
/// quarters and the next year's plan: all in the window, compared with `export`.
#[test]
fn a_quarter_is_worked_through_in_one_session_over_a_terminal() {
    let directory = tempfile::tempdir().unwrap();
    let workspace = directory.path().join("ws");
    kvartal(&workspace, &["import", SAMPLE]);
    let mut screen = Screen::open(&workspace, "default");
    let (last, steps) = QUARTER.split_last().unwrap();
    for (does, awaited, keys) in steps {
        screen.wait_to(does, awaited);
        screen.send(keys);
    }
    screen.wait_to(last.0, last.1);
    screen.leave(last.2);

    let old = export(&workspace, "verbodilsk-2026");
    let planned = values(&old, "1.1.1.2");
    let of = |quarter: &str, performer: Option<&str>, field: &str| {
        let found = planned.iter().find(|value| {
            value["quarter"] == quarter && value.get("performer").and_then(|who| who.as_str()) == performer
        });
        found.map(|value| value[field]["raw"].as_str().unwrap_or_default().to_owned()).unwrap_or_default()
    };
    for (quarter, target) in [("2026Q1", "61"), ("2026Q2", "62"), ("2026Q3", "63"), ("2026Q4", "64")] {
        assert_eq!(of(quarter, None, "target"), target, "{quarter}");
    }
    for (who, fact) in [("Ясногайське бюро", "21"), ("Кам’янолузьке бюро", "22"), ("Дубоярське бюро", "23")]
    {
        assert_eq!(of("2026Q4", Some(who), "fact"), fact, "{who}");
    }
    assert_eq!(of("2026Q4", None, "fact"), "66", "the total follows its parts");
    let list = |field: &str| old[field].as_array().unwrap().clone();
    let accepted = list("accepted");
    let reason = accepted.iter().find(|one| one["reason"] == "kept in the register").expect("the acceptance");
    assert_eq!((&reason["kind"], &reason["quarter"]), (&"note_owed".into(), &"2026Q4".into()));
    let settled: Vec<_> = list("doubts").into_iter().filter(|doubt| !doubt["settled"].is_null()).collect();
    assert!(settled.iter().any(|doubt| doubt["settled"] == "25 у кожному кварталі"), "{settled:?}");
    let decisions = list("decisions");
    let carried = decisions.iter().find(|one| one["order"] == "order 41").expect("the decision");
    assert_eq!((&carried["due"], &carried["reason"]), (&"2026-12-30".into(), &"no money".into()));

    // The next plan has the same rows, no facts, and the remainders of targets that are summed.
    let next = export(&workspace, "verbodil-2027");
    assert_eq!(next["period"]["first"], "2027Q1");
    assert!(values(&next, "1.1.1.2").iter().all(|value| value["fact"]["kind"] == "none"));
}

/// The editor uses the terminal alone and gets the text in a private file; the edited text is put into the field. A
/// failing editor changes nothing.
#[test]
fn a_note_is_written_in_an_editor_that_the_environment_names() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = tempfile::tempdir().unwrap();
    let workspace = directory.path().join("ws");
    kvartal(&workspace, &["import", SAMPLE]);
    let (editor, seen) = (directory.path().join("editor"), directory.path().join("seen"));
    let script = format!(
        "#!/bin/sh\nstat -c '%a %n' \"$1\" >> {seen}\nstty -a | grep -o ' -*icanon' >> {seen}\n\
         echo EDITOR IS HERE $(($(wc -l < {seen})))\nread answer\n[ \"$answer\" = fail ] && exit 3\nprintf '%s' \"$answer\" > \"$1\"\n",
        seen = seen.display()
    );
    std::fs::write(&editor, script).unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o700)).unwrap();
    let mut screen = Screen::open_with(&workspace, "default", &[("VISUAL", editor.to_str().unwrap())]);
    screen.wait_for("1.1.1.1");
    screen.send("gf");
    screen.wait_for("control total");
    screen.send("\x1bOS");
    screen.wait_for("EDITOR IS HERE 2");
    screen.send("written elsewhere\r");
    screen.wait_for("Enter stores it");
    screen.send("\r");
    screen.wait_for("control total");
    // Once more, in an open field, and with a failing editor.
    screen.send("\x1b[H*");
    screen.send("\x0f");
    // The first time still stands on the terminal that the editor gets.
    screen.wait_for("EDITOR IS HERE 4");
    screen.send("fail\r");
    screen.wait_for("ended with code 3");
    screen.send("\r");
    screen.leave("\x11");
    let export = kvartal(&workspace, &["export"]);
    assert!(export.contains("written elsewhere"), "{}", kvartal(&workspace, &["log"]));
    let seen = std::fs::read_to_string(seen).unwrap();
    let lines: Vec<&str> = seen.lines().collect();
    assert_eq!((lines.len(), lines[1].trim()), (4, "icanon"), "the terminal is as it was found: {seen}");
    let (mode, file) = lines[0].split_once(' ').unwrap();
    assert_eq!(mode, "600");
    assert!(!Path::new(file).exists() && !Path::new(file).parent().unwrap().exists(), "{file}");
}
