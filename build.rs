//! Whether the real documents lie beside the project, which most of `tests/documents` read: `cfg(samples)`. Whether a
//! server is named that tests may use: `cfg(kvartal_postgres)`. Tests that lack either count as ignored.

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(samples)");
    // A missing file that is watched would make every build a new one: who lays the documents there later
    // touches this file.
    println!("cargo::rerun-if-changed=build.rs");
    let witness = "../shared/documents/README.md";
    if Path::new(witness).is_file() {
        println!("cargo::rerun-if-changed={witness}");
        println!("cargo::rustc-cfg=samples");
    }
    println!("cargo::rustc-check-cfg=cfg(kvartal_postgres)");
    if std::env::var_os("CARGO_FEATURE_POSTGRES").is_some() {
        println!("cargo::rerun-if-env-changed=KVARTAL_TEST_POSTGRES");
        if std::env::var_os("KVARTAL_TEST_POSTGRES").is_some_and(|server| !server.is_empty()) {
            println!("cargo::rustc-cfg=kvartal_postgres");
        }
    }
}
