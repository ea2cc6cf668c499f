//! The number of cases in a property test: few by default, because every run generates others, and as many as
//! `PROPTEST_CASES` asks for.

use proptest::prelude::ProptestConfig;

/// A configuration with so many cases, unless `PROPTEST_CASES` asks for others.
#[allow(clippy::disallowed_methods, reason = "who runs the tests says it in the environment")]
pub(crate) fn rounds(few: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(few))
}
