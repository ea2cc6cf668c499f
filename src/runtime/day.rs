//! A window that stays open over midnight: the next thing that a person does is done on the new day.

use jiff::{Timestamp, civil::Date};

use super::Options;

/// The day as the clock has it; none where somebody has said which day it is.
pub(super) fn now(options: &Options) -> Option<Date> {
    let moment = Timestamp::from_millisecond((options.now)()).ok()?;
    options.day_goes_on.then(|| options.zone.to_datetime(moment).date())
}
