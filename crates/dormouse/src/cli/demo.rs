//! `dormouse demo`.

use std::{collections::HashSet, net::SocketAddr, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::Args;
use http_server::{
    environment::listen_address,
    log,
    server::{listen, serve, stop_signal},
};
use tokio::{join, runtime::Runtime, sync::watch};

use super::{
    location_flags::LocationFlags, output::print, serve::origin_of, write_flags::WriteFlags,
};
use crate::{
    App, Config, Origin,
    clock::Clock,
    config::{ApiToken, Limits},
    demo::{API_TOKEN, SITE, gallery, prepare, shop},
    embedded, router,
};

/// Runs the service with example forms, and a shop that shows them
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Address of the service
    #[arg(long, default_value = "127.0.0.1:8787", value_parser = listen_address)]
    addr: SocketAddr,
    /// Address of the shop
    #[arg(long, default_value = "127.0.0.1:8786", value_parser = listen_address)]
    shop_addr: SocketAddr,
    /// Folder of the database; created if it does not exist
    #[arg(long, default_value = ".dormouse", value_name = "DIR")]
    data: PathBuf,
    /// Origin at which browsers find the service [default: http://ADDR]
    #[arg(long, value_name = "URL")]
    public_url: Option<Origin>,
    /// One more origin whose pages may submit, beside the shop's; can be given again
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<Origin>,
    #[command(flatten)]
    location: LocationFlags,
    #[command(flatten)]
    writes: WriteFlags,
    /// Which events are logged, for example `info` or `dormouse=debug`
    #[arg(
        long,
        env = "DORMOUSE_LOG",
        default_value = "warn",
        value_name = "FILTER"
    )]
    log: String,
}

impl Demo {
    pub(super) fn run(self) -> Result<ExitCode> {
        let modules = embedded::modules()?;
        let location_headers = self.location.headers()?;
        let writes = self.writes.limits();
        let trusted_proxies = self.writes.trusted_proxies()?;
        log::start(&self.log, "DORMOUSE_LOG", log::Format::Text)?;
        Runtime::new()?.block_on(async {
            let listener = listen(self.addr, "--addr")?;
            let shop_listener = listen(self.shop_addr, "--shop-addr")?;
            let (addr, shop_addr) = (listener.local_addr()?, shop_listener.local_addr()?);
            let stop_signal = stop_signal()?;
            let config = Config {
                addr,
                data: self.data,
                public_url: self.public_url.map_or_else(|| origin_of(addr), Ok)?,
                api_token: ApiToken::parse(API_TOKEN).context("the demo's token")?,
                second_api_token: None,
                metrics_addr: None,
                log: self.log,
                renderer_urls: Vec::new(),
                location_headers,
                trusted_proxies,
                clock: Clock::default(),
                limits: Limits {
                    writes,
                    ..Limits::default()
                },
            };
            let app = App::start(&config, modules).await?;
            let origins = shop_origins(shop_addr, self.allow_origin)?;
            prepare(&app, origins.clone()).await?;
            let _ = print(&addresses(&config, shop_addr));

            let (stop, stopped) = watch::channel(());
            let until_stopped = |mut stopped: watch::Receiver<()>| async move {
                let _ = stopped.changed().await;
            };
            let shop = shop(&config.public_url).merge(gallery(
                app.clone(),
                origins,
                config.public_url.clone(),
            ));
            join!(
                serve(
                    listener,
                    router(app.clone()),
                    config.limits.timeouts(),
                    until_stopped(stopped.clone())
                ),
                serve(
                    shop_listener,
                    shop,
                    config.limits.timeouts(),
                    until_stopped(stopped)
                ),
                async {
                    stop_signal.await;
                    stop.send_replace(());
                },
            );
            app.close().await;
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// The shop's origins as people type them, at least on this machine; and the additionally allowed ones.
fn shop_origins(shop_addr: SocketAddr, allowed: Vec<Origin>) -> Result<Vec<Origin>> {
    let port = shop_addr.port();
    let mut origins = vec![origin_of(shop_addr)?];
    for host in ["127.0.0.1", "localhost"] {
        origins.push(Origin::parse(&format!("http://{host}:{port}"))?);
    }
    origins.extend(allowed);
    let mut known = HashSet::new();
    origins.retain(|origin| known.insert(origin.clone()));
    Ok(origins)
}

fn addresses(config: &Config, shop_addr: SocketAddr) -> String {
    let public_url = &config.public_url;
    format!(
        "
  Dormouse demo

  Shop       http://{shop_addr}
  Gallery    http://{shop_addr}/gallery
  Service    {public_url}
  Script     {public_url}/v1/{SITE}/onsite.js
  API token  {API_TOKEN}
  Data       {data}

  Who signed up:
    curl -H 'Authorization: Bearer {API_TOKEN}' {public_url}/api/v1/sites/{SITE}/submissions

  Ctrl-C ends it.

",
        data = config.data.display()
    )
}
