//! Scanned texts with further damage: no figure may be read for a wrong measure without a doubt about it.
//!
//! `KVARTAL_MUTANTS=500 cargo test --test documents mutated -- --nocapture` tries more of them, and
//! `KVARTAL_FIRST=7` begins with another one.

use std::fs;

use kvartal::form::Recognised;

use super::{
    reading::{read, try_read},
    seeds::{Seen, is_about, measures, seed, truth},
};

/// A small random number generator that gives the same mutants on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % count.max(1) as u64) as usize
    }
}

/// One to three kinds of damage that scans have.
fn damaged(text: &str, dice: &mut Dice) -> (String, Vec<String>) {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let mut done = Vec::new();
    for _ in 0..=dice.below(3) {
        let tabbed: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains('\t')).skip(1).collect();
        let at = tabbed[dice.below(tabbed.len())];
        let line = lines[at].clone();
        let tabs: Vec<usize> = line.match_indices('\t').map(|(at, _)| at).collect();
        let tab = tabs[dice.below(tabs.len())];
        match dice.below(9) {
            0 => {
                lines.remove(at);
                done.push(format!("dropped {}", at + 1));
            }
            1 => {
                let (head, tail) = (line[..tab].to_owned(), line[tab..].to_owned());
                lines[at] = head;
                lines.insert(at + 1, tail);
                done.push(format!("parted {} at {tab}", at + 1));
            }
            2 => {
                let (head, tail) = (line[..tab].to_owned(), line[tab + 1..].to_owned());
                lines[at] = head;
                lines.insert(at + 1, String::new());
                lines.insert(at + 2, tail);
                done.push(format!("page end in {} at {tab}", at + 1));
            }
            3 => {
                lines[at] = line[..tab].to_owned();
                done.push(format!("cut {} at {tab}", at + 1));
            }
            4 => {
                lines[at] = line[tab + 1..].to_owned();
                done.push(format!("lost before {tab} in {}", at + 1));
            }
            5 => {
                lines[at].replace_range(tab..=tab, [" ", "\t\t", ""][dice.below(3)]);
                done.push(format!("tab {tab} in {}", at + 1));
            }
            7 => {
                let gaps: Vec<usize> = line.match_indices(' ').map(|(at, _)| at).collect();
                let gap = if gaps.is_empty() { tab } else { gaps[dice.below(gaps.len())] };
                lines[at].replace_range(gap..=gap, ["\n", "\n\n", "\t"][dice.below(3)]);
                done.push(format!("word {gap} in {}", at + 1));
            }
            _ => {
                let other = (at + 1).min(lines.len() - 1);
                lines.swap(at, other);
                done.push(format!("swapped {} and the next", at + 1));
            }
        }
    }
    (lines.join("\n"), done)
}

/// The true measure with a title: the one with the longest common beginning (or end).
fn own<'t>(seen: &Seen, truth: &'t [Seen]) -> Option<&'t Seen> {
    let common = |other: &&Seen| {
        let ends = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let back = |text: &str| text.chars().rev().collect::<String>();
        ends(&seen.title, &other.title) * 2
            + ends(&back(&seen.title), &back(&other.title))
            + usize::from(seen.address == other.address) * 8
    };
    truth.iter().max_by_key(common).filter(|other| common(other) > 16)
}

/// Whether each figure belongs to the measure (or is the beginning of one, because cut lines cut figures).
fn are_own(seen: &Seen, own: Option<&Seen>) -> bool {
    let Some(own) = own else { return seen.figures.is_empty() };
    let parts = |figure: &String| -> Vec<String> { figure.split('|').map(str::to_owned).collect() };
    seen.figures.iter().all(|figure| {
        let mine = parts(figure);
        own.figures.iter().any(|other| {
            let other = parts(other);
            mine.iter().zip(&other).all(|(mine, other)| mine.is_empty() || other.starts_with(mine.as_str()))
        })
    })
}

#[test]
#[cfg_attr(not(samples), ignore = "../shared is not beside the project")]
fn no_figure_goes_astray_without_a_doubt() {
    let number =
        |name: &str, default: usize| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default);
    let (count, first) = (number("KVARTAL_MUTANTS", 2), number("KVARTAL_FIRST", 0));
    let mut astray = 0;
    for name in ["000", "001", "002"] {
        let truth = measures(&truth(name));
        let text = fs::read_to_string(seed(name)).unwrap();
        // What is read from the undamaged text is also correct; seeds.rs compares that with the truth.
        let undamaged = measures(&read(text.as_bytes(), "seed.txt"));
        let (mut legible, mut figures) = (0, 0);
        for mutant in first..first + count {
            let mut dice =
                Dice(0x9e37_79b9_7f4a_7c15 ^ (mutant as u64 + 1).wrapping_mul(0x2545_f491_4f6c_dd1d));
            dice.below(2);
            let (damaged, done) = damaged(&text, &mut dice);
            let Ok(Recognised { draft, .. }) = try_read(damaged.as_bytes(), "seed.txt", None) else {
                continue;
            };
            legible += 1;
            for seen in measures(&draft) {
                figures += seen.figures.len();
                let own = own(&seen, &truth);
                let doubted = draft.doubts.iter().any(|doubt| is_about(doubt, &seen.path));
                let said =
                    || undamaged.iter().find(|other| own.is_some_and(|own| own.address == other.address));
                if !doubted && !are_own(&seen, own) && !are_own(&seen, said()) {
                    astray += 1;
                    let own = own.map(|own| (&own.address, &own.figures));
                    println!(
                        "{name} mutant {mutant} {done:?}: {} {:?} for {own:?} {}",
                        seen.address, seen.figures, seen.title
                    );
                }
            }
            let lineless = draft.doubts.iter().find(|doubt| doubt.place.line.is_none());
            assert!(lineless.is_none(), "{name} mutant {mutant} {done:?}: {lineless:?}");
        }
        println!("{name}: {legible} of {count} mutants read, {figures} figures, {astray} astray");
    }
    assert_eq!(astray, 0);
}
