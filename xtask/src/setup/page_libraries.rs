//! JavaScript libraries that third-party pages use: Debian has the browser files of those that npm lacks.

use super::{Found, apt};
use anyhow::Result;
use std::path::Path;

/// The file that a test's page loads, and the package that has it.
const LIBRARIES: &[(&str, &str)] = &[
    (
        "/usr/share/javascript/prototype/prototype.js",
        "libjs-prototype",
    ),
    (
        "/usr/share/javascript/mootools/mootools.js",
        "libjs-mootools",
    ),
];

/// Installs Debian's packages of those files that are missing.
pub(super) fn ensure() -> Result<Found> {
    let missing = LIBRARIES
        .iter()
        .filter(|(file, _)| !Path::new(file).exists());
    let packages: Vec<&str> = missing.map(|(_, package)| *package).collect();
    if packages.is_empty() {
        return Ok(Found::There);
    }
    apt::install(&packages, "testing beside other libraries")?;
    Ok(Found::Missing)
}
