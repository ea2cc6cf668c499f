//! The settings that all drawing functions need.

use super::Theme;
use crate::l10n::L10n;

/// Language, colours and time zone.
pub struct RenderContext {
    /// Words and formats.
    pub l10n: L10n,
    /// Colours and glyphs.
    pub theme: Theme,
    /// The time zone in which times are shown.
    pub zone: jiff::tz::TimeZone,
}
