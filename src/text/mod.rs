//! Text as data: Unicode normal form, search keys, Roman numerals, harmless output. Knows no other layer.
