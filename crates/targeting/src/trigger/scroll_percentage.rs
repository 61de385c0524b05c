//! Trigger `scroll_percentage`: how far the visitor scrolled, of what can be scrolled.
//!
//! 0 is the top, 100 the very end; a page that cannot be scrolled never reports any.
//! Source: Klaviyo Forms API, `ScrollProperties.percentage`.

use crate::program;

/// Whether the threshold of this operand is reached.
pub(crate) fn fires(operand: &[u8], percentage: u32) -> bool {
    percentage >= program::number(operand)
}

#[cfg(test)]
mod tests {
    use super::fires;

    #[test]
    fn fires_at_its_threshold() {
        assert!(!fires(b"30", 29));
        assert!(fires(b"30", 30));
        assert!(fires(b"30", 100));
    }
}
