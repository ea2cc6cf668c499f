//! Titles of reports.

use super::{super::title::lacks_genitive, *};

#[test]
fn an_organisation_is_in_the_genitive_or_is_asked_for() {
    let form = form(crate::form::form::REPORT);
    let options = LayOut::of(Quarter::new(2024, 1).unwrap());
    let title_of = |organisation: &str, said: Option<&str>| {
        let mut draft = Draft::new(options.span);
        draft.slug = Some("plan".to_owned());
        draft.title = "План заходів з енергозбереження".to_owned();
        (draft.organisation, draft.organisation_genitive) =
            (organisation.to_owned(), said.map(str::to_owned));
        let plan = plan_of(draft);
        let title = lay_out(&plan, &form, &options).unwrap().title;
        (title, lacks_genitive(&plan, &form, &options))
    };
    let report = "Звіт про виконання плану заходів з енергозбереження";
    let period = "за I квартал 2024 року";
    let lacking = Some("Пролісок".to_owned());
    assert_eq!(title_of("Пролісок", None), (format!("Пролісок {report} {period}"), lacking));
    assert_eq!(title_of("Пролісок", Some("Проліска")), (format!("{report} Проліска {period}"), None));
    assert_eq!(
        title_of("Вербодільська міська рада", None),
        (format!("{report} Вербодільської міської ради {period}"), None)
    );
}

#[test]
fn a_plan_keeps_its_whole_name_and_its_annex_line_for_another_period() {
    let mut draft = Draft::new(Span::parse("2021").unwrap());
    (draft.slug, draft.form) = (Some("plan".to_owned()), Some("annual-plan".to_owned()));
    draft.title = "Регіональний план заходів щодо послуг «Турбота» на 2021 рік".to_owned();
    draft.organisation = "Вербодільська міська рада".to_owned();
    draft.preamble = vec!["Додаток".to_owned(), "до рішення Вербодільської міської ради".to_owned()];
    let plan = plan_of(draft);
    let document = lay_out(&plan, &form("annual-plan"), &LayOut::of(Quarter::new(2021, 2).unwrap())).unwrap();
    let lines: Vec<String> = document.paragraphs().map(|line| line.text()).collect();
    let own = "Регіональний план заходів|щодо послуг «Турбота»|Вербодільської міської ради";
    let expected = format!("Додаток|до рішення Вербодільської міської ради|{own}|на II квартал 2021 року|");
    assert_eq!(lines.join("|"), expected);
}

#[test]
fn a_plan_in_a_form_with_facts_is_reported_under_the_title_of_a_report() {
    for (title, said) in [
        ("План заходів Вербодільського центру на II квартал 2026 року", "про"),
        ("Звіт по виконанню плану заходів Вербодільського центру за II квартал 2026 року", "по"),
    ] {
        let mut draft = exchange::import(SAMPLE).unwrap();
        draft.title = title.to_owned();
        let plan = plan_of(draft);
        let document = lay_out(&plan, &form("quarterly-report"), &LayOut::of(quarter("2026Q2"))).unwrap();
        let case = if said == "по" { "виконанню" } else { "виконання" };
        let expected =
            format!("Звіт {said} {case} плану заходів Вербодільського центру за II квартал 2026 року");
        assert_eq!(document.title, expected);
        // What approved the plan does not approve a report on it.
        assert_eq!(page::text(&document).contains("ЗАТВЕРДЖУЮ"), !title.starts_with("План"));
    }
}

#[test]
fn a_report_on_the_annex_of_a_programme_names_the_programme() {
    let mut draft = exchange::import(SAMPLE).unwrap();
    (draft.organisation, draft.form) = (String::new(), Some("programme".to_owned()));
    draft.title = "ІІ. ЗАХОДИ ЩОДО ВИКОНАННЯ ЗАВДАНЬ ПРОГРАМИ".to_owned();
    draft.preamble = ["Додаток", "до Міської програми розвитку садів", "на період 2024-2026 років"]
        .map(str::to_owned)
        .to_vec();
    draft.period = Span::parse("2024..2026").unwrap();
    let title = |draft: &Draft| {
        let options = LayOut::of(quarter("2026Q2"));
        lay_out(&plan_of(draft.clone()), &form("quarterly-report"), &options).unwrap().title
    };
    assert_eq!(
        title(&draft),
        "ЗВІТ ПРО ВИКОНАННЯ ЗАХОДІВ ЩОДО ВИКОНАННЯ ЗАВДАНЬ ПРОГРАМИ (додаток до Міської програми розвитку \
         садів) за II квартал 2026 року"
    );
    draft.preamble[1] = "до рішення міської ради".to_owned();
    assert!(!title(&draft).contains("додаток"));
}

#[test]
fn an_order_is_centred_and_signed_as_it_was() {
    let mut draft = exchange::import(SAMPLE).unwrap();
    draft.form = Some("annual-plan".to_owned());
    let lines = ["РОЗПОРЯДЖЕННЯ", "голови міської ради", "Про план", "Голова міської ради Калина ДУБ"];
    draft.preamble = lines.map(str::to_owned).to_vec();
    let plan = plan_of(draft);
    let document = lay_out(&plan, &form("annual-plan"), &LayOut::of(quarter("2026Q2"))).unwrap();
    let text = page::text(&document);
    assert!(text.starts_with("=*РОЗПОРЯДЖЕННЯ*\n=*голови міської ради*\nПро план\n"), "{text}");
    assert!(text.contains("\nГолова міської ради\tКалина ДУБ\n"), "{text}");
    assert_eq!(read(&document, "annual-plan").draft.preamble, lines);
}
