//! Cases that wait for the disk more than they reckon, several at once.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// How many cases are tried at once; each waits for the disk most of its time.
const AT_ONCE: usize = 4;

/// Tries every case. A panic in one is the panic of the test.
pub fn at_once<T: Sync>(cases: &[T], each: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    each(case);
                }
            });
        }
    });
}
