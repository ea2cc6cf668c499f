//! Tables whose cells lost their line breaks.

use super::*;

const REPORT: &str = "п/п\tНайменування завдання\tНайменування заходу\tНайменування показника\tПлан\tФакт\n\
    1\tЗавдання 1.1 Сади\tЗахід 1.1.1.1 Лекції - для всіх - 02.10.2023 сад Верби - 03.10.2023, 04.10.2023 ліс \
    Вітряне бюро: - 05.10.2023 поле Тихої громади Дубове бюро: Дубова громада - 06.10.2023 яр\tкількість\t2\t5\n\
    1\tЗавдання 1.1 Сади\tЗахід 1.1.1.2 Свято врожаю – день садів Вітряне бюро: 07.10.2023 гра\tкількість\t1\t1\n\
    1\tЗавдання 1.1 Сади\tЗахід 1.1.1.3 Покази Дубове бюро: - 08.10.2023 кіно\tкількість\t1\t1";

fn tabs(rows: &str) -> Block {
    table(&rows.replace('\t', "|"))
}

fn events(node: &DraftNode) -> Vec<(usize, Option<&str>, Option<&str>, &str)> {
    let all = node.evidence.iter();
    all.map(|e| (e.dates.len(), e.performer.as_deref(), e.place.as_deref(), e.text.as_str())).collect()
}

#[test]
fn events_are_parted_again_under_their_units() {
    let draft = read(vec![line(TITLE), tabs(REPORT)]);
    let measures = measures(&draft);
    assert_eq!(
        measures.iter().map(|m| m.title.as_str()).collect::<Vec<_>>(),
        ["Лекції", "Свято врожаю – день садів", "Покази"]
    );
    let (wind, oak) = (Some("Вітряне бюро"), Some("Дубове бюро"));
    let expected = [
        (0, None, None, "для всіх"),
        (1, None, None, "сад Верби"),
        (2, None, None, "ліс"),
        (1, wind, None, "поле Тихої громади"),
        (1, oak, Some("Дубова громада"), "яр"),
    ];
    assert_eq!(events(measures[0]), expected);
    assert_eq!(events(measures[1]), [(1, wind, None, "гра")]);
    assert_eq!(events(measures[2]), [(1, oak, None, "кіно")]);
    // Only the dash without a date is doubted, at its measure.
    assert_eq!(kinds(&draft), [DoubtKind::Reading]);
    assert_eq!(draft.doubts[0].subject, DraftSubject::Node(vec![0, 0]));
    assert_eq!(draft.doubts[0].reading, "Захід 1.1.1.1 Лекції");
}

#[test]
fn where_some_cell_has_lines_none_is_parted() {
    let rows = REPORT.replace("кіно", "кіно¶- 09.10.2023 театр").replace('\t', "|");
    let draft = read(vec![line(TITLE), table(&rows)]);
    assert!(measures(&draft)[0].title.contains("02.10.2023"));
}

#[test]
fn a_counted_measure_in_the_same_line_is_another() {
    let rows = "№ з/п|Найменування завдання|Підзавдання|Мета|Найменування заходу|Найменування показника|Значення показника\n\
        1|Завдання 1.1. Сади|Підзавдання 1.1.1. Догляд|Тінь|1. Полив 2 рази. 2. Обрізка|Кількість|3";
    let draft =
        read(vec![line("Квартальний план заходів Зоряного центру на ІV квартал 2023 року"), table(rows)]);
    let measures = measures(&draft);
    assert_eq!(measures.iter().map(|m| m.title.as_str()).collect::<Vec<_>>(), ["Полив 2 рази.", "Обрізка"]);
    assert_eq!(measures[1].shares.len(), 1);
}
