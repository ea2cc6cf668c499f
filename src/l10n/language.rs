//! Which language the environment asks for.

/// A language of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Ukrainian, the default.
    #[default]
    Uk,
    /// English.
    En,
}

/// The environment variables that choose the language, the strongest first.
pub const VARIABLES: [&str; 4] = ["KVARTAL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Uk, Self::En];

    /// The language that the environment asks for; `get` gives the value of a variable.
    ///
    /// The first variable with a value decides, as POSIX has it; `KVARTAL_LANG` only when it names one of
    /// our languages. Other languages and `C` get the default.
    pub fn from_env(get: impl Fn(&str) -> Option<String>) -> Self {
        let [own, posix @ ..] = VARIABLES;
        let own = get(own).and_then(|value| Self::parse(&value));
        let system = || posix.into_iter().find_map(|name| get(name).filter(|value| !value.is_empty()));
        own.or_else(|| system().and_then(|value| Self::parse(&value))).unwrap_or_default()
    }

    /// The language of a tag or a locale: `uk`, `en`, `uk_UA.UTF-8`, `en-GB`.
    pub fn parse(tag: &str) -> Option<Self> {
        let language = tag.split(['_', '-', '.', '@']).next().unwrap_or(tag).trim();
        Self::ALL.into_iter().find(|known| known.tag().eq_ignore_ascii_case(language))
    }

    /// Its tag, `uk` or `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Uk => "uk",
            Self::En => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(values: &[(&str, &str)]) -> Language {
        Language::from_env(|name| values.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn the_strongest_variable_decides() {
        assert_eq!(language(&[]), Language::Uk);
        assert_eq!(language(&[("LANG", "en_US.UTF-8")]), Language::En);
        assert_eq!(language(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "uk_UA.UTF-8")]), Language::Uk);
        assert_eq!(language(&[("LC_ALL", ""), ("LC_MESSAGES", "en_GB")]), Language::En);
        assert_eq!(language(&[("LC_ALL", "C.UTF-8"), ("LANG", "en_US")]), Language::Uk);
        assert_eq!(language(&[("KVARTAL_LANG", "en"), ("LC_ALL", "uk_UA")]), Language::En);
        assert_eq!(language(&[("KVARTAL_LANG", "?"), ("LANG", "en")]), Language::En);
        assert_eq!(language(&[("LANG", "english")]), Language::Uk);
    }
}
