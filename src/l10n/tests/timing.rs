//! How long dividing a file and asking for messages takes. Run it with `cargo test --release --lib l10n -- --ignored --nocapture`.

use std::time::Instant;

use super::super::{area::Area, messages::divided, *};

#[test]
#[ignore = "a measurement"]
#[allow(clippy::disallowed_methods)] // a measurement asks the clock
fn dividing_and_asking() {
    for area in Area::ALL {
        let source = area.source(Language::Uk);
        let start = Instant::now();
        let rounds = 100u32;
        for _ in 0..rounds {
            std::hint::black_box(divided(area.source(Language::Uk)));
        }
        println!("{area:?}: {} bytes, {:?}", source.len(), start.elapsed() / rounds);
    }
    let l10n = L10n::new(Language::Uk);
    let start = Instant::now();
    let first = l10n.msg_with("count-measures", &[("count", 5usize.into())]);
    println!("first count: {:?} ({first})", start.elapsed());
    let start = Instant::now();
    for n in 0..1000usize {
        std::hint::black_box(l10n.msg_with("count-measures", &[("count", n.into())]));
    }
    println!("a count: {:?}", start.elapsed() / 1000);
    let start = Instant::now();
    for _ in 0..1000 {
        std::hint::black_box(l10n.msg("status-met"));
    }
    println!("a message: {:?}", start.elapsed() / 1000);
}
