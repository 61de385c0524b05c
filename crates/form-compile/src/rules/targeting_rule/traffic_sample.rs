//! `traffic_sample`: the visitor's draw, 0..=9999, plus a number of the form modulo 10,000, is below the share. All of
//! 100 % need no draw.
//!
//! The form's number is the 32-bit [FNV-1a](https://datatracker.ietf.org/doc/html/draft-eastlake-fnv-21) hash of its id,
//! modulo 10,000, so that it stays when the form is published again.

use form_model::targeting::TrafficSample;
use targeting::{fact, program::ALLOW};

use super::Writer;

/// The number of possible random numbers.
const DRAWS: u32 = 10_000;

pub(super) fn compile(rule: TrafficSample, program: &mut Writer<'_>) {
    if rule.percentage_hundredths < DRAWS {
        let offset = fnv_1a(program.form_id.as_bytes()) % DRAWS;
        program.condition(fact::SAMPLE, &offset.to_string());
        program.range(ALLOW, None, Some(rule.percentage_hundredths - 1));
    }
}

fn fnv_1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::{DRAWS, fnv_1a};
    use crate::rules::check;
    use serde_json::json;

    #[test]
    fn hashes_as_others_do() {
        assert_eq!(fnv_1a(b""), 0x811c_9dc5);
        assert_eq!(fnv_1a(b"a"), 0xe40c_292c);
        assert_eq!(fnv_1a(b"foobar"), 0xbf9c_f968);
    }

    #[test]
    fn draws_below_the_share_are_in() {
        let fact = format!("a{}", fnv_1a(b"welcome") % DRAWS);
        check::rule(
            &json!({"type": "traffic_sample", "percentage": 12.5}),
            &[
                (&[(&fact, "0")], true),
                (&[(&fact, "1249")], true),
                (&[(&fact, "1250")], false),
                (&[(&fact, "9999")], false),
                (&[], false),
            ],
        );
        check::rule(
            &json!({"type": "traffic_sample", "percentage": 0.01}),
            &[(&[(&fact, "0")], true), (&[(&fact, "1")], false)],
        );
    }

    #[test]
    fn every_visitor_is_in_a_full_sample() {
        check::rule(
            &json!({"type": "traffic_sample", "percentage": 100}),
            &[(&[], true)],
        );
    }
}
