//! What the codec makes of any bytes: nothing, or a value that comes back as it was written.
#![no_main]

use kvartal::store::decode_bytes;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    decode_bytes(data).unwrap();
});
