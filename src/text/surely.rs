//! What stands in for what cannot happen.
//!
//! Bad data is a value and never a crash, and so is a fault of the program itself: where a value is always there
//! and the types do not say so, the default stands in for it. That fallback goes through here and nowhere else,
//! because here tests and fuzzers fail on it; a default that is simply meant is written `unwrap_or_default`.

/// A value that is always there.
pub trait Surely<T> {
    /// The value. Where it is missing against all reason, tests fail and the program goes on with the default.
    fn surely(self) -> T
    where
        T: Default;
}

impl<T> Surely<T> for Option<T> {
    #[track_caller]
    fn surely(self) -> T
    where
        T: Default,
    {
        debug_assert!(self.is_some(), "what is always there is missing");
        self.unwrap_or_default()
    }
}

impl<T, E> Surely<T> for Result<T, E> {
    #[track_caller]
    fn surely(self) -> T
    where
        T: Default,
    {
        self.ok().surely()
    }
}

/// A branch that is never taken: `let Some(x) = y else { return impossible() };`. Tests fail on it, and the
/// program goes on with the default.
#[track_caller]
pub fn impossible<T: Default>() -> T {
    None.surely()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_handed_on() {
        assert_eq!(Some(3).surely(), 3);
        assert_eq!(Ok::<_, ()>(3).surely(), 3);
    }

    #[test]
    #[should_panic = "what is always there is missing"]
    fn tests_fail_on_what_is_missing() {
        let text: &str = "ї".get(1..).surely();
        assert_eq!(text, "", "and without debug assertions the program goes on");
    }
}
