//! Files with their compressed forms, made once so that an answer only copies bytes.

use std::io;

use form_compile::Asset;

use crate::{content_encoding, media_type};

/// A file, compressed if that makes it smaller.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    /// The file.
    pub(crate) asset: Asset,
    /// The file in brotli; `None` for a picture.
    pub(crate) brotli: Option<Vec<u8>>,
    /// The file in gzip; `None` for a picture.
    pub(crate) gzip: Option<Vec<u8>>,
}

impl Packed {
    /// Compresses a file. Takes about 2 ms per kB: run it where it blocks no request.
    pub(crate) fn pack(asset: Asset) -> io::Result<Self> {
        let is_compressible =
            media_type::of_extension(asset.extension).is_some_and(|it| it.is_compressible);
        let (brotli, gzip) = if is_compressible {
            let brotli = content_encoding::brotli(&asset.bytes)?;
            (Some(brotli), Some(content_encoding::gzip(&asset.bytes)?))
        } else {
            (None, None)
        };
        Ok(Packed {
            asset,
            brotli,
            gzip,
        })
    }

    /// Size of the file in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.asset.bytes.len()
    }

    /// Size of the download, in bytes: in brotli if available.
    pub(crate) fn brotli_bytes(&self) -> usize {
        self.brotli.as_ref().map_or(self.bytes(), Vec::len)
    }
}
