//! How many files the process may have open; a connection is one.

/// As many as are asked for: the most connections twice over, and files.
const WANTED: u64 = 16_384;

/// Raises the limit of open files as far as the system allows, and returns the new limit.
///
/// Service managers leave the limit at 1,024 for programs that use `select`, and let all others raise it:
/// <https://0pointer.net/blog/file-descriptor-limits.html>.
#[cfg(unix)]
pub(crate) fn raise() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.map_or(WANTED, |maximum| maximum.min(WANTED));
    let is_enough = limit.current.is_none_or(|current| current >= wanted);
    let raised = Rlimit {
        current: Some(wanted),
        maximum: limit.maximum,
    };
    if !is_enough && let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!(%error, wanted, "the limit of open files could not be raised");
    }
    let now = getrlimit(Resource::Nofile).current.unwrap_or(WANTED);
    usize::try_from(now).unwrap_or(usize::MAX)
}

/// Other systems do not have this limit.
#[cfg(not(unix))]
pub(crate) fn raise() -> usize {
    WANTED as usize
}
