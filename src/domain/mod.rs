//! The plan itself: values, outline, status, roll-up, commands and changes. Pure: no clock, no I/O.
