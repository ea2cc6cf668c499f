//! The messages of a language. A message is parsed when it is first asked for, because a screen shows a tenth of those
//! in its file, and parsing all of them would take longer than drawing the screen.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
    sync::OnceLock,
};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Language, area::Area, format};

type Bundle = FluentBundle<FluentResource>;

/// The source texts of a file's messages, by id.
type Sources = HashMap<&'static str, &'static str>;

/// The messages of a language.
pub(super) struct Messages {
    language: Language,
    /// The messages that were asked for.
    parsed: OnceCell<RefCell<Bundle>>,
}

impl Messages {
    /// The messages of a language; no file is read yet.
    pub fn of(language: Language) -> Self {
        Self { language, parsed: OnceCell::new() }
    }

    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a message.
    pub fn has(&self, id: &str) -> bool {
        self.source(id).is_some()
    }

    /// A message with its variables; none where there is no such message, or where it does not parse, which a test
    /// finds.
    pub fn formatted(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let bundle = self.parsed.get_or_init(|| RefCell::new(bundle(self.language)));
        if !bundle.borrow().has_message(id) {
            let source = self.source(id)?.to_owned();
            let resource = FluentResource::try_new(source).unwrap_or_else(|(partial, _)| partial);
            bundle.borrow_mut().add_resource_overriding(resource);
        }
        let bundle = bundle.borrow();
        let pattern = bundle.get_message(id)?.value()?;
        // A variable that is missing shows as {$name}; a test checks that both languages use the same variables.
        let mut missing = Vec::new();
        Some(bundle.format_pattern(pattern, args, &mut missing).into_owned())
    }

    fn source(&self, id: &str) -> Option<&'static str> {
        sources(Area::of(id), self.language)?.get(id).copied()
    }
}

/// The messages of a file, which is divided when it is first asked for.
fn sources(area: Area, language: Language) -> Option<&'static Sources> {
    type OfAreas = [OnceLock<Sources>; Area::ALL.len()];
    static UK: OfAreas = [const { OnceLock::new() }; Area::ALL.len()];
    static EN: OfAreas = [const { OnceLock::new() }; Area::ALL.len()];
    let of_areas = match language {
        Language::Uk => &UK,
        Language::En => &EN,
    };
    Some(of_areas.get(area as usize)?.get_or_init(|| divided(area.source(language))))
}

/// Divides a file into its messages. A message begins at the start of a line; its other lines are indented or close a
/// brace.
pub(super) fn divided(file: &'static str) -> Sources {
    let mut found = Sources::with_capacity(file.len() / 80);
    let (mut begun, mut at) = (None, 0);
    let mut end = |begun: Option<usize>, at: usize| {
        if let Some(source) = begun.and_then(|from| file.get(from..at))
            && let Some((id, _)) = source.split_once([' ', '='])
        {
            found.insert(id, source);
        }
    };
    for line in file.split_inclusive('\n') {
        let first = line.bytes().next();
        if first.is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'#') {
            end(begun, at);
            begun = (first != Some(b'#')).then_some(at);
        }
        at += line.len();
    }
    end(begun, at);
    found
}

fn bundle(language: Language) -> Bundle {
    let mut bundle = Bundle::new(vec![language.tag().parse::<LanguageIdentifier>().unwrap_or_default()]);
    // Without Fluent's isolation marks, because many terminals show them as boxes, and both languages run from left
    // to right.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Uk => |value, _| grouped_number(value, ','),
        Language::En => |value, _| grouped_number(value, '.'),
    }));
    bundle
}

fn grouped_number(value: &FluentValue<'_>, decimal_sign: char) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::grouped(&number.value.to_string(), decimal_sign)),
        _ => None,
    }
}
