//! What became of a key, and of what a person wanted.

/// Whether somebody dealt with what was given to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handled {
    /// It did.
    Yes,
    /// It did not.
    No,
}

/// What became of what a person wanted to have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was taken.
    Taken,
    /// It was refused, and why was said; what was typed stays open.
    Refused,
}
