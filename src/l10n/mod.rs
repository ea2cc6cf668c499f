//! Messages, numbers, dates and quarters in Ukrainian and English.
