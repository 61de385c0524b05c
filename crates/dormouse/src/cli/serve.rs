//! `dormouse serve`.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::Args;
use http_server::{
    log,
    server::{listen, serve, stop_signal},
};
use tokio::runtime::Runtime;

use super::{location_flags::LocationFlags, output::print};
use crate::{
    App, Config, Origin,
    config::{ApiToken, Limits},
    embedded, router,
};

/// Runs the service
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Address to listen on
    #[arg(long, env = "DORMOUSE_ADDR", default_value = "127.0.0.1:8787")]
    addr: SocketAddr,
    /// Folder of the database; made where it does not exist
    #[arg(
        long,
        env = "DORMOUSE_DATA",
        default_value = ".dormouse",
        value_name = "DIR"
    )]
    data: PathBuf,
    /// Origin at which browsers find this service [default: http://ADDR]
    #[arg(long, env = "DORMOUSE_PUBLIC_URL", value_name = "URL")]
    public_url: Option<Origin>,
    /// Token that the management API asks for, at least 16 characters; required
    #[arg(
        long,
        env = "DORMOUSE_API_TOKEN",
        hide_env_values = true,
        value_name = "TOKEN",
        default_value = "",
        hide_default_value = true
    )]
    api_token: String,
    /// Which events are logged, for example `warn` or `dormouse=debug`
    #[arg(
        long,
        env = "DORMOUSE_LOG",
        default_value = "info",
        value_name = "FILTER"
    )]
    log: String,
    /// Submissions that are handled at the same time; more are answered with 503
    #[arg(long, env = "DORMOUSE_SUBMISSIONS_IN_FLIGHT", default_value_t = Limits::default().submissions_in_flight as u16,
          value_parser = clap::value_parser!(u16).range(1..=10_000), value_name = "N")]
    submissions_in_flight: u16,
    /// Origins of the renderer service, with commas between them [default: forms are compiled in this process]
    #[arg(
        long,
        env = "RENDERER_URL",
        value_name = "URL,…",
        default_value = "",
        hide_default_value = true
    )]
    renderer_url: String,
    #[command(flatten)]
    location: LocationFlags,
}

impl Serve {
    pub(super) fn run(self) -> Result<ExitCode> {
        let modules = embedded::modules()?;
        let api_token = ApiToken::parse(&self.api_token).context("DORMOUSE_API_TOKEN")?;
        let renderer_urls = origins(&self.renderer_url).context("RENDERER_URL")?;
        let location_headers = self.location.headers()?;
        log::start(&self.log, "DORMOUSE_LOG", log::Format::Text)?;
        Runtime::new()?.block_on(async {
            let listener = listen(self.addr, "--addr").await?;
            let addr = listener.local_addr()?;
            let stop = stop_signal()?;
            let submissions_in_flight = usize::from(self.submissions_in_flight);
            let config = Config {
                addr,
                data: self.data,
                public_url: self.public_url.map_or_else(|| origin_of(addr), Ok)?,
                api_token,
                log: self.log,
                renderer_urls,
                location_headers,
                limits: Limits {
                    submissions_in_flight,
                    ..Limits::default()
                },
            };
            print(&format!("Dormouse serves with\n{config}\n"))?;
            let app = App::start(&config, modules).await?;
            tracing::info!(%addr, "listening");
            serve(
                listener,
                router(app.clone()),
                config.limits.timeouts(),
                stop,
            )
            .await;
            app.close().await;
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// Origins with commas between them; an empty variable is none.
fn origins(text: &str) -> Result<Vec<Origin>> {
    text.split(',')
        .map(str::trim)
        .filter(|origin| !origin.is_empty())
        .map(|origin| {
            Origin::parse(origin)
                .with_context(|| format!("{origin:?} is no origin such as `http://renderer:8788`"))
        })
        .collect()
}

/// Origin of a service that browsers reach where it listens.
pub(super) fn origin_of(addr: SocketAddr) -> Result<Origin> {
    Origin::parse(&format!("http://{addr}")).with_context(|| format!("{addr} makes no origin"))
}
