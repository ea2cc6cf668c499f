//! Tests of what the server store does beyond the promises of every store.

use std::time::Duration;

use super::{
    super::{fixture::*, server::ServerFault},
    scratch::{OPTIONS, Scratch, variable},
    *,
};
use crate::domain::{ChangeId, Level, NodeId, RecordKey};

mod centres;
mod kinds;
mod lines;
mod places;
mod restored;
mod tables;
mod tls;
mod troubles;
mod writers;

const P: PlanId = PlanId(7);

fn fault(result: Result<PgStore, StoreError>) -> ServerFault {
    match result {
        Err(StoreError::Server(fault)) => fault,
        other => panic!("{other:?}"),
    }
}
