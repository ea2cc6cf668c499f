//! The grammar of performers as tables of examples.

use proptest::prelude::*;

use super::*;

/// The names, a star after those by consent.
fn names(text: &str) -> Vec<String> {
    let mark = |p: DraftPerformer| p.name + if p.by_consent { "*" } else { "" };
    parse_performers(text.split('\n')).into_iter().map(mark).collect()
}

#[test]
fn commas_part_performers_only_before_names() {
    for (list, expected) in [
        (
            "Відділ мостів, доріг та стежок, сектор човнів; Бюро туману (за згодою), Рада садів",
            "Відділ мостів, доріг та стежок|сектор човнів|Бюро туману*|Рада садів",
        ),
        ("Центр для дітей, сім’ї та молоді, служба лісів", "Центр для дітей, сім’ї та молоді|служба лісів"),
        (
            "Служба лісів, міський центр для сім'ї, дітей та молоді",
            "Служба лісів|міський центр для сім'ї, дітей та молоді",
        ),
        ("Служба лісів, орган опіки над садами", "Служба лісів|орган опіки над садами"),
        ("відділ ріки, об'єднані територіальні громади", "відділ ріки|об'єднані територіальні громади"),
    ] {
        assert_eq!(names(list).join("|"), expected, "{list}");
    }
}

#[test]
fn consent_is_said_of_the_one_before() {
    for (list, expected) in [
        ("Рада лісу, БФ «Дуб» (за згодою), відділ ріки", "Рада лісу|БФ «Дуб»*|відділ ріки"),
        ("ГО «Сад, Город» (за погодженням).", "ГО «Сад, Город»*"),
        ("Рада лісу – за згодою; відділ ріки", "Рада лісу*|відділ ріки"),
        ("Рада лісу\n(за згодою)\nвідділ ріки", "Рада лісу*|відділ ріки"),
        ("Рада лісу (ЗА ЗГОДОЮ)", "Рада лісу*"),
        ("Рада лісу за згодою", "Рада лісу*"),
        ("Рада (за згодою громади)", "Рада (за згодою громади)"),
    ] {
        assert_eq!(names(list).join("|"), expected, "{list}");
    }
}

#[test]
fn quotes_and_brackets_hold_names_together() {
    for (list, expected) in [
        ("БО «БФ «Дуб, Клен» (за згодою), Рада лісу", "БО «БФ «Дуб, Клен»*|Рада лісу"),
        ("КУ «Центр «Дуб, Клен», Відділ ріки", "КУ «Центр «Дуб, Клен»|Відділ ріки"),
        ("ГО \"Сад, Город\", Рада лісу", "ГО \"Сад, Город\"|Рада лісу"),
        ("ГО “Сад, Город”, Рада лісу", "ГО “Сад, Город”|Рада лісу"),
        ("ГО «Сад, Рада лісу", "ГО «Сад|Рада лісу"),
        ("Відділ (сектор, Бюро), Рада лісу", "Відділ (сектор, Бюро)|Рада лісу"),
    ] {
        assert_eq!(names(list).join("|"), expected, "{list}");
    }
}

#[test]
fn each_paragraph_has_its_own() {
    assert_eq!(names("Відділ;\nсектор\n\n(за згодою)"), ["Відділ", "сектор*"]);
    assert_eq!(names(""), [""; 0]);
}

#[test]
fn a_heading_distributes_over_its_list() {
    for (list, expected) in [
        (
            "департаменти ради: лісів; рік і озер, управління ради: хмар; дощів, туманів та рос, Вільшанський центр, служба доріг",
            "департамент лісів ради|департамент рік і озер ради|управління хмар ради|\
             управління дощів, туманів та рос ради|Вільшанський центр|служба доріг",
        ),
        (
            "департаменти ради: лісів, рік, КУ «Дуб» (за згодою)",
            "департамент лісів ради|департамент рік ради|КУ «Дуб»*",
        ),
        (
            "департаменти ради: рік і озер, лісів; Рада саду",
            "департамент рік і озер ради|департамент лісів ради|Рада саду",
        ),
        ("Департаменти ради:\nлісів;\nрік (за згодою)", "департамент лісів ради|департамент рік ради*"),
        ("Відділ ріки: лівий берег", "відділ лівий берег ріки"),
        ("Виконавці: лісник", "лісник"),
        ("Відповідальні: Рада лісу, відділ ріки; співвиконавець: Бюро", "Рада лісу|відділ ріки|Бюро"),
        ("Закупівлі: лісник", "Закупівлі: лісник"),
    ] {
        assert_eq!(names(list).join("|"), expected, "{list}");
    }
    let elsewhere = "Департамент лісів ради";
    assert_eq!(fold(&names("департаменти ради: лісів; рік")[0]), fold(elsewhere));
}

#[test]
fn commas_after_a_heading_that_may_stand_inside_a_name_are_doubted() {
    let unsure = |list: &str| read_performers([list]).uncertainty;
    assert_eq!(unsure("департаменти ради: лісів, рік"), None);
    assert_eq!(unsure("управління ради: хмар; дощів, туманів та рос"), None);
    let doubt = unsure("управління ради: дощів, туманів та рос").unwrap();
    assert_eq!(doubt.alternatives, ["управління дощів, туманів та рос ради"]);
    assert_eq!(doubt.reading, "управління дощів ради; управління туманів та рос ради");
}

proptest! {
    /// No letter of a list without a heading is lost.
    #[test]
    fn letters_stay(list in "[а-яіїєґА-Я ,;()«»\"“”.\n-]{0,80}") {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let found = parse_performers(list.split('\n'));
        let consents = found.iter().filter(|p| p.by_consent).count();
        let kept: String = found.iter().map(|p| letters(&p.name)).collect();
        if consents == 0 {
            prop_assert_eq!(kept, letters(&list));
        }
    }

    #[test]
    fn any_text_is_read(list in "\\PC{0,60}", more in ".{0,60}") {
        let _ = read_performers([list.as_str(), "департаменти:", more.as_str()]);
    }
}

#[test]
fn a_footnote_mark_is_no_part_of_a_name() {
    let read = read_performers(["Бюро туману¹, Рада садів²"]);
    let names: Vec<&str> = read.value.iter().map(|performer| performer.name.as_str()).collect();
    assert_eq!(names, ["Бюро туману", "Рада садів"]);
    assert_eq!(read.uncertainty.unwrap().alternatives, ["Бюро туману¹", "Рада садів²"]);
}
