//! A condition in words: `12 of 30 s`, `"/cart" is on the deny list`, `the location is unknown`.

use jiff::Timestamp;
use targeting::{
    evaluate::Verdict,
    fact,
    program::{self, Section},
};

/// The most characters of a text that are shown.
const SHOWN: usize = 80;

/// What a condition says of a text, or that the text is unknown.
pub(super) fn of(condition: &Section<'_>, text: Option<&[u8]>, verdict: Option<Verdict>) -> String {
    let Some((&kind, name)) = condition.operand.split_first() else {
        return String::new();
    };
    let name = String::from_utf8_lossy(name);
    let (Some(text), Some(verdict)) = (text, verdict) else {
        return format!("{} is unknown", subject(kind, &name));
    };
    let text = String::from_utf8_lossy(text);
    let range = range(condition);
    match (kind, range) {
        (fact::NOW, _) => moment(&text, range.is_some(), verdict),
        (fact::SECONDS_SINCE_CLOSE, _) => since("closed", &text, range),
        (fact::SECONDS_SINCE_SUBMIT, _) => since("submitted", &text, range),
        (fact::SECONDS_SINCE_ANY_FORM, _) => since("closed or submitted any form", &text, range),
        (fact::EXIT_INTENT | fact::CLICK | fact::ELEMENT_IN_VIEW | fact::EVENT, _) => {
            "it happened".to_owned()
        }
        (fact::IDENTIFIED, _) => {
            let not = if text == "1" { "" } else { "not " };
            let by = if name.is_empty() { "" } else { " by " };
            format!("{not}identified{by}{name}")
        }
        (_, Some(range)) => number(kind, &name, &text, range),
        _ => {
            let lists = lists(condition, verdict);
            match subject(kind, &name) {
                subject if name.is_empty() => format!("{subject} {} {lists}", shown(&text)),
                subject => format!("{subject} is {}, which {lists}", shown(&text)),
            }
        }
    }
}

/// Bounds of a range: the least, and the most.
type Range = (Option<u32>, Option<u32>);

/// The bounds that a condition sets to a number, where it sets any.
fn range(condition: &Section<'_>) -> Option<Range> {
    let (_, entry) = program::instructions(condition.body).next()?;
    let range = entry.strip_prefix(&[program::RANGE])?;
    let comma = range.iter().position(|&byte| byte == b',')?;
    let bound = |bound: &[u8]| (!bound.is_empty()).then(|| program::number(bound));
    Some((bound(&range[..comma]), bound(&range[comma + 1..])))
}

fn number(kind: u8, name: &str, text: &str, range: Range) -> String {
    let value = if text.is_empty() { "nothing" } else { text };
    let (before, unit) = match kind {
        fact::SECONDS_ON_PAGE | fact::SECONDS_ON_SITE | fact::SECONDS_INACTIVE => ("", " s"),
        fact::SCROLL_PERCENTAGE => ("", " %"),
        fact::PAGE_VISITS => ("", " pages"),
        fact::VIEWPORT_WIDTH => ("width ", " px"),
        fact::VIEWPORT_HEIGHT => ("height ", " px"),
        fact::VISITS => ("", " visits"),
        fact::VIEWS | fact::SESSION_VIEWS => ("", " displays"),
        fact::SAMPLE => ("draw ", ""),
        _ => (name, ""),
    };
    let gap = if before == name && !name.is_empty() {
        " "
    } else {
        ""
    };
    match range {
        (Some(least), None) => format!("{before}{gap}{value} of {least}{unit}"),
        (None, Some(most)) => format!("{before}{gap}{value} of at most {most}{unit}"),
        (Some(least), Some(most)) => format!("{before}{gap}{value} of {least} to {most}{unit}"),
        (None, None) => format!("{before}{gap}{value}{unit}"),
    }
}

fn since(what: &str, text: &str, range: Option<Range>) -> String {
    match range {
        _ if text.is_empty() => format!("never {what}"),
        Some((_, Some(last))) => format!("{what} {text} s ago, pause of {} s", u64::from(last) + 1),
        _ => format!("{what} {text} s ago"),
    }
}

fn moment(text: &str, is_range: bool, verdict: Verdict) -> String {
    let seconds = program::number(text.as_bytes()).into();
    let moment = Timestamp::from_second(seconds).unwrap_or_default();
    match (is_range, verdict == Verdict::Holds) {
        (true, true) => format!("{moment} lies between start and end"),
        (true, false) => format!("{moment} does not lie between start and end"),
        (false, true) => format!("{moment} lies in the weekly hours"),
        (false, false) => format!("{moment} does not lie in the weekly hours"),
    }
}

fn lists(condition: &Section<'_>, verdict: Verdict) -> &'static str {
    let mut entries = program::instructions(condition.body);
    match verdict {
        Verdict::Denied => "is on the deny list",
        Verdict::NotAllowed => "is not on the allow list",
        Verdict::Holds if entries.any(|(list, _)| list == program::ALLOW) => "is on the allow list",
        Verdict::Holds => "is not on the deny list",
    }
}

/// What a fact is a fact of.
fn subject(kind: u8, name: &str) -> String {
    let subject = match kind {
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
        fact::SAMPLE => return "the visitor's draw".to_owned(),
        fact::PROFILE_PROPERTY => "the profile's property",
        fact::PROFILE_GROUPS => return format!("what the profile's {name} are"),
        fact::COOKIE => "the cookie",
        fact::LOCAL_STORAGE => "the local storage's",
        fact::VARIABLE => "the variable",
        fact::CONSENT => "the consent for",
        fact::EVENT_PROPERTY => "its property",
        _ => "the fact",
    };
    if name.is_empty() {
        subject.to_owned()
    } else {
        format!("{subject} {name}")
    }
}

/// A text in quotes, shortened where it is long.
fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        None if text.is_empty() => "(empty)".to_owned(),
        None => format!("\"{text}\""),
        Some((end, _)) => format!("\"{}…\"", &text[..end]),
    }
}
