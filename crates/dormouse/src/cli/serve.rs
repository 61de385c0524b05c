//! `dormouse serve`.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use anyhow::{Context, Result, bail};
use clap::Args;
use http_server::{
    environment::listen_address,
    log,
    server::{Timeouts, listen, serve, stop_signal},
};
use tokio::{join, net::TcpListener, runtime::Runtime, sync::watch};

use super::{location_flags::LocationFlags, output::print, write_flags::WriteFlags};
use crate::{
    App, Config, Origin,
    clock::Clock,
    config::{ApiToken, Limits},
    embedded, router,
    router::metrics_router,
};

/// Runs the service
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Address to listen on
    #[arg(long, env = "DORMOUSE_ADDR", default_value = "127.0.0.1:8787", value_parser = listen_address)]
    addr: SocketAddr,
    /// Folder of the database; created if it does not exist
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
    /// A second valid token, for the time in which clients change from one token to the other
    #[arg(
        long,
        env = "DORMOUSE_SECOND_API_TOKEN",
        hide_env_values = true,
        value_name = "TOKEN",
        default_value = "",
        hide_default_value = true
    )]
    second_api_token: String,
    /// Address at which `/metrics` is served, only for operators of the service [default: none]
    #[arg(long, env = "DORMOUSE_METRICS_ADDR", value_parser = listen_address, value_name = "ADDR")]
    metrics_addr: Option<SocketAddr>,
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
    /// How long the service still accepts requests after the signal to stop, while each answer ends its connection
    #[arg(long, env = "DORMOUSE_DRAIN_DELAY_SECONDS", default_value_t = 0,
          value_parser = clap::value_parser!(u64).range(..=600), value_name = "SECONDS")]
    drain_delay_seconds: u64,
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
    #[command(flatten)]
    writes: WriteFlags,
}

impl Serve {
    pub(super) fn run(self) -> Result<ExitCode> {
        let modules = embedded::modules()?;
        if self.api_token.is_empty() {
            bail!("DORMOUSE_API_TOKEN is not set; set it to a token of at least 16 characters");
        }
        let api_token = ApiToken::parse(&self.api_token).context("DORMOUSE_API_TOKEN")?;
        let second_api_token = (!self.second_api_token.is_empty())
            .then(|| ApiToken::parse(&self.second_api_token))
            .transpose()
            .context("DORMOUSE_SECOND_API_TOKEN")?;
        let renderer_urls = origins(&self.renderer_url).context("RENDERER_URL")?;
        let location_headers = self.location.headers()?;
        let writes = self.writes.limits();
        let trusted_proxies = self.writes.trusted_proxies()?;
        log::start(&self.log, "DORMOUSE_LOG", log::Format::Text)?;
        Runtime::new()?.block_on(async {
            let listener = listen(self.addr, "--addr")?;
            let addr = listener.local_addr()?;
            let metrics_listener = match self.metrics_addr {
                Some(addr) => Some(listen(addr, "--metrics-addr")?),
                None => None,
            };
            let stop = stop_signal()?;
            let submissions_in_flight = usize::from(self.submissions_in_flight);
            let config = Config {
                addr,
                data: self.data,
                public_url: self.public_url.map_or_else(|| origin_of(addr), Ok)?,
                api_token,
                second_api_token,
                metrics_addr: self.metrics_addr,
                log: self.log,
                renderer_urls,
                location_headers,
                trusted_proxies,
                clock: Clock::default(),
                limits: Limits {
                    submissions_in_flight,
                    writes,
                    drain_delay: Duration::from_secs(self.drain_delay_seconds),
                    ..Limits::default()
                },
            };
            // The starting program need not read this.
            let _ = print(&format!("Dormouse serves with\n{config}\n"));
            let app = App::start(&config, modules).await?;
            tracing::info!(%addr, "listening");
            let (stopping, stopped) = watch::channel(());
            let timeouts = config.limits.timeouts();
            join!(
                serve(listener, router(app.clone()), timeouts, async {
                    stop.await;
                    stopping.send_replace(());
                }),
                serve_metrics(metrics_listener, &app, timeouts, stopped),
            );
            app.close().await;
            tracing::info!("stopped");
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// Serves `/metrics` at its own address, if it has one, as long as the service runs.
async fn serve_metrics(
    listener: Option<TcpListener>,
    app: &Arc<App>,
    timeouts: Timeouts,
    mut stopped: watch::Receiver<()>,
) {
    if let Some(listener) = listener {
        let stop = async move {
            let _ = stopped.changed().await;
        };
        serve(listener, metrics_router(app.clone()), timeouts, stop).await;
    }
}

/// Origins separated by commas; an empty variable counts as not set.
fn origins(text: &str) -> Result<Vec<Origin>> {
    text.split(',')
        .map(str::trim)
        .filter(|origin| !origin.is_empty())
        .map(|origin| {
            Origin::parse(origin).with_context(|| {
                format!("{origin:?} is not an origin such as `http://renderer:8788`")
            })
        })
        .collect()
}

/// Origin of a service that browsers reach where it listens.
pub(super) fn origin_of(addr: SocketAddr) -> Result<Origin> {
    Origin::parse(&format!("http://{addr}")).with_context(|| {
        format!("cannot make an address for browsers from {addr}; set --public-url")
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[derive(Debug, clap::Parser)]
    struct Command {
        #[command(flatten)]
        serve: super::Serve,
    }

    #[test]
    fn every_variable_is_in_the_example() {
        let example = include_str!("../../.env.example");
        let command = Command::command();
        let variables: Vec<_> = command
            .get_arguments()
            .filter_map(|argument| argument.get_env())
            .collect();
        assert!(variables.len() > 10);
        for variable in variables {
            let line = format!("{}=", variable.to_str().unwrap());
            assert!(example.contains(&line), "{line}");
        }
    }
}
