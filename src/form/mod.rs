//! Plan to document and back: forms as data, the recogniser, the exchange format.

pub mod exchange;
