//! The fallback for values that cannot be missing.
//!
//! Neither bad data nor a fault of the program may crash it, so the default replaces a value that is always there
//! although its type does not show it. All such fallbacks go through this module, because here tests and fuzzers fail
//! on them. A default that is meant as such is written `unwrap_or_default`.

/// A value that is always there.
pub trait Surely<T> {
    /// The value. Where it is missing, which should be impossible, tests fail and the program continues with the
    /// default.
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

/// A branch that is never taken: `let Some(x) = y else { return impossible() };`. Tests fail on it, and the program
/// continues with the default.
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
