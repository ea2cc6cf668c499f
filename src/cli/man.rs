//! `kvartal man`: prints the manual page, or writes all pages to a directory.

use std::io::Write as _;

use super::{
    Ended,
    args::ManArgs,
    config,
    failure::Failure,
    help,
    session::Session,
    whole_file::write_whole,
    words::{Value, Words},
};

/// Runs the command.
///
/// # Errors
/// When writing fails.
pub(super) fn run(session: &mut Session, args: &ManArgs) -> Result<Ended, Failure> {
    let command = help::command(&session.words);
    let Some(directory) = &args.directory else {
        let page = page(&session.words, "", command)?;
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
        let plain = name.strip_prefix("kvartal-").unwrap_or_default();
        write_whole(&path, &page(&session.words, plain, command)?)
            .map_err(|cause| Failure::Write(path, cause))?;
    }
    let path = Value::from(directory.to_string_lossy().into_owned());
    session.tell(&session.words.with("cli-man-done", &[("count", Value::from(count)), ("path", path)]));
    Ok(Ended::Well)
}

/// A manual page: the help, examples, environment variables, and the exit status.
fn page(words: &Words, name: &str, command: clap::Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    let examples = EXAMPLES.iter().filter(|(own, _)| *own == name);
    let examples: Vec<&str> = examples.flat_map(|(_, lines)| lines.iter().copied()).collect();
    if !examples.is_empty() {
        writeln!(page, ".SH EXAMPLES\n.nf")?;
        examples.iter().try_for_each(|line| writeln!(page, "{}", roff(line)))?;
        writeln!(page, ".fi")?;
    }
    writeln!(page, ".SH EXIT STATUS")?;
    for code in ["0", "1", "2", "3", "4", "5", "129", "130"] {
        let meaning = words.say(&format!("cli-exit-{code}"));
        writeln!(page, ".TP\n.B {code}\n{}", roff(&meaning))?;
    }
    if name.is_empty() {
        writeln!(page, ".SH ENVIRONMENT")?;
        for (variable, meaning) in config::variables() {
            writeln!(page, ".TP\n.B {variable}\n{}", roff(&words.say(meaning)))?;
        }
        writeln!(page, ".SH FILES")?;
        for (file, meaning) in [
            ("$XDG_CONFIG_HOME/kvartal/config.toml", "cli-man-config"),
            ("$XDG_CONFIG_HOME/kvartal/keymap.toml", "cli-man-keymap"),
            ("$XDG_CONFIG_HOME/kvartal/themes/", "cli-man-themes"),
            ("$XDG_DATA_HOME/kvartal/", "cli-config-workspace"),
        ] {
            writeln!(page, ".TP\n.I {file}\n{}", roff(&words.say(meaning)))?;
        }
    }
    Ok(page)
}

/// Escapes a line for roff, so that it contains no request and a minus is a minus.
fn roff(text: &str) -> String {
    let escaped = text.replace('\\', "\\e").replace('-', "\\-");
    if escaped.starts_with(['.', '\'']) { format!("\\&{escaped}") } else { escaped }
}

/// The examples of each command; the program itself has an empty name.
const EXAMPLES: &[(&str, &[&str])] = &[
    ("", &["kvartal", "kvartal verbodilsk", "kvartal --plain", "kvartal --workspace /srv/kvartal plans"]),
    ("plans", &["kvartal plans", "kvartal plans --format json"]),
    ("show", &["kvartal show verbodilsk --quarter 2026Q3", "kvartal show --format csv > plan.csv"]),
    ("status", &["kvartal status --by performer", "kvartal status --quarter 2026Q3 --format json"]),
    ("check", &["kvartal check verbodilsk --quarter 2026Q3"]),
    ("debts", &["kvartal debts verbodilsk"]),
    (
        "decide",
        &["kvartal decide verbodilsk 2.3.1 carried --due 30.11.2026 --reason '...' --order '57, 06.07.2026'"],
    ),
    ("new", &["kvartal new 'Title' --organisation 'Office' --period 2026"]),
    (
        "import",
        &["kvartal import report.docx", "kvartal import bureau.xlsx --into verbodilsk --quarter 2026Q3"],
    ),
    ("report", &["kvartal report verbodilsk --quarter 2026Q3 -o report.docx"]),
    ("export", &["kvartal export verbodilsk > plan.json"]),
    ("rollover", &["kvartal rollover verbodilsk-2026 --to 2027"]),
    ("performers", &["kvartal performers verbodilsk --quarter 2026Q3"]),
    (
        "fact",
        &[
            "kvartal fact verbodilsk 1.1.1.2 12",
            "kvartal fact verbodilsk 1.1.2.1#2 =5+7 --note 'why' --quarter 2026Q3",
            "kvartal fact verbodilsk --from facts.csv --dry-run",
        ],
    ),
    ("evidence", &["kvartal evidence verbodilsk '14.11 seminar -> 1.1.3.4, 1.1.3.6'"]),
    ("accept", &["kvartal accept verbodilsk 1.2.1.1 fact_without_evidence --reason 'kept in a journal'"]),
    ("submit", &["kvartal submit verbodilsk 2026Q3"]),
    ("log", &["kvartal log verbodilsk --limit 20", "kvartal log --author olena --since 2026-10-01"]),
    ("undo", &["kvartal undo verbodilsk"]),
    (
        "keys",
        &[
            "kvartal keys --context grid",
            "kvartal keys --format markdown",
            "kvartal keys --check keymap.toml",
        ],
    ),
    ("forms", &["kvartal forms", "kvartal forms quarterly --learn form.docx -o quarterly.toml"]),
    ("config", &["kvartal config", "kvartal config --example > \"$(kvartal config --path)\""]),
    ("doctor", &["kvartal doctor", "kvartal doctor --repair"]),
    ("backup", &["kvartal backup -o kvartal.backup"]),
    ("compact", &["kvartal compact"]),
    ("restore", &["kvartal restore kvartal.backup --workspace /srv/restored"]),
    (
        "completions",
        &[
            "kvartal completions bash > ~/.local/share/bash-completion/completions/kvartal",
            "kvartal completions zsh > ~/.zfunc/_kvartal",
            "kvartal completions fish > ~/.config/fish/completions/kvartal.fish",
        ],
    ),
    ("man", &["kvartal man | man -l -", "kvartal man ~/.local/share/man/man1"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::Language;

    #[test]
    fn every_page_has_its_exit_status_and_every_example_a_command() {
        for language in Language::ALL {
            let words = Words::new(language);
            let command = help::command(&words);
            for (name, lines) in EXAMPLES {
                assert!(name.is_empty() || command.find_subcommand(name).is_some(), "{name}");
                assert!(lines.iter().all(|line| line.starts_with("kvartal")), "{name}");
            }
            for sub in command.get_subcommands() {
                let page = String::from_utf8(page(&words, sub.get_name(), sub.clone()).unwrap()).unwrap();
                assert!(page.contains(".SH EXIT STATUS") && !page.contains("cli-exit"), "{page}");
            }
            let page = String::from_utf8(page(&words, "", command).unwrap()).unwrap();
            assert!(page.contains("KVARTAL_THEME") && page.contains(".SH FILES"), "{page}");
        }
    }
}
