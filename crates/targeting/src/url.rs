//! Targeting rule `url`: the page's address against an allow list and a deny list.
//!
//! The address is `location.href` without its fragment: already serialized by the WHATWG URL rules, hence ASCII.
//! Comparison is exact, byte for byte; patterns are brought to the same form at publish.

use crate::program::url_operator;

/// Whether a pattern (operator byte, then value) matches the address; an unknown operator never does.
pub(crate) fn matches(pattern: &[u8], url: &[u8]) -> bool {
    let Some((&operator, value)) = pattern.split_first() else {
        return false;
    };
    match operator {
        url_operator::CONTAINS => contains(url, value),
        url_operator::EQUALS => url == value,
        url_operator::STARTS_WITH => url.starts_with(value),
        url_operator::ENDS_WITH => url.ends_with(value),
        _ => false,
    }
}

fn contains(url: &[u8], value: &[u8]) -> bool {
    let mut rest = url;
    loop {
        if rest.starts_with(value) {
            return true;
        }
        match rest.split_first() {
            Some((_, tail)) => rest = tail,
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CART: &[u8] = b"https://shop.example/cart?step=2";

    #[track_caller]
    fn check(pattern: &[u8], url: &[u8], expect: bool) {
        assert_eq!(
            matches(pattern, url),
            expect,
            "{} on {}",
            pattern.escape_ascii(),
            url.escape_ascii()
        );
    }

    #[test]
    fn each_operator_matches_its_place() {
        check(b"c/cart", CART, true);
        check(b"chttps", CART, true);
        check(b"cstep=2", CART, true);
        check(b"c/checkout", CART, false);
        check(b"ehttps://shop.example/cart?step=2", CART, true);
        check(b"ehttps://shop.example/cart", CART, false);
        check(b"shttps://shop.example/", CART, true);
        check(b"s/cart", CART, false);
        check(b"nstep=2", CART, true);
        check(b"n/cart", CART, false);
    }

    #[test]
    fn comparison_is_case_sensitive() {
        check(b"c/Cart", CART, false);
    }

    #[test]
    fn an_unknown_or_missing_operator_never_matches() {
        check(b"?/cart", CART, false);
        check(b"", CART, false);
    }

    #[test]
    fn a_value_longer_than_the_url_does_not_match() {
        check(b"cabcdef", b"abc", false);
        check(b"nabcdef", b"abc", false);
    }
}
