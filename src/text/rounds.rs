//! How many cases a test over generated data takes: few each time, because every run takes others, and more when
//! `PROPTEST_CASES` asks for them.

use proptest::prelude::ProptestConfig;

/// So many cases, unless more are asked for.
#[allow(clippy::disallowed_methods, reason = "who runs the tests says it in the environment")]
pub(crate) fn rounds(few: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(few))
}
