//! A model drawn as a frame. No I/O.
