//! What any bytes at all make of the process that serves a workspace.
#![no_main]

use kvartal::store::{MemoryStore, answer_bytes, answer_payloads};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    answer_bytes(&MemoryStore::new(), data);
    // The greeting, the lengths and the checksums would keep nearly all of them out.
    answer_payloads(&MemoryStore::new(), data.split(|byte| *byte == 0xff));
});
