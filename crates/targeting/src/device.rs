//! Targeting rule `device`: the classes of device on which a form may show.

/// Class of the visitor's device, as one bit, so that a rule is a sum of bits.
///
/// The page tells a touch device (its primary pointer is coarse) whose screen's shorter side is below 600 px
/// as a phone, another touch device as a tablet, and all else as a desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Device {
    /// Touch, shorter side of the screen below 600 CSS px.
    Phone = 1,
    /// Touch, larger.
    Tablet = 2,
    /// Mouse or track pad.
    Desktop = 4,
}

/// Whether a device, given as its bit, is among the allowed ones.
pub(crate) fn matches(allowed: u32, device: u32) -> bool {
    allowed & device != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_matches_when_its_bit_is_allowed() {
        let phone_or_tablet = Device::Phone as u32 + Device::Tablet as u32;
        assert!(matches(phone_or_tablet, Device::Tablet as u32));
        assert!(!matches(phone_or_tablet, Device::Desktop as u32));
    }

    #[test]
    fn an_unknown_device_never_matches() {
        assert!(!matches(7, 0));
    }
}
