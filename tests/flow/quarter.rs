//! The work of a whole quarter in the window, checked in the form in which `export` writes the plan.

use kvartal::{
    app::Screen,
    domain::{Header, Plan, PlanId},
    form::exchange,
    l10n::Language,
};
use serde_json::Value;

use crate::{exported::values, stage::Stage};

/// A plan of the store in the exchange format.
fn exported(s: &Stage, id: PlanId) -> Value {
    let plan = s.store.load(id).expect("the store").expect("the plan");
    serde_json::from_str(&exchange::export(&plan)).expect("it is JSON")
}

pub fn open_plan(s: &Stage) -> &Plan {
    s.shared.plan.as_ref().expect("the plan")
}

#[test]
fn a_quarter_is_worked_through_in_the_window_and_read_back() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    let id = open_plan(&s).id();

    // A finding is accepted with a reason.
    s.keys("g c enter down a").text("облік ведеться в журналі").keys("enter");
    // A doubt is settled on its second reading.
    s.keys("home enter");
    while s.screens.findings.finding().is_none_or(|finding| finding.kind().name() != "doubt") {
        s.keys("down");
    }
    s.keys("s 2");
    // A debt is carried to another due day by an order.
    s.keys("g b r").text("30.12.2026").keys("enter").text("немає коштів").keys("enter");
    s.text("наказ № 41").keys("enter");
    assert!(s.layers.is_empty(), "{}", s.frame());
    // Two performers are merged.
    s.keys("g w");
    let gone = s.screens.performers.row().expect("a performer").id;
    let gone = open_plan(&s).performer(gone).expect("he is there").name.clone();
    s.keys("j");
    let kvartal::app::Layer::Merge(form) = s.layers.last().expect("the question") else { panic!("a merge") };
    let stays = open_plan(&s).performer(form.stays().expect("another")).expect("he is there").name.clone();
    s.keys("enter");

    let plan = exported(&s, id);
    let accepted = plan["accepted"].as_array().expect("acceptances");
    assert_eq!(accepted.len(), 1);
    assert_eq!(accepted[0]["reason"], "облік ведеться в журналі");
    let settled =
        plan["doubts"].as_array().expect("doubts").iter().filter(|doubt| !doubt["settled"].is_null());
    assert_eq!(settled.count(), 1);
    let decisions = plan["decisions"].as_array().expect("decisions");
    assert!(decisions.iter().any(|decision| decision["order"] == "наказ № 41"), "{decisions:?}");
    let performers = plan["performers"].as_array().expect("performers");
    assert!(performers.iter().all(|performer| performer["name"] != gone.as_str()), "{performers:?}");
    let kept = performers.iter().find(|performer| performer["name"] == stays.as_str()).expect("who stays");
    assert_eq!(kept["variants"], serde_json::json!([gone]));

    // The next year's plan is made from the unmet targets.
    let facts = values(&plan, "1.1.1.1").iter().filter(|value| value["fact"]["kind"] != "none").count();
    assert!(facts > 0);
    s.keys("g o R 3 enter");
    assert_eq!(s.screen, Screen::Outline);
    let Header { slug, period, .. } = open_plan(&s).header().clone();
    assert_eq!((slug.as_str(), period.to_string().as_str()), ("verbodil-2027", "2027Q1..2027Q4"));
    let next = exported(&s, open_plan(&s).id());
    assert!(values(&next, "2.2.1").iter().all(|value| value["fact"]["kind"] == "none"), "facts stay behind");
    assert_eq!(exported(&s, id), plan, "the old plan is as it was");
    // Undo in the new plan does not remove it.
    s.keys("u");
    assert!(s.frame().contains("--creation"), "{}", s.frame());
    assert!(open_plan(&s).exists());
}

#[test]
fn the_next_plan_is_seen_before_it_is_made() {
    let mut s = Stage::sample(Language::Uk, (80, 24));
    s.keys("R");
    insta::assert_snapshot!("rollover_80x24", s.frame());
    // Another first quarter and other targets; a quarter of this plan is refused.
    s.keys("up");
    assert!(s.frame().contains("ІІ квартал 2027"), "{}", s.frame());
    s.keys("down down down 2");
    assert!(s.frame().contains("Планових значень: 0 з"), "{}", s.frame());
    s.keys("esc");
    assert_eq!(s.store.plans().expect("the store").len(), 1, "nothing was written");
    // The same from the list of plans.
    s.keys("g p R enter");
    assert_eq!(s.store.plans().expect("the store").len(), 2, "{}", s.frame());
}
