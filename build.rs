//! Whether the real documents lie beside the project, which most of `tests/documents` read: `cfg(samples)`.

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
}
