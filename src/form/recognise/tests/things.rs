//! Targets and facts of several things side by side.

use super::*;

const TITLE: &str = "Звіт про виконання плану заходів Зоряної громади за ІІІ квартал 2024 року";

/// The indicators of all measures with their units, targets and facts: «title: name [unit] target/fact».
fn indicators(rows: &str) -> (Vec<String>, Draft) {
    let draft = read(vec![line(TITLE), table(rows)]);
    let mut lines = Vec::new();
    for node in measures(&draft) {
        for indicator in &node.indicators {
            let value = indicator.values.first().unwrap();
            let target = value.target.as_ref().map_or("", |target| target.raw.as_str());
            let fact = value.fact.as_ref().map_or("", |(_, raw)| raw.as_str());
            let unit = indicator.unit.as_deref().unwrap_or("-");
            lines.push(format!("{}: {} [{unit}] {target}/{fact}", node.title, indicator.name));
        }
    }
    (lines, draft)
}

#[test]
fn every_thing_is_an_indicator_of_its_measure() {
    let rows = "1|Лекції|5|50|6|60|\n2|Столи|7|70||71|дощі";
    for head in [
        "№|Захід|План|<|Факт|<|Примітка\n^|^|заходів|осіб|заходів|осіб|^",
        "№|Захід|План заходів|План осіб|Факт заходів|Факт осіб|Примітка",
        "№|Захід|План (заходів)|План (осіб)|Факт (заходів)|Факт (осіб)|Примітка",
        "№|Захід|Заплановано, заходів|Заплановано, осіб|Виконано, заходів|Виконано, осіб|Примітка",
    ] {
        let (lines, draft) = indicators(&format!("{head}\n{rows}"));
        let expected = [
            "Лекції: заходів [-] 5/6",
            "Лекції: осіб [осіб] 50/60",
            "Столи: заходів [-] 7/",
            "Столи: осіб [осіб] 70/71",
        ];
        assert_eq!(lines, expected, "{head}");
        assert_eq!(only_doubt(&draft).reading, "заходів; осіб", "{head}");
        assert_eq!(
            measures(&draft)[1].indicators.iter().filter(|one| one.values[0].note == "дощі").count(),
            1
        );
    }
}

#[test]
fn values_of_one_indicator_are_no_things() {
    let head = "№|Захід|Показник|Од. вим.|Значення показника|<|<\n^|^|^|^|базове|планове|фактичне";
    let (lines, draft) = indicators(&format!("{head}\n1|Лекції|кількість|од.|1|5|6"));
    assert_eq!(lines, ["Лекції: кількість [од.] 5/6"]);
    assert_eq!(draft.doubts, []);
}

#[test]
fn every_pair_of_columns_has_its_unit() {
    for head in [
        "№|Захід|Показник|План, тис. грн|Факт, тис. грн|План, осіб|Факт, осіб",
        "№|Захід|Показник|тис. грн|<|осіб|<\n^|^|^|План|Факт|План|Факт",
    ] {
        let (lines, draft) = indicators(&format!("{head}\n1|Лекції|витрати|5|6|20|30"));
        let expected = ["Лекції: витрати: тис. грн [тис. грн] 5/6", "Лекції: витрати: осіб [осіб] 20/30"];
        assert_eq!(lines, expected, "{head}");
        assert_eq!(only_doubt(&draft).reading, "тис. грн; осіб", "{head}");
    }
}

#[test]
fn pairs_of_columns_under_the_names_of_things() {
    let head = "№|Захід|Кількість заходів|<|Сума, тис. грн|<\n^|^|план|факт|план|факт";
    let section = "Розділ 1. Просвіта|<|<|<|<|<";
    let (lines, draft) = indicators(&format!("{head}\n1|2|3|4|5|6\n{section}\n1|Лекції|5|6|2,5|2,4"));
    let expected = ["Лекції: Кількість заходів [-] 5/6", "Лекції: Сума, тис. грн [тис. грн] 2,5/2,4"];
    assert_eq!(lines, expected);
    assert_eq!((draft.outline[0].level, draft.outline[0].title.as_str()), (Level::Goal, "Просвіта"));
}

#[test]
fn the_sums_of_things_are_no_values_of_the_measure_above() {
    let head = "№|Захід|План заходів|План осіб|Факт заходів|Факт осіб";
    let (lines, draft) = indicators(&format!("{head}\n1|Лекції|5|50|6|60\n|Всього|5|50|6|60"));
    assert_eq!(lines, ["Лекції: заходів [-] 5/6", "Лекції: осіб [осіб] 50/60"]);
    let left = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::LeftOver);
    let left: Vec<&str> = left.map(|doubt| doubt.text.as_str()).collect();
    assert_eq!(left, ["Всього заходів 5 6", "Всього осіб осіб 50 60"]);
}

#[test]
fn a_name_of_the_indicator_goes_before_the_thing() {
    let head = "№|Захід|Показник|План заходів|План осіб|Факт заходів|Факт осіб";
    let (lines, _) = indicators(&format!("{head}\n1|Лекції|охоплення|5|50|6|60"));
    assert_eq!(lines, ["Лекції: охоплення: заходів [-] 5/6", "Лекції: охоплення: осіб [осіб] 50/60"]);
}

#[test]
fn other_columns_of_values_are_no_things() {
    for head in [
        "№|Захід|План|План уточнений|Факт|Факт уточнений",
        "№|Захід|План на ІІІ кв.|План на рік|Факт за ІІІ кв.|Факт за рік",
        "№|Захід|План|План, %|Факт|Факт, %",
    ] {
        let (lines, _) = indicators(&format!("{head}\n1|Лекції|5|50|6|60"));
        assert_eq!(lines.len(), 1, "{head} {lines:?}");
    }
}

/// The parts of each value: «title: performer target/fact».
fn shares(head: &str, rows: &str) -> (Vec<String>, Draft) {
    let draft = read(vec![line(TITLE), table(&format!("{head}\n{rows}"))]);
    let mut lines = Vec::new();
    for node in measures(&draft) {
        for value in node.indicators.iter().flat_map(|indicator| &indicator.values) {
            let target = value.target.as_ref().map_or("", |target| target.raw.as_str());
            let fact = value.fact.as_ref().map_or("", |(_, raw)| raw.as_str());
            let who = value.performer.as_deref().unwrap_or("-");
            lines.push(format!("{}: {who} {target}/{fact}", node.title));
        }
    }
    (lines, draft)
}

#[test]
fn columns_of_performers_are_parts_of_one_value() {
    let parts =
        ["Лекції: Вербодільське бюро 6/5", "Лекції: Калинівське бюро 4/3", "Огляди: Вербодільське бюро 2/2"];
    for head in [
        "№|Захід|Показник|Вербодільське бюро|<|Калинівське бюро|<\n^|^|^|План|Факт|План|Факт",
        "№|Захід|Показник|Вербодільське бюро||Калинівське бюро|\n|||План|Факт|План|Факт",
    ] {
        let (lines, draft) =
            shares(head, "1|2|3|4|5|6|7\n1|Лекції|кількість|6|5|4|3\n2|Огляди|кількість|2|2||");
        assert_eq!(lines, parts, "{head} {:#?}", draft.doubts);
        assert!(draft.doubts.iter().any(|doubt| doubt.reading == "Вербодільське бюро; Калинівське бюро"));
    }
    let head = "№|Захід|Вербодільське бюро|<|Калинівське бюро|<|Разом|<\n^|^|План|Факт|План|Факт|План|Факт";
    let (mut lines, _) = shares(head, "1|Лекції|6|5|4|3|10|8");
    lines.sort();
    assert_eq!(lines, ["Лекції: - 10/8", parts[0], parts[1]]);
}

/// One plan, and facts of several offices.
#[test]
fn facts_of_offices_beside_a_shared_plan() {
    let rows = "1|Лекції|кількість|10|4|5|\n2|Огляди|кількість|5|1||";
    for head in [
        "№|Захід|Показник|План|Факт (Відділ освіти)|Факт (Відділ спорту)|Примітка",
        "№|Захід|Показник|План|Факт|<|Примітка\n^|^|^|^|Відділ освіти|Відділ спорту|^",
        "№|Захід|Показник|План|Факт||Примітка\n||||Відділ освіти|Відділ спорту|",
    ] {
        let (mut lines, draft) = shares(head, rows);
        lines.sort();
        let expected = [
            "Лекції: - 10/",
            "Лекції: Відділ освіти /4",
            "Лекції: Відділ спорту /5",
            "Огляди: - 5/",
            "Огляди: Відділ освіти /1",
        ];
        assert_eq!(lines, expected, "{head}");
        assert!(draft.doubts.iter().any(|doubt| doubt.reading == "Відділ освіти; Відділ спорту"), "{head}");
    }
    for head in [
        "№|Захід|Показник|План|Факт|Факт (ЦНАП)|Факт (архів)",
        "№|Захід|Показник|План|Факт усього|Факт ЦНАП|Факт архів",
    ] {
        let (mut lines, _) = shares(head, "1|Лекції|кількість|10|9|4|5");
        lines.sort();
        assert_eq!(lines, ["Лекції: - 10/9", "Лекції: ЦНАП /4", "Лекції: архів /5"], "{head}");
    }
}

/// Figures of columns whose meaning is not known are doubted at each measure.
#[test]
fn figures_kept_as_texts_are_doubted_at_their_measures() {
    for head in
        ["№|Захід|Показник|План|Факт очно|Факт онлайн", "№|Захід|Показник|План|Відділ освіти|Відділ спорту"]
    {
        let (_, draft) = shares(head, "1|Лекції|кількість|10|4|5\n2|Огляди|кількість|5|1|2");
        let texts = draft.doubts.iter().filter(|doubt| doubt.kind == DoubtKind::LeftOver);
        let texts: Vec<(String, &DraftSubject)> = texts
            .map(|doubt| (doubt.text.replace(|c: char| !c.is_ascii_digit(), ""), &doubt.subject))
            .collect();
        let node = |at: usize| DraftSubject::Node(vec![at]);
        assert_eq!(texts, [("45".to_owned(), &node(0)), ("12".to_owned(), &node(1))], "{head}");
    }
}
