//! The only user of crossterm: input, signals, capabilities, restore.
