//! Tests of the three keymaps as a whole.
