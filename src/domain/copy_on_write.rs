//! A part of a plan that its copies share until one of them changes it.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

/// A value that is copied when it is changed, and only where another copy of the plan still has it. A copy of a plan
/// therefore costs nothing, and a change to the copy costs the maps that it touches.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CopyOnWrite<T>(Arc<T>);

impl<T> Clone for CopyOnWrite<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for CopyOnWrite<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for CopyOnWrite<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_share_a_value_until_one_changes_it() {
        let mut first: CopyOnWrite<Vec<u8>> = CopyOnWrite::default();
        first.push(1);
        let second = first.clone();
        assert!(std::ptr::eq(&*first, &*second));
        first.push(2);
        assert_eq!((first.as_slice(), second.as_slice()), ([1, 2].as_slice(), [1].as_slice()));
        let alone = std::ptr::from_ref(&*first);
        first.push(3);
        assert!(std::ptr::eq(alone, &*first), "a value of which there is no copy is changed where it is");
    }
}
