//! The keymaps that are compiled in.

/// A keymap file and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeymapSource<'a> {
    /// How the file is named when something is wrong in it.
    pub name: &'a str,
    /// What stands in it.
    pub text: &'a str,
}

/// A keymap that comes with the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Preset {
    /// Arrows, function keys and mnemonic letters.
    #[default]
    Default,
    /// For hands that know vim.
    Vim,
    /// For hands that know Emacs.
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

    /// Its file; a user's own keymap best begins as a copy of a few of its lines.
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
