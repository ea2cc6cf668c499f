//! Scenarios: keys in, frame out.

mod stage;

use kvartal::l10n::Language;
use stage::Stage;

#[test]
fn look() {
    for size in [(80, 24), (120, 40)] {
        let mut s = Stage::sample(Language::Uk, size);
        println!("{}\n", s.frame());
        s.keys("i");
        println!("{}\n", s.frame());
        s.keys("g f");
        println!("{}\n", s.frame());
        s.keys("n = 4 + 2");
        println!("{}\n", s.frame());
        s.keys("enter g v");
        println!("{}\n", s.frame());
        s.keys("?");
        println!("{}\n", s.frame());
        s.keys("esc g p");
        println!("{}\n", s.frame());
        s.keys("e");
        println!("{}\n", s.frame());
    }
}
