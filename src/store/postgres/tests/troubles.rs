//! A group of servers that replace each other, in trouble.

use std::{
    process::Command,
    sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    time::Instant,
};

use super::*;

/// Eight clients write while servers of a group fail, one trouble after another: every acknowledged change is there
/// exactly once, and the clients go on by themselves.
#[test]
#[ignore = "it takes a group of servers: scripts/with-postgres --pair, scripts/cluster-test"]
fn fail_over_loses_nothing_that_was_acknowledged() {
    let [group, trouble] =
        ["KVARTAL_TEST_GROUP", "KVARTAL_TEST_TROUBLE"].map(|name| variable(name).expect(name));
    let troubles = variable("KVARTAL_TEST_TROUBLES").unwrap_or_else(|| "kill".to_owned());
    let options = ServerOptions { patience: Some(Duration::from_secs(300)), ..OPTIONS };
    migrate(&group, &variable, options).unwrap();
    let open = || PgStore::open(&group, &variable, options).unwrap();
    open().commit(&create(P, "plan", 8)).unwrap();
    let load = Load::default();
    let (outcome, mut acknowledged) = std::thread::scope(|scope| {
        let write = |who| load.write(&open(), who);
        let writers: Vec<_> = (1..=8).map(|who| scope.spawn(move || write(who))).collect();
        let outcome = load.under("none", || true).and_then(|()| {
            troubles.split_whitespace().try_for_each(|name| {
                load.under(name, || {
                    Command::new(&trouble).arg(name).status().is_ok_and(|done| done.success())
                })
            })
        });
        load.is_over.store(true, Ordering::Relaxed);
        let acknowledged = writers.into_iter().flat_map(|writer| writer.join().unwrap());
        (outcome, acknowledged.collect::<Vec<_>>())
    });
    outcome.unwrap();
    acknowledged.sort_unstable();
    let store = open();
    let history = store.history(P, 2).unwrap();
    let there: Vec<_> = history.iter().map(|logged| (logged.seq, logged.change.id)).collect();
    println!("{} acknowledged, {} there", acknowledged.len(), there.len());
    // No client gave up, so there is no change that was not acknowledged.
    assert_eq!(acknowledged, there);
    let plan = store.load(P).unwrap().unwrap();
    assert_eq!(plan, plan.recounted());
}

/// What eight writers have done so far.
#[derive(Debug, Default)]
struct Load {
    counts: [AtomicUsize; 8],
    /// The longest wait for an acknowledgement in the present trouble, in microseconds.
    longest: AtomicU64,
    is_over: AtomicBool,
}

impl Load {
    /// Writes until the load is over; returns the acknowledged changes.
    fn write(&self, store: &PgStore, who: u128) -> Vec<(u64, ChangeId)> {
        /// The pause of somebody who types very fast.
        const PAUSE: Duration = Duration::from_millis(20);
        let mut acknowledged = Vec::new();
        for n in 0_u32.. {
            let plan = store.load(P).unwrap().unwrap();
            let change = set_fact(10_000_000 * who + u128::from(n), &plan, who, n);
            let asked = Instant::now();
            acknowledged.push((store.commit(&change).unwrap(), change.id));
            let took = u64::try_from(asked.elapsed().as_micros()).unwrap();
            self.longest.fetch_max(took, Ordering::Relaxed);
            self.counts[who as usize - 1].fetch_add(1, Ordering::Relaxed);
            if self.is_over.load(Ordering::Relaxed) {
                break;
            }
            std::thread::sleep(PAUSE);
        }
        acknowledged
    }

    /// Makes trouble, waits until all writers have gone on, and prints the longest wait.
    fn under(&self, name: &str, trouble: impl FnOnce() -> bool) -> Result<(), String> {
        const AFTER: usize = 25;
        let now = || self.counts.each_ref().map(|count| count.load(Ordering::Relaxed));
        self.longest.store(0, Ordering::Relaxed);
        let before = now();
        if !trouble() {
            return Err(format!("{name} failed"));
        }
        let (after, given_up) = (now(), Instant::now() + Duration::from_secs(300));
        while now().iter().zip(after).any(|(count, after)| *count < after + AFTER) {
            if Instant::now() > given_up {
                return Err(format!("{name}: the writers do not go on"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let written = now().iter().sum::<usize>() - before.iter().sum::<usize>();
        let longest = Duration::from_micros(self.longest.load(Ordering::Relaxed));
        println!("{name}: {written} changes, the longest pause {longest:.1?}");
        Ok(())
    }
}
