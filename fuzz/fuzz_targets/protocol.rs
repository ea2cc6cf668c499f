//! What any bytes at all make of the process that serves a workspace.
#![no_main]

use kvartal::store::{MemoryStore, answer_bytes};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    // Without the greeting nothing else is ever read.
    let greeted = [b"KVARTSOC\x01\x00\x05fuzz!".as_slice(), data].concat();
    answer_bytes(&MemoryStore::new(), &greeted);
    answer_bytes(&MemoryStore::new(), data);
});
