//! Random bits for identities. Nothing below the command line asks for them.

use jiff::Timestamp;

use super::failure::Failure;
use crate::domain::IdSource;

/// Fresh identities.
///
/// # Errors
/// When the system gives no random bits.
pub(super) fn fresh() -> Result<IdSource, Failure> {
    let mut seed = [0u8; 16];
    getrandom::fill(&mut seed).map_err(|cause| Failure::NoRandomBits(cause.to_string()))?;
    Ok(IdSource::new(u128::from_le_bytes(seed)))
}

/// 128 bits for the ids of one command of the terminal UI. Where the system stopped giving random bits, the
/// clock and the process still tell two commands apart.
pub(super) fn seed() -> u128 {
    let mut seed = [0u8; 16];
    match getrandom::fill(&mut seed) {
        Ok(()) => u128::from_le_bytes(seed),
        Err(_) => {
            let nanoseconds = Timestamp::now().as_nanosecond().unsigned_abs();
            (nanoseconds << 32) ^ u128::from(std::process::id())
        }
    }
}
