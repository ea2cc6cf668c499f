#![no_main]

use arbitrary::Unstructured;
use kvartal::document::read;
use kvartal::document::write::{DocumentFormat, WriteOptions, write};
use libfuzzer_sys::fuzz_target;

// Any document is written in each format or refused, and what was written is read.
fuzz_target!(|data: &[u8]| {
    let Ok(document) = kvartal_fuzz::document(&mut Unstructured::new(data)) else { return };
    for format in DocumentFormat::ALL {
        let written = write(&document, format, &WriteOptions::default());
        if format == DocumentFormat::Pdf {
            assert!(written.is_ok(), "{written:?}");
        } else if let Ok(bytes) = written {
            let name = format!("звіт.{}", format.ending());
            let again = read(&bytes, &name);
            assert!(again.is_ok() || bytes.is_empty(), "{name}: {:?}", again.err());
        }
    }
});
