//! An invented plan for the tests of the dashboard, made by commands as a person would make it.

use std::sync::LazyLock;

use jiff::civil::{Date, date};

use crate::{
    app::{Model, Msg, ScreenState as _, Start},
    domain::{
        Change, Command, Comparator, Context, FactValue, Header, IdSource, IndicatorFields, IndicatorId,
        IndicatorPatch, Level, NodeId, NodePatch, Number, Plan, PlanId, Quarter, RecordKey, SetFact,
        SetTarget, SiblingPlace, Span, Subject, Target, TargetValue, Term, TermKind, decide,
    },
    keymap::Keymap,
};

/// The day of the tests: four days before the third quarter ends.
pub(crate) const TODAY: Date = date(2022, 9, 26);

/// A quarter of the year of the tests.
pub(crate) fn quarter(number: u8) -> Quarter {
    Quarter::new(2022, number).unwrap()
}

/// The planned and reached values of a measure, quarter by quarter; "?" is a condition, "" nothing.
type Row =
    (&'static str, &'static str, usize, Option<Date>, &'static str, [&'static str; 4], [&'static str; 3]);

const PERFORMERS: [&str; 4] =
    ["Управління якості", "Навчальний центр", "Юридичний відділ", "Відділ інформаційних технологій"];

/// Goals of the tests.
const GOALS: [(&str, &[Row]); 4] = [
    (
        "Нормативна база",
        &[
            ("1.1", "Аналіз законодавства", 2, None, "огляд", ["1", "1", "1", "1"], ["1", "1", "1"]),
            ("1.2", "Опрацювання проєктів актів", 2, None, "акт", ["8", "8", "8", "8"], ["8", "7", "5"]),
            ("1.3", "Участь у судових справах", 2, None, "", ["?", "?", "?", "?"], ["2", "4", ""]),
            (
                "1.4",
                "Положення про облік",
                2,
                Some(date(2022, 8, 31)),
                "",
                ["!", "!", "!", "!"],
                ["", "", ""],
            ),
        ],
    ),
    (
        "Навчання кадрів",
        &[
            ("2.1", "Підвищення кваліфікації", 1, None, "осіб", ["12", "12", "12", "12"], ["12", "12", "12"]),
            ("2.2", "Семінари для регіонів", 1, None, "захід", ["3", "3", "3", "3"], ["3", "4", "5"]),
            ("2.3", "Підготовка тренерів", 1, None, "осіб", ["40", "40", "40", "40"], ["40", "44", "52"]),
        ],
    ),
    (
        "Контроль якості",
        &[
            (
                "3.1",
                "Перевірка закладів",
                0,
                Some(date(2022, 9, 29)),
                "закл.",
                ["10", "10", "10", ""],
                ["10", "9", "6"],
            ),
            (
                "3.2",
                "Моніторинг дотримання стандартів",
                0,
                None,
                "звіт",
                ["4", "4", "4", "4"],
                ["4", "4", ""],
            ),
            (
                "3.3",
                "Аудит лабораторій",
                0,
                Some(date(2022, 7, 15)),
                "аудит",
                ["2", "2", "2", ""],
                ["2", "1", "0"],
            ),
        ],
    ),
    (
        "Цифровізація",
        &[
            (
                "4.1",
                "Підключення установ до системи",
                3,
                None,
                "уст.",
                ["25", "25", "25", "25"],
                ["20", "24", "17"],
            ),
            (
                "4.2",
                "Дослідна експлуатація модуля",
                3,
                Some(date(2022, 9, 30)),
                "модуль",
                ["", "", "1", ""],
                ["", "", "0"],
            ),
            (
                "4.3",
                "Освоєння коштів на обладнання",
                3,
                None,
                "тис. грн",
                ["1200", "1200", "1234.5", "1300"],
                ["1200", "1100", "980.2"],
            ),
        ],
    ),
];

/// A plan and a context for commands, whose changes are applied.
#[derive(Clone)]
pub(crate) struct TestPlan {
    pub plan: Plan,
    pub context: Context,
}

impl TestPlan {
    /// An empty plan for a year.
    pub(crate) fn new(period: Span) -> Self {
        let context = Context { author: "test".to_owned(), at: 0, ids: IdSource::new(1) };
        let mut desk = Self { plan: Plan::empty(PlanId(1)), context };
        let header = Header {
            slug: "plan-2022".to_owned(),
            title: "План заходів на 2022 рік".to_owned(),
            period,
            ..desk.plan.header().clone()
        };
        desk.run(&Command::CreatePlan(header));
        desk
    }

    /// The plan of the tests.
    pub(crate) fn filled() -> Self {
        // Made once: nearly every test begins with it.
        static FILLED: LazyLock<TestPlan> = LazyLock::new(TestPlan::fill);
        FILLED.clone()
    }

    fn fill() -> Self {
        let mut desk = Self::new(Span::new(quarter(1), quarter(4)).unwrap());
        for (at, (title, measures)) in GOALS.iter().enumerate() {
            let goal = desk.node(Level::Goal, None, &(at + 1).to_string(), title);
            for row in *measures {
                desk.measure(goal, row);
            }
        }
        desk
    }

    pub(crate) fn run(&mut self, command: &Command) -> Change {
        let change = decide(&self.plan, command, &mut self.context).unwrap();
        self.plan.apply(&change);
        change
    }

    pub(crate) fn node(&mut self, level: Level, parent: Option<NodeId>, code: &str, title: &str) -> NodeId {
        let (code, title) = (Some(code.to_owned()), title.to_owned());
        let change = self.run(&Command::AddNode { level, parent, place: SiblingPlace::Last, code, title });
        let made = change.edits.iter().find_map(|edit| match edit.key {
            RecordKey::Node(id) => Some(id),
            _ => None,
        });
        made.unwrap()
    }

    /// Adds an indicator to a measure.
    pub(crate) fn indicator(&mut self, measure: NodeId, unit: &str) -> IndicatorId {
        let fields = IndicatorFields {
            name: "кількість".to_owned(),
            unit: Some(unit.to_owned()).filter(|unit| !unit.is_empty()),
            comparator: Comparator::AtLeast,
            ..IndicatorFields::default()
        };
        let change = self.run(&Command::AddIndicator(measure, Box::new(fields)));
        let made = change.edits.iter().find_map(|edit| match edit.key {
            RecordKey::Indicator(id) => Some(id),
            _ => None,
        });
        made.unwrap()
    }

    fn measure(&mut self, goal: NodeId, (code, title, performer, day, unit, targets, facts): &Row) {
        let id = self.node(Level::Measure, Some(goal), code, title);
        let term = day.map(|day| Term { kind: TermKind::Date(day), raw: day.to_string() });
        let patch = NodePatch {
            performers: Some(vec![(PERFORMERS[*performer].to_owned(), false)]),
            term: Some(term),
            ..NodePatch::default()
        };
        self.run(&Command::EditNode(id, Box::new(patch)));
        let indicator = self.indicator(id, unit);
        for (at, text) in targets.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let (value, raw) = match *text {
                "?" => (TargetValue::Condition, "за потреби"),
                "!" => (TargetValue::Deed, ""),
                number => (TargetValue::Number(Number::parse(number).unwrap()), number),
            };
            self.run(&Command::SetTarget(SetTarget {
                subject: Subject::Indicator(indicator),
                span: Span::single(quarter(u8::try_from(at).unwrap() + 1)),
                performer: None,
                target: Some(Target { value, raw: raw.to_owned() }),
                says: IndicatorPatch::default(),
            }));
        }
        for (at, text) in facts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            self.run(&fact(indicator, quarter(u8::try_from(at).unwrap() + 1), text, None));
        }
    }
}

/// A fact, and a note where one is given.
pub(crate) fn fact(id: IndicatorId, quarter: Quarter, text: &str, note: Option<&str>) -> Command {
    Command::SetFact(SetFact {
        subject: Subject::Indicator(id),
        quarter,
        performer: None,
        value: Some((FactValue::Number(Number::parse(text).unwrap()), text.to_owned())),
        note: note.map(str::to_owned),
        unit: None,
    })
}

/// The model with the plan open on the dashboard.
pub(crate) fn model(plan: Plan, size: (u16, u16)) -> Model {
    let start = Start {
        actor: crate::domain::Actor::default(),
        today: TODAY,
        keymap: Keymap::builtin(crate::keymap::Preset::Default),
        size,
        place: String::new(),
        briefing: Vec::new(),
    };
    let mut model = Model::new(start);
    let mut context = Context { author: "test".to_owned(), at: 0, ids: IdSource::new(2) };
    model.update(Msg::Opened(Box::new(plan)), &mut context);
    model.screen = crate::app::Screen::Dashboard;
    model.screens.dashboard.sync(&model.shared);
    model
}
