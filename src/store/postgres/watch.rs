//! What others change, told as it comes. The server's hint says that there is something; what it is, and whether
//! anything was missed, is looked up, for hints get lost with a line, and not every server gives them.

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

/// So often is looked without a hint.
const LOOK: Duration = Duration::from_secs(2);
/// A change that was begun so long ago may still be about to appear: no statement takes longer, and no two servers'
/// clocks are further apart.
const OVERLAP: i32 = 180;
/// Who was away for longer reads anew what he shows.
const MOST: usize = 500;

const ALL: &str = "SELECT id, seq FROM kvartal.plans";
const LATELY: &str =
    "SELECT id, seq FROM kvartal.plans WHERE touched > clock_timestamp() - make_interval(secs => $1)";

/// Who watches.
#[derive(Debug, Default)]
pub(super) struct Watchers(Mutex<Vec<Sender<News>>>);

impl Watchers {
    /// Adds one; whether it is the first.
    pub fn add(&self, watcher: Sender<News>) -> bool {
        let mut watchers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        watchers.push(watcher);
        watchers.len() == 1
    }

    /// Tells everybody who is left.
    pub fn tell(&self, news: &News) {
        let mut watchers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        watchers.retain(|watcher| watcher.send(news.clone()).is_ok());
    }
}

/// The number of the last change of each plan that was told.
type Known = HashMap<PlanId, u64>;

/// Begins to look. What is committed after this is told.
pub(super) async fn begin(lines: &Lines) -> Result<Known, LineError> {
    let line = lines.take().await.map_err(LineError::Fault)?;
    numbers(&line, None).await
}

/// Looks until the store is gone. Who could not begin with a line begins with the first one.
pub(super) async fn follow(lines: Weak<Lines>, watchers: Arc<Watchers>, begun: Option<Known>) {
    let mut known = begun;
    loop {
        let Some(now) = lines.upgrade() else { return };
        let hint = Arc::clone(&now.hint);
        let listened = listen(&now).await;
        now.note(if listened.is_ok() { LineState::Stands } else { LineState::Lost });
        drop(now);
        if let Ok(line) = listened {
            if known.is_none() {
                known = numbers(&line, None).await.ok();
                watchers.tell(&News::Anew);
            }
            // Whatever was missed without a line is found by looking at all plans once.
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

/// Tells of everything that is new.
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
