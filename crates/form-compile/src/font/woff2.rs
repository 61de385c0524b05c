//! WOFF2 files, unpacked in bounded memory to check the font inside; a page gets the file unchanged.

use brotli_decompressor::{BrotliResult, brotli_decode};

use super::FontFault;

/// The maximum size of an unpacked font: a file has at most 300 kB, and WOFF2 compresses a font to a half or a third.
pub(super) const MAX_SFNT_BYTES: usize = 4 * 1024 * 1024;

/// Unpacks a file. <https://www.w3.org/TR/WOFF2/>
pub(super) fn unpack(file: &[u8]) -> Result<Vec<u8>, FontFault> {
    unpack_with(file, |_| {})
}

/// `meddle` is for the tests: it changes the tables between their decompression and their reconstruction.
pub(super) fn unpack_with(
    file: &[u8],
    meddle: impl Fn(&mut Vec<u8>),
) -> Result<Vec<u8>, FontFault> {
    match file.get(..4) {
        Some(b"wOF2") => {}
        Some(b"wOFF") => return Err(FontFault::NotWoff2("a WOFF 1 file")),
        Some(b"\0\x01\0\0" | b"true") => return Err(FontFault::NotWoff2("a TrueType font")),
        Some(b"OTTO") => return Err(FontFault::NotWoff2("an OpenType font")),
        Some(b"ttcf") => return Err(FontFault::NotWoff2("a collection of fonts")),
        _ => return Err(FontFault::NotWoff2("something else")),
    }
    if file.get(4..8) == Some(b"ttcf") {
        return Err(FontFault::Collection);
    }
    let mut decompress = |compressed: &[u8], size: usize| {
        if size > MAX_SFNT_BYTES {
            return Err("too large".into());
        }
        let mut tables = vec![0; size];
        let decoded = brotli_decode(compressed, &mut tables);
        if !matches!(decoded.result, BrotliResult::ResultSuccess) || decoded.decoded_size != size {
            return Err("of another size than it announces".into());
        }
        meddle(&mut tables);
        Ok(tables)
    };
    let sfnt = wuff::decompress_woff2_with_custom_brotli(file, &mut decompress)
        .map_err(|_| FontFault::Broken)?;
    if sfnt.len() > MAX_SFNT_BYTES {
        return Err(FontFault::Broken);
    }
    Ok(sfnt)
}
