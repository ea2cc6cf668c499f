//! Fractional indices: siblings are ordered by byte strings, because between two of them there is always another
//! one.

/// A position among siblings; equal ones are ordered by id.
///
/// The bytes are the digits of a fraction in base 256. The last byte is never zero, because otherwise nothing would
/// fit before it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Order(Vec<u8>);

impl Order {
    /// The first position in an empty list.
    pub fn middle() -> Self {
        Self(vec![0x80])
    }

    /// A place as its bytes have it.
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes of the place.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// A position strictly between two others; `None` stands for the end. Where the two are equal or out of order,
    /// because two people inserted at once, the new position is right after the first.
    pub fn between(before: Option<&Self>, after: Option<&Self>) -> Self {
        let low = before.map_or(&[][..], |o| &o.0);
        let high = after.map(|o| o.0.as_slice()).filter(|high| *high > low);
        let mut out = Vec::with_capacity(low.len() + 1);
        let mut bounded = high.is_some();
        for i in 0.. {
            let l = low.get(i).copied().unwrap_or(0);
            let h = if bounded { high.and_then(|h| h.get(i)).copied().map_or(0, u16::from) } else { 256 };
            let gap = h.saturating_sub(u16::from(l));
            if gap > 1 {
                // Appending is the common case: small steps keep the strings short for long lists.
                let step = if bounded { gap / 2 } else { (gap / 2).min(8) };
                out.push(u8::try_from(u16::from(l) + step.max(1)).unwrap_or(u8::MAX));
                break;
            }
            out.push(l);
            bounded = bounded && gap == 0;
        }
        Self(out)
    }

    /// Places for `count` siblings in a row, evenly spread.
    pub fn spread(count: usize) -> Vec<Self> {
        let mut width = 1;
        while width < 7 && count >= 1usize << (8 * width - 1) {
            width += 1;
        }
        let top = 1u64 << (8 * width);
        let step = (top / (count as u64 + 1)).max(1);
        (1..=count as u64)
            .map(|i| {
                let bytes = (i * step).to_be_bytes();
                let mut bytes: Vec<u8> = bytes.iter().copied().skip(8 - width).collect();
                while bytes.last() == Some(&0) {
                    bytes.pop();
                }
                Self(bytes)
            })
            .collect()
    }
}

/// How a record gets its position among its siblings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Siblings {
    /// It is inserted at its position.
    Sorted,
    /// It is appended; the list is sorted after the last record, and nothing is removed before.
    Appended,
}

impl Siblings {
    pub(super) fn insert<T: Ord>(self, list: &mut Vec<(Order, T)>, item: (Order, T)) {
        // Records mostly come in order, so the end of the list is tried first.
        if list.capacity() == 0 {
            // Most measures have one indicator.
            list.reserve_exact(1);
        }
        if self == Self::Appended || list.last().is_none_or(|last| *last < item) {
            list.push(item);
        } else if let Err(at) = list.binary_search(&item) {
            list.insert(at, item);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spread_is_sorted_and_has_no_zero_tail() {
        for count in [0, 1, 2, 100, 127, 128, 129, 70_000] {
            let places = Order::spread(count);
            assert_eq!(places.len(), count);
            assert!(places.windows(2).all(|w| w[0] < w[1]), "{count}");
            assert!(places.iter().all(|o| o.0.last().is_some_and(|b| *b != 0)), "{count}");
        }
    }

    proptest! {
        #[test]
        fn there_is_always_room(moves in proptest::collection::vec(any::<prop::sample::Index>(), 1..300)) {
            let mut list = vec![Order::middle()];
            for at in moves {
                let at = at.index(list.len() + 1);
                let before = at.checked_sub(1).map(|i| list[i].clone());
                let new = Order::between(before.as_ref(), list.get(at));
                prop_assert!(before.is_none_or(|b| b < new));
                prop_assert!(list.get(at).is_none_or(|a| new < *a));
                prop_assert!(new.0.last().is_some_and(|b| *b != 0));
                list.insert(at, new);
            }
        }
    }
}
