//! Reads a keymap file: every valid line is used, every other one is reported.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::action::Action;
use super::binding::{Binding, Chord, Pseudo, Rule, Trigger};
use super::condition::Condition;
use super::context::{Context, Contexts};
use super::key::Key;
use super::near::nearest;
use super::preset::{KeymapSource, Preset};
use super::problem::{Problem, ProblemKind};
use super::slips::blanked;
use super::trie::Trie;

/// The content of a keymap file.
#[derive(Debug, Default)]
pub(super) struct KeymapFile {
    pub name: Option<String>,
    /// `Some(None)` is `inherit = ""`: nothing is inherited.
    pub inherit: Option<Option<Preset>>,
    pub drop_letters: Contexts,
    pub counts: Option<Contexts>,
    pub tables: Vec<(Context, Vec<Binding>)>,
}

const SETTINGS: [&str; 4] = ["name", "inherit", "drop-letters", "counts"];

/// Reads a keymap file.
pub(super) fn read(source: KeymapSource<'_>) -> (KeymapFile, Vec<Problem>) {
    let (table, faults) = DeTable::parse_recoverable(source.text);
    if faults.is_empty() {
        return KeymapReader::new(source).file(in_order(table.into_inner()));
    }
    let (kept, slips) = blanked(source.text);
    let mut reader = KeymapReader::new(KeymapSource { name: source.name, text: &kept });
    slips.into_iter().for_each(|(offset, message)| reader.report(offset, ProblemKind::Syntax(message)));
    let document = reader.document();
    reader.file(document)
}

/// The entries of a document, each with its place.
type Entries<'a> = Vec<(Spanned<DeString<'a>>, Spanned<DeValue<'a>>)>;

/// The entries of a document in the order of the file instead of the alphabetical order.
fn in_order(table: DeTable<'_>) -> Entries<'_> {
    let mut entries: Vec<_> = table.into_iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// The entries of a table in the order of the file instead of the alphabetical order.
pub(super) fn entries<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t Spanned<DeString<'i>>, &'t Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// Reads one file and collects its errors.
pub(super) struct KeymapReader<'a> {
    source: KeymapSource<'a>,
    problems: Vec<(usize, ProblemKind)>,
}

impl<'a> KeymapReader<'a> {
    pub fn new(source: KeymapSource<'a>) -> Self {
        Self { source, problems: Vec::new() }
    }

    /// The entries of the document that are valid TOML, in the order of the file.
    pub fn document(&mut self) -> Entries<'a> {
        let (table, faults) = DeTable::parse_recoverable(self.source.text);
        for fault in faults {
            let offset = fault.span().map_or(0, |span| span.start);
            self.report(offset, ProblemKind::Syntax(fault.message().to_owned()));
        }
        in_order(table.into_inner())
    }

    /// What the document says, and its errors.
    fn file(mut self, document: Entries<'_>) -> (KeymapFile, Vec<Problem>) {
        let mut file = KeymapFile::default();
        for (key, value) in &document {
            match value.get_ref() {
                DeValue::Table(table) => self.table(&mut file, key, table),
                _ => self.setting(&mut file, key, value),
            }
        }
        (file, self.finish())
    }

    pub fn report(&mut self, offset: usize, kind: ProblemKind) {
        self.problems.push((offset, kind));
    }

    /// The errors in the order of the lines.
    pub fn finish(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|(offset, _)| *offset);
        let lines = |offset| self.line(offset);
        let mut problems = Vec::with_capacity(self.problems.len());
        for (offset, kind) in &self.problems {
            let (file, line) = (self.source.name.to_owned(), lines(*offset));
            problems.push(Problem { file, line, kind: kind.clone() });
        }
        // A single mistake can cause two errors of the TOML reader in one line.
        problems.dedup_by(|a, b| {
            a.line == b.line && matches!((&a.kind, &b.kind), (ProblemKind::Syntax(_), ProblemKind::Syntax(_)))
        });
        problems
    }

    fn line(&self, offset: usize) -> usize {
        1 + self.source.text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
    }

    fn setting(&mut self, file: &mut KeymapFile, key: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        let (word, offset) = (key.get_ref().as_ref(), key.span().start);
        match word {
            "name" | "inherit" => {
                let Some(text) = value.get_ref().as_str() else {
                    return self.report(offset, ProblemKind::WrongType);
                };
                if word == "name" {
                    file.name = Some(text.to_owned());
                } else {
                    self.inherit(file, offset, text);
                }
            }
            "drop-letters" => file.drop_letters = self.contexts(offset, value),
            "counts" => file.counts = Some(self.contexts(offset, value)),
            _ => {
                let suggestion = nearest(word, SETTINGS);
                self.report(offset, ProblemKind::UnknownName { word: word.to_owned(), suggestion });
            }
        }
    }

    fn inherit(&mut self, file: &mut KeymapFile, offset: usize, text: &str) {
        match Preset::from_id(text) {
            Some(base) => file.inherit = Some(Some(base)),
            None if text.is_empty() => file.inherit = Some(None),
            None => {
                let suggestion = nearest(text, Preset::ALL.iter().map(|preset| preset.id()));
                self.report(offset, ProblemKind::UnknownBase { word: text.to_owned(), suggestion });
            }
        }
    }

    fn contexts(&mut self, offset: usize, value: &Spanned<DeValue<'_>>) -> Contexts {
        let mut contexts = Contexts::default();
        let Some(words) = value.get_ref().as_array() else {
            self.report(offset, ProblemKind::WrongType);
            return contexts;
        };
        for word in words.iter() {
            match word.get_ref().as_str() {
                Some(text) => {
                    contexts = contexts
                        .and(self.context(word.span().start, text).map_or(Contexts::default(), Contexts::of))
                }
                None => self.report(word.span().start, ProblemKind::WrongType),
            }
        }
        contexts
    }

    fn context(&mut self, offset: usize, word: &str) -> Option<Context> {
        let context = Context::from_id(word);
        if context.is_none() {
            let suggestion = nearest(word, Context::ALL.iter().map(|context| context.id()));
            self.report(offset, ProblemKind::UnknownName { word: word.to_owned(), suggestion });
        }
        context
    }

    fn table(&mut self, file: &mut KeymapFile, key: &Spanned<DeString<'_>>, table: &DeTable<'_>) {
        let Some(context) = self.context(key.span().start, key.get_ref()) else { return };
        let mut bindings: Vec<Binding> = Vec::with_capacity(table.len());
        let mut trie = Trie::default();
        for (key, value) in entries(table) {
            let Some(binding) = self.binding(context, key, value) else { continue };
            let clash = binding.chord().and_then(|chord| trie.insert(chord.keys(), bindings.len()).err());
            match clash.and_then(|other| bindings.get(other)) {
                None => bindings.push(binding),
                Some(other) => {
                    let line = self.line(other.offset);
                    self.report(binding.offset, ProblemKind::Clash { keys: key.get_ref().to_string(), line });
                }
            }
        }
        file.tables.push((context, bindings));
    }

    fn binding(
        &mut self,
        context: Context,
        key: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<Binding> {
        let offset = key.span().start;
        let trigger = self.trigger(offset, key.get_ref());
        let rules = self.rules(context, value);
        Some(Binding { trigger: trigger?, rules: rules?, offset })
    }

    fn trigger(&mut self, offset: usize, text: &str) -> Option<Trigger> {
        if let Some(pseudo) = Pseudo::ALL.into_iter().find(|pseudo| pseudo.id() == text) {
            return Some(Trigger::Pseudo(pseudo));
        }
        match text.parse::<Chord>() {
            Ok(chord) => Some(Trigger::Chord(chord)),
            Err(unknown) => {
                let suggestion = Key::suggestion(&unknown.0);
                self.report(offset, ProblemKind::UnknownKey { word: unknown.0, suggestion });
                None
            }
        }
    }

    /// The rules of a line. All errors in it are reported, and the whole line is ignored, because half a line could do
    /// something unintended.
    fn rules(&mut self, context: Context, value: &Spanned<DeValue<'_>>) -> Option<Vec<Rule>> {
        let offset = value.span().start;
        let items = match value.get_ref() {
            DeValue::Array(items) if items.iter().all(|item| item.get_ref().is_table()) => items,
            _ => {
                let actions = self.actions(context, value)?;
                return Some(vec![Rule { when: Condition::Always, actions }]);
            }
        };
        let rules: Vec<Option<Rule>> = items
            .iter()
            .filter_map(|item| item.get_ref().as_table().map(|table| (item.span().start, table)))
            .map(|(offset, table)| self.rule(context, offset, table))
            .collect();
        if rules.is_empty() {
            self.report(offset, ProblemKind::NoAction);
            return None;
        }
        rules.into_iter().collect()
    }

    fn rule(&mut self, context: Context, offset: usize, table: &DeTable<'_>) -> Option<Rule> {
        let (mut when, mut actions, mut sound) = (Condition::Always, None, true);
        for (key, value) in entries(table) {
            match key.get_ref().as_ref() {
                "when" => match self.condition(value) {
                    Some(condition) => when = condition,
                    None => sound = false,
                },
                "action" => {
                    actions = self.actions(context, value);
                    sound &= actions.is_some();
                }
                word => {
                    sound = false;
                    self.report(key.span().start, ProblemKind::UnknownRuleWord { word: word.to_owned() });
                }
            }
        }
        if sound && actions.is_none() {
            self.report(offset, ProblemKind::NoAction);
        }
        actions.filter(|_| sound).map(|actions| Rule { when, actions })
    }

    fn condition(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Condition> {
        let kind = match value.get_ref().as_str().map(Condition::parse) {
            Some(Ok(condition)) => return Some(condition),
            Some(Err(error)) => ProblemKind::Condition(error),
            None => ProblemKind::WrongType,
        };
        self.report(value.span().start, kind);
        None
    }

    /// One action or a list of them.
    fn actions(&mut self, context: Context, value: &Spanned<DeValue<'_>>) -> Option<Vec<Action>> {
        let offset = value.span().start;
        match value.get_ref() {
            DeValue::String(word) if word == "noop" => Some(Vec::new()),
            DeValue::String(word) => self.action(context, offset, word).map(|action| vec![action]),
            DeValue::Array(words) if words.is_empty() => {
                self.report(offset, ProblemKind::NoAction);
                None
            }
            DeValue::Array(words) => {
                let actions: Vec<Option<Action>> = words
                    .iter()
                    .map(|word| match word.get_ref().as_str() {
                        Some(text) => self.action(context, word.span().start, text),
                        None => {
                            self.report(word.span().start, ProblemKind::WrongType);
                            None
                        }
                    })
                    .collect();
                actions.into_iter().collect()
            }
            _ => {
                self.report(offset, ProblemKind::WrongType);
                None
            }
        }
    }

    fn action(&mut self, context: Context, offset: usize, word: &str) -> Option<Action> {
        let kind = match word.parse::<Action>() {
            Ok(action) if action.works_in(context) => return Some(action),
            Ok(action) => ProblemKind::NotHere { action, context },
            Err(unknown) => ProblemKind::UnknownAction(unknown),
        };
        self.report(offset, kind);
        None
    }
}
