//! Wire shape: one context to explain, as the command line takes it, and what it answers.
//!
//! `{"form"?: …, "context"?: {…}}`; where `form` is left out, the last one given is meant. The answer is an
//! [`Explanation`], or `{"error": {"path", "message"}}`.

use form_model::{Problem, validate_json};
use serde::{Deserialize, Serialize};
use serde_json::{error::Category, value::RawValue};

use super::{CompiledRules, Context, Explanation, explain, json_path::path_at};

/// Answers one context after the other, and keeps the form that was given last.
#[derive(Debug)]
pub struct Reader {
    now: u32,
    /// The last form, as it was given, and compiled.
    form: Option<(Box<str>, Result<CompiledRules, Problem>)>,
}

/// What a context is answered with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answer<'a> {
    /// It was explained.
    Explained(Explanation<'a>),
    /// It was not.
    Refused {
        /// Why.
        error: Problem,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request<'a> {
    #[serde(borrow, default)]
    form: Option<&'a RawValue>,
    #[serde(borrow, default)]
    context: Context<'a>,
}

impl Reader {
    /// Begins without a form; `now`, in unix seconds, is the moment of publishing, and of contexts that have none.
    pub fn new(now: u32) -> Self {
        Reader { now, form: None }
    }

    /// Answers a request.
    pub fn answer(&mut self, request: &str) -> Answer<'_> {
        let request: Request<'_> = match serde_json::from_str(request) {
            Ok(read) => read,
            Err(error) => return refused(misread(request, &error)),
        };
        if let Some(form) = request.form {
            self.take_form(form.get());
        }
        let now = self.now;
        match &mut self.form {
            None => refused(Problem::new(
                "$.form",
                "is required: no form was given before",
            )),
            Some((_, Err(problem))) => refused(problem.clone()),
            Some((_, Ok(rules))) => {
                rules.cover(request.context.now.map_or(now, |moment| moment.0));
                Answer::Explained(explain(rules, &request.context, now))
            }
        }
    }

    /// Compiles a form, unless it is the one that was given last.
    fn take_form(&mut self, form: &str) {
        if self.form.as_ref().is_some_and(|(last, _)| **last == *form) {
            return;
        }
        let rules = validate_json(form)
            .and_then(|form| CompiledRules::new(form, self.now))
            .map_err(|problems| first(&problems));
        self.form = Some((form.into(), rules));
    }
}

fn refused<'a>(error: Problem) -> Answer<'a> {
    Answer::Refused { error }
}

/// The first problem of a form, where it stands in the request.
fn first(problems: &[Problem]) -> Problem {
    let first = &problems[0];
    let path = first.path.replacen('$', "$.form", 1);
    match problems.len() - 1 {
        0 => Problem::new(path, first.message.clone()),
        more => Problem::new(path, format!("{} (and {more} more)", first.message)),
    }
}

/// What is wrong with a request, and where.
fn misread(request: &str, error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    // The place is told by the path.
    let message = message.split(" at line ").next().unwrap_or_default();
    match error.classify() {
        Category::Data => {
            let before: usize = request
                .split_inclusive('\n')
                .take(error.line() - 1)
                .map(str::len)
                .sum();
            Problem::new(path_at(request, before + error.column()), message)
        }
        _ => Problem::new("$", format!("is not JSON: {error}")),
    }
}

#[cfg(test)]
mod tests;
