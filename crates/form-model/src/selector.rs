//! CSS selectors that a trigger uses in the merchant's page.
//!
//! 1 to 200 characters on one line. Only the browser can say whether a selector is valid (an invalid one never
//! matches); the problems found here are likely slips: an open bracket or quote, a dangling comma, a style rule.
//! Source: [Selectors Level 4](https://www.w3.org/TR/selectors-4/#grammar).

use crate::read::{Object, quoted};

pub(crate) fn read(object: &mut Object<'_>) -> Option<String> {
    let at = object.required("selector")?;
    let selector = at.line(1..=200)?;
    if let Some(fault) = fault(selector.trim()) {
        at.problem(format!("is {}; {fault}", quoted(&selector)));
        return None;
    }
    Some(selector.trim().to_owned())
}

/// Why a text cannot be a list of selectors, as far as that is clear without a browser.
fn fault(selector: &str) -> Option<String> {
    if selector.is_empty() {
        return Some("a CSS selector such as `.add-to-cart` is allowed".to_owned());
    }
    let mut open = Vec::new();
    // The last character outside of strings that was not a space.
    let mut last = ',';
    let mut characters = selector.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.next().is_none() => {
                return Some("it ends in a backslash".to_owned());
            }
            '"' | '\'' if !skip_string(character, &mut characters) => {
                return Some(format!("its `{character}` is never closed"));
            }
            '(' => open.push(')'),
            '[' => open.push(']'),
            ')' | ']' if open.pop() != Some(character) => {
                return Some(format!("its `{character}` closes nothing"));
            }
            '{' | '}' | ';' | '@' => {
                return Some(format!(
                    "`{character}` belongs to a style sheet, not to a selector"
                ));
            }
            ',' if matches!(last, ',' | '>' | '+' | '~' | '(') => {
                return Some("nothing comes before its `,`".to_owned());
            }
            _ => {}
        }
        if !character.is_whitespace() {
            last = character;
        }
    }
    if let Some(close) = open.pop() {
        return Some(format!("a `{close}` is missing"));
    }
    let dangles = matches!(last, ',' | '>' | '+' | '~');
    dangles.then(|| format!("nothing follows its `{last}`"))
}

/// Skips to the end of a string; whether there was one.
fn skip_string(quote: char, characters: &mut std::str::Chars<'_>) -> bool {
    while let Some(character) = characters.next() {
        if character == quote {
            return true;
        }
        if character == '\\' {
            characters.next();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[track_caller]
    fn check(selector: &str, expect: Option<&str>) {
        assert_eq!(fault(selector).as_deref(), expect, "{selector}");
    }

    #[test]
    fn typical_selectors_are_accepted() {
        for selector in [
            ".add-to-cart",
            "#newsletter, footer .signup",
            "button[name=\"add\"]:not([disabled])",
            "a[href^='/cart']",
            "form[action=\"/cart/add\"] > button + span ~ *",
            ".w-1\\/2",
            ":is(h1, h2):nth-child(2n + 1)",
            "[data-label=\"it's (open\"]",
            ".größe",
        ] {
            check(selector, None);
        }
    }

    #[test]
    fn slips_are_reported() {
        check("a[href", Some("a `]` is missing"));
        check(":not(.a", Some("a `)` is missing"));
        check("a)", Some("its `)` closes nothing"));
        check("[a)", Some("its `)` closes nothing"));
        check("[a=\"b]", Some("its `\"` is never closed"));
        check(".a,", Some("nothing follows its `,`"));
        check(".a >", Some("nothing follows its `>`"));
        check(",.a", Some("nothing comes before its `,`"));
        check(".a,,.b", Some("nothing comes before its `,`"));
        check(
            ".a {color: red}",
            Some("`{` belongs to a style sheet, not to a selector"),
        );
        check(".a\\", Some("it ends in a backslash"));
    }
}
