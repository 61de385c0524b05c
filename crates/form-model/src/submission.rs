//! Wire shape: a submission, one accepted answer set, as the page sends it and the service checks it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::{
    block::Channel,
    form::Version,
    ids::{FormId, SubmissionId, VersionId, VisitorId},
    problem::Problem,
    read::{At, Problems, quoted},
};

/// One set of answers. Its shape is right; whether its version accepts it is for [`check`](Submission::check) to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Submission {
    /// Made by the page; the same again means the same submission.
    pub submission_id: SubmissionId,
    /// The form.
    pub form_id: FormId,
    /// The version that the visitor saw.
    pub version_id: VersionId,
    /// The browser.
    pub visitor_id: VisitorId,
    /// Index of the step from which it was submitted. Default: the last step with a field.
    pub step: Option<u32>,
    /// Answers by property, without white space around them.
    pub answers: BTreeMap<String, String>,
    /// What the visitor agreed to.
    pub consent: Vec<GivenConsent>,
    /// Address of the page, of any length: what a visitor sent is not refused for where it was sent from.
    pub page_url: String,
}

/// What a visitor agreed to, or did not; the text itself is looked up from the version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GivenConsent {
    /// The block that shows the text.
    pub block_id: String,
    /// The channel that the text is about.
    pub channel: Channel,
    /// Whether the visitor agreed.
    pub granted: bool,
    /// Language in which the text was shown.
    pub locale: String,
}

/// The most answers and consents of one submission; no version has as many blocks.
const MAX_ENTRIES: usize = 100;

impl Submission {
    /// Reads a submission from the text of a request.
    pub fn parse(text: &[u8]) -> Result<Self, Vec<Problem>> {
        let document: Value = serde_json::from_slice(text)
            .map_err(|error| vec![Problem::new("$", format!("is not JSON: {error}"))])?;
        Self::from_value(&document)
    }

    /// Reads a submission from a document.
    pub fn from_value(document: &Value) -> Result<Self, Vec<Problem>> {
        let problems = Problems::default();
        match Self::read(&At::root(document, &problems)) {
            Some(submission) if problems.count() == 0 => Ok(submission),
            _ => Err(problems.into_vec()),
        }
    }

    /// Checks the answers and consents against the version that the visitor saw.
    pub fn check(&self, version: &Version) -> Result<(), Vec<Problem>> {
        let mut problems = Vec::new();
        let last_field_step = version.fields().map(|(step, ..)| step).max().unwrap_or(0);
        let step = self.step.map_or(last_field_step, |step| step as usize);
        for (field_step, kind, field) in version.fields() {
            let path = format!("$.answers.{}", field.property_name);
            let answer = self.answers.get(&field.property_name);
            if answer.is_none() && field_step > step {
                continue;
            }
            let answer = answer.map_or("", String::as_str);
            if let Err(fault) = answers::check(field.rule(kind), answer.as_bytes()) {
                problems.push(Problem::new(
                    path,
                    fault_message(fault, field.max_length, answer),
                ));
            }
        }
        for name in self.answers.keys() {
            if !version
                .fields()
                .any(|(_, _, field)| field.property_name == *name)
            {
                problems.push(Problem::new(
                    format!("$.answers.{name}"),
                    "is not a field of this version",
                ));
            }
        }
        for (index, given) in self.consent.iter().enumerate() {
            let path = format!("$.consent[{index}]");
            let asked = version
                .blocks()
                .find(|(_, block)| block.id == given.block_id)
                .and_then(|(_, block)| block.consent());
            match asked {
                None => problems.push(Problem::new(
                    format!("{path}.block_id"),
                    format!(
                        "is {}; no block of this version asks for consent under that id",
                        quoted(&given.block_id)
                    ),
                )),
                Some((_, consent)) if consent.channel != given.channel => {
                    problems.push(Problem::new(
                        format!("{path}.channel"),
                        format!(
                            "is {:?}; the block asks for {:?}",
                            given.channel.name(),
                            consent.channel.name()
                        ),
                    ));
                }
                Some(_) => {}
            }
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    }

    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let submission_id = object
            .required("submission_id")
            .and_then(|at| SubmissionId::read(&at));
        let form_id = object.required("form_id").and_then(|at| FormId::read(&at));
        let version_id = object
            .required("version_id")
            .and_then(|at| VersionId::read(&at));
        let visitor_id = object
            .required("visitor_id")
            .and_then(|at| VisitorId::read(&at));
        let step = match object.optional("step") {
            Some(at) => at.integer(0..=99).map(Some),
            None => Some(None),
        };
        let answers = object.required("answers").and_then(|at| read_answers(&at));
        let consent = match object.optional("consent") {
            Some(at) => crate::step::read_all(&at, 0..=MAX_ENTRIES, "consents", GivenConsent::read),
            None => Some(Vec::new()),
        };
        let page_url = object
            .required("page_url")
            .and_then(|at| at.string(0..=usize::MAX));
        // No `finish`: a page of a later release may say more, and what a visitor sent is not refused for that.
        Some(Submission {
            submission_id: submission_id?,
            form_id: form_id?,
            version_id: version_id?,
            visitor_id: visitor_id?,
            step: step?,
            answers: answers?,
            consent: consent?,
            page_url: page_url?,
        })
    }
}

impl GivenConsent {
    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let block_id = object.required("block_id").and_then(|at| at.string(1..=40));
        let channel = object.required("channel").and_then(|at| Channel::read(&at));
        let granted = object.required("granted").and_then(|at| at.boolean());
        let locale = object.required("locale").and_then(|at| at.string(2..=35));
        Some(GivenConsent {
            block_id: block_id?,
            channel: channel?,
            granted: granted?,
            locale: locale?,
        })
    }
}

fn read_answers(at: &At<'_>) -> Option<BTreeMap<String, String>> {
    let mut answers = BTreeMap::new();
    for (name, at) in at.object()?.members() {
        if answers.len() == MAX_ENTRIES {
            at.problem(format!("is one answer too many; {MAX_ENTRIES} are allowed"));
            break;
        }
        if let Some(answer) = at.string(0..=10_000) {
            let normalized = answers::normalize(answer.as_bytes());
            answers.insert(
                name.to_owned(),
                String::from_utf8_lossy(normalized).into_owned(),
            );
        }
    }
    Some(answers)
}

fn fault_message(fault: answers::Fault, max_length: u32, answer: &str) -> String {
    match fault {
        answers::Fault::Missing => "is required".to_owned(),
        answers::Fault::InvalidEmail => "is not an email address".to_owned(),
        answers::Fault::TooLong => format!(
            "has {} characters; {max_length} are allowed",
            answer.chars().count()
        ),
        answers::Fault::ControlCharacter => {
            "holds a line break or another control character".to_owned()
        }
    }
}
