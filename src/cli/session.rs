//! One run of the program: language, date, author, and output.

use std::io::{self, BufWriter, Stdout, Write};

use jiff::civil::Date;

use super::{
    args::{Format, Global},
    clock,
    failure::Failure,
    ids,
    output::{self, Table},
    words::Words,
};
use crate::domain::{Context, Plan, Quarter, Span};

/// One run of the program.
pub(super) struct Session {
    /// The user's language.
    pub words: Words,
    /// Options of every command.
    pub global: Global,
    /// Standard output: data only.
    pub out: BufWriter<Stdout>,
}

impl Session {
    /// A run with these global options.
    pub fn new(words: Words, global: Global) -> Self {
        Self { words, global, out: BufWriter::new(io::stdout()) }
    }

    /// How lists are printed.
    pub fn format(&self) -> Format {
        self.global.format.unwrap_or_default()
    }

    /// A moment in a list: as people write it, else as JSON has it.
    pub fn moment(&self, at: i64) -> String {
        match self.format() {
            format if format.is_for_people() => self.words.moment(clock::in_kyiv(at)),
            _ => clock::in_utc(at),
        }
    }

    /// How many seconds to wait for a workspace that another process has locked.
    pub fn wait(&self) -> f64 {
        let said = || super::config::var("KVARTAL_WAIT").and_then(|text| text.parse().ok());
        self.global.wait.or_else(said).filter(|seconds: &f64| seconds.is_finite()).unwrap_or(2.0)
    }

    /// The date that counts as today.
    ///
    /// # Errors
    /// When `--as-of` is no date.
    pub fn as_of(&self) -> Result<Date, Failure> {
        match &self.global.as_of {
            None => Ok(clock::today()),
            Some(text) => crate::form::typed::date::day(text).ok_or_else(|| Failure::NotADay(text.clone())),
        }
    }

    /// The context for a command: author, time and ids.
    ///
    /// # Errors
    /// When the system provides no random bits.
    pub fn context(&self) -> Result<Context, Failure> {
        Ok(Context { author: clock::author(), at: clock::now(), ids: ids::fresh()? })
    }

    /// The quarter for a plan: the given one, or the current one, moved into the plan's period.
    ///
    /// # Errors
    /// When the given text is no quarter, or the quarter lies outside the plan.
    pub fn quarter(&self, plan: &Plan, named: Option<&str>) -> Result<Quarter, Failure> {
        self.quarter_of(plan.period(), named)
    }

    /// As [`Session::quarter`], for a plan of which only the period is known.
    ///
    /// # Errors
    /// When the given text is no quarter, or the quarter lies outside the period.
    pub fn quarter_of(&self, period: Span, named: Option<&str>) -> Result<Quarter, Failure> {
        let Some(text) = named else { return Ok(period.nearest(Quarter::of(self.as_of()?))) };
        let quarter = parse_quarter(text)?;
        if period.contains(quarter) { Ok(quarter) } else { Err(Failure::OutsidePlan(quarter, period)) }
    }

    /// Prints a message for the user to standard error, so that standard output contains only data.
    pub fn tell(&self, text: &str) {
        if !self.global.quiet {
            self.warn(text);
        }
    }

    /// Prints a message that the user has to know even with `--quiet`.
    pub fn warn(&self, text: &str) {
        // A failure to print is ignored, because nobody reads the output.
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Prints a message without variables for the user.
    pub fn tell_message(&self, id: &str) {
        self.tell(&self.words.say(id));
    }

    /// Prints a list in the chosen format, except JSON.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn print(&mut self, table: &Table) -> Result<(), Failure> {
        let format = self.format();
        Ok(table.print(format, output::terminal_width(), &self.words, &mut self.out)?)
    }

    /// Prints what a list is about in the plain format, which has no heading.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn print_subject(&mut self, plan: &Plan, span: &str) -> Result<(), Failure> {
        if self.format() == Format::Plain {
            for (heading, value) in [("cli-col-plan", &*plan.header().title), ("cli-col-quarter", span)] {
                output::print_field(&self.words.say(heading), value, &mut self.out)?;
            }
            writeln!(self.out)?;
        }
        Ok(())
    }

    /// Flushes the output.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}

/// Parses a quarter in any spelling.
///
/// # Errors
/// When it is no quarter.
pub(super) fn parse_quarter(text: &str) -> Result<Quarter, Failure> {
    Quarter::parse(text).ok_or_else(|| Failure::NotAQuarter(text.to_owned()))
}

/// Parses a period: `2026Q1..2026Q4`, one quarter, a year or `2026..2028`.
///
/// # Errors
/// When it is no period.
pub(super) fn parse_period(text: &str) -> Result<Span, Failure> {
    crate::form::typed::header::period(text).map_err(|_| Failure::NotAPeriod(text.to_owned()))
}
