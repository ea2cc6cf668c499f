//! Errors of the layers below as sentences in the user's language: the operating system, the store, documents, input.

mod document;
mod entry;
mod loss;
mod server;
mod store;
mod system;

pub(super) use self::{
    document::{bound, document_cause, fault_sentence, write_sentence},
    entry::{evidence_sentence, learn_cause},
    loss::{lost, numbers},
    store::{damaged, notice_sentence, store_sentence},
    system::io_cause,
};
