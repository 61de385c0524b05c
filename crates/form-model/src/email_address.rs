//! An email address: the form in which it is stored, and the key that makes two spellings one person.
//!
//! The page has the same rule (`www/loader/src/render/answer.js`); `www/loader/test/address.test.js` compares the two.

use answers::{Fault, Kind, Rule};
use icu_normalizer::ComposingNormalizerBorrowed;
use idna::AsciiDenyList;

/// An address to which mail could be sent.
///
/// Its stored form is NFC (Unicode Normalization Form C), with the domain in ASCII: lower case, and encoded by UTS 46
/// (<https://www.unicode.org/reports/tr46/>), non-transitional.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAddress {
    stored: String,
}

impl EmailAddress {
    /// Reads what a visitor entered.
    ///
    /// ```
    /// use form_model::email_address::EmailAddress;
    ///
    /// let address = EmailAddress::parse(" Käthe@Müller.example\u{3000}").unwrap();
    /// assert_eq!(address.as_str(), "Käthe@xn--mller-kva.example");
    /// assert_eq!(address.key(), "käthe@xn--mller-kva.example");
    /// assert_eq!(EmailAddress::parse("ada@exa\u{200b}mple.com"), None);
    /// ```
    pub fn parse(entered: &str) -> Option<Self> {
        let entered = answers::normalize(entered);
        if answers::holds_refused(entered) {
            return None;
        }
        let (local, domain) = entered.rsplit_once('@')?;
        // Characters that would end the domain when it is parsed as part of a web address are refused, as on the page.
        let may_be_in_domain =
            |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte) || !byte.is_ascii();
        if !domain.bytes().all(may_be_in_domain) {
            return None;
        }
        let domain = idna::domain_to_ascii_cow(domain.as_bytes(), AsciiDenyList::URL).ok()?;
        // Letters that were entered encoded are bound by the same rule.
        if domain.contains("xn--") && answers::holds_refused(&idna::domain_to_unicode(&domain).0) {
            return None;
        }
        let local = ComposingNormalizerBorrowed::new_nfc().normalize(local);
        let stored = format!("{local}@{domain}");
        let checked = answers::check(ANY, stored.as_bytes());
        checked.is_ok().then_some(EmailAddress { stored })
    }

    /// The stored form of the address.
    pub fn as_str(&self) -> &str {
        &self.stored
    }

    /// The key that makes two spellings one person: the stored form with ASCII letters in lower case. Other letters
    /// stay as they are, because `Ä` and `ä`, `ẞ` and `ß`, `İ` and `i` may be different people's mailboxes.
    pub fn key(&self) -> String {
        self.stored.to_ascii_lowercase()
    }

    /// Checks what a visitor entered with the rule of an email field.
    pub(crate) fn check(rule: Rule, entered: &str) -> Result<(), Fault> {
        if answers::normalize(entered).is_empty() {
            return answers::check(rule, b"");
        }
        let address = Self::parse(entered).ok_or(Fault::InvalidEmail)?;
        answers::check(rule, address.stored.as_bytes())
    }
}

/// The rule that every email field has at least.
const ANY: Rule = Rule {
    kind: Kind::Email,
    required: true,
    max_length: u32::MAX,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(entered: &str, stored: Option<&str>) {
        let address = EmailAddress::parse(entered);
        assert_eq!(
            address.as_ref().map(EmailAddress::as_str),
            stored,
            "{entered:?}"
        );
    }

    #[test]
    fn an_address_is_stored_composed_and_with_its_domain_in_ascii() {
        check("Ada@Example.COM", Some("Ada@example.com"));
        check(
            "ka\u{308}the@m\u{fc}ller.example",
            Some("käthe@xn--mller-kva.example"),
        );
        check("a@XN--mller-KVA.example", Some("a@xn--mller-kva.example"));
        check("a@straße.example", Some("a@xn--strae-oqa.example"));
        check("a@例え。テスト", Some("a@xn--r8jz45g.xn--zckzah"));
        check("1@2.3", Some("1@2.3"));
    }

    #[test]
    fn invisible_characters_are_trimmed_outside_and_refused_inside() {
        for unseen in [
            "\u{3000}", "\u{202a}", "\u{200b}", "\u{2028}", "\u{feff}", "\u{85}", "\u{ad}", " ",
        ] {
            check(&format!("{unseen}a@b.example{unseen}"), Some("a@b.example"));
            check(&format!("a{unseen}b@c.example"), None);
            check(&format!("a@b{unseen}c.example"), None);
        }
        for inside in ["\u{fffd}", "\u{e000}", "\u{378}", "\u{ffff}"] {
            check(&format!("a{inside}@b.example"), None);
            check(&format!("a@b.example{inside}"), None);
        }
    }

    #[test]
    fn a_domain_without_an_ascii_form_is_refused() {
        for domain in [
            "xn--a.example",
            "\u{301}a.example",
            "a\u{2260}/b.example",
            "exam％ple.com",
            "℀.example",
            "a_b.example",
            "a..example",
            "ä..example",
            "אa.example",
            "xn--.example",
            // Encoded: U+190EA and U+0378, which are not assigned, and U+E000, which is private.
            "xn--0x7f.example",
            "xn--zva.example",
            "a.xn--0y0c.example",
        ] {
            check(&format!("a@{domain}"), None);
        }
    }

    #[test]
    fn lengths_are_those_of_the_stored_form() {
        let local = "ä".repeat(32);
        check(
            &format!("{local}@b.example"),
            Some(&format!("{local}@b.example")),
        );
        check(&format!("a{local}@b.example"), None);
        // 64 bytes composed, 96 as entered.
        let decomposed = "a\u{308}".repeat(32);
        check(
            &format!("{decomposed}@b.example"),
            Some(&format!("{local}@b.example")),
        );
        // 30 characters are 90 bytes, but a label of 4 + 35 bytes.
        assert!(EmailAddress::parse(&format!("a@{}.example", "あ".repeat(30))).is_some());
        assert!(
            EmailAddress::parse(&format!("a@{}.example", "日本語中文字符号".repeat(8))).is_none()
        );
    }

    #[test]
    fn only_ascii_letters_make_spellings_one_person() {
        let key = |entered: &str| EmailAddress::parse(entered).unwrap().key();
        assert_eq!(key("ADA@EXAMPLE.COM"), key("ada@example.com"));
        // The Kelvin sign is the letter K after composing.
        assert_eq!(key("\u{212a}@b.example"), key("k@b.example"));
        for (a, b) in [
            ("Ä", "ä"),
            ("ẞ", "ß"),
            ("ß", "ss"),
            ("İ", "i"),
            ("ı", "i"),
            ("ſ", "s"),
            ("Σ", "ς"),
            ("ﬁ", "fi"),
        ] {
            assert_ne!(
                key(&format!("{a}@b.example")),
                key(&format!("{b}@b.example")),
                "{a} {b}"
            );
        }
    }
}
