//! Reports what other clients change. The server's notification only wakes the watcher up; what has changed, and
//! whether anything was missed, is queried, because notifications are lost with a connection and some poolers do not
//! pass them on.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak, mpsc::Sender},
    time::Duration,
};

use tokio::time::timeout;

use super::{
    super::{LineState, Logged, News},
    line::{Line, LineError, Lines},
    load,
    rows::{self, Uuid},
};
use crate::domain::PlanId;

/// The interval between queries when no notification comes.
const LOOK: Duration = Duration::from_secs(2);
/// How far back each query looks, in seconds. A change begun within this time may become visible only now, because no
/// statement takes longer and the clocks of two servers differ by less.
const OVERLAP: i32 = 180;
/// After more missed changes than this, everything shown is read again.
const MOST: usize = 500;

const ALL: &str = "SELECT id, seq FROM kvartal.plans";
const LATELY: &str =
    "SELECT id, seq FROM kvartal.plans WHERE touched > clock_timestamp() - make_interval(secs => $1)";

/// The channels of the watchers.
#[derive(Debug, Default)]
pub(super) struct Watchers(Mutex<Vec<Sender<News>>>);

impl Watchers {
    /// Adds a watcher; returns whether it is the first.
    pub fn add(&self, watcher: Sender<News>) -> bool {
        let mut watchers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        watchers.push(watcher);
        watchers.len() == 1
    }

    /// Sends news to all watchers, and drops those that are gone.
    pub fn tell(&self, news: &News) {
        let mut watchers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        watchers.retain(|watcher| watcher.send(news.clone()).is_ok());
    }
}

/// The number of each plan's latest reported change.
type Known = HashMap<PlanId, u64>;

/// Starts watching. Changes committed after this are reported.
pub(super) async fn begin(lines: &Lines) -> Result<Known, LineError> {
    let line = lines.take().await.map_err(LineError::Fault)?;
    numbers(&line, None).await
}

/// Watches until the store is dropped. Without an initial state, watching starts at the first successful query.
pub(super) async fn follow(lines: Weak<Lines>, watchers: Arc<Watchers>, begun: Option<Known>) {
    let mut known = begun;
    loop {
        let Some(now) = lines.upgrade() else { return };
        let hint = now.hint();
        let listened = listen(&now).await;
        now.note(if listened.is_ok() { LineState::Stands } else { LineState::Lost });
        drop(now);
        if let Ok(line) = listened {
            if known.is_none() {
                known = numbers(&line, None).await.ok();
                watchers.tell(&News::Anew);
            }
            // After a lost connection, missed changes are found by querying all plans once.
            let mut since = None;
            while let Some(told) = &mut known
                && tell(&line, &watchers, told, since).await.is_ok()
            {
                since = Some(OVERLAP);
                let _ = timeout(LOOK, hint.notified()).await;
                if line.client.is_closed() || lines.strong_count() == 0 {
                    break;
                }
            }
        }
        let _ = timeout(LOOK, hint.notified()).await;
    }
}

async fn listen(lines: &Lines) -> Result<Line, LineError> {
    let line = lines.take().await.map_err(LineError::Fault)?;
    line.batch("LISTEN kvartal").await?;
    Ok(line)
}

async fn numbers(line: &Line, since: Option<i32>) -> Result<Known, LineError> {
    let rows = match since {
        None => line.query(ALL, &[]).await?,
        Some(seconds) => line.query(LATELY, &[&f64::from(seconds)]).await?,
    };
    let number = |row: &tokio_postgres::Row| {
        let id: Uuid = row.try_get(0)?;
        Ok((PlanId(id.0), rows::seq(row.try_get(1)?)))
    };
    rows.iter().map(number).collect()
}

/// Reports all new changes.
async fn tell(
    line: &Line,
    watchers: &Watchers,
    known: &mut Known,
    since: Option<i32>,
) -> Result<(), LineError> {
    for (plan, seq) in numbers(line, since).await? {
        let told = known.entry(plan).or_default();
        if seq <= *told {
            continue;
        }
        let news = load::after(line, plan, *told).await?;
        *told = news.last().map_or(seq, |logged: &Logged| logged.seq);
        if news.len() > MOST {
            watchers.tell(&News::Anew);
        } else {
            for logged in news {
                watchers.tell(&News::Changed(logged));
            }
        }
    }
    Ok(())
}
