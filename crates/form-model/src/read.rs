//! Reads untrusted JSON into types and collects every problem on the way, instead of stopping at the first.
//!
//! A reader returns `None` if a value cannot be used; the problem is then on the list, and reading continues.

use std::{
    cell::{Cell, RefCell},
    collections::HashSet,
    ops::RangeInclusive,
};

use serde_json::{Map, Value};

use crate::{
    built_in_texts::{self, BuiltInTexts},
    problem::Problem,
};

mod member;
mod suggestion;

/// The most problems that are listed; a document that has more is of another kind altogether.
const MAX_PROBLEMS: usize = 200;

/// The list that readers of one document share.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: RefCell<Vec<Problem>>,
    names: RefCell<HashSet<(&'static str, String)>>,
    texts: Cell<Option<&'static BuiltInTexts>>,
}

impl Problems {
    pub(crate) fn push(&self, path: &str, message: impl Into<String>) {
        let mut list = self.list.borrow_mut();
        if list.len() < MAX_PROBLEMS {
            list.push(Problem::new(path, message));
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.list.borrow().len()
    }

    pub(crate) fn into_vec(self) -> Vec<Problem> {
        self.list.into_inner()
    }
}

/// A value, and its path.
#[derive(Clone, Debug)]
pub(crate) struct At<'a> {
    pub(crate) path: String,
    value: &'a Value,
    problems: &'a Problems,
}

impl<'a> At<'a> {
    /// The document itself.
    pub(crate) fn root(value: &'a Value, problems: &'a Problems) -> Self {
        At {
            path: "$".to_owned(),
            value,
            problems,
        }
    }

    /// Reports a problem with this value.
    pub(crate) fn problem(&self, message: impl Into<String>) {
        self.problems.push(&self.path, message);
    }

    /// How many problems the document has so far.
    pub(crate) fn problem_count(&self) -> usize {
        self.problems.count()
    }

    /// Selects the built-in texts of a BCP 47 tag for everything that is read from here on.
    pub(crate) fn set_locale(&self, locale: &str) {
        let texts = built_in_texts::of_locale(locale);
        self.problems.texts.set(Some(texts));
    }

    /// The built-in texts for what the document leaves out; in English before its language is known.
    pub(crate) fn texts(&self) -> &'static BuiltInTexts {
        let texts = self.problems.texts.get();
        texts.unwrap_or_else(built_in_texts::english)
    }

    /// Takes a name of a kind that may appear only once in the document.
    pub(crate) fn unique(&self, kind: &'static str, name: &str) {
        let mut names = self.problems.names.borrow_mut();
        if !names.insert((kind, name.to_owned())) {
            self.problem(format!(
                "is {} again; each {kind} may appear only once",
                quoted(name)
            ));
        }
    }

    /// A member of this object, for a problem that is found only after reading.
    pub(crate) fn member(&self, key: &str) -> At<'a> {
        At {
            path: member_path(&self.path, key),
            ..self.clone()
        }
    }

    /// A value below this one, for a problem that is found only after reading; `path` begins with `.` or `[`.
    pub(crate) fn below(&self, path: &str) -> At<'a> {
        At {
            path: format!("{}{path}", self.path),
            ..self.clone()
        }
    }

    /// The value as in the document.
    pub(crate) fn value(&self) -> &'a Value {
        self.value
    }

    pub(crate) fn object(&self) -> Option<Object<'a>> {
        match self.value {
            Value::Object(map) => Some(Object {
                at: self.clone(),
                map,
                known: Vec::new(),
            }),
            _ => self.wrong_type("an object"),
        }
    }

    /// The elements of an array; a wrong count is a problem, the elements are read all the same.
    pub(crate) fn array(&self, count: RangeInclusive<usize>, what: &str) -> Option<Vec<At<'a>>> {
        let Value::Array(elements) = self.value else {
            return self.wrong_type("an array");
        };
        if !count.contains(&elements.len()) {
            let allowed = if count.start() == count.end() {
                format!("exactly {} is allowed", count.start())
            } else {
                format!("{} to {} are allowed", count.start(), count.end())
            };
            self.problem(format!("has {} {what}; {allowed}", elements.len()));
        }
        let taken = elements.iter().take(*count.end()).enumerate();
        Some(
            taken
                .map(|(index, value)| At {
                    path: format!("{}[{index}]", self.path),
                    value,
                    problems: self.problems,
                })
                .collect(),
        )
    }

    pub(crate) fn string(&self, length: RangeInclusive<usize>) -> Option<String> {
        let Value::String(text) = self.value else {
            return self.wrong_type("a string");
        };
        let characters = text.chars().count();
        if !length.contains(&characters) {
            self.problem(if characters == 0 {
                "is empty".to_owned()
            } else {
                format!(
                    "has {characters} characters; {} to {} are allowed",
                    length.start(),
                    length.end()
                )
            });
            return None;
        }
        Some(text.clone())
    }

    pub(crate) fn integer(&self, range: RangeInclusive<u32>) -> Option<u32> {
        let Value::Number(number) = self.value else {
            return self.wrong_type("a whole number");
        };
        let value = number
            .as_u64()
            .and_then(|value| u32::try_from(value).ok())
            .filter(|value| range.contains(value));
        if value.is_none() {
            let allowed = if range.start() == range.end() {
                format!("only {}", range.start())
            } else {
                format!("a whole number from {} to {}", range.start(), range.end())
            };
            self.problem(format!("is {number}; {allowed} is allowed"));
        }
        value
    }

    pub(crate) fn boolean(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(*value),
            _ => self.wrong_type("true or false"),
        }
    }

    /// One of several names.
    pub(crate) fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Option<T> {
        let Value::String(text) = self.value else {
            return self.wrong_type("a string");
        };
        let found = choices.iter().find(|(name, _)| name == text);
        if found.is_none() {
            let names = choices.iter().map(|(name, _)| *name);
            self.problem(format!(
                "is {}; {}{} is allowed",
                quoted(text),
                did_you_mean(text, names.clone()),
                alternatives(names)
            ));
        }
        found.map(|&(_, value)| value)
    }

    /// The value for a message, shortened if it is long.
    pub(crate) fn shown(&self) -> String {
        match self.value {
            Value::Number(number) => number.to_string(),
            other => quoted(&other.to_string()),
        }
    }

    fn wrong_type<T>(&self, expected: &str) -> Option<T> {
        let found = match self.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        self.problem(format!("must be {expected}, but is {found}"));
        None
    }
}

/// An object that is being read; it knows which keys were asked for, and reports the others at its end.
#[derive(Debug)]
pub(crate) struct Object<'a> {
    at: At<'a>,
    map: &'a Map<String, Value>,
    known: Vec<&'static str>,
}

impl<'a> Object<'a> {
    /// A value that must be there.
    pub(crate) fn required(&mut self, key: &'static str) -> Option<At<'a>> {
        let at = self.optional(key);
        if at.is_none() {
            self.at
                .problems
                .push(&member_path(&self.at.path, key), "is required");
        }
        at
    }

    /// A value that may be left out, or `null`.
    pub(crate) fn optional(&mut self, key: &'static str) -> Option<At<'a>> {
        self.known.push(key);
        let value = self.map.get(key).filter(|value| !value.is_null())?;
        Some(At {
            path: member_path(&self.at.path, key),
            value,
            problems: self.at.problems,
        })
    }

    /// The members of an object whose keys are data; all of them count as known then.
    pub(crate) fn members(self) -> impl Iterator<Item = (&'a str, At<'a>)> {
        let At { path, problems, .. } = self.at;
        self.map.iter().map(move |(key, value)| {
            let path = member_path(&path, key);
            (
                key.as_str(),
                At {
                    path,
                    value,
                    problems,
                },
            )
        })
    }

    /// Ends reading: unread keys are problems, because they are usually typing errors.
    pub(crate) fn finish(self) {
        for key in self.map.keys() {
            if !self.known.contains(&key.as_str()) {
                self.at.problems.push(
                    &member_path(&self.at.path, key),
                    format!(
                        "is not known here; {}{} is allowed",
                        did_you_mean(key, self.free_names()),
                        alternatives(self.known.iter().copied())
                    ),
                );
            }
        }
    }

    /// A member as in the document, before it is read.
    pub(crate) fn member(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    /// Names that are allowed here but missing: an unknown name probably meant one of them.
    fn free_names(&self) -> impl Iterator<Item = &'static str> + Clone {
        let known = self.known.iter().copied();
        known.filter(|name| !self.map.contains_key(*name))
    }

    pub(crate) fn at(&self) -> &At<'a> {
        &self.at
    }
}

/// Quotes a value of the document, shortened if it is long.
pub(crate) fn quoted(text: &str) -> String {
    const SHOWN: usize = 60;
    if text.chars().count() > SHOWN {
        let start: String = text.chars().take(SHOWN).collect();
        format!("{start:?}…")
    } else {
        format!("{text:?}")
    }
}

/// The beginning of a message that suggests the intended name; empty if that is not clear.
fn did_you_mean<'a>(text: &str, names: impl Iterator<Item = &'a str> + Clone) -> String {
    suggestion::suggest(text, names)
        .map_or_else(String::new, |name| format!("did you mean `{name}`? "))
}

/// Names of which one may be chosen, for a message.
pub(crate) fn alternatives<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// Path of a member: `.name`, or `['any other key']` as RFC 9535 writes it.
fn member_path(path: &str, key: &str) -> String {
    let is_name = key
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !key.is_empty()
        && !key.as_bytes()[0].is_ascii_digit();
    if is_name {
        format!("{path}.{key}")
    } else {
        let escaped = key.replace('\\', "\\\\").replace('\'', "\\'");
        format!("{path}['{escaped}']")
    }
}

/// Reads one value in a test, and returns its problems, one line each.
#[cfg(test)]
pub(crate) fn read_alone<T>(
    value: &Value,
    read: impl Fn(&At<'_>) -> Option<T>,
) -> Result<T, Vec<String>> {
    let problems = Problems::default();
    let read = read(&At::root(value, &problems));
    let lines: Vec<_> = problems
        .into_vec()
        .into_iter()
        .map(|problem| format!("{} {}", problem.path, problem.message))
        .collect();
    match read {
        Some(read) if lines.is_empty() => Ok(read),
        _ => Err(lines),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn problems(read: impl FnOnce(At<'_>), value: Value) -> Vec<String> {
        let problems = Problems::default();
        read(At::root(&value, &problems));
        let list = problems.into_vec();
        list.into_iter()
            .map(|problem| format!("{} {}", problem.path, problem.message))
            .collect()
    }

    #[test]
    fn reports_every_problem_with_its_path() {
        let read = |at: At<'_>| {
            let mut object = at.object().unwrap();
            let name = object.required("name").and_then(|at| at.string(1..=5));
            assert_eq!(name, None);
            assert!(object.required("count").is_none());
            for at in object
                .required("list")
                .unwrap()
                .array(1..=2, "elements")
                .unwrap()
            {
                at.integer(0..=9);
            }
            object.finish();
        };
        assert_eq!(
            problems(read, json!({"name": 7, "list": [1, 10, 3], "it's": 0})),
            [
                "$.name must be a string, but is a number",
                "$.count is required",
                "$.list has 3 elements; 1 to 2 are allowed",
                "$.list[1] is 10; a whole number from 0 to 9 is allowed",
                "$['it\\'s'] is not known here; `name`, `count` or `list` is allowed",
            ]
        );
    }

    #[test]
    fn whole_numbers_are_whole_and_in_range() {
        for value in [json!(-1), json!(1.5), json!(1e30), json!(10)] {
            let read = |at: At<'_>| assert_eq!(at.integer(0..=9), None);
            assert_eq!(problems(read, value).len(), 1);
        }
    }

    #[test]
    fn a_choice_says_what_is_allowed() {
        let read = |at: At<'_>| assert_eq!(at.choice(&[("a", 1), ("b", 2)]), None);
        assert_eq!(
            problems(read, json!("c")),
            [r#"$ is "c"; `a` or `b` is allowed"#]
        );
    }

    #[test]
    fn the_list_of_problems_is_bounded() {
        let read = |at: At<'_>| {
            for at in at.array(0..=1_000, "elements").unwrap() {
                at.boolean();
            }
        };
        assert_eq!(problems(read, json!(vec![0; 1_000])).len(), MAX_PROBLEMS);
    }
}
