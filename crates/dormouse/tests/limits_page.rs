//! The numbers in `docs/LIMITS.md` are those of the code.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "test names say what they check, and tests fail by panicking"
)]

use dormouse::config::Limits;

const PAGE: &str = include_str!("../../../docs/LIMITS.md");

/// A number as the page writes it: 65,536.
fn written(number: usize) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[track_caller]
fn says(row: &str, number: usize) {
    let mut rows = PAGE
        .lines()
        .filter(|line| line.starts_with(&format!("| {row}")));
    let value = rows.next().unwrap().split('|').nth(2).unwrap().trim();
    let number = written(number);
    let begins = value
        .strip_prefix(&number)
        .unwrap_or_else(|| panic!("{row}: {value}, not {number}"));
    assert!(
        !begins.starts_with(|c: char| c.is_ascii_digit()),
        "{row}: {value}"
    );
    assert!(rows.next().is_none(), "{row} appears twice");
}

#[test]
fn the_page_of_limits_has_the_numbers_of_the_code() {
    let limits = Limits::default();
    says("arrays and objects inside", bounded_json::MAX_DEPTH);
    says("values in a document", bounded_json::MAX_VALUES);
    says("body of a submission", form_model::submission::MAX_BYTES);
    says("draft, line of", bounded_json::MAX_FORM_BYTES);
    says("file given to", bounded_json::MAX_FORM_BYTES + 1024 * 1024);
    says(
        "request line and headers",
        http_server::server::MAX_HEADER_BYTES,
    );
    let writes = limits.writes;
    says(
        "submissions a minute from one address",
        writes.per_address as usize,
    );
    says(
        "submissions a minute from one network",
        writes.per_network as usize,
    );
    says("submissions a minute to one site", writes.per_site as usize);
    says("bytes of a site's", writes.site_bytes_per_day as usize);
    says("submissions handled", limits.submissions_in_flight);
    says("connections of one listener", http_server::MAX_CONNECTIONS);
    says("time for headers", limits.header_timeout.as_secs() as usize);
    says("time for a body", limits.body_timeout.as_secs() as usize);
    let renderer = renderer_service::config::Limits::default();
    says("body of `/v1/render`", renderer.max_render_bytes);
    says("body of `/v1/compile`", renderer.max_compile_bytes);
    assert_eq!(renderer.header_timeout, limits.header_timeout);
}
