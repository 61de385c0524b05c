//! Tables against the crate `regex`, on expressions that merchants write and on random ones.

use super::{Alphabet, Fault, compile};
use crate::rules::check;
use regex::bytes::{Regex, RegexBuilder};
use serde_json::json;
use targeting::{Page, Scope, judge};

/// A page whose only fact is one text.
struct Text<'a>(&'a [u8]);

impl Page for Text<'_> {
    fn look(&mut self, _: &[u8]) -> bool {
        true
    }

    fn text(&self) -> &[u8] {
        self.0
    }

    fn judged(&mut self, _: u8, _: &[u8], _: bool) {}
}

/// The result of the crate `targeting` for a table and a text.
fn matches(table: &str, text: &[u8]) -> bool {
    let lines = format!("Rurl\n?u\n+/{table}\n");
    let verdict = judge(lines.as_bytes(), Scope::RulesAndCaps, 0, &mut Text(text));
    verdict.refusal.is_none()
}

#[track_caller]
fn check_texts(expression: &str, alphabet: Alphabet, yes: &[&str], no: &[&str]) {
    let table = compile(expression, alphabet).unwrap();
    for (texts, expect) in [(yes, true), (no, false)] {
        for text in texts {
            assert_eq!(
                matches(&table, text.as_bytes()),
                expect,
                "{expression} on {text:?}: {table}"
            );
        }
    }
}

#[test]
fn searches_anywhere_in_the_text() {
    let check =
        |expression, yes: &[&str], no: &[&str]| check_texts(expression, Alphabet::Address, yes, no);
    check(
        "cart",
        &["cart", "/cart?a", "ccart", "cacart"],
        &["", "car", "Cart", "cat"],
    );
    check("^/cart", &["/cart", "/carts"], &["a/cart", "/car"]);
    check("/cart$", &["/cart", "a/cart"], &["/carts", "/cart/"]);
    check("^/$", &["/"], &["", "//", "/a"]);
    check("^$", &[""], &["a"]);
    check("(?i)SALE", &["sale", "SaLe"], &["sal"]);
    check(
        "/(cart|checkout)(/|$|[?])",
        &["/cart", "/checkout/x", "/cart?a"],
        &["/carts", "cart"],
    );
    check(
        "\\bsale\\b",
        &["sale", "/sale/", "a-sale-b"],
        &["sales", "a_sale"],
    );
    check("\\d{4}", &["2026", "a12345"], &["123", "12a34"]);
    check("a*", &["", "b"], &[]);
    check("[^a-z]", &["abc1"], &["abc", ""]);
    check("[a&&b]", &[], &["a", "b", ""]);
    check(".", &["a"], &[""]);
}

#[test]
fn characters_are_of_unicode_but_classes_of_ascii() {
    let check =
        |expression, yes: &[&str], no: &[&str]| check_texts(expression, Alphabet::Text, yes, no);
    check("größe", &["größe 40"], &["grösse"]);
    check("^.{3}$", &["äöü", "€€€"], &["ä", "äöüß", "ab"]);
    check("^[ä-ü]+$", &["äöü"], &["aou", ""]);
    check("(?i)ÄPFEL", &["äpfel"], &["apfel"]);
    check("^\\w+$", &["abc_1"], &["äbc", ""]);
    check("^\\W$", &["ä", " "], &["a", "äö"]);
    check("\\bbc", &["äbc", " bc"], &["abc"]);
    check("^[\\d-]+$", &["1-2"], &["١", ""]);
    check("^[^\\s]$", &["ä", "\u{a0}"], &[" ", ""]);
}

#[test]
fn an_unusable_expression_gets_the_reason() {
    let fault = |expression| {
        compile(expression, Alphabet::Address)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(fault("(a"), "is not a regular expression: unclosed group");
    assert_eq!(
        fault("a**?+{"),
        "is not a regular expression: unclosed counted repetition"
    );
    assert_eq!(
        fault("[z-a]"),
        "is not a regular expression: invalid character class range, the start must be <= the end"
    );
    assert_eq!(
        fault("cart(?!/)"),
        "has a lookaround, `(?=`, `(?!`, `(?<=` or `(?<!`, which cannot be matched in linear time; write it without, or use several patterns"
    );
    assert_eq!(
        fault("(a)\\1"),
        "has a back-reference such as `\\1`, which cannot be matched in linear time; write it without, or use several patterns"
    );
    for expression in ["a{500}b{500}", "(a|b)*a(a|b){9}$", "(a{30}){30}"] {
        let message = fault(expression);
        assert!(
            message.contains("2000 are allowed: use shorter"),
            "{expression}: {message}"
        );
    }
    for expression in [
        "((a{100}){100}){100}",
        ".*a.{20}b.{20}c",
        "(a|b)*a(a|b){30}$",
    ] {
        assert_eq!(
            compile(expression, Alphabet::Text),
            Err(Fault::Unbounded),
            "{expression}"
        );
    }
}

#[test]
fn a_line_feed_in_a_text_is_a_byte_like_others() {
    check_texts("^[^a]*$", Alphabet::Text, &["b\nc"], &["b\na"]);
    check_texts("^.*$", Alphabet::Text, &["bc"], &["b\nc"]);
}

/// Typical expressions, and the bytes of their tables.
const TYPICAL: &[(&str, usize)] = &[
    ("/cart|/checkout", 80),
    ("^/(cart|checkout|account)(/|$)", 120),
    ("/products/[a-z0-9-]+$", 162),
    ("^https://(www\\.)?shop\\.example/(en|de|fr)/", 222),
    ("/collections/(sale|new-arrivals|gifts)(/|\\?|$)", 242),
    ("(^|&)utm_source=(google|bing|facebook)(&|$)", 221),
    ("(?i)black-?friday", 138),
    ("/blogs/[^/]+/[^/?#]+$", 256),
    ("^/(?:[a-z]{2}(?:-[a-z]{2})?/)?products/", 138),
    ("\\d{4}/\\d{2}/\\d{2}", 76),
    ("[?&](gclid|fbclid|msclkid)=", 102),
    (
        "^/pages/(about|contact|faq|imprint|privacy-policy|terms|shipping|returns|careers|press)$",
        445,
    ),
];

#[test]
fn typical_expressions_take_little() {
    for (expression, size_bytes) in TYPICAL {
        let table = compile(expression, Alphabet::Address).unwrap();
        assert_eq!(table.len(), *size_bytes, "{expression}");
        assert!(table.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
    }
}

/// Numbers that look drawn at random, the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// A random expression, and the same for the crate `regex`, whose classes are Unicode by default.
fn expression(draw: &mut Draw, depth: usize, atoms: &[(&str, &str)]) -> (String, String) {
    if depth == 0 || draw.below(4) == 0 {
        let (ours, reference) = draw.one_of(atoms);
        return (ours.to_owned(), reference.to_owned());
    }
    let (a, a_reference) = expression(draw, depth - 1, atoms);
    let (b, b_reference) = expression(draw, depth - 1, atoms);
    let repetition = draw.one_of(&["*", "+", "?", "{2}", "{1,3}", "*?", "{0}"]);
    let shape = |a: &str, b: &str, kind| match kind {
        0 | 1 => format!("{a}{b}"),
        2 => format!("({a}|{b})"),
        3 => format!("(?:{a}){repetition}{b}"),
        _ => format!("{a}(?:{b}){repetition}"),
    };
    let kind = draw.below(5);
    (shape(&a, &b, kind), shape(&a_reference, &b_reference, kind))
}

fn text(draw: &mut Draw, pieces: &[&str]) -> String {
    (0..draw.below(9)).map(|_| draw.one_of(pieces)).collect()
}

fn compare(alphabet: Alphabet, atoms: &[(&str, &str)], pieces: &[&str], seed: u64) {
    let mut draw = Draw(seed);
    let mut compared = 0;
    let mut matched = 0;
    for _ in 0..1_200 {
        let (ours, reference) = expression(&mut draw, 3, atoms);
        let Ok(table) = compile(&ours, alphabet) else {
            continue;
        };
        let regex: Regex = RegexBuilder::new(&reference)
            .unicode(alphabet == Alphabet::Text)
            .build()
            .unwrap();
        for _ in 0..40 {
            let text = text(&mut draw, pieces);
            let expect = regex.is_match(text.as_bytes());
            assert_eq!(
                matches(&table, text.as_bytes()),
                expect,
                "{ours} on {text:?}"
            );
            compared += 1;
            matched += u32::from(expect);
        }
    }
    assert!(compared > 40_000, "only {compared}");
    assert!(
        matched > compared / 10 && matched < compared - compared / 10,
        "{matched} of {compared}"
    );
}

#[test]
fn random_expressions_for_addresses_are_as_the_crate_regex_has_them() {
    let same = [
        "a", "b", "c", "ab", "/", "^", "$", ".", "[a-c]", "[^b]", "[^a/]", "\\d", "\\w", "\\b",
        "\\B", "(?i:A)", "\\.", "~", "\"", "\\\\", "[!-~]", "(?:^|/)a", "b(?:$|/)",
    ];
    let atoms = same.map(|atom| (atom, atom));
    let pieces = [
        "a", "b", "c", "ab", "/", ".", "1", "A", "_", "~", "\"", "\\", "%",
    ];
    compare(Alphabet::Address, &atoms, &pieces, 0x5eed_0001);
}

#[test]
fn random_expressions_for_texts_are_as_the_crate_regex_has_them() {
    let atoms = [
        ("a", "a"),
        ("b", "b"),
        ("é", "é"),
        ("^", "^"),
        ("$", "$"),
        (".", "."),
        ("[a-é]", "[a-é]"),
        ("[^b]", "[^b]"),
        ("[^é€]", "[^é€]"),
        ("\\d", "[0-9]"),
        ("\\w", "[0-9A-Za-z_]"),
        ("\\W", "[^0-9A-Za-z_]"),
        ("[\\w€]", "[0-9A-Za-z_€]"),
        ("[^\\d]", "[^0-9]"),
        ("\\s", "[\\t\\n\\v\\f\\r ]"),
        ("\\b", "(?-u:\\b)"),
        ("\\B", "(?-u:\\B)"),
        ("(?i:É)", "(?i:É)"),
        ("(?s:.)", "(?s:.)"),
    ];
    let pieces = [
        "a", "b", "é", "É", "€", "😀", " ", "\n", "1", "_", "\u{a0}", "\"",
    ];
    compare(Alphabet::Text, &atoms, &pieces, 0x5eed_0002);
}

#[test]
fn a_table_that_is_too_long_is_reported_with_its_path_and_size() {
    let rule = json!({"type": "url", "part": "path", "allow_list": [{"operator": "regex", "value": "a{500}"}]});
    let problem = check::problem(&rule);
    assert_eq!(
        problem.path,
        "$.versions[0].targeting[0].allow_list[0].value"
    );
    assert!(
        problem.message.starts_with("takes a table of 35"),
        "{}",
        problem.message
    );
}
