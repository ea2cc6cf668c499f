//! The built-in keymaps.

/// A keymap file with its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeymapSource<'a> {
    /// The name of the file in error messages.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A built-in keymap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Preset {
    /// Arrows, function keys and mnemonic letters.
    #[default]
    Default,
    /// Similar to vim.
    Vim,
    /// Similar to Emacs.
    Emacs,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Default, Self::Vim, Self::Emacs];

    /// Its name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Vim => "vim",
            Self::Emacs => "emacs",
        }
    }

    /// The keymap with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.id() == id)
    }

    /// Its file, which users can copy lines from.
    pub const fn source(self) -> KeymapSource<'static> {
        match self {
            Self::Default => {
                KeymapSource { name: "default.toml", text: include_str!("../../keymaps/default.toml") }
            }
            Self::Vim => KeymapSource { name: "vim.toml", text: include_str!("../../keymaps/vim.toml") },
            Self::Emacs => {
                KeymapSource { name: "emacs.toml", text: include_str!("../../keymaps/emacs.toml") }
            }
        }
    }
}
