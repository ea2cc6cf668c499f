//! What is left of a paragraph of runs with effects, and its other readings.

use super::*;

fn run(text: &str, effect: Effect) -> Run {
    Run { effect, ..Run::plain(text) }
}

fn read(runs: Vec<Run>) -> (String, Option<(String, Vec<String>)>) {
    let paragraph = Paragraph::of_runs(runs);
    let told = of_paragraph(&paragraph).map(|told| (told.text, told.others));
    (paragraph.text(), told)
}

fn told(text: &str, others: &[&str]) -> Option<(String, Vec<String>)> {
    Some((text.to_owned(), others.iter().map(|text| (*text).to_owned()).collect()))
}

#[test]
fn struck_text_leaves_the_value() {
    let struck = vec![run("5", Effect::Struck), Run::plain("6")];
    assert_eq!(read(struck), ("6".into(), told("~~5~~6", &["5"])));
    let changed = vec![run("5", Effect::Deleted), run("6", Effect::Inserted)];
    assert_eq!(read(changed), ("6".into(), told("~~5~~6", &["5"])));
    let gone = vec![run("12", Effect::Struck)];
    assert_eq!(read(gone), (String::new(), told("~~12~~", &["12"])));
    let hidden = vec![Run::plain("7"), run(" (8)", Effect::Hidden)];
    assert_eq!(read(hidden), ("7".into(), told("7[ (8)]", &["7 (8)"])));
}

#[test]
fn a_raised_figure_is_a_mark_or_a_power() {
    let mark = vec![Run::plain("5"), run("1", Effect::Raised)];
    assert_eq!(read(mark), ("5".into(), told("5¹", &["51"])));
    let power = vec![Run::plain("10"), run("3", Effect::Raised)];
    assert_eq!(read(power), ("10".into(), told("10³", &["1000", "103"])));
    let bracket = vec![Run::plain("6"), run("2)", Effect::Raised)];
    assert_eq!(read(bracket), ("6".into(), told("6²)", &["62)"])));
    let before = vec![run("1", Effect::Raised), Run::plain("5")];
    assert_eq!(read(before).0, "5");
}

#[test]
fn raised_signs_beside_letters_stay() {
    assert_eq!(read(vec![Run::plain("м"), run("2", Effect::Raised)]), ("м²".into(), None));
    assert_eq!(read(vec![Run::plain("Лекції"), run("1", Effect::Raised)]), ("Лекції¹".into(), None));
    assert_eq!(read(vec![Run::plain("2"), run("й", Effect::Raised)]), ("2й".into(), None));
    assert_eq!(read(vec![Run::plain("CO"), run("2", Effect::Lowered)]).0, "CO2");
}

#[test]
fn a_fraction_is_a_fraction() {
    let equation = vec![run("3/4", Effect::Equation)];
    assert_eq!(read(equation), ("0,75".into(), told("3/4", &["3/4"])));
    let mixed = vec![Run::plain("1"), run("3/4", Effect::Equation)];
    assert_eq!(read(mixed), ("1,75".into(), told("1 3/4", &["1 3/4"])));
    let mixed = vec![Run::plain("до 2 "), run("1/2", Effect::Equation)];
    assert_eq!(read(mixed).0, "до 2,5");
    let small = vec![Run::plain("1"), run("3", Effect::Raised), Run::plain("/"), run("4", Effect::Lowered)];
    assert_eq!(read(small), ("1,75".into(), told("1³/₄", &["1 3/4", "13/4"])));
}

#[test]
fn what_was_added_is_told_where_it_has_figures() {
    assert_eq!(read(vec![run("нове слово", Effect::Inserted)]), ("нове слово".into(), None));
    assert_eq!(read(vec![run("8", Effect::Inserted)]), ("8".into(), told("8", &[])));
    assert_eq!(read(vec![run("8", Effect::Chosen)]), ("8".into(), told("8", &[])));
}
