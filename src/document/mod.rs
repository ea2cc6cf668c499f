//! Office documents as data, and the readers that make them.
