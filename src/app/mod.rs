//! The terminal interface as pure state: model, message, update, effect.
