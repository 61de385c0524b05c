//! `size-budget.json`: the most bytes that each stage and file may have, raw and by brotli.

use super::compressed::Sizes;
use crate::workspace;
use anyhow::{Context, Result};
use serde_json::Value;
use std::{collections::BTreeMap, fs};

/// How far below its limit a size may be, in percent. A size that shrinks more needs a new limit, so that the savings
/// cannot get lost unnoticed.
const SLACK_PERCENT: u64 = 10;

/// The sizes outside the budget, one line each.
pub(super) fn problems(sizes: &BTreeMap<String, Sizes>) -> Result<Vec<String>> {
    let path = workspace::root().join("size-budget.json");
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let budget = serde_json::from_str(&text).context("size-budget.json is not JSON")?;
    compare(&budget, sizes)
        .context("size-budget.json must have the form {NAME: {\"bytes\": N, \"brotli_bytes\": N}}")
}

fn compare(budget: &Value, sizes: &BTreeMap<String, Sizes>) -> Option<Vec<String>> {
    let mut problems = Vec::new();
    for (name, limits) in budget.as_object()? {
        let Some(size) = sizes.get(name) else {
            problems.push(format!(
                "{name} is in size-budget.json, but was not measured"
            ));
            continue;
        };
        for (unit, limit) in limits.as_object()? {
            let limit = limit.as_u64()?;
            let actual = match unit.as_str() {
                "bytes" => size.raw_bytes,
                "brotli_bytes" => size.brotli_bytes,
                _ => return None,
            };
            if actual > limit {
                problems.push(format!(
                    "{name}: {actual} {unit}, over the limit of {limit} by {}",
                    actual - limit
                ));
            } else if actual < limit * (100 - SLACK_PERCENT) / 100 {
                problems.push(format!("{name}: {actual} {unit}, so far below the limit of {limit} that it can be lowered"));
            }
        }
    }
    Some(problems)
}

#[cfg(test)]
mod tests {
    use super::{Sizes, compare};
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    #[track_caller]
    fn check(budget: &Value, expected: Option<&[&str]>) {
        let size = Sizes {
            raw_bytes: 1_000,
            gzip_bytes: 600,
            brotli_bytes: 500,
        };
        let sizes = BTreeMap::from([("loader.js".to_owned(), size)]);
        let problems = compare(budget, &sizes);
        assert_eq!(
            problems,
            expected.map(|lines| lines.iter().map(|line| (*line).to_owned()).collect())
        );
    }

    #[test]
    fn a_size_at_its_limit_or_a_little_below_is_good() {
        check(
            &json!({"loader.js": {"bytes": 1_000, "brotli_bytes": 555}}),
            Some(&[]),
        );
    }

    #[test]
    fn a_size_above_its_limit_is_a_problem() {
        check(
            &json!({"loader.js": {"brotli_bytes": 499}}),
            Some(&["loader.js: 500 brotli_bytes, over the limit of 499 by 1"]),
        );
    }

    #[test]
    fn a_size_well_below_its_limit_is_a_problem() {
        check(
            &json!({"loader.js": {"bytes": 1_120}}),
            Some(&["loader.js: 1000 bytes, so far below the limit of 1120 that it can be lowered"]),
        );
    }

    #[test]
    fn unmeasured_and_malformed_entries_are_reported() {
        check(
            &json!({"phone.js": {"bytes": 1}}),
            Some(&["phone.js is in size-budget.json, but was not measured"]),
        );
        check(&json!({"loader.js": {"gzip": 1}}), None);
        check(&json!({"loader.js": 1_000}), None);
    }
}
