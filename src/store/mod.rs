//! Durable state: the `Store` trait, its memory and its journal-and-sled implementations.
