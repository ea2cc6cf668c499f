//! What every picture is drawn with.

use super::Theme;
use crate::l10n::L10n;

/// How things are shown: language and colours.
pub struct RenderContext {
    /// Words and formats.
    pub l10n: L10n,
    /// Colours and glyphs.
    pub theme: Theme,
    /// The time zone that moments are told in.
    pub zone: jiff::tz::TimeZone,
}
