//! Submissions as a table: comma-separated values, RFC 4180, in which no spreadsheet takes a cell for a formula.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use serde_json::Value;

/// The columns of every submission, in order.
const FIXED: [&str; 9] = [
    "submission_id",
    "received_at",
    "form_id",
    "version_id",
    "step",
    "visitor_id",
    "profile_id",
    "page_url",
    "awaits_confirmation",
];

/// The columns that some submissions have.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// Names of properties.
    pub(super) properties: BTreeSet<String>,
    /// Channels of consents.
    pub(super) channels: BTreeSet<String>,
}

impl Columns {
    /// The first row. Columns that are not properties have names that no property can have.
    pub(super) fn names(&self) -> Vec<String> {
        let fixed = FIXED.iter().map(|name| format!("submission.{name}"));
        let properties = self.properties.iter().cloned();
        let consents = self.channels.iter().flat_map(|channel| {
            [
                format!("consent.{channel}"),
                format!("consent.{channel}.text"),
            ]
        });
        fixed.chain(properties).chain(consents).collect()
    }

    /// The row of a submission; `None` if it has something without a column.
    pub(super) fn cells(&self, submission: &Value) -> Option<Vec<String>> {
        let mut cells: Vec<_> = FIXED.iter().map(|name| text(&submission[*name])).collect();
        let answers = submission["answers"].as_object();
        let has_columns =
            |mut names: serde_json::map::Keys<'_>| names.all(|name| self.properties.contains(name));
        if !answers.is_none_or(|answers| has_columns(answers.keys())) {
            return None;
        }
        for name in &self.properties {
            cells.push(text(&submission["answers"][name]));
        }
        let consents = submission["consents"].as_array();
        for channel in &self.channels {
            let given = consents
                .into_iter()
                .flatten()
                .filter(|consent| consent["channel"] == channel.as_str());
            let granted = given
                .clone()
                .map(|consent| match consent["granted"].as_bool() {
                    Some(true) => "granted",
                    _ => "refused",
                });
            cells.push(granted.collect::<Vec<_>>().join("; "));
            let texts = given.map(|consent| text(&consent["consent_text"]));
            cells.push(texts.collect::<Vec<_>>().join("; "));
        }
        Some(cells)
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Writes a row; every cell is quoted, so that other separators, such as `;`, separate nothing.
pub(super) fn write_row(out: &mut impl Write, cells: &[String]) -> io::Result<()> {
    for (index, cell) in cells.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        write!(out, "{comma}\"{}\"", defused(cell).replace('"', "\"\""))?;
    }
    out.write_all(b"\r\n")
}

/// Puts a `'` before a cell that a spreadsheet would run as a formula, which makes it a text: every cell that begins
/// with one of the characters of <https://owasp.org/www-community/attacks/CSV_Injection>, also after white space and
/// invisible characters, because some programs remove those first.
fn defused(cell: &str) -> String {
    let first = cell
        .trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c))
        .chars()
        .next();
    let is_formula = first.is_some_and(|first| "=+-@|%＝＋－＠".contains(first));
    let begins_with_control = cell.starts_with(['\t', '\r', '\n']);
    if is_formula || begins_with_control {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Zero-width and direction characters, and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn row(cells: &[&str]) -> String {
        let cells: Vec<_> = cells.iter().map(ToString::to_string).collect();
        let mut out = Vec::new();
        write_row(&mut out, &cells).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        for formula in [
            "=1+1",
            "+49 30 1",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "\u{a0}=1",
            "\u{200b}=1",
            "\u{feff}=1",
            "＝1",
            "|cmd",
            "%0a",
            "\n",
        ] {
            assert!(row(&[formula]).starts_with("\"'"), "{formula:?}");
        }
        for text in ["Ada", "1+1", "a=b", "'=1", "", "3-2", "ada@example.com"] {
            assert_eq!(row(&[text]), format!("\"{text}\"\r\n"));
        }
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_within_their_cell() {
        assert_eq!(
            row(&["a\"b", "c,d;e", "f\ng"]),
            "\"a\"\"b\",\"c,d;e\",\"f\ng\"\r\n"
        );
    }

    #[test]
    fn a_submission_is_a_row_below_the_names() {
        let submission = json!({
            "submission_id": "1", "step": null, "awaits_confirmation": false,
            "answers": {"email": "ada@example.com", "age": 36},
            "consents": [{"channel": "email", "granted": true, "consent_text": "Yes"}],
        });
        let columns = Columns {
            properties: ["age", "email", "name"].map(str::to_owned).into(),
            channels: ["email".to_owned()].into(),
        };
        let names = columns.names();
        let cells = columns.cells(&submission).unwrap();
        assert_eq!(names.len(), cells.len());
        assert_eq!(
            names[9..],
            [
                "age",
                "email",
                "name",
                "consent.email",
                "consent.email.text"
            ]
        );
        assert_eq!(cells[9..], ["36", "ada@example.com", "", "granted", "Yes"]);
        assert!(Columns::default().cells(&submission).is_none());
    }
}
