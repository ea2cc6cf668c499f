//! What texts are read as, wherever they are typed, given or written in a document.

/// An indicator: name, unit, target.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    pub name: &'static str,
    pub unit: Option<&'static str>,
    pub target: Option<&'static str>,
}

pub const fn held(name: &'static str, unit: Option<&'static str>, target: &'static str) -> Held {
    Held { name, unit, target: Some(target) }
}

/// The target of an indicator as an exchange file has it.
pub fn planned(target: &str) -> serde_json::Value {
    let numbers: Vec<&str> = target.split('/').collect();
    let kind = if numbers.len() > 1 { "compound" } else { "number" };
    serde_json::json!({"kind": kind, "raw": target, "numbers": numbers})
}

const PIECES: Held = held("кількість заходів", None, "10");
const PEOPLE: Held = held("охоплено", Some("осіб"), "10");
const MONEY: Held = held("сума", Some("тис. грн"), "1000");
const MONEY_BY_NAME: Held = held("тис. грн", None, "1000");
const PERCENT_BY_NAME: Held = held("%", None, "90");
const PERCENT: Held = held("охоплення", Some("%"), "90");
/// An indicator without a unit, for which nothing is planned.
pub const PLAIN: Held = Held { name: "скарги", unit: None, target: None };

/// An indicator without a unit, for which a bare number is planned.
pub const BARE: Held = held("скарги", None, "10");

const COMPOUND: Held = held("прийомів/осіб", None, "25/250");

/// Facts: the indicator, the text, its numbers with slashes between, and whether something is uncertain about it.
pub const FACTS: [(Held, &str, &str, bool); 41] = [
    (PIECES, "5", "5", false),
    (PIECES, "0", "0", false),
    (PIECES, "12,5", "12.5", false),
    (PIECES, "1 234,5", "1234.5", false),
    (PIECES, "1.234,5", "1234.5", false),
    (PIECES, "65,500,000", "65500000", false),
    (PIECES, "7 заходів", "7", false),
    (PIECES, "1.200", "1.2", true),
    (PIECES, "14,100", "14.1", true),
    (PIECES, "5%", "5", true),
    (PEOPLE, "7", "7", false),
    (PEOPLE, "7 осіб", "7", false),
    (PEOPLE, "7 чол.", "7", false),
    (PEOPLE, "5 грн", "5", true),
    (MONEY, "950 тис. грн", "950", false),
    (MONEY, "1,2 млн грн", "1200", false),
    (MONEY, "2500 грн", "2.5", false),
    (MONEY, "5 осіб", "5", true),
    (MONEY_BY_NAME, "2500 грн", "2.5", false),
    (PERCENT_BY_NAME, "0,95", "0.95", true),
    (PERCENT, "95", "95", false),
    (PERCENT, "95 %", "95", false),
    (PERCENT, "95 відсотків", "95", false),
    (PERCENT, "0,95", "0.95", true),
    (PERCENT, "0,95 %", "0.95", false),
    (PERCENT, "7 осіб", "7", true),
    (BARE, "5 %", "5", true),
    (BARE, "5 грн", "5", true),
    (BARE, "14.11", "14.11", true),
    (BARE, "14,11", "14.11", false),
    (BARE, "12 шт.", "12", false),
    (BARE, "½", "0.5", true),
    (BARE, "1½", "1.5", true),
    (BARE, "5³", "5", true),
    (BARE, "25/250", "25/250", true),
    (BARE, "5/0", "5/0", true),
    (PERCENT, "½", "0.5", true),
    (PERCENT, "5/0", "5/0", true),
    (COMPOUND, "22/231", "22/231", false),
    (COMPOUND, "5/0", "5/0", true),
    (COMPOUND, "0/0", "0/0", false),
];

/// Targets: the text, its kind, its numbers, how it is compared, its unit, and whether something is uncertain.
pub type TargetReading =
    (&'static str, &'static str, &'static [&'static str], &'static str, Option<&'static str>, bool);

pub const TARGETS: [TargetReading; 25] = [
    ("5", "number", &["5"], "at_least", None, false),
    ("не більше 5", "number", &["5"], "at_most", None, false),
    ("не менше 12", "number", &["12"], "at_least", None, false),
    ("рівно 3", "number", &["3"], "equal", None, false),
    ("5 %", "number", &["5"], "at_least", Some("%"), false),
    ("не більше 5 %", "number", &["5"], "at_most", Some("%"), false),
    ("10–20", "compound", &["10", "20"], "between", None, false),
    ("10 ± 2", "compound", &["10", "2"], "within", None, false),
    ("25/250", "compound", &["25", "250"], "at_least", None, false),
    ("за потреби", "condition", &[], "at_least", None, false),
    ("до 15.12.2026", "date", &[], "at_least", None, false),
    ("40 на рік", "condition", &[], "at_least", None, true),
    ("12 осіб/кв.", "condition", &[], "at_least", None, true),
    ("щось", "condition", &[], "at_least", None, true),
    ("1.200", "number", &["1.2"], "at_least", None, true),
    ("5 % і більше", "number", &["5"], "at_least", Some("%"), false),
    ("5 осіб і менше", "number", &["5"], "at_most", Some("осіб"), false),
    ("100 %.", "number", &["100"], "at_least", Some("%"), false),
    ("12 34", "condition", &[], "at_least", None, true),
    ("1 1/2", "condition", &[], "at_least", None, true),
    ("понад 5", "condition", &[], "at_least", None, true),
    ("½", "number", &["0.5"], "at_least", None, true),
    ("5³", "number", &["5"], "at_least", None, true),
    ("5/0", "compound", &["5", "0"], "at_least", None, true),
    ("0–5", "compound", &["0", "5"], "between", None, false),
];

/// Terms in a plan of 2026: the text, what it is, with the days or months it has, and whether it is doubted.
pub const TERMS: [(&str, &str, bool); 11] = [
    ("до 15.12.2026", "date 2026-12-15", false),
    ("до 15 грудня", "date 2026-12-15", false),
    ("грудень", "month 2026-12", false),
    ("жовтень–листопад", "range 2026-10 2026-11", false),
    ("ІІІ квартал", "range 2026-07 2026-09", false),
    ("протягом року", "ongoing", false),
    ("постійно", "ongoing", false),
    ("після ремонту", "text", false),
    ("до 31.11.2026", "text", true),
    ("31 червня", "text", true),
    ("до 01.02.2028", "date 2028-02-01", true),
];

/// Performers: the text, who they are with their consent, and whether one of them may be several.
pub type PerformersReading = (&'static str, &'static [(&'static str, bool)], bool);

pub const PERFORMERS: [PerformersReading; 13] = [
    ("Відділ права", &[("Відділ права", false)], false),
    ("Відділ права; сектор обліку", &[("Відділ права", false), ("сектор обліку", false)], false),
    ("Бюро лук (за згодою)", &[("Бюро лук", true)], false),
    ("Бюро лук (За згодою); Відділ права", &[("Бюро лук", true), ("Відділ права", false)], false),
    ("Бюро лук за згодою", &[("Бюро лук", true)], false),
    ("ГО «Криниця» (за згодою)", &[("ГО «Криниця»", true)], false),
    ("Департамент освіти та науки", &[("Департамент освіти та науки", false)], false),
    ("Відповідальні: Відділ права, Бюро лук", &[("Відділ права", false), ("Бюро лук", false)], false),
    ("А / Б", &[("А / Б", false)], true),
    ("Рада лісу та Рада саду", &[("Рада лісу та Рада саду", false)], true),
    ("Служба доріг і сектор мостів", &[("Служба доріг і сектор мостів", false)], true),
    ("Бюро №1, №2", &[("Бюро №1, №2", false)], true),
    ("Відділ рік + Відділ озер", &[("Відділ рік + Відділ озер", false)], true),
];

/// The days of a line of evidence, and what happened.
pub type ReadEvidence = (&'static [&'static str], &'static str);

/// Evidence as typed and as read; none where the calendar has no such day.
pub const EVIDENCE: [(&str, Option<ReadEvidence>); 6] = [
    ("14.11.2026 виїзд", Some((&["2026-11-14"], "виїзд"))),
    ("02.10.2026, 09.10.2026 ярмарок", Some((&["2026-10-02", "2026-10-09"], "ярмарок"))),
    ("14 листопада 2026 року лекція", Some((&["2026-11-14"], "лекція"))),
    ("«14» листопада 2026 року обхід", Some((&["2026-11-14"], "обхід"))),
    ("31.11.2026 виїзд", None),
    ("l4.11.2026 виїзд", None),
];

/// Periods of a plan: the text and its quarters; none where it says no period.
pub const PERIODS: [(&str, Option<&str>); 8] = [
    ("2026Q4", Some("2026Q4")),
    ("IV квартал 2026", Some("2026Q4")),
    ("2026", Some("2026Q1..2026Q4")),
    ("на 2026–2027 роки", Some("2026Q1..2027Q4")),
    ("2026 рік", Some("2026Q1..2026Q4")),
    ("2026Q1..2027Q2", Some("2026Q1..2027Q2")),
    ("2026Q5", None),
    ("колись", None),
];

/// What a term of an exported plan is, with the days or months it has.
pub fn meaning(term: &serde_json::Value) -> String {
    let of = ["kind", "date", "month", "from", "to"].map(|name| term[name].as_str());
    of.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
