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
