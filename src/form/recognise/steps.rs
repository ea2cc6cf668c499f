//! Steps of a recognition, counted in tests: a count says whether work grows as the document does, on any machine.

/// A line was read, a node was looked at, a field was put into a column.
#[inline]
pub fn step() {
    #[cfg(test)]
    counted::STEPS.with(|steps| steps.set(steps.get() + 1));
}

#[cfg(test)]
pub use counted::steps_of;

#[cfg(test)]
mod counted {
    use std::cell::Cell;

    thread_local! {
        pub(super) static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    /// What some work on this thread makes, and the steps it takes.
    pub fn steps_of<T>(work: impl FnOnce() -> T) -> (usize, T) {
        let before = STEPS.get();
        let made = work();
        (STEPS.get() - before, made)
    }
}
