//! Invented documents, recognised.
