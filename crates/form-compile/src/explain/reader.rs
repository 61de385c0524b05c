//! Wire shape: one context to explain, as the command line accepts it, and its answer.
//!
//! `{"form"?: …, "context"?: {…}}`; without `form`, the last one is used. The answer is an [`Explanation`], or
//! `{"error": {"path", "message"}}`.

use bounded_json::{Fault, Mended, path_at};
use form_model::{Problem, validate_json};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::{CompiledRules, Context, Explanation, explain};

/// Answers one context after the other, and keeps the form that was given last.
#[derive(Debug)]
pub struct Reader {
    now: u32,
    /// The last form, as given and compiled.
    form: Option<(Box<str>, Result<CompiledRules, Problem>)>,
}

/// The answer to a context.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answer<'a> {
    /// The explanation.
    Explained(Explanation<'a>),
    /// An error.
    Refused {
        /// The reason.
        error: Problem,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request<'a> {
    /// Parsed separately, from its text.
    #[serde(default)]
    form: Option<IgnoredAny>,
    #[serde(borrow, default)]
    context: Context<'a>,
}

impl Reader {
    /// Starts without a form; `now`, in Unix seconds, is the time of publishing, and of contexts that have none.
    pub fn new(now: u32) -> Self {
        Reader { now, form: None }
    }

    /// Answers a request.
    pub fn answer(&mut self, request: &str) -> Answer<'_> {
        let mended = Mended::of(request);
        let text = mended.as_str();
        let request: Request<'_> = match bounded_json::read_mended(&mended) {
            Ok(read) => read,
            Err(fault) => return refused(misread(text, fault)),
        };
        if request.form.is_some()
            && let Some(form) = bounded_json::member(text, "form")
        {
            self.take_form(form);
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

    /// Compiles a form, unless it is the same as the last one.
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

/// The first problem of a form, with its path in the request.
fn first(problems: &[Problem]) -> Problem {
    let first = &problems[0];
    let path = first.path.replacen('$', "$.form", 1);
    match problems.len() - 1 {
        0 => Problem::new(path, first.message.clone()),
        more => Problem::new(path, format!("{} (and {more} more)", first.message)),
    }
}

/// The problem of a request, with its path.
fn misread(request: &str, fault: Fault) -> Problem {
    let Fault::NotJson(error) = &fault else {
        return fault.into();
    };
    let message = error.to_string();
    // The path gives the position.
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
        _ => fault.into(),
    }
}

#[cfg(test)]
mod tests;
