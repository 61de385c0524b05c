//! The outer structure of a `.wasm` file: its sections, and the numbers and names in them.
//!
//! Format: <https://webassembly.github.io/spec/core/binary/modules.html>.

use anyhow::{Context, Result, ensure};

const PREAMBLE: &[u8] = b"\0asm\x01\0\0\0";

/// Id of the import section.
pub(super) const IMPORTS: u8 = 2;
/// Id of the export section.
pub(super) const EXPORTS: u8 = 7;

/// A section, unparsed.
pub(super) struct Section<'a> {
    /// The id of the section.
    pub(super) id: u8,
    /// The content, after its length.
    pub(super) content: &'a [u8],
}

/// The sections of a module in their order.
pub(super) fn sections(wasm: &[u8]) -> Result<Vec<Section<'_>>> {
    let body = wasm
        .strip_prefix(PREAMBLE)
        .context("this is not a WebAssembly module of version 1")?;
    let mut reader = Reader { rest: body };
    let mut sections = Vec::new();
    while !reader.rest.is_empty() {
        let id = reader.byte()?;
        let length = reader.number()?;
        sections.push(Section {
            id,
            content: reader.take(length)?,
        });
    }
    Ok(sections)
}

/// Assembles a module from these sections.
pub(super) fn assemble<'a>(sections: impl IntoIterator<Item = (u8, &'a [u8])>) -> Result<Vec<u8>> {
    let mut wasm = PREAMBLE.to_vec();
    for (id, content) in sections {
        wasm.push(id);
        write_number(&mut wasm, u32::try_from(content.len())?);
        wasm.extend_from_slice(content);
    }
    Ok(wasm)
}

/// Appends an unsigned LEB128 number.
pub(super) fn write_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends a name: its length and its UTF-8.
pub(super) fn write_name(bytes: &mut Vec<u8>, name: &str) -> Result<()> {
    write_number(bytes, u32::try_from(name.len())?);
    bytes.extend_from_slice(name.as_bytes());
    Ok(())
}

/// Reads a section's content from its beginning.
pub(super) struct Reader<'a> {
    /// The bytes that are not read yet.
    pub(super) rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads the next byte.
    pub(super) fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// An unsigned LEB128 number of at most 32 bits.
    pub(super) fn number(&mut self) -> Result<u32> {
        let mut number = 0u64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return u32::try_from(number).context("a number in the module is too large");
            }
        }
        anyhow::bail!("a number in the module is too long")
    }

    /// Reads a name.
    pub(super) fn name(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }

    fn take(&mut self, length: u32) -> Result<&'a [u8]> {
        let length = length as usize;
        ensure!(
            length <= self.rest.len(),
            "the module ends in the middle of something"
        );
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, assemble, sections, write_number};

    #[test]
    fn numbers_survive_writing_and_reading() {
        for number in [0, 1, 127, 128, 300, 65_536, u32::MAX] {
            let mut bytes = Vec::new();
            write_number(&mut bytes, number);
            let mut reader = Reader { rest: &bytes };
            assert_eq!(reader.number().unwrap(), number);
            assert!(reader.rest.is_empty());
        }
    }

    #[test]
    fn broken_numbers_are_errors() {
        assert!(
            Reader {
                rest: &[0x80, 0x80, 0x80, 0x80, 0x80, 0x01]
            }
            .number()
            .is_err(),
            "too long"
        );
        assert!(
            Reader {
                rest: &[0xff, 0xff, 0xff, 0xff, 0x7f]
            }
            .number()
            .is_err(),
            "more than 32 bits"
        );
        assert!(Reader { rest: &[0x80] }.number().is_err(), "cut off");
    }

    #[test]
    fn sections_survive_taking_apart_and_assembling() {
        let wasm = b"\0asm\x01\0\0\0\x01\x02ab\x0a\x01c";
        let parts = sections(wasm).unwrap();
        assert_eq!(
            parts.iter().map(|part| part.id).collect::<Vec<_>>(),
            [1, 10]
        );
        assert_eq!(
            assemble(parts.iter().map(|part| (part.id, part.content))).unwrap(),
            wasm
        );
        assert!(sections(&wasm[..wasm.len() - 1]).is_err());
        assert!(sections(b"not wasm").is_err());
    }
}
