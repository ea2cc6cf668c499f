//! Counts the steps of a recognition in tests, which shows on any machine whether the work grows linearly with the
//! document.

/// Counts a step: a line that was read, a node that was checked, a field that was aligned.
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

    /// The result of some work on this thread, and the number of its steps.
    pub fn steps_of<T>(work: impl FnOnce() -> T) -> (usize, T) {
        let before = STEPS.get();
        let made = work();
        (STEPS.get() - before, made)
    }
}
