//! The current date in a window that stays open over midnight: the next action happens on the new day.

use jiff::{Timestamp, civil::Date};

use super::Options;

/// The current date; none if the user has fixed it with an option.
pub(super) fn now(options: &Options) -> Option<Date> {
    let moment = Timestamp::from_millisecond((options.now)()).ok()?;
    options.day_goes_on.then(|| options.zone.to_datetime(moment).date())
}
