//! Patterns and lists of them as entries of a condition.
//!
//! All operators except `regex` become one text pattern, with `program::ANY_CHARACTERS` where any characters may be.
//! Browsers serialize an address in ASCII, so a value for an address is percent-encoded to match; percent-encoding is
//! in upper case on both sides.

use form_model::{
    lists::Lists,
    pattern::{Operator, Pattern},
};
use targeting::program::{ALLOW, ANY_CHARACTERS, DENY, REGEX};

use super::{
    percent,
    regex::{self, Alphabet},
    writer::Writer,
};

/// Writes a condition on a fact with lists of patterns, or nothing if they are empty.
pub(super) fn lists(
    kind: u8,
    name: &str,
    lists: &Lists<Pattern>,
    alphabet: Alphabet,
    program: &mut Writer<'_>,
) {
    if lists.is_empty() {
        return;
    }
    program.condition(kind, name);
    for (list, key, patterns) in [
        (ALLOW, "allow_list", &lists.allow_list),
        (DENY, "deny_list", &lists.deny_list),
    ] {
        for (index, pattern) in patterns.iter().enumerate() {
            entry(
                list,
                pattern,
                alphabet,
                &format!(".{key}[{index}]"),
                program,
            );
        }
    }
}

/// Writes an entry; `path` is its path below the path of the writer.
pub(super) fn entry(
    list: u8,
    pattern: &Pattern,
    alphabet: Alphabet,
    path: &str,
    program: &mut Writer<'_>,
) {
    if pattern.operator == Operator::Regex {
        if program.is_refused() {
            return;
        }
        let expression = match alphabet {
            Alphabet::Address => percent::upper_in_regex(&pattern.value),
            Alphabet::Text => pattern.value.clone(),
        };
        match regex::compile(&expression, alphabet) {
            Ok(table) => program.entry(list, REGEX, &table),
            Err(fault) => program.problem(&format!("{path}.value"), fault.to_string()),
        }
        return;
    }
    let any = char::from(ANY_CHARACTERS);
    let value = match alphabet {
        Alphabet::Address => percent::upper(&percent_encode(&pattern.value)),
        Alphabet::Text => pattern.value.clone(),
    };
    let text = match pattern.operator {
        Operator::Contains => format!("{any}{value}{any}"),
        Operator::StartsWith => format!("{value}{any}"),
        Operator::EndsWith => format!("{any}{value}"),
        Operator::Wildcard => value.replace('*', &any.to_string()),
        Operator::Equals | Operator::Regex => value,
    };
    program.pattern(list, &text);
}

fn percent_encode(value: &str) -> String {
    let mut encoded = String::new();
    for byte in value.bytes() {
        if byte.is_ascii() {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use crate::rules::check;
    use serde_json::json;

    #[track_caller]
    fn check_operator(operator: &str, value: &str, text: &str, expect: bool) {
        let rule = json!({"type": "utm", "parameter": "source", "allow_list": [{"operator": operator, "value": value}]});
        check::rule(&rule, &[(&[("mutm_source", text)], expect)]);
    }

    #[test]
    fn operators_compare_as_their_names_say() {
        for (operator, value, text, expect) in [
            ("contains", "news", "the newsletter", true),
            ("contains", "News", "the newsletter", false),
            ("equals", "news", "news", true),
            ("equals", "news", "newsletter", false),
            ("starts_with", "news", "newsletter", true),
            ("starts_with", "letter", "newsletter", false),
            ("ends_with", "letter", "newsletter", true),
            ("ends_with", "news", "newsletter", false),
            ("wildcard", "new*ter", "newsletter", true),
            ("wildcard", "new*", "a newsletter", false),
            ("wildcard", "*", "", true),
            ("wildcard", "**s*l*r", "newsletter", true),
            ("regex", "^n.*r$", "newsletter", true),
            ("regex", "(?i)NEWS", "newsletter", true),
            ("regex", "^letter", "newsletter", false),
        ] {
            check_operator(operator, value, text, expect);
        }
    }

    #[test]
    fn a_star_is_literal_except_in_wildcards() {
        check_operator("equals", "a*b", "a*b", true);
        check_operator("equals", "a*b", "aXb", false);
        check_operator("contains", "*", "ab", false);
        check_operator("wildcard", "a*b", "aXb", true);
    }

    #[test]
    fn texts_stay_utf_8_and_addresses_are_percent_encoded() {
        check_operator("equals", "größe", "größe", true);
        check_operator("wildcard", "gr*e", "größe", true);
        let rule = json!({"type": "url", "allow_list": [{"value": "/café"}]});
        check::rule(&rule, &[(&[("u", "https://shop.example/caf%C3%A9")], true)]);
    }

    #[test]
    fn percent_encoding_may_be_in_lower_case() {
        for operator in ["contains", "wildcard", "regex"] {
            let value = if operator == "wildcard" {
                "*/caf%c3%a9*"
            } else {
                "/caf%c3%a9"
            };
            let rule =
                json!({"type": "url", "allow_list": [{"operator": operator, "value": value}]});
            check::rule(&rule, &[(&[("u", "https://shop.example/caf%C3%A9")], true)]);
        }
        // In other texts it is literal.
        check_operator("equals", "5%off", "5%off", true);
        check_operator("equals", "%ab", "%AB", false);
    }

    #[test]
    fn an_invalid_regex_is_reported_with_its_path() {
        let rule = json!({"type": "url", "part": "path", "deny_list": [{"value": "a"}, {"operator": "regex", "value": "(a"}]});
        let problem = check::problem(&rule);
        assert_eq!(
            problem.path,
            "$.versions[0].targeting[0].deny_list[1].value"
        );
        assert_eq!(
            problem.message,
            "is not a regular expression: unclosed group"
        );
    }
}
