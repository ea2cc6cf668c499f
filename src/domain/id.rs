//! Identities: 128 bits from outside, written as 32 hexadecimal digits.

use std::fmt;

/// Text that is not 32 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an id of 32 hexadecimal digits")]
pub struct MalformedId(pub String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u128);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:032x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:x})"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = MalformedId;

            fn from_str(text: &str) -> Result<Self, MalformedId> {
                let hex: String = text.chars().filter(|c| *c != '-').collect();
                if hex.len() != 32 {
                    return Err(MalformedId(text.to_owned()));
                }
                u128::from_str_radix(&hex, 16).map(Self).map_err(|_| MalformedId(text.to_owned()))
            }
        }
    )+};
}

ids! {
    /// A plan.
    PlanId,
    /// A goal, task, subtask or measure.
    NodeId,
    /// An indicator of a measure.
    IndicatorId,
    /// A performer of a plan.
    PerformerId,
    /// A piece of evidence.
    EvidenceId,
    /// A doubt of an import.
    DoubtId,
    /// A change.
    ChangeId,
    /// A role.
    RoleId,
}

/// A stream of ids made from a seed, because [`crate::domain::decide()`] has to be a pure function.
///
/// The runtime seeds it with 128 random bits for each command; tests seed it with a number. The ids of one source
/// ascend, so that what was created together lies together in memory and in files that are ordered by id.
#[derive(Clone, Debug)]
pub struct IdSource {
    next: u128,
}

impl IdSource {
    /// A source that always gives the same ids for the same seed.
    pub const fn new(seed: u128) -> Self {
        // Two rounds of splitmix64 over the halves leave 96 mixed bits, so that the ids of different random seeds
        // practically never collide; the others are a counter.
        let (high, low) = ((seed >> 64) as u64, seed as u64);
        let high = mix(high ^ mix(low));
        let mixed = ((high as u128) << 64) | mix(low.wrapping_add(high)) as u128;
        Self { next: mixed >> COUNTER << COUNTER }
    }

    /// The next 128 bits.
    pub const fn draw(&mut self) -> u128 {
        self.next = self.next.wrapping_add(1);
        self.next
    }
}

/// The bits of an id that count within its source.
const COUNTER: u32 = 32;

/// The finalizer of splitmix64.
const fn mix(z: u64) -> u64 {
    let z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_comes_back_from_its_text() {
        let id = PlanId(0x12ab);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("12ab".parse::<PlanId>().is_err());
    }

    #[test]
    fn a_source_repeats_itself_only_from_its_seed() {
        let (mut a, mut b) = (IdSource::new(7), IdSource::new(7));
        let drawn: Vec<_> = (0..1000).map(|_| a.draw()).collect();
        assert_eq!(drawn, (0..1000).map(|_| b.draw()).collect::<Vec<_>>());
        assert!(drawn.is_sorted_by(|a, b| a < b));
        let unique: std::collections::HashSet<_> = (0..1000)
            .flat_map(|seed| {
                let mut ids = IdSource::new(seed);
                [ids.draw(), ids.draw()]
            })
            .collect();
        assert_eq!(unique.len(), 2000);
    }
}
