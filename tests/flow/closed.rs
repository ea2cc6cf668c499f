//! A quarter that somebody closed meanwhile, and what undo and redo say.

use kvartal::{
    domain::{Command, Stage as Stage_},
    l10n::Language,
};

use crate::stage::{Stage, TODAY, decide_as};

#[test]
fn a_quarter_that_was_closed_meanwhile_says_by_whom() {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("f5").text("7");
    let plan = stage.shared.plan.clone().unwrap();
    let quarter = stage.shared.quarter;
    let close = Command::StepClosing { quarter, to: Stage_::Closed, reason: String::new(), as_of: TODAY };
    stage.store.commit(&decide_as("petro", &plan, &close)).unwrap();
    stage.keys("enter");
    assert!(stage.frame().contains("квартал закрито (petro"), "{}", stage.frame());
}

#[test]
fn neither_undo_nor_redo_nor_a_walk_through_the_history_changes_a_closed_quarter() {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("f5").text("7").keys("enter").text("8").keys("enter esc u");
    let plan = || stage.store.load(stage.shared.plan.as_ref().unwrap().id()).unwrap().unwrap();
    let (quarter, before) = (stage.shared.quarter, plan());
    let close = Command::StepClosing { quarter, to: Stage_::Closed, reason: String::new(), as_of: TODAY };
    stage.store.commit(&decide_as("petro", &before, &close)).unwrap();
    let closed = plan().seq();
    for keys in ["u", "U"] {
        stage.keys(keys);
        assert!(stage.frame().contains("квартал закрито (petro"), "{keys}: {}", stage.frame());
    }
    stage.keys("h end enter");
    let plan = stage.store.load(before.id()).unwrap().unwrap();
    assert_eq!(plan.seq(), closed, "{}", stage.frame());
}

#[test]
fn what_cannot_be_redone_is_not_called_an_undo() {
    let mut stage = Stage::sample(Language::Uk, (80, 24));
    stage.keys("U");
    assert!(stage.frame().contains("Немає чого повертати"), "{}", stage.frame());
    stage.keys("u");
    assert!(stage.frame().contains("Немає чого скасовувати"), "{}", stage.frame());
}
