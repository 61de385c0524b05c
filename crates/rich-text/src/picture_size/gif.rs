//! How far the frames of a GIF extend: browsers make the picture as large as its first frame if that is larger than the
//! screen in the header.
//!
//! Source: [GIF89a](https://www.w3.org/Graphics/GIF/spec-gif89a.txt).

/// The header and the description of the screen, in bytes.
const SCREEN: usize = 13;

/// The right and the bottom end of all frames, in pixels; a truncated file counts as far as it goes.
pub(super) fn reach(bytes: &[u8]) -> (usize, usize) {
    let mut reach = (0, 0);
    let flags = bytes.get(SCREEN - 3).copied().unwrap_or_default();
    let mut at = SCREEN + table_bytes(flags);
    loop {
        match bytes.get(at) {
            // An extension: its label, and its data.
            Some(b'!') => at = behind_blocks(bytes, at + 2),
            Some(b',') => {
                let Some(frame) = bytes.get(at + 1..at + 10) else {
                    return reach;
                };
                let side = |at: usize| usize::from(u16::from_le_bytes([frame[at], frame[at + 1]]));
                let (left, top, width, height) = (side(0), side(2), side(4), side(6));
                reach = (reach.0.max(left + width), reach.1.max(top + height));
                // Its colors, and then one byte before its data.
                at = behind_blocks(bytes, at + 10 + table_bytes(frame[8]) + 1);
            }
            _ => return reach,
        }
    }
}

/// Bytes of the table of colors that these flags announce.
fn table_bytes(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// The place behind blocks, of which each begins with its length and the last is empty.
fn behind_blocks(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            None => return at,
            Some(0) => return at + 1,
            Some(length) => at += 1 + usize::from(*length),
        }
    }
}
