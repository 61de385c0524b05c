//! Trigger `delay`: a time since the trigger module started.
//!
//! Source: Klaviyo Forms API, `DelayProperties.seconds`.

use crate::program;

/// Whether a delay of this operand is over after `elapsed_ms`.
pub(crate) fn fires(operand: &[u8], elapsed_ms: u32) -> bool {
    elapsed_ms >= program::number(operand)
}

#[cfg(test)]
mod tests {
    use super::fires;

    #[test]
    fn fires_when_its_time_is_over() {
        assert!(!fires(b"5000", 4999));
        assert!(fires(b"5000", 5000));
        assert!(fires(b"0", 0));
    }
}
