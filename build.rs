//! Whether the real documents lie beside the project, which most of `tests/documents` read: `cfg(samples)`. Whether a
//! server is named that tests may use: `cfg(kvartal_postgres)`. Tests that lack either count as ignored.
//!
//! On Linux, a program that is not position-independent: relocating it touches a third of the pages that a start touches
//! (`docs/performance.md`), and half of them in a debug build, which the tests start thousands of times. Libraries, heap
//! and stack still lie at random addresses.
//!
//! And `KVARTAL_RULES`: a number of the sources by which figures are reckoned. Figures that a program with another number
//! has kept in a file are counted anew.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
};

/// What figures depend on.
const RULES: [&str; 2] = ["src/domain", "src/text"];

fn main() -> io::Result<()> {
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
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|is| is == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    let mut files = Vec::new();
    for directory in RULES {
        println!("cargo::rerun-if-changed={directory}");
        files_below(Path::new(directory), &mut files)?;
    }
    files.sort_unstable();
    // Another compiler may hash otherwise; then figures are counted once more.
    let mut number = DefaultHasher::new();
    for file in files {
        fs::read(&file)?.hash(&mut number);
        file.hash(&mut number);
    }
    println!("cargo::rustc-env=KVARTAL_RULES={:016x}", number.finish());
    Ok(())
}

fn files_below(directory: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            files_below(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
