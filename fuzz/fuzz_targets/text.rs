#![no_main]

use kvartal::document::read;
use libfuzzer_sys::fuzz_target;

// The first byte chooses the name, as the same text may be read by the rules of each.
fuzz_target!(init: kvartal_fuzz::quiet(), |data: &[u8]| {
    let Some((choice, text)) = data.split_first() else { return };
    let names = ["план.csv", "план.tsv", "план.txt", "план.md"];
    let _ = read(text, names[usize::from(*choice) % names.len()]);
});
