//! The loop of the terminal interface: receive, update, run the effects, draw when something changed.
