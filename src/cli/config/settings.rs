//! The table of settings. Each has a name in the file, an environment variable, and possibly a flag.

use crate::{
    cli::{args::Global, plans_at::PlansAt, session::Session},
    l10n::Language,
};

/// The possible values of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingValues {
    /// One of these words; the first is the default.
    Words(&'static [&'static str]),
    /// On or off.
    Switch,
    /// Any text, for example this one.
    Text(&'static str),
    /// A number of seconds, for example this one.
    Seconds(&'static str),
}

impl SettingValues {
    /// The possible words; empty where any text is allowed.
    pub fn told(self) -> String {
        match self {
            Self::Words(words) => words.join(", "),
            Self::Switch => "true, false".to_owned(),
            Self::Text(_) | Self::Seconds(_) => String::new(),
        }
    }

    /// An example, as it is written in the file.
    pub fn example(self) -> String {
        match self {
            Self::Words(words) => format!("\"{}\"", words.first().copied().unwrap_or_default()),
            Self::Switch => "false".to_owned(),
            Self::Text(text) => format!("\"{text}\""),
            Self::Seconds(number) => number.to_owned(),
        }
    }
}

/// A setting.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in the file.
    pub key: &'static str,
    /// Its environment variable.
    pub variable: &'static str,
    /// Its possible values.
    pub values: SettingValues,
    /// The message about its purpose.
    pub message: &'static str,
}

/// All of them.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "language",
        variable: "KVARTAL_LANG",
        values: SettingValues::Words(&["uk", "en"]),
        message: "cli-config-language",
    },
    Setting {
        key: "workspace",
        variable: "KVARTAL_WORKSPACE",
        values: SettingValues::Text("/srv/kvartal"),
        message: "cli-config-workspace",
    },
    Setting {
        key: "keymap",
        variable: "KVARTAL_KEYMAP",
        values: SettingValues::Text("default"),
        message: "cli-config-keymap",
    },
    Setting {
        key: "theme",
        variable: "KVARTAL_THEME",
        values: SettingValues::Text("auto"),
        message: "cli-config-theme",
    },
    Setting {
        key: "color",
        variable: "KVARTAL_COLOR",
        values: SettingValues::Words(&["auto", "none", "16", "256", "true"]),
        message: "cli-config-color",
    },
    Setting {
        key: "glyphs",
        variable: "KVARTAL_GLYPHS",
        values: SettingValues::Words(&["auto", "unicode", "ascii"]),
        message: "cli-config-glyphs",
    },
    Setting {
        key: "mouse",
        variable: "KVARTAL_MOUSE",
        values: SettingValues::Switch,
        message: "cli-config-mouse",
    },
    Setting {
        key: "plain",
        variable: "KVARTAL_PLAIN",
        values: SettingValues::Switch,
        message: "cli-config-plain",
    },
    Setting {
        key: "wait",
        variable: "KVARTAL_WAIT",
        values: SettingValues::Seconds("2"),
        message: "cli-config-wait",
    },
];

impl Setting {
    /// The flag that was given for it, and its value.
    pub fn flagged(&self, global: &Global) -> Option<(&'static str, String)> {
        match self.key {
            "workspace" => {
                global.workspace.as_ref().map(|dir| ("--workspace", dir.to_string_lossy().into_owned()))
            }
            "keymap" => global.keymap.clone().map(|name| ("--keymap", name)),
            "plain" => global.plain.then(|| ("--plain", "true".to_owned())),
            "wait" => global.wait.map(|seconds| ("--wait", seconds.to_string())),
            _ => None,
        }
    }

    /// Another environment variable that applies when the setting has no value, and the resulting value.
    pub fn elsewhere(&self) -> Option<(&'static str, String)> {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        match self.key {
            "language" => ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .find(|name| set(name).is_some())
                .map(|name| (name, Language::from_env(|name| std::env::var(name).ok()).tag().to_owned())),
            "color" => set("NO_COLOR").map(|_| ("NO_COLOR", "none".to_owned())),
            "plain" => {
                set("ACCESSIBLE").filter(|value| value != "0").map(|_| ("ACCESSIBLE", "true".to_owned()))
            }
            _ => None,
        }
    }

    /// The built-in default.
    pub fn built_in(&self, session: &Session) -> String {
        match (self.key, self.values) {
            ("workspace", _) => PlansAt::of(session).map(|plans| plans.name()).unwrap_or_default(),
            (_, SettingValues::Words(words)) => words.first().copied().unwrap_or_default().to_owned(),
            (_, SettingValues::Switch) => "false".to_owned(),
            (_, SettingValues::Text(text) | SettingValues::Seconds(text)) => text.to_owned(),
        }
    }
}
