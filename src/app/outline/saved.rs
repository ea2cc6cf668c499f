//! Saved filters: each user gives names to the filters that are needed again. In a filter, `@name` stands for one.

use super::filter_words::{quoted, words};
use crate::{
    app::Notice,
    text::{find::Wanted, key},
};

/// How many filters are kept,
pub const MOST: usize = 100;
/// and how many characters a name has at most.
pub const LONGEST_NAME: usize = 60;

/// A filter with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its name.
    pub name: String,
    /// The filter, as it is typed.
    pub query: String,
}

/// A change of the saved filters; each is answered with all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterEdit {
    /// None: they are only read.
    Read,
    /// This one is saved, and replaces the one of its name.
    Save(SavedFilter),
    /// The one of this name is deleted.
    Delete(String),
}

/// Whether two names mean the same filter.
pub fn is_same_name(one: &str, other: &str) -> bool {
    key::is_same(one, other)
}

/// The filter of this name.
pub fn named<'a>(filters: &'a [SavedFilter], name: &str) -> Option<&'a SavedFilter> {
    filters.iter().find(|saved| is_same_name(&saved.name, name))
}

/// The words of a filter, in which each `@name` is replaced by the words of the saved one.
pub(super) fn expand(filters: &[SavedFilter], text: &str) -> Result<Vec<String>, Notice> {
    let mut expanded = Vec::new();
    for word in words(text) {
        match word.strip_prefix('@') {
            None => expanded.push(word),
            Some(name) => {
                let unknown = || Notice::warning("filter-not-saved").with("text", name);
                expanded.extend(words(&named(filters, name).ok_or_else(unknown)?.query));
            }
        }
    }
    Ok(expanded)
}

/// A filter in which no name stands, so that it stays the same whatever becomes of the other ones.
pub fn spelled_out(filters: &[SavedFilter], text: &str) -> Result<String, Notice> {
    if !text.contains('@') {
        return Ok(text.trim().to_owned());
    }
    let expanded: Vec<String> = expand(filters, text)?.iter().map(|word| quoted(word)).collect();
    Ok(expanded.join(" "))
}

/// The first name that begins with what was typed after `@`, as a word of a filter.
pub(super) fn complete(filters: &[SavedFilter], wanted: &Wanted) -> Option<String> {
    let matches = |saved: &&SavedFilter| wanted.is_empty() || wanted.rank(&saved.name).is_some();
    let name = &filters.iter().find(matches)?.name;
    Some(if name.contains(char::is_whitespace) { format!("@«{name}»") } else { format!("@{name}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(name: &str, query: &str) -> SavedFilter {
        SavedFilter { name: name.to_owned(), query: query.to_owned() }
    }

    #[test]
    fn names_stand_for_their_words_and_are_spelled_out_when_saved() {
        let filters = [saved("Борги бюро", "є:борг виконавець:«Ясногайське бюро»")];
        let words = expand(&filters, "@«борги БЮРО» стан:частково").expect("it is known");
        assert_eq!(words, ["є:борг", "виконавець:Ясногайське бюро", "стан:частково"]);
        assert_eq!(
            spelled_out(&filters, "@«Борги бюро» «круглий стіл»").expect("it is known"),
            "є:борг виконавець:«Ясногайське бюро» «круглий стіл»"
        );
        assert!(expand(&filters, "@інше").is_err());
        assert_eq!(
            complete(&filters, &Wanted::new("бор", [] as [&str; 0])).as_deref(),
            Some("@«Борги бюро»")
        );
    }
}
