//! Small twins of the real documents, of invented organisations: each has the form and the structure of a real one,
//! so that a fresh clone tests the reading of documents. An office program wrote the first three.

use std::fs;

use kvartal::domain::{FactValue, Level, TargetValue, TermKind, draft::DraftNode};

use super::{drafts::nodes, reading::try_read};

/// The result of reading a twin by a form: a line for the plan and for every node, and one for every doubt.
fn lines(file: &str, form: &str) -> Vec<String> {
    let bytes = fs::read(format!("{}/tests/documents/twins/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let read = try_read(&bytes, file, None).unwrap();
    assert_eq!(read.form, form, "{file}");
    let draft = read.draft;
    let mut lines = vec![format!("{}: {}", draft.period, draft.organisation)];
    lines.extend(nodes(&draft).into_iter().map(line));
    lines.extend(draft.doubts.iter().map(|doubt| format!("? {} {}", doubt.kind.name(), doubt.text)));
    lines
}

fn line(node: &DraftNode) -> String {
    let level = match node.level {
        Level::Goal => "ціль",
        Level::Task => "завдання",
        Level::Subtask => "підзавдання",
        Level::Measure => "захід",
    };
    let mut parts = vec![format!("{level} {} {}", node.code.as_deref().unwrap_or("–"), node.title)];
    for indicator in &node.indicators {
        let unit = indicator.unit.iter().map(|unit| format!(", {unit}"));
        let values = indicator.values.iter().map(|value| {
            let target = value.target.as_ref().map(|target| match &target.value {
                TargetValue::Number(number) => number.to_string(),
                TargetValue::Deed => "справа".to_owned(),
                other => format!("{other:?} {}", target.raw),
            });
            let fact = value.fact.as_ref().map(|(value, raw)| match value {
                FactValue::Number(number) => format!(" → {number}"),
                other => format!(" → {other:?} {raw}"),
            });
            let note = (!value.note.is_empty()).then(|| format!(" ({})", value.note));
            [target, fact, note].into_iter().flatten().collect::<String>()
        });
        parts.push(format!("{}{}: {}", indicator.name, unit.collect::<String>(), values.collect::<String>()));
    }
    parts.extend(node.objective.iter().map(|objective| format!("мета: {objective}")));
    parts.extend(node.performers.iter().map(|who| {
        let consent = if who.by_consent { " (за згодою)" } else { "" };
        format!("@ {}{consent}", who.name)
    }));
    parts.extend(node.term.iter().map(|term| {
        let kind = match &term.kind {
            TermKind::Text => "слова",
            TermKind::Ongoing => "завжди",
            TermKind::Date(day) => return format!("до {day}"),
            _ => "час",
        };
        format!("{kind}: {}", term.raw)
    }));
    parts.extend(node.evidence.iter().map(|event| {
        let days: Vec<String> = event.dates.iter().map(ToString::to_string).collect();
        format!("{} {}", days.join(" "), event.text)
    }));
    parts.join(" | ")
}

#[test]
fn a_report() {
    assert_eq!(
        lines("report.docx", "quarterly-report"),
        [
            "2024Q4: Калинопільського місцевого центру з надання безоплатної правничої допомоги",
            "ціль 1 Підвищення правової обізнаності мешканців громад",
            "завдання 1.1 Поширення знань про права людини",
            "захід 1.1.1 Проведення зустрічей у сільських бібліотеках | кількість зустрічей: 3 → 3 \
             | 2024-10-14 с. Мала Калина, 18 осіб | 2024-11-12 2024-12-03 с. Велика Калина",
            "захід 1.1.2 Друк пам’яток про порядок звернення по допомогу | кількість примірників: \
             Condition при наявності коштів → Text коштів не виділялось",
            "захід 1.1.3 Виступи на місцевому радіо | кількість виступів: 4 → 1 \
             (ремонт студії, виступи перенесено на січень)",
            "завдання 1.2 Правова освіта молоді",
            "захід 1.2.1 Уроки права для учнів восьмих класів | кількість уроків: 2 → 5 \
             | 2024-11-20 Калинопільський ліцей",
            "ціль 2 Забезпечення доступу до правничої допомоги",
            "завдання 2.1 Робота дистанційних пунктів",
            "захід 2.1.1 Виїзні прийоми у громадах | кількість виїздів: 6 → 6",
            "захід 2.1.2 Опитування відвідувачів | частка задоволених, %: 90 → 87.5 \
             (надійшло менше анкет, ніж очікувалося)",
            // The report does not say how the percentage is aggregated.
            "? aggregation частка задоволених, %",
        ]
    );
}

#[test]
fn a_plan_with_subtasks() {
    assert_eq!(
        lines("plan-with-subtasks.odt", "quarterly-plan"),
        [
            "2025Q2: Яблунівського міського центру соціальних послуг",
            "ціль 1 Підтримка родин із дітьми",
            "завдання 1.1 Раннє виявлення потреб родин",
            "підзавдання 1.1.1 Обстеження умов проживання | мета: Потреби родин відомі до настання кризи",
            "захід – Відвідування родин за зверненнями шкіл | Кількість відвідувань: 24 | @ Відділ соціальної роботи",
            "захід – Складання планів супроводу | Кількість планів: 8 | @ Відділ соціальної роботи | @ сектор обліку",
            "підзавдання 1.1.2 Навчання батьків | мета: Батьки знають, до кого звертатися",
            "захід – Проведення занять школи батьківства | Кількість занять: 6 \
             | @ Сектор Яблунівське бюро (за згодою)",
            "ціль 2 Послуги для людей поважного віку",
            "завдання 2.1 Догляд удома",
            "підзавдання 2.1.1 Облік потреб | мета: Жодна людина не лишається без догляду",
            "захід – Оновлення реєстру отримувачів послуг | Оновлений реєстр: 1 | @ Сектор обліку",
        ]
    );
}

#[test]
fn a_plan_with_terms() {
    assert_eq!(
        lines("plan-with-terms.xlsx", "quarterly-plan-terms"),
        [
            "2025Q1: Тихобережного районного центру зайнятості",
            "ціль I Сприяння працевлаштуванню мешканців району",
            "завдання 1.1 Інформування шукачів роботи",
            "захід 1.1.1 Ярмарок вакансій у Тихому Березі | Кількість роботодавців: 15 \
             | @ Відділ взаємодії з роботодавцями | до 2025-03-20",
            "захід 1.1.2 Профорієнтаційні зустрічі зі школярами | Кількість зустрічей: 9 \
             | @ Відділ надання послуг | @ сектор профорієнтації | час: Протягом кварталу",
            "захід 1.1.4 Оновлення довідника професій | Оновлений довідник: 1 | @ Сектор профорієнтації \
             | до 2025-02-01",
            "ціль III Підтримка підприємництва",
            "завдання 3.1 Навчання основам власної справи",
            "захід 3.1.1 Семінари для початківців | Кількість семінарів: 4 | @ Відділ надання послуг \
             | час: Лютий Березень",
            "? missing_number Підтримка підприємництва",
        ]
    );
}

#[test]
fn a_programme() {
    assert_eq!(
        lines("programme.html", "programme"),
        [
            "2023Q1..2026Q4: Синьоозерської територіальної громади",
            "ціль 1 Бібліотека як місце зустрічі",
            "завдання 1.1 Оновлення простору для читачів",
            "захід 1.1.1 Ремонт читальних залів | відремонтовано 3 зали: справа | @ Відділ культури | час: 2023–2025",
            "захід 1.1.2 Облаштування дитячих куточків | облаштовано куточки в усіх філіях: справа \
             | @ Відділ культури | @ Синьоозерська бібліотека | час: 2024",
            "ціль 2 Книги для всіх",
            "завдання 2.1 Поповнення фонду",
            "захід 2.1.1 Закупівля книг українською мовою | придбано 1200 примірників: справа \
             | @ Синьоозерська бібліотека | час: 2023–2026",
        ]
    );
}

#[test]
fn a_plan_of_a_year() {
    assert_eq!(
        lines("annual-plan.cp1251.csv", "annual-plan"),
        [
            "2025Q1..2025Q4: Дубровицького виконавчого комітету",
            "ціль 1 Благоустрій",
            "захід 1 Висадити дерева вздовж набережної | @ Відділ благоустрою | час: квітень",
            "захід 2 Провести толоку в парку «Дубки» | @ Відділ благоустрою \
             | @ комунальне підприємство «Чисте місто» | до 2025-05-25",
            "ціль 2 Освітлення",
            "захід 3 Замінити ліхтарі на вулиці Садовій | @ Управління житлового господарства | час: ІІІ квартал",
            "захід 4 Скласти перелік вулиць без освітлення | @ Управління житлового господарства \
             | завжди: постійно",
        ]
    );
}
