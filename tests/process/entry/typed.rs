//! Every kind of text typed into the program on a real terminal, in one session: each ends in what the table says that
//! the command line and a document make of it (`tests/flow/typed.rs` and `typed_words.rs` hold these to the same
//! table), or nothing is taken and the text is told on the screen.

use serde_json::{Value, json};

use super::{Screen, export, kvartal};
use crate::readings::{EVIDENCE, FACTS, Held, PERFORMERS, PERIODS, PLAIN, TARGETS, TERMS, meaning, planned};

/// One text: the key that opens its prompt over a measure, the heading of the prompt, and whether something is told
/// about it, in the prompt where it stays or behind it.
struct Typing {
    key: &'static str,
    heading: &'static str,
    text: &'static str,
    told: bool,
    /// The indicator of its measure.
    held: Option<Held>,
}

/// All texts, each for a measure of its own.
fn typings() -> Vec<Typing> {
    let facts = FACTS.into_iter().map(|(held, text, _, told)| Typing {
        key: "=",
        heading: "Fact of the quarter",
        text,
        told,
        held: Some(held),
    });
    let targets = TARGETS.into_iter().map(|(text, .., told)| Typing {
        key: "p",
        heading: "Target of the quarter",
        text,
        told,
        held: Some(PLAIN),
    });
    let words = |key, heading, text, told| Typing { key, heading, text, told, held: None };
    let terms = TERMS.into_iter().map(|(text, ..)| words("t", "Term of", text, false));
    let performers = PERFORMERS.into_iter().map(|(text, _, told)| words("r", "Performers of", text, told));
    let evidence = EVIDENCE.into_iter().map(|(text, read)| words("v", "Evidence", text, read.is_none()));
    facts.chain(targets).chain(terms).chain(performers).chain(evidence).collect()
}

/// A plan of 2026 with a measure for each text.
fn plan(typings: &[Typing]) -> Value {
    let indicator = |held: Held| {
        let target = held.target.map(planned);
        let values: Vec<Value> =
            target.into_iter().map(|t| json!({"quarter": "2026Q4", "target": t})).collect();
        json!({"name": held.name, "unit": held.unit, "values": values})
    };
    let measures = typings.iter().enumerate().map(|(at, typing)| {
        let (code, indicators) = (format!("1.{}", at + 1), typing.held.map(indicator));
        json!({"level": "measure", "code": code, "title": "Зустрічі",
               "indicators": indicators.into_iter().collect::<Vec<_>>()})
    });
    let goal =
        json!({"level": "goal", "code": "1", "title": "Ціль", "children": measures.collect::<Vec<_>>()});
    json!({"format": "kvartal-plan", "version": 1, "slug": "p", "title": "План",
           "organisation": "Центр Вербодолу", "period": {"first": "2026Q1", "last": "2026Q4"}, "outline": [goal]})
}

/// Types all of them from the first measure to the last, each with its Enter; what is told is seen on the screen, and
/// what stays in its prompt is dropped.
fn type_all(screen: &mut Screen, typings: &[Typing]) {
    for (at, typing) in typings.iter().enumerate() {
        screen.send(&format!("\x1b[B{}\x15{}\r", typing.key, typing.text));
        if typing.told {
            let heading = format!("{} 1.{}", typing.heading, at + 1);
            let day = typing.text.split(' ').next().unwrap();
            let quoted = [typing.text, day].map(|text| format!("“{text}”"));
            let stays = screen.seen(&format!("that {:?} is told", typing.text), |shown| {
                let stays = shown.contains(&heading);
                quoted.iter().any(|told| shown.contains(told)).then_some(stays)
            });
            if stays {
                screen.send("\x1b");
                screen.seen("that the prompt is gone", |shown| (!shown.contains(&heading)).then_some(()));
            }
        }
    }
}

/// The quarters of a plan as they are typed.
fn period(plan: &Value) -> String {
    let [first, last] = ["first", "last"].map(|end| plan["period"][end].as_str().unwrap());
    if first == last { first.to_owned() } else { format!("{first}..{last}") }
}

#[test]
fn every_kind_of_text_typed_on_a_terminal_is_what_it_is_to_the_command_and_in_a_document() {
    let directory = tempfile::tempdir().unwrap();
    let (file, workspace) = (directory.path().join("p.json"), directory.path().join("ws"));
    let typings = typings();
    std::fs::write(&file, plan(&typings).to_string()).unwrap();
    kvartal(&workspace, &["import", file.to_str().unwrap(), "--as-of", "2026-11-22"]);
    let mut screen = Screen::open(&workspace, "default");
    screen.wait_for("1.1");
    type_all(&mut screen, &typings);
    for (text, read) in PERIODS {
        screen.send(&format!("ch\t\t\x15{text}\r"));
        if read.is_none() {
            screen.wait_for(&format!("“{text}” is not a period"));
            screen.send("\x1b");
            screen
                .seen("that the form is gone", |shown| (!shown.contains("The plan's header")).then_some(()));
        }
    }
    screen.leave("\x11");

    let plan = export(&workspace, "p");
    let measures = plan["outline"][0]["children"].as_array().unwrap();
    let mut measures = measures.iter();
    let told = |text: &str| {
        let doubts = plan["doubts"].as_array().into_iter().flatten();
        doubts.filter(|doubt| doubt["text"] == text && doubt["settled"].is_null()).count()
    };
    for (_, text, number, told) in FACTS {
        let fact = &measures.next().unwrap()["indicators"][0]["values"][0]["fact"];
        let kept = fact["numbers"] == json!(number.split('/').collect::<Vec<_>>());
        assert!(kept || (told && fact["numbers"].is_null()), "fact {text}: {fact}");
    }
    for (text, kind, numbers, comparator, unit, told) in TARGETS {
        let indicator = &measures.next().unwrap()["indicators"][0];
        let target = &indicator["values"][0]["target"];
        let read = (&target["kind"], &target["numbers"], &indicator["comparator"], &indicator["unit"]);
        let numbers = if numbers.is_empty() { Value::Null } else { json!(numbers) };
        let meant = (&json!(kind), &numbers, &json!(comparator), &json!(unit));
        assert!(read == meant || (told && target.is_null()), "target {text}: {read:?}");
    }
    for (text, means, doubted) in TERMS {
        assert_eq!(meaning(&measures.next().unwrap()["term"]), means, "term {text}");
        assert_eq!(told(text), usize::from(doubted), "term {text}");
    }
    for (text, who, _) in PERFORMERS {
        let who = who.iter().map(|(name, by_consent)| json!({"name": name, "by_consent": by_consent}));
        assert_eq!(measures.next().unwrap()["performers"], who.collect::<Value>(), "performers {text}");
    }
    for (text, read) in EVIDENCE {
        let event = &measures.next().unwrap()["evidence"][0];
        let (days, what) = read.unzip();
        assert_eq!((&event["dates"], &event["text"]), (&json!(days), &json!(what)), "evidence {text}");
    }
    let last = PERIODS.into_iter().rev().find_map(|(_, read)| read);
    assert_eq!(Some(period(&plan).as_str()), last);
}
