//! Reports what other clients change. The server's notification only wakes the watcher up; what has changed, and
//! whether anything was missed, is queried, because notifications are lost with a connection and some poolers do not
//! pass them on.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, mpsc::Sender},
    time::Duration,
};

use tokio::time::timeout;

use super::{
    super::{LineState, Logged, News, Rewound},
    line::{Line, LineError, LineStanding},
    load::{self, End},
    opening::Opener,
    recent::Recent,
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

const ALL: &str = "SELECT id, seq, last FROM kvartal.plans";
const LATELY: &str = "SELECT id, seq, last FROM kvartal.plans \
    WHERE touched > statement_timestamp() - make_interval(secs => $1)";

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

/// Each plan's latest reported change.
type Known = HashMap<PlanId, End>;

/// The latest changes, from which watching begins: changes committed after this are reported.
pub(super) async fn begin(line: &Line) -> Result<Known, LineError> {
    ends(line, None).await
}

/// Watches on a connection of its own, for ever. Without an initial state, watching starts at the first successful query.
pub(super) async fn follow(
    opener: Arc<Opener>,
    standing: Arc<LineStanding>,
    watchers: Arc<Watchers>,
    recent: Arc<Recent>,
    begun: Option<Known>,
) {
    let mut known = begun;
    loop {
        let listened = listen(&opener).await;
        standing.note(if listened.is_ok() { LineState::Stands } else { LineState::Lost });
        if let Ok(line) = listened {
            if known.is_none() {
                known = ends(&line, None).await.ok();
                watchers.tell(&News::Anew);
            }
            // After a lost connection, missed changes are found by querying all plans once.
            let mut since = None;
            while let Some(told) = &mut known
                && tell(&line, (&watchers, &recent), told, since).await.is_ok()
            {
                since = Some(OVERLAP);
                let _ = timeout(LOOK, opener.hint.notified()).await;
                if line.is_closed() {
                    break;
                }
            }
        }
        let _ = timeout(LOOK, opener.hint.notified()).await;
    }
}

/// The statement that notifies the watchers of a change. The notification is not part of the commit, because it would make
/// all commits of the server wait for each other; if it is lost, the watchers find the change a little later.
pub(super) fn hint(plan: PlanId) -> String {
    format!("NOTIFY kvartal, '{plan}'")
}

async fn listen(opener: &Arc<Opener>) -> Result<Line, LineError> {
    let line = opener.open().await.map_err(LineError::Fault)?;
    line.batch("LISTEN kvartal").await?;
    Ok(line)
}

async fn ends(line: &Line, since: Option<i32>) -> Result<Known, LineError> {
    let rows = match since {
        None => line.query(ALL, &[]).await?,
        Some(seconds) => line.query(LATELY, &[&f64::from(seconds)]).await?,
    };
    let end = |row: &tokio_postgres::Row| {
        let id: Uuid = row.try_get(0)?;
        Ok((PlanId(id.0), End { seq: rows::seq(row.try_get(1)?), last: row.try_get(2)? }))
    };
    rows.iter().map(end).collect()
}

/// Reports all new changes, and those that the server does not have any more.
async fn tell(
    line: &Line,
    (watchers, recent): (&Watchers, &Recent),
    known: &mut Known,
    since: Option<i32>,
) -> Result<(), LineError> {
    let mut lost = Rewound::default();
    let compared = compare(line, (watchers, recent), known, since, &mut lost).await;
    if lost.plans > 0 {
        watchers.tell(&News::Rewound(lost));
        watchers.tell(&News::Anew);
    }
    compared
}

/// Compares what is known with what the server has.
async fn compare(
    line: &Line,
    (watchers, recent): (&Watchers, &Recent),
    known: &mut Known,
    since: Option<i32>,
    lost: &mut Rewound,
) -> Result<(), LineError> {
    // What this client has made itself is known, too. It is read before the server is asked, which then has all of it.
    let mut latest = recent.ends();
    latest.retain(|plan, end| known.get(plan).is_none_or(|told| told.seq < end.seq));
    let now = ends(line, since).await?;
    for (plan, end) in &now {
        let told = known.get(plan).copied().unwrap_or_default();
        let own = latest.remove(plan).filter(|own| own.seq > end.seq);
        if *end == told && own.is_none() {
            continue;
        }
        match load::since(line, *plan, told).await? {
            Some(news) if own.is_none() => {
                let last = news.last().map_or(*end, |Logged { seq, change }| End::after(*seq, change));
                known.insert(*plan, last);
                report(watchers, recent, news);
            }
            _ => {
                rewind(line, recent, (*plan, own.unwrap_or(told), end.seq), lost).await?;
                known.insert(*plan, *end);
            }
        }
    }
    // Only the first query after a loss of the connection names all plans.
    if since.is_none() {
        let mut gone = known.clone();
        gone.extend(latest);
        gone.retain(|plan, _| !now.contains_key(plan));
        for (plan, told) in gone {
            rewind(line, recent, (plan, told, 0), lost).await?;
            known.remove(&plan);
        }
    }
    Ok(())
}

fn report(watchers: &Watchers, recent: &Recent, news: Vec<Logged>) {
    news.iter().for_each(|logged| recent.note(logged.seq, &logged.change));
    if news.len() > MOST {
        watchers.tell(&News::Anew);
    } else {
        news.into_iter().for_each(|logged| watchers.tell(&News::Changed(logged)));
    }
}

/// Adds what the server does not have any more of a plan: the last change that was known of it, and the number of the
/// last one that the server has.
async fn rewind(
    line: &Line,
    recent: &Recent,
    (plan, told, now): (PlanId, End, u64),
    lost: &mut Rewound,
) -> Result<(), LineError> {
    const LEFT: &str = "SELECT coalesce(max(seq), 0) FROM kvartal.changes WHERE plan = $1 AND id = ANY ($2)";
    let remembered = recent.of(plan);
    let ids: Vec<Uuid> = remembered.iter().map(|logged| Uuid(logged.change.id.0)).collect();
    let rows = line.query(LEFT, &[&Uuid(plan.0), &ids]).await?;
    let left = rows.first().map_or(Ok(0), |row| row.try_get(0)).map(rows::seq)?;
    // Of what is not remembered, nobody knows whether it is still there.
    let first = remembered.first().map_or(told.seq, |logged| logged.seq);
    let left = if left == 0 { now.min(first.saturating_sub(1)) } else { left };
    recent.forget(plan, left);
    lost.plans += 1;
    lost.changes += told.seq.saturating_sub(left);
    lost.kept.extend(remembered.into_iter().filter(|logged| logged.seq > left));
    Ok(())
}
