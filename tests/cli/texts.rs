//! Help, completions, manual pages, keys, doctor.

use crate::world::{World, run};

const COMMANDS: [&str; 21] = [
    "demo",
    "plans",
    "show",
    "status",
    "check",
    "new",
    "edit",
    "archive",
    "delete",
    "import",
    "report",
    "export",
    "fact",
    "evidence",
    "accept",
    "log",
    "undo",
    "keys",
    "doctor",
    "completions",
    "man",
];

#[test]
fn help_is_in_the_users_language() {
    let world = World::new();
    let help = world.ok(&["--help"]).out;
    for command in COMMANDS {
        assert!(help.contains(&format!("  {command} ")), "{command} is not in {help}");
        assert!(world.ok(&[command, "--help"]).out.contains("Usage:"));
    }
    let mut command = world.command(&["fact", "--help"]);
    let out = run(command.env("KVARTAL_LANG", "uk")).out;
    assert!(out.contains("Виклик:") && out.contains("Внести факт"), "{out}");
    assert!(world.ok(&["--version"]).out.starts_with("kvartal "));
}

#[test]
fn quarters_are_completed_with_and_without_a_plan_and_a_roll_over_goes_to_the_next_ones() {
    let world = World::with_plan();
    let quarters = |words: &[&str]| {
        let asked: Vec<&str> = ["__complete", "--"].into_iter().chain(words.iter().copied()).collect();
        let out = world.ok(&asked).out;
        let first = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
        out.lines().map(first).collect::<Vec<_>>()
    };
    assert_eq!(quarters(&["status", "zirka", "--quarter", "2026"]), ["2026Q1", "2026Q2"]);
    assert_eq!(quarters(&["rollover", "zirka", "--to", ""]), ["2026Q3", "2026Q4"]);
    world.ok(&["rollover", "zirka", "--to", "2026Q3"]);
    assert_eq!(quarters(&["status", "--quarter", ""]), ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]);
}

#[test]
fn shells_and_man_get_their_texts() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(world.ok(&["completions", shell]).out.contains("kvartal"));
    }
    assert!(world.ok(&["man"]).out.contains(".TH kvartal"));
    world.ok(&["man", &world.path("man")]);
    assert!(world.file("man/kvartal-status.1").is_file());
    assert!(!world.file("workspace").exists(), "texts need no workspace");
}

#[test]
fn keys_are_listed_and_bad_lines_told() {
    let world = World::new();
    for keymap in ["default", "vim", "emacs"] {
        let json = world.ok(&["keys", "--keymap", keymap, "--format", "json"]).json();
        assert!(json["keys"].as_array().unwrap().len() > 50, "{keymap}");
    }
    let rows = world.ok(&["keys", "--context", "grid", "--format", "csv"]).out;
    let mut lines = rows.lines().skip(1).peekable();
    assert!(lines.peek().is_some() && lines.all(|line| line.starts_with("grid,")), "{rows}");
    world.write("mine.toml", "[outline]\n\"x\" = \"no-such-action\"\n\"y\" = \"expand\"\n");
    let mine = world.path("mine.toml");
    let checked = world.code(&["keys", "--check", "--keymap", &mine], 3);
    assert!(
        checked.err.contains("mine.toml:2:") && checked.err.contains("no-such-action"),
        "{}",
        checked.err
    );
    assert!(world.ok(&["keys", "--keymap", &mine]).err.contains("mine.toml:2:"));
    world.ok(&["keys", "--check"]);
    world.refused(&["keys", "--keymap", "nano"], 4, &["nano", "emacs"]);
    world.refused(&["keys", "--context", "moon"], 4, &["moon", "grid"]);
    std::fs::create_dir_all(world.file(".config/kvartal")).unwrap();
    world.write(".config/kvartal/keymap.toml", "[outline]\n\"x\" = \"nonsense\"\n");
    assert!(world.code(&["keys", "--check"], 3).err.contains("keymap.toml:2:"));
    assert!(world.code(&["doctor"], 3).out.contains("keymap.toml:2:"));
}

#[test]
fn the_doctor_finds_nothing_wrong_with_what_is_well() {
    let world = World::with_plan();
    let json = world.ok(&["doctor", "--format", "json"]).json();
    assert_eq!(json["format"], "kvartal-doctor");
    assert!(json["checks"].as_array().unwrap().iter().all(|check| check["state"] != "fault"));
    let empty = World::new();
    empty.ok(&["doctor"]);
    assert!(!empty.file("workspace").exists(), "the doctor makes nothing");
}

#[test]
fn help_is_broken_between_words_for_the_terminal() {
    let world = World::new();
    for width in ["60", "80"] {
        for args in [&["--help"][..], &["import", "--help"], &["report", "--help"], &["check", "--help"]] {
            let mut command = world.command(args);
            command.env("COLUMNS", width).env("KVARTAL_LANG", "uk");
            let text = run(command.write_stdin("")).out;
            let most: usize = width.parse().unwrap();
            let wide = text.lines().find(|line| line.chars().count() > most);
            assert_eq!(wide, None, "{args:?}");
        }
    }
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

#[test]
fn the_outline_is_readable_at_60_and_at_80_columns() {
    let world = World::new();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/sample.json");
    world.ok(&["import", "-y", sample]);
    for width in [60, 80] {
        let mut command = world.command(&["show"]);
        command.env("COLUMNS", width.to_string()).env("KVARTAL_LANG", "uk");
        let text = run(command.write_stdin("")).out;
        let wide = text.lines().find(|line| line.chars().count() > width);
        assert_eq!(wide, None, "{text}");
        assert!(text.lines().count() < 330, "{}\n{text}", text.lines().count());
        // Every text of the plan is printed completely.
        let plain = world.ok(&["--format", "csv", "show"]).out;
        let words: Vec<&str> =
            plain.split([' ', ',', '"', '\n']).filter(|word| word.starts_with(is_cyrillic)).collect();
        let (_, rows) = text.split_once("%\n").unwrap();
        let shown: Vec<&str> = rows.split_whitespace().collect();
        let cut = shown.iter().find(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            word.chars().count() > 2 && words.iter().any(|whole| whole.starts_with(word)) && {
                !words.iter().any(|whole| whole.trim_matches(|c: char| !c.is_alphanumeric()) == word)
            }
        });
        assert_eq!(cut, None, "{text}");
    }
}

#[test]
fn bash_completes_a_code_with_a_hash_and_a_name_with_blanks() {
    let world = World::with_plan();
    let script = world.ok(&["completions", "bash"]).out;
    let completed = |typed: &str| {
        let ask = format!(
            "{script}\ncd / && COMP_LINE={} && COMP_POINT=${{#COMP_LINE}} && COMP_WORDS=(x) && COMP_CWORD=0\n\
             _kvartal; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            shell_word(&format!("{} {typed}", env!("CARGO_BIN_EXE_kvartal")))
        );
        let mut bash = assert_cmd::Command::new("bash");
        bash.args(["--norc", "-c", &ask]).env("KVARTAL_WORKSPACE", world.file("workspace"));
        bash.env("KVARTAL_LANG", "uk").env("HOME", world.dir());
        run(&mut bash).out
    };
    assert_eq!(completed("fact zirka 1.1.1 5 --performer Відділ\\ Б"), "Відділ\\ Б\n");
    assert!(completed("fact zirka 1.1").contains("1.1.1"));
}

/// A word in quotes for a shell.
fn shell_word(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
