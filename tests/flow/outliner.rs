//! Restructuring the outline: zoom, marks, cutting and pasting, numbering, jumps. Each operation is one undo.

use kvartal::{domain::Plan, keymap::Preset, l10n::Language};

use crate::stage::{Setting, Stage};

fn stage() -> Stage {
    Stage::sample(Language::Uk, (100, 40))
}

/// A stage for each keymap, with its keys for the same operation.
fn stages(keys: [&str; 3]) -> impl Iterator<Item = (Stage, &str)> {
    let stage = |preset| Setting { preset, ..Setting::new(Language::Uk, (100, 40)) }.with_sample().open();
    [Preset::Default, Preset::Vim, Preset::Emacs].into_iter().map(stage).zip(keys)
}

fn codes(plan: &Plan, parent: &str) -> Vec<String> {
    let parent = plan.find_node(parent).unwrap();
    plan.children(Some(parent)).map(|id| plan.address(id)).collect()
}

fn plan(stage: &Stage) -> Plan {
    stage.shared.plan.clone().unwrap()
}

#[test]
fn zoom_shows_one_branch_and_where_it_is() {
    for (mut s, keys) in stages(["z", "z i", "ctrl-x n n"]) {
        s.keys("down down").keys(keys);
        let frame = s.frame();
        assert!(frame.contains("1 › 1.1 › 1.1.1 Вивчення"), "{frame}");
        assert!(!frame.contains("▾ 1.1.2 "), "{frame}");
        s.keys("esc");
        assert!(s.frame().contains("▾ 1.1.2 "), "{}", s.frame());
    }
    let mut s = stage();
    s.keys("down down z Z");
    assert!(s.frame().contains("1 › 1.1 "), "{}", s.frame());
    // A jump to a hidden row shows all rows again.
    s.keys("/").text("6.9").keys("enter");
    assert!(s.line("▌").contains("6.9"), "{}", s.frame());
}

#[test]
fn marked_rows_get_one_performer_in_one_change() {
    for (mut s, mark, edit) in
        stages(["s", "V", "m"]).zip(["r", "c r", "ctrl-c r"]).map(|((s, m), e)| (s, m, e))
    {
        let before = plan(&s);
        s.keys("down down down").keys(mark).keys(mark).keys(edit);
        assert!(s.frame().contains("1.1.1.1, 1.1.1.2"), "{}", s.frame());
        s.keys("ctrl-u").text("Відділ доручень").keys("enter");
        let now = plan(&s);
        for address in ["1.1.1.1", "1.1.1.2"] {
            let node = now.node(now.find_node(address).unwrap()).unwrap();
            let names: Vec<&str> =
                node.performers.iter().map(|who| now.performer(who.id).unwrap().name.as_str()).collect();
            assert_eq!(names, ["Відділ доручень"], "{address}");
        }
        s.keys("esc ctrl-z ctrl-/");
        if s.shared.plan != Some(before.clone()) {
            s.keys("u");
        }
        assert!(s.shared.plan == Some(before));
    }
}

#[test]
fn a_marked_group_stands_for_all_under_it() {
    let mut s = stage();
    let before = plan(&s);
    s.keys("/").text("1.1.2").keys("enter s a").text("перенесено за рішенням комісії").keys("enter");
    let (now, quarter) = (plan(&s), s.shared.quarter);
    let group = now.find_node("1.1.2").unwrap();
    let measures = now.measures_under(group).into_iter();
    let indicators: Vec<_> =
        measures.flat_map(|id| now.indicators(id).map(|(id, _)| id).collect::<Vec<_>>()).collect();
    assert_eq!(indicators.len(), 4);
    for id in indicators {
        assert!(
            now.fact(id, quarter, None).is_some_and(|fact| fact.note.contains("комісії")),
            "{}",
            s.frame()
        );
    }
    s.keys("esc u");
    assert!(s.shared.plan == Some(before));
}

#[test]
fn rows_are_cut_and_pasted_with_their_facts() {
    for (mut s, cut, paste) in
        stages(["X", "X", "ctrl-w"]).zip(["V", "p", "ctrl-y"]).map(|((s, c), p)| (s, c, p))
    {
        let before = plan(&s);
        s.keys("down down down down").keys(cut);
        assert!(s.frame().contains("Вирізано 1 рядок"), "{}", s.frame());
        assert!(s.shared.plan == Some(before.clone()), "cutting changes nothing by itself");
        s.keys("/").text("1.1.2.2").keys("enter").keys(paste);
        let now = plan(&s);
        assert_eq!(codes(&now, "1.1.1"), ["1.1.1.1", "1.1.1.3"]);
        assert_eq!(codes(&now, "1.1.2"), ["1.1.2.1", "1.1.2.2", "1.1.1.2", "1.1.2.3"]);
        let moved = now.find_node("1.1.1.2").unwrap();
        let (id, _) = now.indicators(moved).next().unwrap();
        assert!(now.fact(id, s.shared.quarter, None).is_some(), "a moved row keeps what came of it");
        s.keys("ctrl-z ctrl-/");
        if s.shared.plan != Some(before.clone()) {
            s.keys("u");
        }
        assert!(s.shared.plan == Some(before));
    }
}

#[test]
fn a_copy_plans_the_same_and_has_not_been_carried_out() {
    let mut s = stage();
    let before = plan(&s);
    s.keys("down down d");
    let now = plan(&s);
    assert_eq!(codes(&now, "1.1"), ["1.1.1", "1.1.3", "1.1.2"]);
    assert_eq!(codes(&now, "1.1.3"), ["1.1.3.1", "1.1.3.2", "1.1.3.3"]);
    let measure = now.find_node("1.1.3.2").unwrap();
    let (id, _) = now.indicators(measure).next().unwrap();
    assert!(now.target_in(id, s.shared.quarter, None).is_some());
    assert!(now.fact(id, s.shared.quarter, None).is_none());
    s.keys("u");
    assert!(s.shared.plan == Some(before));
}

#[test]
fn numbers_are_shown_before_they_change_and_change_as_one() {
    for (mut s, keys) in stages(["m n", "m n", "ctrl-c ctrl-r"]) {
        s.keys("down down down alt-down");
        let moved = plan(&s);
        s.keys(keys);
        let frame = s.frame();
        assert!(frame.contains("1.1.1.2 → 1.1.1.1") && frame.contains("Нічого ще не записано"), "{frame}");
        s.keys("esc");
        assert!(s.shared.plan == Some(moved.clone()));
        s.keys(keys).keys("enter");
        assert_eq!(codes(&plan(&s), "1.1.1"), ["1.1.1.1", "1.1.1.2", "1.1.1.3"]);
        s.keys("ctrl-z ctrl-/");
        if s.shared.plan != Some(moved.clone()) {
            s.keys("u");
        }
        assert!(s.shared.plan == Some(moved));
    }
}

#[test]
fn one_key_leads_back_along_the_jumps() {
    for (mut s, keys) in stages(["ctrl-o", "ctrl-o", "alt-,"]) {
        s.keys("down down down").keys("f6");
        s.keys("f5").keys(keys);
        assert!(s.frame().starts_with(" Табло"), "{}", s.frame());
        s.keys(keys);
        assert!(s.frame().starts_with(" Структура") && s.line("▌").contains("1.1.1.1"), "{}", s.frame());
        s.keys(keys);
        assert!(s.frame().contains("нікуди"), "{}", s.frame());
    }
}

#[test]
fn bookmarks_are_gone_to_in_turn_and_one_key_leads_back() {
    for mut s in stages(["", "", ""]).map(|(s, _)| s) {
        s.keys("g M");
        assert!(s.frame().contains("Закладок немає"), "{}", s.frame());
        s.keys("down down down g B g f ctrl-home down 3 enter up g B");
        assert!(s.frame().contains("Закладку поставлено, усього 2"), "{}", s.frame());
        let facts = s.cursor_line();
        s.keys("g d g 2 g M");
        assert!(s.frame().starts_with(" Факти") && s.cursor_line() == facts, "{}", s.frame());
        assert!(s.line("Факти").contains("ІV квартал"), "the quarter of then: {}", s.frame());
        s.keys("g M");
        assert!(s.frame().starts_with(" Структура") && s.cursor_line().contains("1.1.1.1"), "{}", s.frame());
        s.keys("g l");
        assert!(s.frame().starts_with(" Факти"), "{}", s.frame());
        // Put again, it is taken away; that of a row that is gone goes with it.
        s.keys("g B g M");
        assert!(s.frame().starts_with(" Структура"), "{}", s.frame());
        s.keys("delete g M");
        assert!(s.frame().contains("Закладок немає"), "{}", s.frame());
    }
}

#[test]
fn enter_after_a_new_row_opens_the_next_one() {
    let mut s = stage();
    s.keys("down down down n").text("Перший").keys("enter");
    assert!(s.frame().contains("enter – ще один рядок"), "{}", s.frame());
    s.keys("enter").text("Другий").keys("enter down up enter");
    let now = plan(&s);
    assert_eq!(codes(&now, "1.1.1").len(), 5);
    assert!(s.layers.is_empty(), "{}", s.frame());
    assert!(s.line("▌").contains("Другий"), "{}", s.frame());
}

#[test]
fn what_is_shown_stands_under_its_hidden_ancestors_and_folded_rows_are_counted() {
    let mut s = Stage::sample(Language::Uk, (80, 16));
    s.keys("/").text("2.1.4").keys("enter down down down");
    let frame = s.frame();
    let head: Vec<&str> = frame.lines().skip(2).take(2).collect();
    assert!(head[0].contains("▾ 1.2 ") && head[1].contains("▾ 1.2.2 "), "{frame}");
    s.keys("home l 1");
    assert!(s.line("1 Обізнаність").contains("12 · 3·"), "{}", s.frame());
}

#[test]
fn another_column_stands_beside_the_titles_where_there_is_room() {
    let mut s = Stage::sample(Language::Uk, (160, 40));
    s.keys("o");
    assert!(s.frame().contains("Виконавець"), "{}", s.frame());
    s.keys("o");
    assert!(s.frame().contains("Строк"), "{}", s.frame());
}

/// A share can have more decimals than a sum can keep, so that undoing once left a remainder of it in the totals.
#[test]
fn what_was_changed_in_many_rows_at_once_is_taken_back_whole() {
    let mut s = stage();
    let before = s.shared.plan.clone();
    s.keys("S r").text("Новий відділ").keys("enter");
    assert!(s.shared.plan != before);
    s.keys("ctrl-z");
    assert!(s.shared.plan == before);
}
