//! Declares stored layouts: the fields in the order of the bytes, beside the domain type that they hold. The macros
//! generate the conversion in both directions; a field or variant added to the domain does not compile until the newest
//! layout stores it.

use std::{borrow::Cow, cell::RefCell, sync::Arc};

use jiff::civil::Date;

/// Conversion from a stored layout to a domain type; none where the parts are inconsistent.
pub trait Upgrade<T> {
    /// Converts the value.
    fn upgrade(self) -> Option<T>;
}

/// Conversion from a domain type to a stored layout, without copying texts.
pub trait Lay<T> {
    /// Converts the value.
    fn lay(from: T) -> Self;
}

macro_rules! as_they_are {
    ($($ty:ty),+) => {$(
        impl Upgrade<$ty> for $ty {
            fn upgrade(self) -> Option<$ty> {
                Some(self)
            }
        }

        impl Lay<&$ty> for $ty {
            fn lay(from: &$ty) -> Self {
                *from
            }
        }
    )+};
}

as_they_are!(bool, u8, i8, u16, i16, u32, u64, i64, i128, [u8; 32]);

/// A text: borrowed when it is written, owned when it was read.
pub type Text<'a> = Cow<'a, str>;

impl Upgrade<String> for Text<'_> {
    fn upgrade(self) -> Option<String> {
        Some(self.into_owned())
    }
}

impl<'a> Lay<&'a String> for Text<'a> {
    fn lay(from: &'a String) -> Self {
        Cow::Borrowed(from)
    }
}

thread_local! {
    /// The shared text that was read last.
    static LATEST: RefCell<Arc<str>> = RefCell::default();
}

/// Records that follow each other mostly share their text: it is the name of the file that they were read from.
impl Upgrade<Arc<str>> for Text<'_> {
    fn upgrade(self) -> Option<Arc<str>> {
        LATEST.with_borrow_mut(|latest| {
            if **latest != *self {
                *latest = self.into();
            }
            Some(Arc::clone(latest))
        })
    }
}

impl<'a> Lay<&'a Arc<str>> for Text<'a> {
    fn lay(from: &'a Arc<str>) -> Self {
        Cow::Borrowed(from)
    }
}

/// What the domain shares; it is stored like any other value. It stands in a box while it is converted, because a list
/// of records would have room for the largest kind in each place.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Shared<S>(Box<S>);

impl<T, S: Upgrade<T>> Upgrade<Arc<T>> for Shared<S> {
    fn upgrade(self) -> Option<Arc<T>> {
        (*self.0).upgrade().map(Arc::new)
    }
}

impl<'a, T, S: Lay<&'a T>> Lay<&'a Arc<T>> for Shared<S> {
    fn lay(from: &'a Arc<T>) -> Self {
        Self(Box::new(S::lay(from)))
    }
}

impl<T, S: Upgrade<T>> Upgrade<Option<T>> for Option<S> {
    fn upgrade(self) -> Option<Option<T>> {
        match self {
            None => Some(None),
            Some(stored) => stored.upgrade().map(Some),
        }
    }
}

impl<'a, T, S: Lay<&'a T>> Lay<&'a Option<T>> for Option<S> {
    fn lay(from: &'a Option<T>) -> Self {
        from.as_ref().map(S::lay)
    }
}

impl<T, S: Upgrade<T>> Upgrade<Vec<T>> for Vec<S> {
    fn upgrade(self) -> Option<Vec<T>> {
        self.into_iter().map(S::upgrade).collect()
    }
}

impl<'a, T, S: Lay<&'a T>> Lay<&'a Vec<T>> for Vec<S> {
    fn lay(from: &'a Vec<T>) -> Self {
        from.iter().map(S::lay).collect()
    }
}

impl<A, B, S: Upgrade<A>, R: Upgrade<B>> Upgrade<(A, B)> for (S, R) {
    fn upgrade(self) -> Option<(A, B)> {
        Some((self.0.upgrade()?, self.1.upgrade()?))
    }
}

impl<'a, A, B, S: Lay<&'a A>, R: Lay<&'a B>> Lay<&'a (A, B)> for (S, R) {
    fn lay(from: &'a (A, B)) -> Self {
        (S::lay(&from.0), R::lay(&from.1))
    }
}

/// A map, stored as pairs in the order of their keys.
impl<K: Ord, V, S: Upgrade<K>, R: Upgrade<V>> Upgrade<std::collections::BTreeMap<K, V>> for Vec<(S, R)> {
    fn upgrade(self) -> Option<std::collections::BTreeMap<K, V>> {
        self.into_iter().map(|(key, value)| Some((key.upgrade()?, value.upgrade()?))).collect()
    }
}

impl<'a, K, V, S: Lay<&'a K>, R: Lay<&'a V>> Lay<&'a std::collections::BTreeMap<K, V>> for Vec<(S, R)> {
    fn lay(from: &'a std::collections::BTreeMap<K, V>) -> Self {
        from.iter().map(|(key, value)| (S::lay(key), R::lay(value))).collect()
    }
}

/// A date as year, month and day.
pub type Day = (i16, i8, i8);

impl Upgrade<Date> for Day {
    fn upgrade(self) -> Option<Date> {
        Date::new(self.0, self.1, self.2).ok()
    }
}

impl Lay<&Date> for Day {
    fn lay(from: &Date) -> Self {
        (from.year(), from.month(), from.day())
    }
}

impl<const N: usize> Upgrade<[u32; N]> for Vec<u32> {
    fn upgrade(self) -> Option<[u32; N]> {
        self.try_into().ok()
    }
}

impl<const N: usize> Lay<&[u32; N]> for Vec<u32> {
    fn lay(from: &[u32; N]) -> Self {
        from.to_vec()
    }
}

/// Declares stored structs and enums. `both` is for the newest layout. `read` is for an older one, which is no longer
/// written. `grown` is for an older struct whose domain type has more fields now; their values for old records are
/// given after `and`.
macro_rules! layout {
    () => {};
    (both struct $name:ident $(<$l:lifetime>)? = $domain:ty { $($field:ident: $ty:ty),+ $(,)? } $($rest:tt)*) => {
        #[derive(serde::Serialize, serde::Deserialize)]
        pub struct $name $(<$l>)? { $($field: $ty),+ }

        impl $(<$l>)? $crate::store::stored::Lay<&$($l)? $domain> for $name $(<$l>)? {
            fn lay(from: &$($l)? $domain) -> Self {
                type Domain = $domain;
                let Domain { $($field),+ } = from;
                Self { $($field: $crate::store::stored::Lay::lay($field)),+ }
            }
        }

        layout! { @upgrade $name $(<$l>)? = $domain { $($field),+ } {} }
        layout! { $($rest)* }
    };
    (read struct $name:ident = $domain:ty { $($field:ident: $ty:ty),+ $(,)? } $($rest:tt)*) => {
        layout! { grown struct $name = $domain { $($field: $ty),+ } and {} $($rest)* }
    };
    (grown struct $name:ident = $domain:ty { $($field:ident: $ty:ty),+ $(,)? }
        and { $($extra:ident: $value:expr),* $(,)? } $($rest:tt)*) => {
        #[derive(serde::Deserialize)]
        pub struct $name { $($field: $ty),+ }

        layout! { @upgrade $name = $domain { $($field),+ } { $($extra: $value),* } }
        layout! { $($rest)* }
    };
    (both enum $name:ident $(<$l:lifetime>)? = $domain:ty { $($variants:tt)+ } $($rest:tt)*) => {
        layout! { @enum [serde::Serialize, serde::Deserialize] $name [$($l)?] $domain { $($variants)+ } }
        layout! { @lay $name [$($l)?] $domain { $($variants)+ } }
        layout! { $($rest)* }
    };
    (read enum $name:ident = $domain:ty { $($variants:tt)+ } $($rest:tt)*) => {
        layout! { @enum [serde::Deserialize] $name [] $domain { $($variants)+ } }
        layout! { $($rest)* }
    };
    (@upgrade $name:ident $(<$l:lifetime>)? = $domain:ty { $($field:ident),+ }
        { $($extra:ident: $value:expr),* }) => {
        impl $(<$l>)? $crate::store::stored::Upgrade<$domain> for $name $(<$l>)? {
            fn upgrade(self) -> Option<$domain> {
                type Domain = $domain;
                let Self { $($field),+ } = self;
                Some(Domain {
                    $($field: $crate::store::stored::Upgrade::upgrade($field)?,)+
                    $($extra: $value,)*
                })
            }
        }
    };
    (@enum [$($derive:path),+] $name:ident [$($l:lifetime)?] $domain:ty
        { $($variant:ident $(($($part:ident: $ty:ty),+))?),+ $(,)? }) => {
        #[derive($($derive),+)]
        pub enum $name $(<$l>)? { $($variant $(($($ty),+))?),+ }

        impl $(<$l>)? $crate::store::stored::Upgrade<$domain> for $name $(<$l>)? {
            fn upgrade(self) -> Option<$domain> {
                type Domain = $domain;
                Some(match self {
                    $(Self::$variant $(($($part),+))? => Domain::$variant
                        $(($($crate::store::stored::Upgrade::upgrade($part)?),+))?,)+
                })
            }
        }
    };
    (@lay $name:ident [$($l:lifetime)?] $domain:ty
        { $($variant:ident $(($($part:ident: $ty:ty),+))?),+ $(,)? }) => {
        impl $(<$l>)? $crate::store::stored::Lay<&$($l)? $domain> for $name $(<$l>)? {
            fn lay(from: &$($l)? $domain) -> Self {
                type Domain = $domain;
                match from {
                    $(Domain::$variant $(($($part),+))? => Self::$variant
                        $(($($crate::store::stored::Lay::lay($part)),+))?,)+
                }
            }
        }
    };
}

/// Declares the tags of an enum without content: one byte each, whatever the order in the domain. A tag is never reused
/// for another variant.
macro_rules! tags {
    ($($name:ident = $domain:ty { $($variant:ident = $tag:literal),+ $(,)? })+) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $name(u8);

        impl $crate::store::stored::Upgrade<$domain> for $name {
            fn upgrade(self) -> Option<$domain> {
                type Domain = $domain;
                match self.0 {
                    $($tag => Some(Domain::$variant),)+
                    _ => None,
                }
            }
        }

        impl $crate::store::stored::Lay<&$domain> for $name {
            fn lay(from: &$domain) -> Self {
                type Domain = $domain;
                Self(match from { $(Domain::$variant => $tag),+ })
            }
        }
    )+};
}

pub(super) use {layout, tags};
