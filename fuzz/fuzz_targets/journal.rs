//! What the scan of a journal makes of damage between its frames: every frame is found.
#![no_main]

use kvartal::store::journal_bytes;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let (written, found, _) = journal_bytes(data);
    assert_eq!(written, found);
});
