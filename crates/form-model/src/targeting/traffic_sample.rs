//! `{"type": "traffic_sample", "percentage": 12.5}`: a share of the visitors, drawn once for each.
//!
//! `percentage` is 0.01 to 100, with two decimals at most. The same visitor gets the same answer each time; forms draw
//! apart, so that 10 % of one form and 10 % of another are different people.

use serde::Serialize;

use crate::read::{At, Object};

/// A share of the visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TrafficSample {
    /// Hundredths of a percent, 1..=10000.
    pub percentage_hundredths: u32,
}

impl TrafficSample {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(TrafficSample {
            percentage_hundredths: read_hundredths(&object.required("percentage")?)?,
        })
    }
}

fn read_hundredths(at: &At<'_>) -> Option<u32> {
    let hundredths = at.value().as_f64().map(|percentage| percentage * 100.0);
    // A decimal such as 12.34 is not exact in binary, but far closer to it than to its neighbors of two decimals.
    let whole = hundredths.filter(|value| {
        (value - value.round()).abs() < 1e-6 && (1.0..=10_000.0).contains(&value.round())
    });
    if whole.is_none() {
        at.problem(format!(
            "is {}; a number from 0.01 to 100 with two decimals at most is allowed",
            at.shown()
        ));
    }
    whole.map(|value| value.round() as u32)
}

#[cfg(test)]
mod tests {
    use crate::targeting::{TargetingRule, TrafficSample, check, read};
    use serde_json::json;

    #[test]
    fn takes_two_decimals() {
        for hundredths in 1..=10_000 {
            let percentage = f64::from(hundredths) / 100.0;
            assert_eq!(
                read(&json!({"type": "traffic_sample", "percentage": percentage})),
                Ok(TargetingRule::TrafficSample(TrafficSample {
                    percentage_hundredths: hundredths
                }))
            );
        }
    }

    #[test]
    fn refuses_all_else() {
        for bad in [
            json!(0),
            json!(0.001),
            json!(0.125),
            json!(100.01),
            json!(-5),
            json!("50"),
            json!(null),
        ] {
            check(
                json!({"type": "traffic_sample", "percentage": bad}),
                Some("$.percentage"),
            );
        }
    }
}
