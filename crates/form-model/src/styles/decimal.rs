//! Numbers with a fraction, kept whole so that they compare.

use serde::{Serialize, Serializer};

use crate::read::At;

/// A number in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal(i32);

impl Decimal {
    /// The number as CSS.
    pub fn as_css(self) -> String {
        format!("{}", f64::from(self.0) / 100.0)
    }

    /// Reads a number of hundredths in a range, in steps.
    pub(crate) fn read(at: &At<'_>, least: i32, most: i32, step: i32) -> Option<Self> {
        let Some(number) = at.value().as_f64() else {
            at.problem("must be a number");
            return None;
        };
        let hundredths = (number * 100.0).round();
        let is_exact = (number * 100.0 - hundredths).abs() < 1e-6;
        let whole = (least..=most)
            .step_by(step.unsigned_abs() as usize)
            .find(|&allowed| f64::from(allowed) == hundredths);
        match whole {
            Some(whole) if is_exact => Some(Decimal(whole)),
            _ => {
                at.problem(format!(
                    "is {}; a number from {} to {} in steps of {} is allowed",
                    at.shown(),
                    Decimal(least).as_css(),
                    Decimal(most).as_css(),
                    Decimal(step).as_css()
                ));
                None
            }
        }
    }
}

/// Written as it was read: a whole number without a point.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 {
            serializer.serialize_i32(self.0 / 100)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 100.0)
        }
    }
}
