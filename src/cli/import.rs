//! `kvartal import`: documents and exchange files become plans, each file in one change.

use std::{
    cell::RefCell,
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use jiff::civil::Date;

use super::{
    Ended,
    args::{Format, ImportArgs},
    clock,
    failure::Failure,
    import_report::{self, ImportedFile},
    opened::{self, Opened, Opening},
    performers::{named, names_others},
    progress::Progress,
    session::{Session, parse_quarter},
    words::{Value, Words},
    workspace::Workspace,
};
use crate::{
    app::import::Incoming,
    document,
    domain::{Change, Difference, Plan, PlanEntry, PlanId, Quarter, Record, Refusal, decide},
    form::{
        exchange::{self, ExchangeError, Problem},
        recognise::{Options, RecogniseError, recognise},
    },
    text::{key::search_key, surely::Surely},
};

/// The largest file that is read: no document of an office comes near it.
const LARGEST: u64 = 512 << 20;

/// Runs it.
///
/// # Errors
/// When a file cannot be read or is no plan, the plan is there already, or nothing can be written. Of
/// several files each is taken in or refused by itself.
pub(super) fn run(session: &mut Session, args: &ImportArgs) -> Result<Ended, Failure> {
    if args.files.len() > 1 && args.slug.is_some() {
        return Err(Failure::SeveralFilesOneSlug);
    }
    // A malformed option is refused before any file is read.
    args.quarter.as_deref().map(parse_quarter).transpose()?;
    session.as_of()?;
    if let [file] = args.files.as_slice()
        && previews(session, args)
    {
        return preview(session, file, args);
    }
    // The workspace is opened, and made, when there is something to bring into it.
    let mut workspace = None;
    let (mut taken, mut failures) = (Vec::new(), Vec::new());
    for file in &args.files {
        match import_file(session, &mut workspace, file, args) {
            Ok(plan) => taken.push(plan),
            Err(failure) if args.files.len() == 1 => return Err(failure),
            Err(failure) => {
                failure.tell(&session.words);
                failures.push(failure.exit());
            }
        }
    }
    if session.format() == Format::Json {
        import_report::json(session, &taken, args.dry_run)?;
    } else {
        taken.iter().try_for_each(|taken| import_report::print(session, taken))?;
    }
    match failures.first() {
        Some(exit) => Err(Failure::SomeFiles(failures.len(), *exit)),
        None => Ok(Ended::Well),
    }
}

/// Whether the person looks at what comes in before it is taken in: where there is a terminal to show it on,
/// and nothing said that it is not wanted.
fn previews(session: &Session, args: &ImportArgs) -> bool {
    let from_input = args.files.first().is_some_and(|file| file == Path::new("-"));
    !args.yes
        && !args.dry_run
        && !from_input
        && session.format() == Format::Table
        && super::tui::needs_terminal().is_ok()
}

/// Shows what a file says on the screen, to be taken in there.
fn preview(session: &Session, file: &Path, args: &ImportArgs) -> Result<Ended, Failure> {
    let progress = Progress::start();
    let read = ReadOptions::of(session, args)?;
    let mut incoming = incoming(&session.words, file, &read, &progress)?;
    drop(progress);
    read.tell(session);
    let workspace = Workspace::open_window(session)?;
    let name = incoming.file.clone();
    let plan = target(&workspace, &name, &mut incoming, args)?;
    let into = plan.exists().then(|| plan.id());
    super::tui::start(session, workspace, into, Some(incoming))
}

/// An import changes much at once: what was there before is kept. Where that fails, the import goes on.
fn back_up(session: &Session) -> Result<(), Failure> {
    let directory = super::workspace::directory(session)?;
    if let Err(error) = super::backup::daily(&directory)
        && crate::store::is_workspace(&directory)
    {
        let why = super::causes::store_sentence(&session.words, &error);
        session.warn(&session.words.with("trust-backup-failed", &[("why", why.into())]));
    }
    Ok(())
}

fn import_file(
    session: &Session,
    workspace: &mut Option<Workspace>,
    file: &Path,
    args: &ImportArgs,
) -> Result<ImportedFile, Failure> {
    let name = shown(file);
    let progress = Progress::start();
    let read = ReadOptions::of(session, args)?;
    let mut incoming = incoming(&session.words, file, &read, &progress)?;
    read.tell(session);
    progress.step(file_message(&session.words, "cli-import-saving", &name));
    let workspace = match workspace {
        Some(open) => open,
        None if args.dry_run => workspace.insert(Workspace::open(session)?),
        None => {
            back_up(session)?;
            workspace.insert(Workspace::open_or_make(session)?)
        }
    };
    let mut plan = target(workspace, &name, &mut incoming, args)?;
    if let Some(name) = incoming.performer.as_ref().filter(|name| names_others(&plan, name)) {
        session.tell(&said_of(&session.words, "cli-import-new-performer", "name", name));
    }
    let change = match decide(&plan, &incoming.command(&plan), &mut session.context()?) {
        Ok(change) => Some(change),
        Err(Refusal::NothingToDo) => None,
        Err(refusal) => return Err(refused(&session.words, &name, args, refusal)),
    };
    let existed = plan.exists();
    let difference = existed.then(|| match &change {
        Some(change) => Difference::of(&plan, change),
        None => Difference { untouched: plan.measures().count(), ..Difference::default() },
    });
    let new_doubts = change.as_ref().map(Change::new_doubts).unwrap_or_default();
    drop(progress);
    if let Some(change) = &change {
        if !existed {
            tell_twin(session, workspace, change)?;
        }
        workspace.commit(session, &mut plan, change, args.dry_run)?;
    }
    Ok(ImportedFile { file: name, plan, difference, new_doubts })
}

/// Says when a plan of the same organisation and period is there already: it may be the same document.
fn tell_twin(session: &Session, workspace: &Workspace, change: &Change) -> Result<(), Failure> {
    let header = change.edits.iter().find_map(|edit| match &edit.after {
        Some(Record::Header(header)) => Some(header),
        _ => None,
    });
    let Some(header) = header.filter(|header| !header.organisation.is_empty()) else { return Ok(()) };
    let entries = workspace.store.plans()?;
    let same = |entry: &&PlanEntry| {
        entry.period == header.period && search_key(&entry.organisation) == search_key(&header.organisation)
    };
    if let Some(twin) = entries.iter().find(same) {
        session.tell(&said_of(&session.words, "cli-import-same-plan", "slug", &twin.slug));
    }
    Ok(())
}

fn file_message(words: &Words, id: &str, file: &str) -> String {
    said_of(words, id, "file", file)
}

fn said_of(words: &Words, id: &str, name: &'static str, text: &str) -> String {
    words.with(id, &[(name, Value::from(crate::text::safe::harmless(text).into_owned()))])
}

/// A refusal of what a file says: the fault is the file's, unless the user asked for it.
fn refused(words: &Words, file: &str, args: &ImportArgs, refusal: Refusal) -> Failure {
    match refusal {
        Refusal::Closed(..) => refusal.into(),
        Refusal::BadSlug(_) if args.slug.is_some() => refusal.into(),
        _ => Failure::Exchange(file.to_owned(), words.l10n.refusal(&refusal, &clock::zone())),
    }
}

/// How many headings are named where they are of no known form, and how much of each, in characters.
const MOST_HEADINGS: usize = 6;
const LONGEST_HEADING: usize = 30;

/// How a file is to be read.
pub(super) struct ReadOptions {
    /// The day that decides where nobody names a quarter.
    pub as_of: Date,
    /// The quarter that the user names.
    pub quarter: Option<Quarter>,
    /// The form that the user names.
    pub form: Option<String>,
    /// Whose filled-in copy of the form it is, as the user says.
    pub performer: Option<String>,
    /// How files are opened that are no documents themselves.
    pub opening: Opening,
    /// What has to be said of how the document was come by.
    pub told: RefCell<Vec<String>>,
}

impl ReadOptions {
    fn of(session: &Session, args: &ImportArgs) -> Result<Self, Failure> {
        Ok(Self {
            as_of: session.as_of()?,
            quarter: args.quarter.as_deref().map(parse_quarter).transpose()?,
            form: args.form.clone(),
            performer: args.performer.clone(),
            opening: Opening { convert: args.convert, asks: true },
            told: RefCell::default(),
        })
    }

    /// Says what has to be said of how the document was come by.
    fn tell(&self, session: &Session) {
        self.told.borrow().iter().for_each(|sentence| session.tell(sentence));
    }
}

/// Reads a file and recognises what it says.
///
/// # Errors
/// When it cannot be read, or holds no plan.
pub(super) fn incoming(
    words: &Words,
    file: &Path,
    read: &ReadOptions,
    progress: &Progress,
) -> Result<Incoming, Failure> {
    let name = shown(file);
    progress.step(file_message(words, "cli-import-reading", &name));
    let bytes = self::read(file)?;
    let body = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let json = body.trim_ascii_start().starts_with(b"{") && !body.starts_with(b"{\\rtf");
    let performer = read.performer.clone();
    if json {
        let draft = exchange::import(as_text(&name, body)?)
            .map_err(|error| Failure::Exchange(name.clone(), exchange_cause(words, &error)))?;
        return Ok(Incoming { file: name, draft, document: false, performer, slug: None });
    }
    let Opened { name, document, told } = opened::open(words, &bytes, &name, read.opening)?;
    read.told.borrow_mut().extend(told);
    progress.step(file_message(words, "cli-import-recognising", &name));
    let options = Options { quarter: read.quarter, form: read.form.clone(), ..Options::new(read.as_of) };
    match recognise(&document, &super::forms::all(), &options) {
        Ok(recognised) => Ok(Incoming {
            file: name,
            draft: recognised.draft,
            document: true,
            performer: performer.or(recognised.performer),
            slug: None,
        }),
        Err(error) => Err(unrecognised(words, &name, &bytes, error)),
    }
}

fn unrecognised(words: &Words, name: &str, bytes: &[u8], error: RecogniseError) -> Failure {
    let cause = |id: &str| Failure::Unrecognised(name.to_owned(), words.say(id));
    match error {
        RecogniseError::NoTable if document::kind_of(bytes) == Ok(Some(document::FileKind::Text)) => {
            cause("cli-recognise-plain-text")
        }
        RecogniseError::NoTable => cause("cli-recognise-no-table"),
        RecogniseError::NoForm { headers } => no_form(words, name, &headers),
        RecogniseError::NoMeasures { .. } => cause("cli-recognise-no-measures"),
        RecogniseError::UnknownForm { name, known } => Failure::NoForm(name, known),
    }
}

/// Says which headings stand where those of a form are wanted: often it is one word that a person knows.
fn no_form(words: &Words, name: &str, headers: &[Vec<String>]) -> Failure {
    let short = |text: &String| {
        let mut short: String = text.chars().take(LONGEST_HEADING).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        short
    };
    let found: Vec<String> = headers.iter().flatten().take(MOST_HEADINGS).map(short).collect();
    let said = match found.is_empty() {
        true => words.say("cli-recognise-no-form"),
        false => said_of(words, "cli-recognise-other-form", "found", &found.join(", ")),
    };
    Failure::Unrecognised(name.to_owned(), said)
}

/// The plan that becomes what comes in: the one named, or a new one, which gets its name.
fn target(
    workspace: &Workspace,
    file: &str,
    incoming: &mut Incoming,
    args: &ImportArgs,
) -> Result<Plan, Failure> {
    incoming.slug.clone_from(&args.slug);
    if let Some(name) = &args.into {
        let plan = workspace.plan(Some(name))?;
        // Facts of somebody whom the plan does not name would count beside those of the one who is meant.
        if let Some(name) = &mut incoming.performer {
            *name = named(&plan, name);
        }
        return Ok(plan);
    }
    let entries = workspace.store.plans()?;
    if let Some(known) = incoming.known(&entries) {
        return Err(Failure::AlreadyThere(file.to_owned(), known.slug.clone()));
    }
    if let Some(slug) = args.slug.as_ref().filter(|slug| entries.iter().any(|entry| entry.slug == **slug)) {
        return Err(Failure::SlugTaken(slug.clone()));
    }
    incoming.name(&entries);
    let id = match incoming.draft.id {
        Some(id) => id,
        None => PlanId(clock::ids()?.draw()),
    };
    Ok(Plan::empty(id))
}

/// Why a text is refused, with its place.
fn exchange_cause(words: &Words, error: &ExchangeError) -> String {
    let variables: Vec<(&'static str, Value)> = error
        .problem
        .arguments()
        .into_iter()
        .map(|(name, text)| match (&error.problem, name) {
            (Problem::Malformed { .. }, "expected") => {
                (name, Value::from(words.say(&format!("exchange-expected-{text}"))))
            }
            _ => (name, Value::from(crate::text::safe::harmless(&text).into_owned())),
        })
        .collect();
    let what = words.with(&format!("exchange-{}", error.problem.name()), &variables);
    if error.path.is_empty() {
        return what;
    }
    words.with("exchange-at", &[("path", Value::from(error.path.as_str())), ("what", Value::from(what))])
}

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
/// When it cannot be read, or is larger than any document.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let fault = |cause: io::Error| Failure::Read(file.to_owned(), cause);
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|open| open.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    let size = read.map_err(fault)?;
    if u64::try_from(size).is_ok_and(|size| size > LARGEST) {
        return Err(fault(io::ErrorKind::FileTooLarge.into()));
    }
    Ok(bytes)
}

/// How a file is named in messages and places: without its directory.
pub(super) fn shown(file: &Path) -> String {
    file.file_name().map_or_else(|| file.to_string_lossy(), |name| name.to_string_lossy()).into_owned()
}

/// A file as text.
///
/// # Errors
/// When it is not UTF-8; the line is told.
pub(super) fn as_text<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Failure> {
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).surely();
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        Failure::NotText(name.to_owned(), line)
    })
}

/// A table of text in any encoding that spreadsheets write.
///
/// # Errors
/// When it is no text at all; the line is told.
pub(super) fn text_of(name: &str, bytes: &[u8]) -> Result<String, Failure> {
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    match bytes.iter().position(|byte| *byte == 0).filter(|_| !marked) {
        Some(at) => {
            let before = bytes.get(..at).surely();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(Failure::NotText(name.to_owned(), line))
        }
        None => Ok(document::text_of(bytes)),
    }
}
