//! Tests of the dashboard's actions and lists of rows.

use jiff::civil::date;

use super::{
    Breakdown, Panel,
    attention::{MOST_VISITS, Reason},
    lists::{DeadlineRow, MeasureGroup, QuarterRow, quarters},
    testing::{TODAY, TestPlan, fact, model, quarter},
};
use crate::{
    app::{Model, Screen, findings::FindingRow},
    domain::{FindingKind, Level, Quarter, Scope, Span, Status, Subject, Tally},
    keymap::Action,
};

fn on_dashboard(size: (u16, u16)) -> Model {
    let mut model = model(TestPlan::filled().plan, size);
    model.screens.dashboard.set_shown(Panel::ALL.to_vec());
    model
}

/// Runs an action of the dashboard and carries out its requests, as a key does.
fn act(model: &mut Model, action: Action) {
    let run = crate::keymap::Run { actions: vec![action], typed: None, count: None };
    let mut context = TestPlan::filled().context;
    crate::app::update::keys::act(model, &run, &mut context);
}

fn code_at_cursor(model: &Model) -> String {
    let row = model.screens.outline.row().unwrap();
    model.shared.plan.as_ref().unwrap().address(row.node)
}

#[test]
fn what_is_most_urgent_comes_first() {
    let mut model = on_dashboard((120, 40));
    act(&mut model, Action::Redraw);
    let plan = model.shared.plan.as_ref().unwrap();
    let rows = &model.screens.dashboard.attention.rows;
    let found: Vec<_> = rows.iter().map(|row| (plan.address(row.measure), row.reason)).collect();
    let expected = [
        ("1.4", Reason::Overdue),
        ("3.3", Reason::Overdue),
        ("4.2", Reason::NotStarted),
        ("3.2", Reason::NotReported),
        ("1.2", Reason::Unexplained),
        ("3.1", Reason::Unexplained),
        ("4.1", Reason::Unexplained),
        ("4.3", Reason::Unexplained),
    ];
    assert_eq!(found, expected.map(|(code, reason)| (code.to_owned(), reason)));
    assert!(!model.screens.dashboard.attention.more);
}

#[test]
fn ends_of_terms_come_in_order_round_the_end_of_the_quarter() {
    let mut model = on_dashboard((120, 40));
    act(&mut model, Action::Redraw);
    let plan = model.shared.plan.as_ref().unwrap();
    let end = |code: &str| plan.find_node(code).unwrap();
    assert_eq!(
        model.screens.dashboard.deadlines,
        [
            DeadlineRow::Measure(date(2022, 7, 15), end("3.3")),
            DeadlineRow::Measure(date(2022, 8, 31), end("1.4")),
            DeadlineRow::Measure(date(2022, 9, 29), end("3.1")),
            DeadlineRow::QuarterEnd(date(2022, 9, 30)),
            // A measure without a term is due at the end of its quarter.
            DeadlineRow::Day(date(2022, 9, 30), 5),
        ]
    );
}

/// The model after an action on a row of a panel.
fn after(panel: Panel, steps: usize, action: Action) -> Model {
    let mut model = on_dashboard((120, 40));
    model.screens.dashboard.panel = panel;
    for _ in 0..steps {
        act(&mut model, Action::Down);
    }
    act(&mut model, action);
    model
}

#[test]
fn enter_shows_what_a_row_counts() {
    let codes = |panel, steps| {
        let model = after(panel, steps, Action::DrillDown);
        assert_eq!(model.screen, Screen::Figures, "{panel:?}");
        let rows = model.screens.figures.table.rows.iter().filter(|row| !row.total);
        rows.map(|row| row.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(codes(Panel::Headline, 0).first().map(String::as_str), Some("1.1"), "what is met");
    assert!(codes(Panel::Headline, 3).contains(&"3.3".to_owned()), "what is not started");
    assert!(codes(Panel::Groups, 2).iter().all(|code| code.starts_with("3.")));
    assert!(codes(Panel::Heat, 1).iter().all(|code| code.starts_with("2.")));
    assert!(codes(Panel::Second, 0).contains(&"1.4".to_owned()), "what the performer carries out");
}

#[test]
fn one_key_leads_to_the_measure_that_a_row_is_about() {
    let lead = |panel: Panel, steps: usize| {
        let model = after(panel, steps, Action::OpenMeasure);
        assert_eq!(model.screen, Screen::Outline, "{panel:?}");
        code_at_cursor(&model)
    };
    assert_eq!(lead(Panel::Headline, 0), "1.1", "the first that is met");
    assert_eq!(lead(Panel::Headline, 3), "3.3", "the first that is not started");
    assert_eq!(lead(Panel::Groups, 2), "3");
    assert_eq!(lead(Panel::Heat, 1), "2");
    assert_eq!(lead(Panel::Second, 0), "1.4", "the performer's most urgent");
    assert_eq!(lead(Panel::Deadlines, 2), "3.1");
    assert_eq!(lead(Panel::Attention, 3), "3.2");
    assert_eq!(lead(Panel::Measures, 12), "4.3");
}

#[test]
fn a_count_of_findings_leads_to_them_and_one_key_leads_back() {
    let mut model = on_dashboard((120, 40));
    model.screens.dashboard.panel = Panel::Headline;
    for _ in 0..6 {
        act(&mut model, Action::Down);
    }
    act(&mut model, Action::DrillDown);
    assert_eq!(model.screen, Screen::Findings);
    let findings = &model.screens.findings;
    assert_eq!(findings.only, Some(FindingKind::Overdue));
    let is_overdue = |row: &FindingRow| match row {
        FindingRow::Finding(at) => findings.list[*at].kind() == FindingKind::Overdue,
        FindingRow::Head(_) | FindingRow::Band(..) => true,
    };
    assert!(findings.finding().is_some() || findings.rows.len() > 1);
    assert!(findings.rows.iter().all(is_overdue));
    act(&mut model, Action::GoBack);
    assert_eq!(model.screen, Screen::Dashboard);
    act(&mut model, Action::GotoFindings);
    assert_eq!(model.screens.findings.only, None, "asked for by name, all are shown");
}

#[test]
fn a_row_of_quarters_changes_the_quarter_and_the_cursor_is_on_it() {
    let mut model = on_dashboard((120, 40));
    model.screens.dashboard.panel = Panel::Quarters;
    act(&mut model, Action::Up);
    act(&mut model, Action::DrillDown);
    assert_eq!((model.screen, model.shared.quarter), (Screen::Dashboard, quarter(2)));
    act(&mut model, Action::Last);
    act(&mut model, Action::DrillDown);
    assert_eq!(model.shared.quarter, quarter(4), "the year's row leads to its last quarter");
    act(&mut model, Action::Redraw);
    assert_eq!(model.screens.dashboard.cursor(Panel::Quarters).at, 3);
}

#[test]
fn a_count_of_nothing_leads_nowhere_and_says_so() {
    let mut model = on_dashboard((120, 40));
    model.screens.dashboard.panel = Panel::Headline;
    for _ in 0..7 {
        act(&mut model, Action::Down);
    }
    act(&mut model, Action::DrillDown);
    assert_eq!(model.screen, Screen::Dashboard);
    assert_eq!(model.shared.notice, Some(crate::app::Notice::info("dash-nothing-there")));
}

#[test]
fn tab_goes_through_the_panels_that_are_shown() {
    let mut model = on_dashboard((80, 24));
    model.screens.dashboard.set_shown(vec![Panel::Headline, Panel::Groups, Panel::Deadlines]);
    let mut seen = Vec::new();
    for _ in 0..4 {
        act(&mut model, Action::NextPanel);
        seen.push(model.screens.dashboard.focused());
    }
    assert_eq!(seen, [Panel::Deadlines, Panel::Headline, Panel::Groups, Panel::Deadlines]);
    act(&mut model, Action::PrevPanel);
    assert_eq!(model.screens.dashboard.focused(), Panel::Groups);
    model.screens.dashboard.set_shown(vec![Panel::Attention]);
    assert_eq!(model.screens.dashboard.focused(), Panel::Attention);
}

#[test]
fn breakdowns_follow_each_other_round() {
    let mut model = on_dashboard((120, 40));
    let mut by = |action| {
        act(&mut model, action);
        act(&mut model, Action::Redraw);
        (
            model.screens.dashboard.breakdown,
            model.screens.dashboard.groups.len(),
            model.screens.dashboard.second.len(),
        )
    };
    assert_eq!(by(Action::NextBreakdown), (Breakdown::Task, 4, 4));
    assert_eq!(by(Action::NextBreakdown), (Breakdown::Performer, 4, 4));
    assert_eq!(by(Action::NextBreakdown), (Breakdown::Unit, 11, 4));
    assert_eq!(by(Action::PrevBreakdown), (Breakdown::Performer, 4, 4));
    assert!(
        matches!(model.screens.dashboard.second[0], MeasureGroup::Node(_)),
        "goals, while the groups are performers"
    );
}

#[test]
fn units_add_up_to_what_the_plan_counts() {
    let mut model = on_dashboard((120, 40));
    act(&mut model, Action::PrevBreakdown);
    assert_eq!(model.screens.dashboard.breakdown, Breakdown::Unit);
    let people = model.screens.dashboard.units.iter().find(|row| row.unit == "осіб").unwrap();
    let tally = people.tally.as_ref().unwrap();
    assert_eq!((people.count, tally.reached), (2, 2));
    assert_eq!(
        (tally.target_sum.total(), tally.fact_sum_on_targets.total()),
        (Some(52.into()), Some(64.into()))
    );
    let total = model.shared.plan.as_ref().unwrap().tally(Scope::Plan, quarter(3)).unwrap();
    let all: u32 = model.screens.dashboard.units.iter().map(|row| row.count).sum();
    assert_eq!(all, total.owed());
    let done: u32 = model.screens.dashboard.units.iter().flat_map(|row| &row.tally).map(Tally::done).sum();
    assert_eq!(done, total.done());
}

#[test]
fn a_year_is_reckoned_as_its_report_is_and_moves_with_a_fact() {
    let mut model = on_dashboard((120, 40));
    act(&mut model, Action::Redraw);
    let year = |model: &Model| {
        let rows = &model.screens.dashboard.quarters;
        rows.iter().rev().find(|row| matches!(row, QuarterRow::Year(_))).unwrap().span()
    };
    let (year, plan) = (year(&model), model.shared.plan.as_mut().unwrap());
    model.screens.dashboard.follow(plan, quarter(3), TODAY);
    assert_eq!(plan.followed(Scope::Plan, year), Some(&plan.tally_over(Scope::Plan, year, TODAY)));
    let mut desk = TestPlan { plan: plan.clone(), context: TestPlan::filled().context };
    let Ok(Subject::Indicator(id)) = desk.plan.find("3.2") else { panic!("an indicator") };
    let change = desk.run(&fact(id, quarter(3), "4", None));
    let before = plan.followed(Scope::Plan, year).cloned();
    plan.apply(&change);
    assert_ne!(plan.followed(Scope::Plan, year).cloned(), before);
    assert_eq!(plan.followed(Scope::Plan, year), Some(&plan.tally_over(Scope::Plan, year, TODAY)));
}

#[test]
fn since_the_year_began_every_group_is_reckoned_over_it() {
    let mut model = on_dashboard((120, 40));
    act(&mut model, Action::ToggleYear);
    let plan = model.shared.plan.as_mut().unwrap();
    let dashboard = &model.screens.dashboard;
    dashboard.follow(plan, quarter(3), TODAY);
    let span = dashboard.span(plan.period(), quarter(3));
    assert_eq!(span.to_string(), "2022Q1..2022Q3");
    for group in dashboard.groups.iter().chain(&dashboard.second).filter_map(|group| group.scope()) {
        assert_eq!(plan.followed(group, span), Some(&plan.tally_over(group, span, TODAY)), "{group:?}");
    }
}

#[test]
fn years_stand_after_their_quarters() {
    let quarter = |text| Quarter::parse(text).unwrap();
    let span = |first, last| Span::new(quarter(first), quarter(last)).unwrap();
    assert_eq!(quarters(span("2023Q4", "2023Q4")), [QuarterRow::Quarter(quarter("2023Q4"))]);
    let rows = quarters(span("2022Q3", "2023Q1"));
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[2], QuarterRow::Year(span("2022Q3", "2022Q4")));
    assert_eq!(rows[4], QuarterRow::Plan(span("2022Q3", "2023Q1")));
}

#[test]
fn a_fact_moves_the_rows_that_hang_on_values() {
    let mut model = on_dashboard((120, 40));
    act(&mut model, Action::Redraw);
    let mut desk = TestPlan { plan: model.shared.plan.clone().unwrap(), context: TestPlan::filled().context };
    let Ok(Subject::Indicator(id)) = desk.plan.find("3.2") else { panic!("an indicator") };
    let change = desk.run(&fact(id, quarter(3), "4", None));
    let (mut effects, mut context) = (Vec::new(), TestPlan::filled().context);
    crate::app::Cx::new(&mut model.shared, &mut context, &mut effects, None).apply(change);
    act(&mut model, Action::Redraw);
    assert!(model.screens.dashboard.attention.rows.iter().all(|row| row.reason != Reason::NotReported));
}

#[test]
fn a_plan_that_is_too_large_is_looked_at_in_part_and_says_so() {
    let mut desk = TestPlan::new(Span::single(quarter(3)));
    let goal = desk.node(Level::Goal, None, "1", "Ціль");
    let one = desk.node(Level::Measure, Some(goal), "1.1", "Захід");
    desk.indicator(one, "шт.");
    let (records, seq) = (desk.plan.records().collect::<Vec<_>>(), desk.plan.seq());
    let many = (0..u128::try_from(MOST_VISITS).unwrap() + 10).flat_map(|copy| {
        let plan = &desk.plan;
        records.iter().filter_map(move |(key, revision)| {
            use crate::domain::{NodeId, Record, RecordKey};
            match (key, plan.record(key)?) {
                (RecordKey::Node(_), Record::Node(node)) if node.level == Level::Measure => {
                    Some((RecordKey::Node(NodeId(copy)), *revision, Record::from(node)))
                }
                (RecordKey::Node(_) | RecordKey::Header, record) if copy == 0 => {
                    Some((*key, *revision, record))
                }
                _ => None,
            }
        })
    });
    let plan = crate::domain::Plan::from_records(desk.plan.id(), seq, many);
    let total = plan.tally(Scope::Plan, quarter(3)).unwrap();
    assert!(total.count(Status::DeedPending) > 5000 && total.overdue(TODAY) == 0);
    // On the last day of the quarter nothing is late yet; on the next day all of them are.
    let found = super::attention::Attention::find(&plan, quarter(3), date(2022, 10, 1));
    assert!(found.more);
    assert_eq!(found.rows.len(), 200);
}
