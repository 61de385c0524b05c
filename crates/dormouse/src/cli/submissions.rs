//! `dormouse submissions --site ID [--format json|jsonl|csv]`.

use std::{
    collections::BTreeSet,
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use serde_json::Value;
use url::form_urlencoded;

use super::{
    api::{Answer, Api, ApiFlags, site_id},
    csv::{Columns, write_row},
};

/// How many submissions one request asks for, the most that the API gives.
const PAGE: u64 = 200;

/// Lists submissions with their consents, latest first, through the API of a running service
#[derive(Debug, Args)]
pub(super) struct Submissions {
    /// Site that received them
    #[arg(long, value_name = "ID")]
    site: String,
    /// Only those of this form [default: of all]
    #[arg(long, value_name = "ID")]
    form: Option<String>,
    /// Only those that arrived at this time or later: `2026-11-30` (midnight UTC) or `2026-11-30T08:00:00Z`
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// Only those that arrived before this time
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    /// No more than this many [default: all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,
    /// JSON lines, or CSV that is safe to open in a spreadsheet
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    #[command(flatten)]
    api: ApiFlags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Jsonl,
    Csv,
}

/// A walk through the list, a page in memory at a time.
struct Walk<'a> {
    api: &'a Api,
    path: String,
    filter: String,
    limit: u64,
}

/// Why the listing ended early.
enum Stop {
    /// The service listed problems of the request.
    Problems(Answer),
    Error(anyhow::Error),
}

impl Submissions {
    pub(super) fn run(self) -> Result<ExitCode> {
        let path = format!("/sites/{}/submissions", site_id(&self.site)?);
        let mut filter = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("form", &self.form),
            ("since", &self.since),
            ("until", &self.until),
        ] {
            if let Some(value) = value {
                filter.append_pair(name, value);
            }
        }
        let api = self.api.api()?;
        let walk = Walk {
            api: &api,
            path,
            filter: filter.finish(),
            limit: self.limit.unwrap_or(u64::MAX),
        };
        let mut out = BufWriter::new(io::stdout().lock());
        let written = match self.format {
            Format::Jsonl => walk.each(|submission| Ok(writeln!(out, "{submission}")?)),
            Format::Csv => write_table(&walk, &mut out),
        };
        let written = written.and_then(|()| Ok(out.flush()?));
        match written {
            Ok(()) => Ok(ExitCode::SUCCESS),
            Err(Stop::Problems(problems)) => problems.print(),
            // The reader of our output has read enough.
            Err(Stop::Error(error)) if is_broken_pipe(&error) => Ok(ExitCode::SUCCESS),
            Err(Stop::Error(error)) => Err(error),
        }
    }
}

impl Walk<'_> {
    /// Hands over each submission, latest first.
    fn each(&self, mut take: impl FnMut(&Value) -> Result<()>) -> Result<(), Stop> {
        let mut left = self.limit;
        let mut after = String::new();
        while left > 0 {
            let limit = left.min(PAGE);
            let url = format!("{}?limit={limit}{after}&{}", self.path, self.filter);
            let page = match self.api.get(&url)? {
                Answer::Good(page) => page,
                problems @ Answer::Problems(_) => return Err(Stop::Problems(problems)),
            };
            let submissions = page["submissions"].as_array();
            let submissions = submissions.context("the answer of the service has no list `submissions`; is it the same version as this program?")?;
            for submission in submissions {
                take(submission)?;
            }
            left -= limit;
            match page["next"].as_i64() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        Ok(())
    }
}

/// Walks twice: once to find the columns, and once to write the rows, so that neither is held in memory.
fn write_table(walk: &Walk<'_>, out: &mut impl Write) -> Result<(), Stop> {
    let (mut properties, mut channels) = (BTreeSet::new(), BTreeSet::new());
    walk.each(|submission| {
        for name in submission["answers"].as_object().into_iter().flatten() {
            properties.insert(name.0.clone());
        }
        for consent in submission["consents"].as_array().into_iter().flatten() {
            channels.extend(consent["channel"].as_str().map(str::to_owned));
        }
        Ok(())
    })?;
    let columns = Columns {
        properties,
        channels,
    };
    write_row(out, &columns.names())?;
    walk.each(|submission| match columns.cells(submission) {
        Some(cells) => Ok(write_row(out, &cells)?),
        None => bail!(
            "a submission with a new property came while the table was written; run the command again, or bound it with --until"
        ),
    })
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Stop::Error(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Error(error.into())
    }
}
