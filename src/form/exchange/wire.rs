//! The structure of the written JSON, in order. Fields with their default are left out where the contract allows
//! it.

use std::{borrow::Cow, collections::BTreeMap};

use serde::Serialize;

/// The whole text.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    pub format: &'static str,
    pub version: u32,
    pub id: String,
    pub slug: Option<&'a str>,
    pub title: &'a str,
    pub organisation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation_genitive: Option<&'a str>,
    pub period: Period,
    pub form: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year_start: Option<i8>,
    #[serde(skip_serializing_if = "is_false")]
    pub archived: bool,
    pub preamble: &'a [String],
    pub approval: Option<Signature<'a>>,
    pub signatures: Vec<Signature<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub performers: Vec<KnownPerformer<'a>>,
    pub outline: Vec<NodeJson<'a>>,
    pub doubts: Vec<Doubt<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Accepted<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closings: Vec<ClosingJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag<'a>>,
}

#[derive(Serialize)]
pub(super) struct Period {
    pub first: String,
    pub last: String,
}

#[derive(Serialize)]
pub(super) struct Signature<'a> {
    pub heading: &'a str,
    pub role: &'a str,
    pub name: &'a str,
    pub date: Option<String>,
    /// An approval always has its number or null, a signature only has it where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Option<&'a str>>,
}

#[derive(Serialize)]
pub(super) struct KnownPerformer<'a> {
    pub id: String,
    pub name: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub variants: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub others: &'a [String],
}

#[derive(Serialize)]
pub(super) struct NodeJson<'a> {
    pub level: &'static str,
    pub code: Option<&'a str>,
    pub address: String,
    pub id: String,
    pub title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objective: Option<&'a str>,
    #[serde(flatten)]
    pub work: Option<Work<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub children: Option<Vec<NodeJson<'a>>>,
}

/// The fields of a measure; a higher level has them only where the document has values for them.
#[derive(Serialize)]
pub(super) struct Work<'a> {
    pub performers: Vec<NamedPerformer<'a>>,
    pub shares: Vec<String>,
    pub term: Option<TermJson<'a>>,
    pub indicators: Vec<Indicator<'a>>,
    pub evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize)]
pub(super) struct NamedPerformer<'a> {
    pub name: &'a str,
    pub by_consent: bool,
}

#[derive(Serialize)]
pub(super) struct TermJson<'a> {
    pub kind: &'static str,
    pub raw: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Indicator<'a> {
    pub id: String,
    pub name: &'a str,
    pub unit: Option<&'a str>,
    pub aggregation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_aggregation: Option<&'static str>,
    pub comparator: &'static str,
    pub baseline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<bool>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub about: &'a BTreeMap<String, String>,
    pub values: Vec<ValueJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct ValueJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quarter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    pub performer: Option<String>,
    pub target: Amount<'a>,
    pub fact: Amount<'a>,
    pub note: &'a str,
}

/// A target or a fact.
#[derive(Serialize)]
pub(super) struct Amount<'a> {
    pub kind: &'static str,
    pub raw: Cow<'a, str>,
    /// Whether the program made the figure of others, as a total of its parts, so that nobody worded it.
    #[serde(skip_serializing_if = "is_false")]
    pub made: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numbers: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Evidence<'a> {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quarter: Option<String>,
    pub performer: Option<String>,
    pub dates: Vec<String>,
    pub place: Option<&'a str>,
    pub text: &'a str,
    pub count: u32,
    pub link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct SourceJson<'a> {
    pub file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct Doubt<'a> {
    pub id: String,
    pub kind: &'static str,
    pub address: String,
    /// The identity of the subject, because two levels may have the same code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    pub place: SourceJson<'a>,
    pub text: &'a str,
    pub reading: &'a str,
    pub alternatives: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Accepted<'a> {
    pub kind: &'static str,
    pub address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    pub quarter: String,
    pub reason: &'a str,
    pub by: &'a str,
    pub at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<FiguresJson<'a>>,
}

/// The figures that an acceptance was given for.
#[derive(Serialize)]
pub(super) struct FiguresJson<'a> {
    pub target: Option<Amount<'a>>,
    pub fact: Amount<'a>,
    pub evidence: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<AcceptedPartJson<'a>>,
    pub note: &'a str,
}

/// The part of one performer among those figures.
#[derive(Serialize)]
pub(super) struct AcceptedPartJson<'a> {
    pub target: Option<Amount<'a>>,
    pub fact: Amount<'a>,
}

#[derive(Serialize)]
pub(super) struct ClosingJson<'a> {
    pub quarter: String,
    pub by: &'a str,
    pub at: String,
    /// Absent where it was closed in one step.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<ClosingStep<'a>>,
}

#[derive(Serialize)]
pub(super) struct ClosingStep<'a> {
    pub stage: &'static str,
    pub by: &'a str,
    pub at: String,
    pub reason: &'a str,
}

#[derive(Serialize)]
pub(super) struct Decision<'a> {
    pub address: String,
    pub subject: Option<String>,
    pub quarter: String,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    pub reason: &'a str,
    pub order: &'a str,
    pub by: &'a str,
    pub at: String,
}

#[derive(Serialize)]
pub(super) struct Flag<'a> {
    pub address: String,
    pub subject: String,
    pub quarter: String,
    pub by: &'a str,
    pub at: String,
}

#[derive(Serialize)]
pub(super) struct Role<'a> {
    pub id: String,
    pub who: &'a str,
    pub role: &'static str,
    pub performer: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
