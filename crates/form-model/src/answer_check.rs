//! How the page and the service judge a set of answers: `dormouse check`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    block::{Field, FieldKind},
    email_address::EmailAddress,
    form::Version,
    problem::Problem,
    submission::answer_problem,
};

/// The outcome of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Everything that keeps the answers from being accepted.
    pub problems: Vec<Problem>,
    /// The answers of the steps on the path, as stored; empty ones are left out.
    pub answers: BTreeMap<String, String>,
    /// The person's identifiers.
    pub keys: Keys,
    /// Ids of the steps from the first one to the success step, or to the one with the first problem.
    pub path: Vec<String>,
}

/// The keys that identify a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Keys {
    /// The key of the email address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Checks answers as if a visitor gave them step by step.
pub fn check_answers(version: &Version, answers: &BTreeMap<String, String>) -> Checked {
    let mut checked = Checked::default();
    for step in 0..version.steps.len() {
        checked.path.push(format!("step{}", step + 1));
        for (field_step, field) in version.fields() {
            let answer = answers.get(&field.property_name);
            if field_step == step {
                let answer = answer.map_or("", |answer| answers::normalize(answer));
                checked.add(answer_problem(field, answer));
                checked.keep(field, answer);
            }
        }
        if !checked.problems.is_empty() {
            return checked;
        }
    }
    for name in answers.keys() {
        if version
            .fields()
            .all(|(_, field)| field.property_name != *name)
        {
            checked.add(Some(Problem::new(
                format!("$.answers.{name}"),
                "is not a field of this version",
            )));
        }
    }
    checked
}

impl Checked {
    fn add(&mut self, problem: Option<Problem>) {
        self.problems.extend(problem);
    }

    fn keep(&mut self, field: &Field, answer: &str) {
        let mut stored = answer.to_owned();
        if field.kind == FieldKind::Email
            && let Some(address) = EmailAddress::parse(answer)
        {
            self.keys.email = Some(address.key());
            stored = address.as_str().to_owned();
        }
        if !stored.is_empty() {
            self.answers.insert(field.property_name.clone(), stored);
        }
    }
}
