//! Work on a long plan, shared out among cores.

use std::{
    num::NonZero,
    panic::resume_unwind,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

/// From how many rows or nodes on a second core pays.
pub const LONG: usize = 1_000;
/// The number of rows or cells that are looked at in one go.
pub const PIECE: usize = 256;
/// How many results of a thread wait for a fold, beside the one that it is working on.
const WAITING: usize = 1;
/// The most threads; more do not help, because the rest of an import is sequential.
const MOST: usize = 4;

/// The number of threads for so many rows or nodes.
pub fn workers_for(count: usize) -> usize {
    if count < LONG { 1 } else { thread::available_parallelism().map_or(1, NonZero::get).min(MOST) }
}

/// Processes many items on several threads; a thread that is done takes the next item. The results are in the order
/// of the items.
pub fn in_parallel<T: Sync, R: Send>(cores: usize, things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let index = next.fetch_add(1, Ordering::Relaxed);
        things.get(index).map(|thing| (index, work(thing)))
    };
    let take = || std::iter::from_fn(take).collect::<Vec<_>>();
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..cores.min(things.len())).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        let joined = others.into_iter().map(|one| one.join().unwrap_or_else(|panic| resume_unwind(panic)));
        joined.for_each(|others| done.extend(others));
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Processes many items on several threads while `fold` takes the results, in the order of the items. Only a few are
/// processed ahead of the fold, so that their memory is bounded.
///
/// # Panics
/// Where the work on an item did.
pub fn ahead_of<T: Sync, R: Send, O>(
    cores: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    fold: impl FnOnce(&mut dyn Iterator<Item = R>) -> O,
) -> O {
    if cores < 2 {
        return fold(&mut items.iter().map(work));
    }
    let work = &work;
    thread::scope(|scope| {
        let begin = |first: usize| {
            let (results, waiting) = mpsc::sync_channel(WAITING);
            scope.spawn(move || {
                let mut own = items.iter().skip(first).step_by(cores).map(work);
                // Nobody takes the results of a fold that ended early.
                let _ended = own.try_for_each(|result| results.send(result));
            });
            waiting
        };
        let waiting: Vec<mpsc::Receiver<R>> = (0..cores).map(begin).collect();
        fold(&mut waiting.iter().cycle().map_while(|results| results.recv().ok()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_things() {
        let things: Vec<usize> = (0..100).collect();
        for cores in [1, 2, 4] {
            let done = in_parallel(cores, &things, |thing| thing * 2);
            assert!(done.iter().enumerate().all(|(index, result)| *result == index * 2) && done.len() == 100);
        }
        assert!(in_parallel(4, &[], |thing: &usize| *thing).is_empty());
        assert_eq!(workers_for(LONG - 1), 1);
    }

    #[test]
    fn a_fold_gets_all_results_in_their_order_and_may_end_early() {
        let things: Vec<usize> = (0..100).collect();
        for cores in [1, 2, 4] {
            let doubled: Vec<usize> = ahead_of(cores, &things, |thing| thing * 2, |done| done.collect());
            assert!(doubled.iter().enumerate().all(|(index, result)| *result == index * 2));
            assert_eq!(doubled.len(), 100);
            assert_eq!(ahead_of(cores, &things, |thing| thing * 2, |done| done.nth(1)), Some(2));
            assert_eq!(ahead_of(cores, &[], |thing: &usize| *thing, |done| done.next()), None);
        }
    }

    #[test]
    #[should_panic(expected = "scoped thread panicked")]
    fn a_fold_does_not_wait_for_work_that_panicked() {
        let work = |thing: &usize| assert_ne!(*thing, 3, "a damaged item");
        ahead_of(2, &[1, 2, 3, 4, 5], work, |done| done.count());
    }
}
