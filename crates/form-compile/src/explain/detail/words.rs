//! A condition in words: `12 of 30 s`, `"/cart" is on the deny list`, `the location is unknown`.

use std::fmt::{self, Write as _};

use jiff::Timestamp;
use targeting::{Lists, fact, program};

use crate::explain::groups::Condition;

/// The most characters of a text that are shown.
const SHOWN: usize = 80;

/// Writes the text of a condition on a text, or that the text is unknown.
pub(super) fn push(
    out: &mut String,
    condition: &Condition<'_>,
    text: Option<&[u8]>,
    lists: Option<Lists>,
) {
    let Some((&kind, name)) = condition.fact.split_first() else {
        return;
    };
    let name = std::str::from_utf8(name).unwrap_or("?");
    let (Some(text), Some(lists)) = (text, lists) else {
        push_subject(out, kind, name);
        out.push_str(" is unknown");
        return;
    };
    let text = std::str::from_utf8(text).unwrap_or("?");
    let range = range(condition);
    // Writing to a string cannot fail.
    let _ = match (kind, range) {
        (fact::NOW, _) => push_moment(out, text, range.is_some(), lists),
        (fact::SECONDS_SINCE_CLOSE, _) => push_since(out, "closed", text, range),
        (fact::SECONDS_SINCE_SUBMIT, _) => push_since(out, "submitted", text, range),
        (fact::SECONDS_SINCE_ANY_FORM, _) => {
            push_since(out, "closed or submitted any form", text, range)
        }
        (fact::EXIT_INTENT | fact::CLICK | fact::ELEMENT_IN_VIEW | fact::EVENT, _) => {
            write!(out, "it happened")
        }
        (fact::IDENTIFIED, _) => {
            let not = if text == "1" { "" } else { "not " };
            let by = if name.is_empty() { "" } else { " by " };
            write!(out, "{not}identified{by}{name}")
        }
        (_, Some(range)) => push_number(out, kind, name, text, range),
        _ => {
            push_subject(out, kind, name);
            out.push_str(if name.is_empty() { " " } else { " is " });
            push_shown(out, text);
            out.push_str(if name.is_empty() { " " } else { ", which " });
            out.push_str(place(condition, lists));
            Ok(())
        }
    };
}

/// Bounds of a range: the least, and the most.
type Range = (Option<u32>, Option<u32>);

/// The limits that a condition sets for a number, if any.
fn range(condition: &Condition<'_>) -> Option<Range> {
    let (_, entry) = program::lines(condition.lists).next()?;
    let range = entry.strip_prefix(&[program::RANGE])?;
    let comma = range.iter().position(|&byte| byte == b',')?;
    let bound = |bound: &[u8]| (!bound.is_empty()).then(|| program::number(bound));
    Some((bound(&range[..comma]), bound(&range[comma + 1..])))
}

fn push_number(out: &mut String, kind: u8, name: &str, text: &str, range: Range) -> fmt::Result {
    let (before, unit) = match kind {
        fact::SECONDS_ON_PAGE | fact::SECONDS_ON_SITE | fact::SECONDS_INACTIVE => ("", " s"),
        fact::SCROLL_PERCENTAGE => ("", " %"),
        fact::PAGE_VISITS => ("", " pages"),
        fact::VIEWPORT_WIDTH => ("width", " px"),
        fact::VIEWPORT_HEIGHT => ("height", " px"),
        fact::VISITS => ("", " visits"),
        fact::VIEWS | fact::SESSION_VIEWS => ("", " displays"),
        fact::SAMPLE => ("draw", ""),
        _ => (name, ""),
    };
    out.push_str(before);
    if !before.is_empty() {
        out.push(' ');
    }
    out.push_str(if text.is_empty() { "nothing" } else { text });
    match range {
        (Some(least), None) => write!(out, " of {least}{unit}"),
        (None, Some(most)) => write!(out, " of at most {most}{unit}"),
        (Some(least), Some(most)) => write!(out, " of {least} to {most}{unit}"),
        (None, None) => write!(out, "{unit}"),
    }
}

fn push_since(out: &mut String, what: &str, text: &str, range: Option<Range>) -> fmt::Result {
    match range {
        _ if text.is_empty() => write!(out, "never {what}"),
        Some((_, Some(last))) => {
            write!(
                out,
                "{what} {text} s ago, pause of {} s",
                u64::from(last) + 1
            )
        }
        _ => write!(out, "{what} {text} s ago"),
    }
}

fn push_moment(out: &mut String, text: &str, is_range: bool, lists: Lists) -> fmt::Result {
    let seconds = program::number(text.as_bytes()).into();
    let moment = Timestamp::from_second(seconds).unwrap_or_default();
    let lies = if lists == Lists::Hold {
        "lies"
    } else {
        "does not lie"
    };
    let place = if is_range {
        "between start and end"
    } else {
        "in the weekly hours"
    };
    write!(out, "{moment} {lies} {place}")
}

fn place(condition: &Condition<'_>, lists: Lists) -> &'static str {
    let mut entries = program::lines(condition.lists);
    match lists {
        Lists::Denied => "is on the deny list",
        Lists::NotAllowed => "is not on the allow list",
        Lists::Hold if entries.any(|(list, _)| list == program::ALLOW) => "is on the allow list",
        Lists::Hold => "is not on the deny list",
    }
}

/// Writes the subject of a fact.
fn push_subject(out: &mut String, kind: u8, name: &str) {
    out.push_str(match kind {
        fact::URL => "the address",
        fact::PATH => "the path",
        fact::QUERY => "the query",
        fact::HASH => "the fragment",
        fact::REFERRER => "the referrer",
        fact::CAMPAIGN => "the parameter",
        fact::DEVICE => "the device",
        fact::VIEWPORT_WIDTH | fact::VIEWPORT_HEIGHT => "the viewport",
        fact::LOCATION => "the location",
        fact::LANGUAGE => "the language",
        fact::PROFILE_PROPERTY => "the profile's property",
        fact::PROFILE_GROUPS => "what the profile has as",
        fact::COOKIE => "the cookie",
        fact::LOCAL_STORAGE => "the local storage's",
        fact::VARIABLE => "the variable",
        fact::CONSENT => "the consent for",
        fact::EVENT_PROPERTY => "its property",
        fact::CART => "the cart's",
        fact::SAMPLE => return out.push_str("the visitor's draw"),
        _ => "the fact",
    });
    if !name.is_empty() {
        out.push(' ');
        out.push_str(name);
    }
}

/// Writes a text in quotes, shortened if it is long.
fn push_shown(out: &mut String, text: &str) {
    if text.is_empty() {
        out.push_str("(empty)");
        return;
    }
    let end = text.char_indices().nth(SHOWN).map(|(end, _)| end);
    out.push('"');
    out.push_str(&text[..end.unwrap_or(text.len())]);
    out.push_str(if end.is_some() { "…\"" } else { "\"" });
}
