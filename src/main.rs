//! kvartal
fn main() {}
