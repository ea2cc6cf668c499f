#![no_main]

use kvartal::document::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: kvartal_fuzz::quiet(), |data: &[u8]| {
    let _ = read(&kvartal_fuzz::package(data), "план.odt");
});
