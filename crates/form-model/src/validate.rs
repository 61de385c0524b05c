//! A draft becomes a valid form, or the full list of its problems.

use bounded_json::MAX_FORM_BYTES;
use serde_json::Value;

use crate::{
    form::{Form, Version},
    problem::Problem,
    read::{At, Problems},
};

/// A form that can be compiled and published; [`validate`] is the only way to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidForm(Form);

impl ValidForm {
    /// The form.
    pub fn form(&self) -> &Form {
        &self.0
    }

    /// Its content.
    pub fn version(&self) -> &Version {
        &self.0.versions[0]
    }
}

/// Validates the text of a draft; a text that cannot be read has that one problem.
pub fn validate_json(text: &str) -> Result<ValidForm, Vec<Problem>> {
    let draft = bounded_json::value(text, MAX_FORM_BYTES);
    validate(&draft.map_err(|fault| vec![Problem::from(fault)])?)
}

/// Validates a draft.
pub fn validate(draft: &Value) -> Result<ValidForm, Vec<Problem>> {
    let problems = Problems::default();
    match Form::read(&At::root(draft, &problems)) {
        Some(form) if problems.count() == 0 => Ok(ValidForm(form)),
        _ => Err(problems.into_vec()),
    }
}
