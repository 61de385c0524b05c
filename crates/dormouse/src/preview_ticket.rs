//! The ticket that lets a page show a draft: a form, a variation and an expiry time, signed with a key of the service.
//!
//! `SITE.FORM.VARIATION.EXPIRES.SIGNATURE`; the signature is an HMAC-SHA-256 over everything before it.
//! The page's address contains all but the site, which the page's own script adds. So a ticket of one site opens
//! nothing on the pages of another.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use form_model::{FormId, SiteId};
use sha2::{Digest, Sha256};

/// The longest ticket that is looked at, in bytes.
const MAX_BYTES: usize = 200;

/// The block of SHA-256, in bytes: RFC 2104.
const BLOCK_BYTES: usize = 64;

/// What a ticket gives access to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ticket {
    /// The site that the form belongs to.
    pub(crate) site_id: SiteId,
    /// The form whose draft is shown.
    pub(crate) form_id: FormId,
    /// Which of its versions, from 0 on.
    pub(crate) variation: usize,
    /// The expiry time, in Unix seconds.
    pub(crate) expires_at: u32,
}

/// Why a ticket is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is not as the service wrote it.
    Changed,
    /// It has expired.
    Expired,
}

impl Ticket {
    /// The ticket for the address of a page: signed, and without its site.
    pub(crate) fn parameter(&self, key: &[u8; 32]) -> String {
        let text = format!("{}.{}.{}", self.form_id, self.variation, self.expires_at);
        let signature = signature(key, &format!("{}.{text}", self.site_id));
        format!("{text}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
    }

    /// Reads a whole ticket that the service signed; `now` is in unix seconds.
    pub(crate) fn read(signed: &str, key: &[u8; 32], now: u32) -> Result<Self, Refusal> {
        let ticket = Self::verified(signed, key).ok_or(Refusal::Changed)?;
        if ticket.expires_at <= now {
            return Err(Refusal::Expired);
        }
        Ok(ticket)
    }

    fn verified(signed: &str, key: &[u8; 32]) -> Option<Self> {
        if signed.len() > MAX_BYTES {
            return None;
        }
        let (text, given) = signed.rsplit_once('.')?;
        let given = BASE64_URL_SAFE_NO_PAD.decode(given).ok()?;
        if !is_same(&given, &signature(key, text)) {
            return None;
        }
        let mut members = text.split('.');
        let ticket = Ticket {
            site_id: SiteId::parse(members.next()?)?,
            form_id: FormId::parse(members.next()?)?,
            variation: members.next()?.parse().ok()?,
            expires_at: members.next()?.parse().ok()?,
        };
        members.next().is_none().then_some(ticket)
    }
}

/// The signature of a text; the text begins with its purpose, in case the key ever signs something else.
fn signature(key: &[u8; 32], text: &str) -> [u8; 32] {
    hmac_sha256(key, format!("preview {text}").as_bytes())
}

/// HMAC with SHA-256 and a key of 32 bytes: <https://www.rfc-editor.org/rfc/rfc2104#section-2>.
fn hmac_sha256(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let padded = |pad: u8| {
        let mut block = [pad; BLOCK_BYTES];
        for (byte, key_byte) in block.iter_mut().zip(key) {
            *byte ^= key_byte;
        }
        block
    };
    let hash = |pad, message: &[u8]| {
        Sha256::new()
            .chain_update(padded(pad))
            .chain_update(message)
            .finalize()
    };
    hash(0x5c, &hash(0x36, message)).into()
}

/// Compares in the same time wherever they differ.
fn is_same(given: &[u8], ours: &[u8; 32]) -> bool {
    let differing = given
        .iter()
        .zip(ours)
        .fold(0, |bits, (given, ours)| bits | (given ^ ours));
    given.len() == ours.len() && std::hint::black_box(differing) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];
    const NOW: u32 = 1_800_000_000;

    /// The whole ticket, as a page of its site asks for it.
    fn signed() -> String {
        format!("testshop.{}", ticket().parameter(&KEY))
    }

    fn ticket() -> Ticket {
        Ticket {
            site_id: SiteId::parse("testshop").unwrap(),
            form_id: FormId::parse("letter1").unwrap(),
            variation: 0,
            expires_at: NOW + 60,
        }
    }

    /// The fourth test case of RFC 4231 has a key of 25 bytes; HMAC itself pads keys with zeros.
    #[test]
    fn the_hmac_is_that_of_the_rfc() {
        let mut key = [0; 32];
        for (byte, value) in key.iter_mut().zip(1..=25) {
            *byte = value;
        }
        let hex: String = hmac_sha256(&key, &[0xcd; 50])
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            hex,
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        );
    }

    #[test]
    fn a_ticket_opens_its_form_until_its_time_is_over() {
        let signed = signed();
        assert_eq!(Ticket::read(&signed, &KEY, NOW), Ok(ticket()));
        let late = Ticket::read(&signed, &KEY, NOW + 60);
        assert_eq!(late, Err(Refusal::Expired));
    }

    #[test]
    fn a_changed_ticket_or_one_signed_with_another_key_opens_nothing() {
        let signed = signed();
        for index in 0..signed.len() {
            let mut changed = signed.clone().into_bytes();
            changed[index] = if changed[index] == b'1' { b'2' } else { b'1' };
            let changed = String::from_utf8(changed).unwrap();
            let read = Ticket::read(&changed, &KEY, NOW);
            assert_eq!(read, Err(Refusal::Changed), "{changed}");
        }
        for other in [
            String::new(),
            ".".repeat(300),
            format!("{signed}."),
            signed.replace('.', ""),
        ] {
            let read = Ticket::read(&other, &KEY, NOW);
            assert_eq!(read, Err(Refusal::Changed), "{other}");
        }
        let of_another_site = signed.replacen("testshop", "othershop", 1);
        let read = Ticket::read(&of_another_site, &KEY, NOW);
        assert_eq!(read, Err(Refusal::Changed));
        let with_other_key = Ticket::read(&signed, &[8; 32], NOW);
        assert_eq!(with_other_key, Err(Refusal::Changed));
    }
}
