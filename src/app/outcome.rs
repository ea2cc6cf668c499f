//! The results of handling a key and of carrying out what the user wants.

/// Whether an input was handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handled {
    /// It was.
    Yes,
    /// It was not.
    No,
}

/// The result of what the user wanted to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was accepted.
    Taken,
    /// It was refused with a notice; the input stays open.
    Refused,
}
