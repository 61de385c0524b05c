//! The syntax of an email address, as browsers check it, and a little more.
//!
//! The ground is the WHATWG definition of a valid email address (HTML, `input type=email`).
//! Two deviations: the domain needs a dot, because a signup to `ada@localhost` is a typing error;
//! and characters beyond ASCII are taken as letters (RFC 6531), because people have such addresses.

/// Longest address that can be delivered to: RFC 5321, 4.5.3.1.3 (256 with the angle brackets).
const MAX_BYTES: usize = 254;
/// Longest local part: RFC 5321, 4.5.3.1.1.
const MAX_LOCAL_BYTES: usize = 64;
/// Longest label of a domain name: RFC 1035, 2.3.4.
const MAX_LABEL_BYTES: usize = 63;

/// Whether the text is an address to which mail could be sent.
pub(crate) fn is_valid(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return false;
    };
    address.len() <= MAX_BYTES
        && !local.is_empty()
        && local.len() <= MAX_LOCAL_BYTES
        && local.bytes().all(is_local)
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte)
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= MAX_LABEL_BYTES
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii() || byte == b'-')
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::is_valid;

    #[test]
    fn takes_what_people_have() {
        for address in [
            "ada@example.com",
            "ada.lovelace+news@mail.example.co.uk",
            "o'neill@example.ie",
            "x@y.museum",
            "käthe@müller.de",
            "1@2.3",
        ] {
            assert!(is_valid(address), "{address}");
        }
    }

    #[test]
    fn refuses_what_cannot_be_delivered() {
        for address in [
            "",
            "ada",
            "@example.com",
            "ada@",
            "ada@example",
            "ada@example.",
            "ada@.com",
            "ada@exa mple.com",
            "ada@example..com",
            "ada@-example.com",
            "ada@example-.com",
            "ada@b@example.com",
            "a da@example.com",
            "<ada@example.com>",
            "ada,bob@example.com",
        ] {
            assert!(!is_valid(address), "{address}");
        }
    }

    #[test]
    fn refuses_what_is_too_long() {
        let local = "a".repeat(64);
        assert!(is_valid(&std::format!("{local}@example.com")));
        assert!(!is_valid(&std::format!("a{local}@example.com")));
        let label = "b".repeat(63);
        assert!(is_valid(&std::format!("a@{label}.com")));
        assert!(!is_valid(&std::format!("a@b{label}.com")));
        assert!(!is_valid(&std::format!(
            "{local}@{label}.{label}.{label}.com"
        )));
    }
}
