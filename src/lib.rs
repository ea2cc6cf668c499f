//! # kvartal: plans of measures and what became of them
//!
//! The vocabulary, in the order in which a reader meets it:
//!
//! | word | meaning |
//! |---|---|
//! | workspace | one directory with many plans: a journal (the source of truth) and the state derived from it |
//! | plan | one document: organisation, title, period, approval, signatures, and an outline |
//! | goal, task, subtask, measure | the levels of the outline; any of them may be missing |
//! | indicator | the measurement of a measure: name, unit, comparator, aggregation |
//! | target, fact | the planned value of an indicator in a quarter, and the reached one |
//! | evidence | a dated event that supports the facts of one or several measures |
//! | doubt | a part of an import that could not be read with certainty |
//! | finding | a result of `check`: owed notes, facts without evidence, doubts |
//! | change | the effect of one intention on the data; undo, history, imports and conflicts are changes |
//!
//! The layers; each may use only those named beside it, which `tests/layers.rs` checks:
//!
//! | layer | subject | knows |
//! |---|---|---|
//! | [`text`] | Unicode, search keys, Roman numerals, harmless text | nobody |
//! | [`domain`] | the plan itself, pure | text |
//! | [`store`] | durable state: journal and sled, a server, text files, memory | domain |
//! | [`document`] | office documents as data, their readers and writers | text |
//! | [`form`] | plan to document and back; typed input; the exchange JSON | domain, document |
//! | [`keymap`] | keys, chords, contexts, layouts, the table of actions | text |
//! | [`l10n`] | messages, numbers and dates in Ukrainian and English | text, domain |
//! | [`app`] | the screens as pure state: model, message, update, effect | domain, form, keymap, l10n |
//! | [`ui`] | drawing the model as a frame | app, domain, keymap, l10n |
//! | [`term`] | the terminal: input, signals, capabilities, restore | keymap |
//! | [`runtime`] | the loop: receive, update, effects, draw | everybody above |
//! | [`cli`] | one file for each subcommand | everybody |

// Only four layers may use the disk, the clock and the environment; all others are functions of their arguments.
#![deny(clippy::disallowed_methods)]
#![allow(
    rustdoc::private_intra_doc_links,
    reason = "the pages are for developers and show private items, too"
)]

pub mod app;
#[allow(clippy::disallowed_methods, reason = "a command reads files, asks the clock and the environment")]
pub mod cli;
pub mod document;
pub mod domain;
pub mod form;
pub mod keymap;
pub mod l10n;
#[allow(clippy::disallowed_methods, reason = "the loop keeps time")]
pub mod runtime;
#[allow(clippy::disallowed_methods, reason = "the store lies on the disk")]
pub mod store;
#[allow(clippy::disallowed_methods, reason = "the terminal tells of itself in the environment")]
pub mod term;
pub mod text;
pub mod ui;
