//! Parsing the command line, with help and error messages in the user's language.

use std::{
    ffi::OsString,
    io::{self, Write as _},
    process::ExitCode,
};

use clap::{
    Arg, ArgAction, Command, CommandFactory as _, FromArgMatches as _,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{
    args::{Arguments, Sub},
    words::{Value, Words},
    wrap,
};

/// Parses the arguments; otherwise prints help, version or an error.
///
/// # Errors
/// The exit code, when the run ends here.
pub(super) fn parse(words: &Words, typed: impl IntoIterator<Item = OsString>) -> Result<Arguments, ExitCode> {
    let typed: Vec<OsString> = typed.into_iter().collect();
    let read = |command: Command| {
        let matches = command.try_get_matches_from(&typed);
        matches.and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches))
    };
    // The texts of the help are loaded only when they are shown.
    let parsed = read(Arguments::command().args_override_self(true)).or_else(|error| match error.kind() {
        ErrorKind::DisplayVersion => Err(error),
        _ => read(command(words)),
    });
    parsed.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = wrap::wrap_lines(&error.render().to_string(), wrap::text_width());
            match write!(io::stdout(), "{text}") {
                Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
                _ => ExitCode::SUCCESS,
            }
        }
        _ => {
            // A failure to print is ignored, because nobody reads the output.
            let said = match mistyped(&typed).filter(|_| error.kind() == ErrorKind::UnknownArgument) {
                Some((word, near)) => words.with(
                    "cli-fail-not-a-command",
                    &[("word", Value::from(word)), ("suggestion", Value::from(near))],
                ),
                None => refusal(words, &error),
            };
            let _ = writeln!(io::stderr(), "kvartal: {said}");
            ExitCode::from(2)
        }
    })
}

/// The command line with its help in the user's language.
pub(super) fn command(words: &Words) -> Command {
    let mut command = Arguments::command();
    command = localised(command, words, "");
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| localised(Sub::with_arguments(sub), words, &name));
    }
    command.subcommand_help_heading(words.say("cli-help-commands"))
}

/// A command with its help texts; `name` is empty for the program itself.
fn localised(command: Command, words: &Words, name: &str) -> Command {
    let about = if name.is_empty() { "cli-about".to_owned() } else { format!("cli-cmd-{name}") };
    let usage = words.say("cli-help-usage");
    let template = format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}\n");
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(words.say("cli-arg-help"))
        .help_heading(words.say("cli-help-options"));
    let mut command = command
        .about(words.say(&about))
        .args_override_self(true)
        .disable_help_flag(true)
        .arg(help)
        .help_template(template);
    if name.is_empty() {
        let version = Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help(words.say("cli-arg-version"));
        command = command.disable_version_flag(true).arg(version);
    }
    let more = format!("{about}-more");
    if words.knows(&more) {
        command = command.after_help(words.say(&more));
    }
    // The command's own arguments come first, as declared, then those of all commands, then help and version.
    let mut order = if name.is_empty() { 100 } else { 0 };
    command.mut_args(|arg| {
        order += 1;
        let last = matches!(arg.get_id().as_str(), "help" | "version");
        localised_arg(arg, words, name).display_order(if last { 200 + order } else { order })
    })
}

fn localised_arg(arg: Arg, words: &Words, command: &str) -> Arg {
    let id = arg.get_id().as_str().replace('_', "-");
    let own = format!("cli-arg-{command}-{id}");
    let message = if words.knows(&own) { own } else { format!("cli-arg-{id}") };
    let heading = if arg.is_positional() { "cli-help-arguments" } else { "cli-help-options" };
    let mut help = words.say(&message);
    let arg = arg.help_heading(words.say(heading));
    if !arg.get_action().takes_values() {
        return arg.help(help);
    }
    let values: Vec<String> =
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !values.is_empty() {
        help = format!("{help}: {}", values.join(", "));
    }
    arg.help(help).hide_possible_values(true).hide_default_value(true)
}

/// The command that is similar enough to a word.
pub(super) fn nearest_command(word: &str) -> Option<String> {
    let command = Arguments::command();
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    crate::keymap::near::nearest(&word.to_lowercase(), names.iter().map(String::as_str)).map(str::to_owned)
}

/// The first word, if it is no command but similar to one, because the arguments after it were meant for that command.
fn mistyped(typed: &[OsString]) -> Option<(String, String)> {
    let word = typed.iter().skip(1).map(|word| word.to_string_lossy()).find(|word| !word.starts_with('-'))?;
    let command = Arguments::command();
    let is_one = command.get_subcommands().any(|sub| sub.get_name() == word);
    let near = if is_one { None } else { nearest_command(&word) };
    near.map(|near| (word.into_owned(), near))
}

/// Why the arguments were refused, in a sentence.
fn refusal(words: &Words, error: &clap::Error) -> String {
    let context = |kind: ContextKind| {
        let text = match error.get(kind)? {
            ContextValue::String(text) => text.clone(),
            ContextValue::Strings(texts) => texts.join(", "),
            other => other.to_string(),
        };
        Some(crate::text::safe::harmless(&text).into_owned())
    };
    let argument = || Value::from(context(ContextKind::InvalidArg).unwrap_or_default());
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => words.with("cli-usage-unknown", &[("argument", argument())]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = Value::from(context(ContextKind::InvalidValue).unwrap_or_default());
            let valid = context(ContextKind::ValidValue).unwrap_or_default();
            let id = if valid.is_empty() { "cli-usage-value" } else { "cli-usage-value-of" };
            words.with(id, &[("value", value), ("argument", argument()), ("valid", Value::from(valid))])
        }
        ErrorKind::MissingRequiredArgument => words.with("cli-usage-missing", &[("argument", argument())]),
        ErrorKind::ArgumentConflict => {
            let other = Value::from(context(ContextKind::PriorArg).unwrap_or_default());
            words.with("cli-usage-conflict", &[("argument", argument()), ("other", other)])
        }
        ErrorKind::InvalidUtf8 => words.say("cli-usage-not-utf8"),
        _ => error.render().to_string().trim().trim_start_matches("error: ").to_owned(),
    };
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let suggestion = suggested
        .into_iter()
        .find_map(context)
        .map(|suggestion| words.with("cli-usage-did-you-mean", &[("suggestion", Value::from(suggestion))]));
    let more = words.say("cli-usage-more");
    [Some(sentence), suggestion, Some(more)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::Language;

    #[test]
    fn every_command_and_argument_has_its_help_in_both_languages() {
        for language in Language::ALL {
            let words = Words::new(language);
            let command = command(&words);
            let all = std::iter::once(&command).chain(command.get_subcommands());
            for command in all {
                let about = command.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(!about.is_empty() && !about.starts_with("cli-"), "{}: {about}", command.get_name());
                for arg in command.get_arguments() {
                    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    let place = format!("{} {}", command.get_name(), arg.get_id());
                    assert!(!help.is_empty() && !help.starts_with("cli-"), "{place}: {help}");
                }
            }
            command.debug_assert();
        }
    }
}
