#![no_main]

use kvartal::document::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: kvartal_fuzz::quiet(), |data: &[u8]| {
    let _ = read(data, "план.xls");
});
