//! Several users of one plan: roles, closing, conflicts, presence.

use std::sync::{Arc, Mutex, mpsc::Receiver};

use kvartal::{
    domain::{
        Change, Command, FactValue, IndicatorPatch, Plan, PlanEntry, PlanId, RoleKind, SetFact, SetTarget,
        Span, Stage as Stage_, Subject, Target, TargetValue,
    },
    l10n::Language,
    store::{CommitError, Logged, MemoryStore, News, Person, Store, StoreError, Whereabouts},
};

use crate::stage::{Setting, Stage, TODAY, decide_as, store_sample};

/// The sample plan, in which another user has assigned a role before.
fn with_role(who: &str, kind: RoleKind, size: (u16, u16)) -> Stage {
    let setting = Setting::new(Language::Uk, size).with_sample();
    let id = setting.store.plans().unwrap()[0].id;
    let plan: Plan = setting.store.load(id).unwrap().unwrap();
    let command =
        Command::SetRole { who: who.to_owned(), kind: Some(kind), performer: None, instead_of: None };
    setting.store.commit(&decide_as("petro", &plan, &command)).unwrap();
    setting.open()
}

#[test]
fn what_a_role_does_not_let_one_do_is_refused_in_the_window_and_nothing_changes() {
    let mut stage = with_role("olena", RoleKind::Viewer, (80, 24));
    let before = stage.shared.plan.clone();
    stage.keys("f5").text("7").keys("enter");
    let frame = stage.frame();
    assert!(frame.contains("виконавець") && frame.contains("глядач") && frame.contains("petro"), "{frame}");
    assert_eq!(stage.shared.plan, before);
    let id = before.as_ref().unwrap().id();
    assert_eq!(stage.store.history(id, 1).unwrap().len(), 2);
}

#[test]
fn a_quarter_is_submitted_returned_approved_closed_and_reopened_in_the_window() {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    // Without reports there are findings that prevent handing in, and Enter leads to them.
    stage.keys("g s");
    insta::assert_snapshot!("closing_with_open_findings", stage.frame());
    stage.keys("1");
    assert!(stage.frame().contains("подати не можна"), "{}", stage.frame());
    stage.keys("enter");
    assert_eq!(stage.screen, kvartal::app::Screen::Findings);
    stage.keys("g s esc g backspace");
    assert_ne!(stage.screen, kvartal::app::Screen::Findings, "the way leads back");

    let quarter = stage.shared.quarter;
    let plan = stage.shared.plan.clone().unwrap();
    let about = plan.hindrances(quarter, TODAY).map(|found| (found.kind(), found.subject)).collect();
    let accept = Command::AcceptFindings(about, quarter, "облік у журналі".to_owned());
    stage.store.commit(&decide_as("petro", &plan, &accept)).unwrap();
    stage.window.mailbox().unwrap().send(kvartal::app::Msg::Changed(plan.id()));
    stage.happen(kvartal::term::TermEvent::Wake);
    stage.keys("g s enter");
    assert!(stage.frame().contains("подано – olena"), "{}", stage.frame());
    // A quarter that was handed in cannot be changed.
    stage.keys("esc f5").text("7").keys("enter");
    assert!(stage.frame().contains("подано на затвердження (olena"), "{}", stage.frame());
    stage.keys("esc esc g s 2").text("уточніть примітку").keys("enter");
    assert!(stage.frame().contains("«уточніть примітку»"), "{}", stage.frame());
    for (digits, state) in [("1", "подано – olena"), ("1", "затверджено – olena"), ("2", "закрито – olena")]
    {
        stage.keys(digits);
        assert!(stage.frame().contains(state), "{digits}: {}", stage.frame());
    }
    insta::assert_snapshot!("closing_closed", stage.frame());
    // The reason must not be empty.
    stage.keys("1 enter");
    assert!(stage.frame().contains("не може бути порожнім"), "{}", stage.frame());
    stage.text("помилка в сумі").keys("enter");
    assert!(stage.frame().contains("знову відкрито – olena"), "{}", stage.frame());
    let stages: Vec<&str> = stage
        .shared
        .plan
        .as_ref()
        .unwrap()
        .stages(quarter)
        .unwrap()
        .steps
        .iter()
        .map(|step| step.stage.name())
        .collect();
    let all = ["submitted", "returned", "submitted", "approved", "closed", "reopened"];
    assert_eq!(stages, all);
}

#[test]
fn what_arrives_while_one_types_over_it_is_asked_about_and_what_arrives_elsewhere_is_not() {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    let arrive = |stage: &mut Stage, address: &str, value: &str| {
        meanwhile(stage, &[(address, value, "")]);
        let id = stage.shared.plan.as_ref().unwrap().id();
        let Logged { seq, change } = stage.store.latest(id, u64::MAX, 1).unwrap().remove(0);
        stage.window.mailbox().unwrap().send(kvartal::app::Msg::Arrived(Box::new(change), seq));
        stage.happen(kvartal::term::TermEvent::Wake);
    };
    stage.keys("f5").text("8");
    arrive(&mut stage, "1.1.1.1", "21");
    stage.keys("enter");
    assert!(stage.frame().contains("21") && stage.frame().contains("petro"), "{}", stage.frame());
    assert_eq!(raw(&stage, "1.1.1.1").0, "21", "nothing is written over before one has chosen");
    stage.keys("1");
    assert_eq!(raw(&stage, "1.1.1.1").0, "8");
    // A change of another record is no conflict.
    let at = raw(&stage, "1.1.1.2").0;
    stage.text("9");
    arrive(&mut stage, "1.1.1.3", "5");
    stage.keys("enter");
    assert_ne!(raw(&stage, "1.1.1.2").0, at, "{}", stage.frame());
    assert_eq!(raw(&stage, "1.1.1.3").0, "5");
}

#[test]
fn what_was_changed_before_a_plan_is_read_again_while_one_types_over_it_is_asked_about() {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("f5").text("8");
    meanwhile(&stage, &[("1.1.1.1", "21", "")]);
    meanwhile(&stage, &[("1.1.1.3", "5", "")]);
    // The one who served went away, and nobody knows what was missed.
    stage.window.mailbox().unwrap().send(kvartal::app::Msg::Anew);
    stage.happen(kvartal::term::TermEvent::Wake);
    stage.keys("enter");
    assert!(stage.frame().contains("21") && stage.frame().contains("petro"), "{}", stage.frame());
    assert_eq!(raw(&stage, "1.1.1.1").0, "21", "nothing is written over before one has chosen");
    stage.keys("1");
    assert_eq!(raw(&stage, "1.1.1.1").0, "8");
    assert_eq!(raw(&stage, "1.1.1.3").0, "5");
    // What I entered myself is no surprise when the plan is read again.
    stage.keys("up").text("9").keys("enter up").text("7");
    stage.window.mailbox().unwrap().send(kvartal::app::Msg::Anew);
    stage.happen(kvartal::term::TermEvent::Wake);
    stage.keys("enter");
    assert_eq!(raw(&stage, "1.1.1.1").0, "7", "{}", stage.frame());
}

#[test]
fn roles_are_given_changed_and_taken_away_in_the_window() {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("g m");
    assert!(stage.frame().contains("кожен може все"), "{}", stage.frame());
    stage.keys("enter").text("petro").keys("enter");
    // The user who assigns the first role becomes an approver.
    assert!(stage.line("olena").contains("затверджувач"), "{}", stage.frame());
    stage.keys("down 2");
    let roles = |stage: &Stage| -> Vec<(String, RoleKind)> {
        let plan = stage.store.load(stage.shared.plan.as_ref().unwrap().id()).unwrap().unwrap();
        let mut roles: Vec<_> = plan.roles().map(|(_, role)| (role.who.clone(), role.kind)).collect();
        roles.sort();
        roles
    };
    let of = |who: &str, kind| (who.to_owned(), kind);
    let both = [of("olena", RoleKind::Approver), of("petro", RoleKind::Performer)];
    assert_eq!(roles(&stage), both, "{}", stage.frame());
    insta::assert_snapshot!("roles", stage.frame());
    // Whose facts he enters is one change, and so is another one in his place.
    let count = |stage: &Stage| {
        stage.store.latest(stage.shared.plan.as_ref().unwrap().id(), u64::MAX, 99).unwrap().len()
    };
    let names: Vec<String> = {
        let plan = stage.shared.plan.as_ref().unwrap();
        plan.performers().map(|(_, performer)| performer.name.clone()).take(2).collect()
    };
    for name in &names {
        let before = count(&stage);
        stage.keys("enter ctrl-u").text(name).keys("enter");
        assert_eq!(count(&stage), before + 1, "{}", stage.frame());
        let begins: String = name.chars().take(12).collect();
        assert!(stage.line("petro").contains(&begins), "{}", stage.frame());
    }
    assert_eq!(roles(&stage), both, "{}", stage.frame());
    stage.keys("5");
    assert_eq!(roles(&stage), both[..1], "{}", stage.frame());
    stage.keys("esc");
    assert!(!stage.frame().contains("Ролі плану"), "{}", stage.frame());
}

#[test]
fn an_approver_compares_before_he_decides() {
    let setting = Setting::new(Language::Uk, (100, 30)).with_sample();
    let id = setting.store.plans().unwrap()[0].id;
    let load = || -> Plan { setting.store.load(id).unwrap().unwrap() };
    let commit = |who: &str, command: &Command| {
        setting.store.commit(&decide_as(who, &load(), command)).unwrap();
    };
    let quarter = load().period().nearest(kvartal::domain::Quarter::of(TODAY));
    for (quarter, value) in [(quarter.previous(), 298_u32), (quarter, 171)] {
        let subject = load().find("1.1.1.2").unwrap();
        let value = Some((FactValue::Number(value.into()), value.to_string()));
        let set = SetFact { subject, quarter, performer: None, value, unit: None, note: None };
        commit("petro", &Command::SetFact(set));
    }
    let about = load().hindrances(quarter, TODAY).map(|found| (found.kind(), found.subject)).collect();
    commit("petro", &Command::AcceptFindings(about, quarter, "облік у журналі".to_owned()));
    for to in [Stage_::Submitted, Stage_::Returned, Stage_::Submitted] {
        commit("petro", &Command::StepClosing { quarter, to, reason: "бо так".to_owned(), as_of: TODAY });
    }
    let mut stage = setting.open();
    stage.keys("g s");
    // The comparison shows the quarter and the previous one, the changes since the last submission, and the largest
    // differences.
    assert!(stage.line("Порівняння").contains("ІV кв. 2026  ІІІ кв. 2026"), "{}", stage.frame());
    assert!(stage.line("виконано з належного").contains("10/43         21/34"), "{}", stage.frame());
    assert!(stage.frame().contains("Від попереднього подання нічого не змінено."), "{}", stage.frame());
    assert!(stage.line("3.1.3 Заняття груп").contains("0             4"), "{}", stage.frame());
    stage.keys("1");
    assert!(stage.frame().contains("затверджено – olena"), "{}", stage.frame());
}

/// Another user changes facts while this user types, so that the changes conflict.
fn meanwhile(stage: &Stage, facts: &[(&str, &str, &str)]) {
    let plan = stage.store.load(stage.shared.plan.as_ref().unwrap().id()).unwrap().unwrap();
    let facts = facts.iter().map(|(address, value, note)| SetFact {
        subject: plan.find(address).unwrap(),
        quarter: stage.shared.quarter,
        performer: None,
        value: Some((FactValue::Number(value.parse::<u32>().unwrap().into()), (*value).to_owned())),
        note: Some((*note).to_owned()),
        unit: None,
    });
    let command = Command::SetFacts(facts.collect());
    stage.store.commit(&decide_as("petro", &plan, &command)).unwrap();
}

fn raw(stage: &Stage, address: &str) -> (String, String) {
    let plan = stage.store.load(stage.shared.plan.as_ref().unwrap().id()).unwrap().unwrap();
    let id = plan.value_indicator(plan.find(address).unwrap()).unwrap();
    let fact = plan.fact(id, stage.shared.quarter, None).cloned();
    fact.map(|fact| (fact.raw, fact.note)).unwrap_or_default()
}

#[test]
fn a_conflict_over_several_records_shows_each_and_the_rest_is_written_with_the_choice() {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("f5").paste("11\n12\n13");
    meanwhile(&stage, &[("1.1.1.1", "21", ""), ("1.1.1.2", "22", "розмито дорогу")]);
    stage.keys("enter");
    insta::assert_snapshot!("conflict_of_two_records", stage.frame());
    stage.keys("1");
    assert!(stage.line("│  1.1.1.1").contains("Моє"), "{}", stage.frame());
    stage.keys("2");
    assert!(!stage.frame().contains("Хтось змінив це раніше"), "{}", stage.frame());
    assert_eq!(raw(&stage, "1.1.1.1").0, "11");
    assert_eq!(raw(&stage, "1.1.1.2"), ("22".to_owned(), "розмито дорогу".to_owned()));
    assert_eq!(raw(&stage, "1.1.1.3").0, "13", "what nobody else touched is written, too");
}

#[test]
fn targets_of_a_conflict_have_their_comparator() {
    let mut stage = Stage::sample(Language::Uk, (120, 30));
    stage.keys("/").text("Щоденний облік часу").keys("enter p ctrl-u").text("18");
    let plan = stage.store.load(stage.shared.plan.as_ref().unwrap().id()).unwrap().unwrap();
    let Subject::Indicator(id) = plan.find("2.2.1").unwrap() else { panic!("an indicator") };
    let span = Span::single(stage.shared.quarter);
    let target = Target { value: TargetValue::Number(19.into()), raw: "19".to_owned() };
    let set = SetTarget {
        subject: Subject::Indicator(id),
        span,
        performer: None,
        target: Some(target),
        says: IndicatorPatch::default(),
    };
    stage.store.commit(&decide_as("petro", &plan, &Command::SetTarget(set))).unwrap();
    stage.keys("enter");
    let frame = stage.frame();
    assert!(frame.contains("≤ 18") && frame.contains("≤ 19"), "{frame}");
}

#[test]
fn all_of_a_conflict_is_chosen_at_once_and_one_fact_may_keep_my_number_and_their_note() {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("f5").paste("11\n12");
    meanwhile(&stage, &[("1.1.1.1", "21", ""), ("1.1.1.2", "22", "")]);
    stage.keys("enter 3");
    assert_eq!([raw(&stage, "1.1.1.1").0, raw(&stage, "1.1.1.2").0], ["11", "12"]);
    stage.keys("home g g").text("8");
    let at = stage.screens.facts.row().map(|row| format!("{row:?}"));
    meanwhile(&stage, &[("1.1.1.1", "6", "розмито дорогу")]);
    stage.keys("enter");
    let frame = stage.frame();
    assert!(frame.contains("3 Число моє, примітка їхня"), "{at:?}\n{frame}");
    stage.keys("3");
    assert_eq!(raw(&stage, "1.1.1.1"), ("8".to_owned(), "розмито дорогу".to_owned()));
}

/// A store that another window uses, too.
#[derive(Default)]
struct Crowded {
    memory: MemoryStore,
    told: Mutex<Vec<Whereabouts>>,
}

impl Store for Crowded {
    fn plans(&self) -> Result<Vec<PlanEntry>, StoreError> {
        self.memory.plans()
    }

    fn load(&self, plan: PlanId) -> Result<Option<Plan>, StoreError> {
        self.memory.load(plan)
    }

    fn commit(&self, change: &Change) -> Result<u64, CommitError> {
        self.memory.commit(change)
    }

    fn history(&self, plan: PlanId, from: u64) -> Result<Vec<Logged>, StoreError> {
        self.memory.history(plan, from)
    }

    fn watch(&self) -> Receiver<News> {
        self.memory.watch()
    }

    fn gone(&self) -> Result<Vec<PlanId>, StoreError> {
        self.memory.gone()
    }

    fn announce(&self, place: &Whereabouts) {
        self.told.lock().unwrap().push(place.clone());
    }

    fn people(&self) -> Vec<Person> {
        let here = |name: &str, screen: &str, row: &str, is_own: bool| {
            let now = jiff::Timestamp::now().as_millisecond();
            let (name, screen, row) = (name.to_owned(), screen.to_owned(), row.to_owned());
            let place = Whereabouts { name, screen, row, is_typing: !is_own, ..Whereabouts::default() };
            Person { window: u64::from(is_own), place, since: 0, at: now, is_own }
        };
        vec![here("olena", "screen-facts", "1.1.1.1", true), here("jasenko", "screen-facts", "2.1.1", false)]
    }
}

#[test]
fn the_title_counts_who_is_here_and_a_list_says_where() {
    let store = Arc::new(Crowded::default());
    let setting =
        Setting { store: Arc::clone(&store) as Arc<dyn Store>, ..Setting::new(Language::Uk, (80, 24)) };
    store_sample(store.as_ref());
    let mut stage = setting.open();
    assert!(!stage.frame().contains("тут"));
    stage.keys("f5 g k");
    let frame = stage.frame();
    assert!(frame.lines().next().unwrap().contains("2 тут · збережено"), "{frame}");
    assert!(frame.contains("olena (ви)") && frame.contains("jasenko"), "{frame}");
    assert!(frame.contains("2.1.1, набирає"), "{frame}");
    insta::assert_snapshot!("who_is_here", frame);
    stage.keys("esc down");
    // The others are told where this window is, once it stops moving.
    let began = std::time::Instant::now();
    while store.told.lock().unwrap().last().is_none_or(|place| place.row != "1.1.1.2") {
        assert!(began.elapsed() < std::time::Duration::from_secs(120), "{:?}", store.told.lock().unwrap());
        std::thread::yield_now();
    }
    let last = store.told.lock().unwrap().last().cloned().unwrap();
    assert_eq!((last.name.as_str(), last.screen.as_str(), last.is_typing), ("olena", "screen-facts", false));
}

#[test]
fn a_window_that_stays_open_over_midnight_goes_on_with_the_new_day_at_the_next_key() {
    let at = |day: jiff::civil::Date| {
        day.at(23, 59, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_millisecond()
    };
    let clock = Arc::new(std::sync::atomic::AtomicI64::new(at(TODAY)));
    let mut setting = Setting::new(Language::Uk, (80, 24)).with_sample();
    setting.clock = Some(Arc::clone(&clock));
    let mut stage = setting.open();
    stage.keys("down");
    assert_eq!(stage.shared.today, TODAY);
    let next = jiff::civil::date(2027, 1, 16);
    clock.store(at(next), std::sync::atomic::Ordering::Relaxed);
    assert_eq!(stage.shared.today, TODAY, "nothing wakes for it");
    stage.keys("g b");
    assert_eq!(stage.shared.today, next);
    assert!(stage.screens.debts.open() > 0, "what was due is a debt on the new day: {}", stage.frame());
}
