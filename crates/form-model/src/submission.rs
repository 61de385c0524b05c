//! Wire shape: a submission, one accepted answer set, as the page sends it and the service checks it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::{
    block::{Channel, Field, FieldKind},
    email_address::EmailAddress,
    form::{Version, read_locale},
    ids::{FormId, SubmissionId, VersionId, VisitorId},
    problem::Problem,
    read::{At, Problems, quoted},
};

/// One set of answers. Its shape is right; whether its version accepts it is for [`check`](Submission::check) to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Submission {
    /// Made by the page; the same again means the same submission.
    pub submission_id: SubmissionId,
    /// The id of the form.
    pub form_id: FormId,
    /// The version that the visitor saw.
    pub version_id: VersionId,
    /// The id of the browser.
    pub visitor_id: VisitorId,
    /// Index of the step from which it was submitted. Default: the last step with a field.
    pub step: Option<u32>,
    /// Answers by property, without white space around them.
    pub answers: BTreeMap<String, String>,
    /// The visitor's consents.
    pub consent: Vec<GivenConsent>,
    /// Whether the form's trap has a value, so that a program seems to have filled it in.
    pub is_trapped: bool,
    /// Address of the page, of any length: a submission is never refused because of the page that it comes from.
    pub page_url: String,
}

/// A consent that the visitor gave or refused; the text itself is looked up from the version.
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

/// The largest text, in bytes. The form with the most fields (100 answers of 1,000 characters) is far from usual; a
/// signup takes some 500 bytes.
pub const MAX_BYTES: usize = 64 * 1024;

/// The name of the trap among the answers: a field of forms with `bot_trap`, hidden from all visitors, that is empty
/// unless a program filled it in. No property can have this name.
pub const TRAP: &str = "message?";

/// The most answers and consents of one submission; no version has as many blocks.
const MAX_ENTRIES: usize = 100;

impl Submission {
    /// Reads a submission from the text of a request.
    pub fn parse(text: &[u8]) -> Result<Self, Vec<Problem>> {
        let document =
            bounded_json::text(text).and_then(|text| bounded_json::value(text, MAX_BYTES));
        Self::from_value(&document.map_err(|fault| vec![Problem::from(fault)])?)
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
        for (field_step, field) in version.fields() {
            let answer = self.answers.get(&field.property_name);
            if answer.is_none() && field_step > step {
                continue;
            }
            let answer = answer.map_or("", String::as_str);
            problems.extend(answer_problem(field, answer));
        }
        for name in self.answers.keys() {
            if !version
                .fields()
                .any(|(_, field)| field.property_name == *name)
            {
                problems.push(Problem::new(
                    format!("$.answers.{name}"),
                    "is not a field of this version",
                ));
            }
        }
        self.check_consents(version, &mut problems);
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    }

    /// A stored consent must be what the visitor saw: each block that asks for one is answered at most once.
    fn check_consents(&self, version: &Version, problems: &mut Vec<Problem>) {
        for (index, given) in self.consent.iter().enumerate() {
            let mut problem = |member: &str, message: String| {
                problems.push(Problem::new(
                    format!("$.consent[{index}].{member}"),
                    message,
                ));
            };
            let block_id = quoted(&given.block_id);
            if !version.locale.eq_ignore_ascii_case(&given.locale) {
                problem(
                    "locale",
                    format!(
                        "is {}; this version is shown in {:?}",
                        quoted(&given.locale),
                        version.locale
                    ),
                );
            }
            if self.consent[..index]
                .iter()
                .any(|other| other.block_id == given.block_id)
            {
                problem(
                    "block_id",
                    format!(
                        "is {block_id}, which an entry before this one has; one for each block is allowed"
                    ),
                );
                continue;
            }
            let asked = version
                .blocks()
                .find(|(_, block)| block.id == given.block_id)
                .and_then(|(step, block)| Some((step, block.consent()?.1)));
            let Some((step, consent)) = asked else {
                problem(
                    "block_id",
                    format!(
                        "is {block_id}; no block of this version asks for consent under that id"
                    ),
                );
                continue;
            };
            if consent.channel != given.channel {
                problem(
                    "channel",
                    format!(
                        "is {:?}; the block asks for {:?}",
                        given.channel.name(),
                        consent.channel.name()
                    ),
                );
            }
            if let Some(last) = self.step.filter(|last| step > *last as usize) {
                problem(
                    "block_id",
                    format!(
                        "is {block_id}, a block of step {step}; the answers were submitted from step {last}, before the visitor could see it"
                    ),
                );
            }
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
        let is_trapped = answers.as_ref().is_some_and(|(_, is_trapped)| *is_trapped);
        let consent = match object.optional("consent") {
            Some(at) => crate::step::read_all(&at, 0..=MAX_ENTRIES, "consents", GivenConsent::read),
            None => Some(Vec::new()),
        };
        let page_url = object
            .required("page_url")
            .and_then(|at| at.string(0..=usize::MAX));
        // No `finish`: a page of a later release may send more members, and a submission is not refused for that.
        Some(Submission {
            submission_id: submission_id?,
            form_id: form_id?,
            version_id: version_id?,
            visitor_id: visitor_id?,
            step: step?,
            answers: answers?.0,
            is_trapped,
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
        let locale = object.required("locale").and_then(|at| read_locale(&at));
        Some(GivenConsent {
            block_id: block_id?,
            channel: channel?,
            granted: granted?,
            locale: locale?,
        })
    }
}

/// The answers without the trap, and whether the trap was filled in; the trap is never a problem.
fn read_answers(at: &At<'_>) -> Option<(BTreeMap<String, String>, bool)> {
    let mut answers = BTreeMap::new();
    let mut is_trapped = false;
    for (name, at) in at.object()?.members() {
        if name == TRAP {
            is_trapped = at.value() != "";
            continue;
        }
        if answers.len() == MAX_ENTRIES {
            at.problem(format!(
                "is one answer too many; a submission may have {MAX_ENTRIES}"
            ));
            break;
        }
        if let Some(answer) = at.string(0..=10_000) {
            answers.insert(name.to_owned(), answers::normalize(&answer).to_owned());
        }
    }
    Some((answers, is_trapped))
}

/// Why a field does not accept a normalized answer.
pub(crate) fn answer_problem(field: &Field, answer: &str) -> Option<Problem> {
    let rule = field.rule();
    let accepted = match field.kind {
        FieldKind::Text => answers::check(rule, answer.as_bytes()),
        FieldKind::Email => EmailAddress::check(rule, answer),
    };
    let fault = accepted.err()?;
    Some(Problem::new(
        format!("$.answers.{}", field.property_name),
        fault_message(fault, field.max_length, answer),
    ))
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
            "must not contain line breaks or other control characters".to_owned()
        }
    }
}
