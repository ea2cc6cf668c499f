//! Random bits for ids. Only the command line may draw them.

use jiff::Timestamp;

use super::failure::Failure;
use crate::domain::IdSource;

/// A source of new ids.
///
/// # Errors
/// When the system provides no random bits.
pub(super) fn fresh() -> Result<IdSource, Failure> {
    let mut seed = [0u8; 16];
    getrandom::fill(&mut seed).map_err(|cause| Failure::NoRandomBits(cause.to_string()))?;
    Ok(IdSource::new(u128::from_le_bytes(seed)))
}

/// 128 bits for the ids of one command of the terminal UI. If the system provides no random bits any more, the clock
/// and the process id still distinguish two commands.
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
