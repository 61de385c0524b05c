//! What a press of a button does.
//!
//! ```text
//! outcome  = refused / accepted
//! refused  = "e" *( LF field TAB message )     ; answers that are not accepted, by index of their field
//! accepted = target [ url ] [ LF body ]        ; where it leads, and the submission to send first
//! target   = "n" / "c" / "r"                   ; next step, close, redirect to the url
//! ```

use answers::Fault;

use crate::{
    behavior::{Button, Consent, Entry, Field, Target, entries, lines},
    text::Text,
};

/// The input of a press, all of it text as the bundle and the page have it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The bundle's behavior table.
    pub table: &'a [u8],
    /// The values of the fields, one line per field of the form, in reading order: normalized by the page
    /// (`www/loader/src/render/answer.js`), which knows Unicode.
    pub values: &'a [u8],
    /// The page's facts, one per line:
    /// `submission_id`, `form_id`, `version_id`, `visitor_id`, `page_url`, locale.
    pub facts: &'a [u8],
    /// Index of the current step.
    pub step: usize,
}

/// Presses a button, by its index in the form, and writes the outcome.
pub fn press(input: Input<'_>, button: usize, outcome: &mut Text<'_>) {
    let Some(button) = buttons(input.table).nth(button) else {
        return outcome.push(b'e');
    };
    let checks = button.submit || button.target == Target::NextStep;
    if checks && refuse(input, outcome) {
        return;
    }
    match button.target {
        Target::NextStep => outcome.push(b'n'),
        Target::Close => outcome.push(b'c'),
        Target::Redirect(url) => {
            outcome.push(b'r');
            outcome.push_all(url);
        }
    }
    if button.submit {
        outcome.push(b'\n');
        push_submission(input, outcome);
    }
}

/// Writes the answers of the step that are not accepted; whether there are any.
fn refuse(input: Input<'_>, outcome: &mut Text<'_>) -> bool {
    let mut refused = false;
    for (index, (step, field, answer)) in fields(input).enumerate() {
        if step != input.step {
            continue;
        }
        if let Err(fault) = answers::check(field.rule, answer) {
            if !refused {
                outcome.push(b'e');
            }
            refused = true;
            outcome.push(b'\n');
            outcome.push_number(index);
            outcome.push(b'\t');
            outcome.push_all(match fault {
                Fault::Missing => field.message_required,
                _ => field.message_invalid,
            });
        }
    }
    refused
}

/// Appends the body of the submission: every answer and consent up to the step that shows.
fn push_submission(input: Input<'_>, out: &mut Text<'_>) {
    const NAMES: [&[u8]; 5] = [
        b"submission_id",
        b"form_id",
        b"version_id",
        b"visitor_id",
        b"page_url",
    ];
    let mut facts = lines(input.facts);
    out.push(b'{');
    for name in NAMES {
        out.push_member(name, facts.next().unwrap_or_default());
    }
    let locale = facts.next().unwrap_or_default();
    out.push_all(b",\"step\":");
    out.push_number(input.step);
    out.push_all(b",\"answers\":{");
    for (step, field, answer) in fields(input) {
        if step <= input.step && !answer.is_empty() {
            out.push_member(field.property_name, answer);
        }
    }
    out.push_all(b"},\"consent\":[");
    let mut first = true;
    for consent in consents(input) {
        if !first {
            out.push(b',');
        }
        first = false;
        out.push_all(b"{\"granted\":true");
        out.push_member(b"block_id", consent.block_id);
        out.push_member(b"channel", consent.channel);
        out.push_member(b"locale", locale);
        out.push(b'}');
    }
    out.push_all(b"]}");
}

/// Every field with its step and its answer, in reading order.
fn fields<'a>(input: Input<'a>) -> impl Iterator<Item = (usize, Field<'a>, &'a [u8])> {
    let mut values = lines(input.values);
    entries(input.table).filter_map(move |(step, entry)| match entry {
        Entry::Field(field) => {
            let value = values.next().unwrap_or_default();
            Some((step, field, value))
        }
        _ => None,
    })
}

fn buttons(table: &[u8]) -> impl Iterator<Item = Button<'_>> {
    entries(table).filter_map(|(_, entry)| match entry {
        Entry::Button(button) => Some(button),
        _ => None,
    })
}

/// The consents that the visitor gives by submitting the current step.
fn consents<'a>(input: Input<'a>) -> impl Iterator<Item = Consent<'a>> {
    entries(input.table).filter_map(move |(step, entry)| match entry {
        Entry::Consent(consent) if step <= input.step => Some(consent),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::written;

    const TABLE: &str = "s\n\
        ft060\tfirst_name\tWho?\tToo long\n\
        bn0\t\n\
        s\n\
        fe1254\temail\tWhere to?\tNo address\n\
        bn1\t\n\
        ce\tterms\n\
        bc0\t\n\
        br1\thttps://shop.example/thanks\n\
        s\n";

    fn outcome(step: usize, button: usize, values: &str) -> String {
        let input = Input {
            table: TABLE.as_bytes(),
            values: values.as_bytes(),
            facts: b"SUB\nFORM\nVERSION\nVISITOR\nhttps://s.example/\nen",
            step,
        };
        written::<1_000>(|outcome| press(input, button, outcome)).unwrap()
    }

    #[track_caller]
    fn check(step: usize, button: usize, values: &str, expect: &str) {
        assert_eq!(outcome(step, button, values), expect);
    }

    #[test]
    fn next_step_leads_on_when_the_steps_answers_are_accepted() {
        check(0, 0, "Ada\n", "n");
        check(0, 0, "\n", "n");
        check(0, 0, &"a".repeat(61), "e\n0\tToo long");
    }

    #[test]
    fn a_submit_names_the_refused_answers() {
        check(1, 1, "Ada\n", "e\n1\tWhere to?");
        check(1, 1, "Ada\nada", "e\n1\tNo address");
    }

    #[test]
    fn a_submit_sends_all_answers_so_far_and_the_consent_shown() {
        check(
            1,
            1,
            "Ada \"x\"\nada@example.com",
            "n\n{\"submission_id\":\"SUB\",\"form_id\":\"FORM\",\"version_id\":\"VERSION\",\
             \"visitor_id\":\"VISITOR\",\"page_url\":\"https://s.example/\",\"step\":1,\
             \"answers\":{\"first_name\":\"Ada \\\"x\\\"\",\"email\":\"ada@example.com\"},\
             \"consent\":[{\"granted\":true,\"block_id\":\"terms\",\"channel\":\"email\",\"locale\":\"en\"}]}",
        );
    }

    #[test]
    fn an_answer_left_empty_is_not_sent() {
        let outcome = outcome(1, 1, "\nada@example.com");
        assert!(
            outcome.contains(r#""answers":{"email":"ada@example.com"}"#),
            "{outcome}"
        );
    }

    #[test]
    fn close_asks_nothing_and_redirect_carries_its_address() {
        check(1, 2, "", "c");
        let outcome = outcome(1, 3, "\nada@example.com");
        assert!(
            outcome.starts_with("rhttps://shop.example/thanks\n{"),
            "{outcome}"
        );
    }

    #[test]
    fn a_button_that_is_not_there_does_nothing() {
        check(0, 99, "", "e");
    }
}
