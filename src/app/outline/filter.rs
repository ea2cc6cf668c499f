//! The filter of the outline: which measures are shown, together with their ancestors.
//!
//! A filter is a line of words: `key:value` tests a property, any other word is searched in the texts of a row; all
//! tests must succeed. `@name` stands for a saved filter. Keys and values may be words of either language, and can be abbreviated.

use rustc_hash::FxHashSet;

use super::saved;
use crate::{
    app::{Notice, Shared, search::RowWords, wanted},
    domain::{NodeId, Plan, Quarter, Status, Subject},
    l10n::{L10n, Language},
    text::{find::Wanted, key::search_key},
};

/// A filter of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// As it was typed.
    pub text: String,
    tests: Vec<Test>,
    today: jiff::civil::Date,
}

/// A test that a row must pass.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    /// Its texts contain this.
    Words(Wanted),
    /// One of its performers is this one.
    Performer(Wanted),
    /// Its term contains this.
    Term(Wanted),
    /// One of its values has one of these statuses.
    Status(Vec<Status>),
    /// It has one of these traits.
    Has(Vec<Trait>),
}

/// A property that a measure can have or owe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trait {
    NoNote,
    NoFact,
    Debt,
    Doubt,
    Flag,
}

/// The keys of the properties, with their messages.
const KEYS: [(&str, FilterKey); 5] = [
    ("filter-status", FilterKey::Status),
    ("filter-performer", FilterKey::Performer),
    ("filter-term", FilterKey::Term),
    ("filter-owes", FilterKey::Owes),
    ("filter-has", FilterKey::Has),
];

/// The traits, with their keys and the messages of their values.
const TRAITS: [(&str, FilterKey, Trait); 5] = [
    ("filter-owes-note", FilterKey::Owes, Trait::NoNote),
    ("filter-owes-fact", FilterKey::Owes, Trait::NoFact),
    ("filter-has-debt", FilterKey::Has, Trait::Debt),
    ("filter-has-doubt", FilterKey::Has, Trait::Doubt),
    ("filter-has-flag", FilterKey::Has, Trait::Flag),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FilterKey {
    Status,
    Performer,
    Term,
    Owes,
    Has,
}

impl Filter {
    /// Parses a filter; none for an empty line.
    ///
    /// # Errors
    /// A notice about a word that cannot be understood.
    pub fn read(shared: &Shared, text: &str) -> Result<Option<Self>, Notice> {
        let languages = Language::ALL.map(L10n::new);
        let mut tests = Vec::new();
        for word in saved::expand(&shared.filters, text)? {
            tests.push(test(shared, &languages, &word)?);
        }
        let filter = Self { text: text.trim().to_owned(), tests, today: shared.today };
        Ok((!filter.tests.is_empty()).then_some(filter))
    }

    /// The measures that pass the filter.
    pub fn hits(&self, plan: &Plan, quarter: Quarter) -> FxHashSet<NodeId> {
        let asks =
            |wanted: Trait| self.tests.iter().any(|t| matches!(t, Test::Has(all) if all.contains(&wanted)));
        let of = |subject: Subject| plan.measure_at(subject);
        let debts: FxHashSet<NodeId> = if asks(Trait::Debt) {
            plan.debts(self.today)
                .iter()
                .filter(|debt| debt.state == crate::domain::DebtState::Open)
                .filter_map(|debt| of(debt.subject))
                .collect()
        } else {
            FxHashSet::default()
        };
        let doubts: FxHashSet<NodeId> = plan
            .doubts()
            .filter(|(_, doubt)| doubt.settled.is_none())
            .filter_map(|(_, doubt)| of(doubt.subject))
            .collect();
        let measures = plan.measures().map(|(id, _)| id);
        let row = |id| FilteredMeasure {
            plan,
            quarter,
            today: self.today,
            measure: id,
            debts: &debts,
            doubts: &doubts,
        };
        measures.filter(|id| self.tests.iter().all(|test| row(*id).passes(test))).collect()
    }
}

/// The measure that is being tested.
struct FilteredMeasure<'a> {
    plan: &'a Plan,
    quarter: Quarter,
    today: jiff::civil::Date,
    measure: NodeId,
    debts: &'a FxHashSet<NodeId>,
    doubts: &'a FxHashSet<NodeId>,
}

impl FilteredMeasure<'_> {
    fn passes(&self, test: &Test) -> bool {
        let Some(node) = self.plan.node(self.measure) else { return false };
        match test {
            Test::Words(wanted) => {
                RowWords::of(self.plan, Subject::Node(self.measure), self.quarter).holds(wanted)
            }
            Test::Term(wanted) => node.term.as_ref().is_some_and(|term| wanted.is_in(&term.raw)),
            Test::Performer(wanted) => {
                let mut names = node.performers.iter().filter_map(|who| self.plan.performer(who.id));
                names.any(|who| wanted.is_in(&who.name))
            }
            Test::Status(all) => self.statuses().iter().any(|status| all.contains(status)),
            Test::Has(all) => all.iter().any(|wanted| match wanted {
                Trait::NoFact => self.statuses().iter().any(|status| status.is_unreported()),
                Trait::NoNote => self
                    .plan
                    .indicators(self.measure)
                    .any(|(id, _)| self.plan.assess(id, self.quarter, None).owes_note(self.today)),
                Trait::Debt => self.debts.contains(&self.measure),
                Trait::Doubt => self.doubts.contains(&self.measure),
                Trait::Flag => self.plan.is_flagged(self.measure, self.quarter),
            }),
        }
    }

    fn statuses(&self) -> Vec<Status> {
        let plan = self.plan;
        let own: Vec<Status> =
            plan.indicators(self.measure).map(|(id, _)| plan.assess(id, self.quarter, None).status).collect();
        if own.is_empty() { vec![plan.measure_status(self.measure, self.quarter)] } else { own }
    }
}

fn test(shared: &Shared, languages: &[L10n], word: &str) -> Result<Test, Notice> {
    let Some((key, value)) = word.split_once(':') else {
        return Ok(Test::Words(wanted(&shared.keymap, word)));
    };
    let unknown = |id| Notice::warning(id).with("text", word);
    let key = key_of(languages, key).ok_or_else(|| unknown("filter-unknown-key"))?;
    let looked_for = wanted(&shared.keymap, value);
    if looked_for.is_empty() {
        return Err(unknown("filter-no-value"));
    }
    match key {
        FilterKey::Performer => return Ok(Test::Performer(looked_for)),
        FilterKey::Term => return Ok(Test::Term(looked_for)),
        FilterKey::Status => {
            let means = |status: &Status| {
                looked_for.begins(status.name())
                    || languages.iter().any(|l10n| looked_for.begins(&l10n.status(*status)))
            };
            let all: Vec<Status> = Status::ALL.into_iter().filter(means).collect();
            if !all.is_empty() {
                return Ok(Test::Status(all));
            }
        }
        FilterKey::Owes | FilterKey::Has => {
            let means = |id: &str| languages.iter().any(|l10n| looked_for.begins(&l10n.msg(id)));
            let all = TRAITS.iter().filter(|(id, of, _)| *of == key && means(id));
            let all: Vec<Trait> = all.map(|(.., wanted)| *wanted).collect();
            if !all.is_empty() {
                return Ok(Test::Has(all));
            }
        }
    }
    Err(unknown("filter-unknown-value"))
}

/// The key that begins with a word, in any language.
fn key_of(languages: &[L10n], word: &str) -> Option<FilterKey> {
    let word = search_key(word);
    let begins = |id: &str| languages.iter().any(|l10n| search_key(&l10n.msg(id)).starts_with(&word));
    KEYS.iter().find(|(id, _)| !word.is_empty() && begins(id)).map(|(_, key)| *key)
}

/// The line with its last word completed to a key, or to a value of its key.
pub fn complete(shared: &Shared, text: &str) -> Option<String> {
    let at = text
        .rfind(|c: char| c.is_whitespace())
        .map_or(0, |at| at + text.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
    let (head, word) = text.split_at_checked(at)?;
    if let Some(name) = word.strip_prefix('@') {
        let wanted = wanted(&shared.keymap, name.trim_start_matches('«'));
        return Some(format!("{head}{} ", saved::complete(&shared.filters, &wanted)?));
    }
    let languages = Language::ALL.map(L10n::new);
    // The completion is in the language of the part already typed.
    let begun = |id: &str, word: &str| {
        let word = search_key(word);
        languages
            .iter()
            .map(|l10n| l10n.msg(id).into_owned())
            .find(|full| search_key(full).starts_with(&word))
    };
    let Some((key, value)) = word.split_once(':') else {
        let key = KEYS.iter().filter(|_| !word.is_empty()).find_map(|(id, _)| begun(id, word))?;
        return Some(format!("{head}{key}:"));
    };
    let full = match key_of(&languages, key)? {
        FilterKey::Performer => {
            let wanted = wanted(&shared.keymap, value.trim_start_matches('«'));
            let mut names = shared.plan.as_ref()?.performers().map(|(_, who)| who.name.clone());
            names.find(|name| wanted.rank(name).is_some())?
        }
        FilterKey::Status => {
            let value = search_key(value);
            let named = languages.iter().flat_map(|l10n| Status::ALL.map(|status| l10n.status(status)));
            let mut named = named.filter(|name| search_key(name).starts_with(&value));
            named.next()?
        }
        FilterKey::Term => return None,
        key => TRAITS.iter().filter(|(_, of, _)| *of == key).find_map(|(id, ..)| begun(id, value))?,
    };
    let full = if full.contains(' ') { format!("«{full}»") } else { full };
    Some(format!("{head}{key}:{full} "))
}
