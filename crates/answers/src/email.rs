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
pub(crate) fn is_valid(address: &[u8]) -> bool {
    let Some(at) = address.iter().rposition(|&byte| byte == b'@') else {
        return false;
    };
    let Some((local, [_, domain @ ..])) = address.split_at_checked(at) else {
        return false;
    };
    address.len() <= MAX_BYTES
        && (1..=MAX_LOCAL_BYTES).contains(&local.len())
        && local.iter().all(|&byte| is_local(byte))
        && domain.contains(&b'.')
        && domain.split(|&byte| byte == b'.').all(is_label)
}

fn is_local(byte: u8) -> bool {
    is_letter_or_digit(byte) || b".!#$%&'*+/=?^_`{|}~-".contains(&byte)
}

fn is_label(label: &[u8]) -> bool {
    (1..=MAX_LABEL_BYTES).contains(&label.len())
        && label.first() != Some(&b'-')
        && label.last() != Some(&b'-')
        && label
            .iter()
            .all(|&byte| is_letter_or_digit(byte) || byte == b'-')
}

fn is_letter_or_digit(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::is_valid;

    #[test]
    fn accepts_typical_addresses() {
        for address in [
            "ada@example.com",
            "ada.lovelace+news@mail.example.co.uk",
            "o'neill@example.ie",
            "x@y.museum",
            "käthe@müller.de",
            "1@2.3",
        ] {
            assert!(is_valid(address.as_bytes()), "{address}");
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
            assert!(!is_valid(address.as_bytes()), "{address}");
        }
    }

    #[test]
    fn refuses_what_is_too_long() {
        let local = "a".repeat(64);
        assert!(is_valid(std::format!("{local}@example.com").as_bytes()));
        assert!(!is_valid(std::format!("a{local}@example.com").as_bytes()));
        let label = "b".repeat(63);
        assert!(is_valid(std::format!("a@{label}.com").as_bytes()));
        assert!(!is_valid(std::format!("a@b{label}.com").as_bytes()));
        assert!(!is_valid(
            std::format!("{local}@{label}.{label}.{label}.com").as_bytes()
        ));
    }
}
