//! What the routes share: database, publisher, metrics and limits.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::{Arc, Once, Weak},
    time::Duration,
};

use axum::http::HeaderMap;
use form_compile::onsite_script::StorefrontModules;
use form_model::{FormId, SiteId};
use http_server::{body_shares::BodyShares, server::Peer};
use tokio::sync::Semaphore;

use crate::{
    Config, Error,
    client_address::TrustedProxies,
    clock::Clock,
    config::{ApiToken, Limits, LocationHeaders},
    data_folder::DataFolder,
    metrics::Metrics,
    publish::{Compiler, Patience, Publisher},
    rate_limit::RateLimit,
    readiness::Readiness,
    renderer::Renderer,
    store::Store,
    versions::Versions,
};

/// The running service, without its listener.
#[derive(Debug)]
pub struct App {
    pub(crate) store: Store,
    pub(crate) publisher: Publisher,
    pub(crate) versions: Versions,
    pub(crate) metrics: Metrics,
    pub(crate) api_tokens: Vec<ApiToken>,
    pub(crate) location_headers: LocationHeaders,
    pub(crate) trusted_proxies: TrustedProxies,
    pub(crate) limits: Limits,
    pub(crate) rate_limit: RateLimit,
    pub(crate) clock: Clock,
    pub(crate) submission_permits: Semaphore,
    pub(crate) body_shares: BodyShares,
    pub(crate) preview_permits: Arc<Semaphore>,
    readiness: Readiness,
    data_folder: Arc<DataFolder>,
}

impl App {
    /// Opens the database and brings every site's script up to date with the modules and the public address.
    pub async fn start(config: &Config, modules: StorefrontModules) -> anyhow::Result<Arc<Self>> {
        let data_folder = DataFolder::open(&config.data)?;
        let limits = config.limits;
        let store = Store::open(&data_folder.database(), limits.busy_timeout)
            .await
            .map_err(Error::from)?;
        let compiler = if config.renderer_urls.is_empty() {
            Compiler::Here
        } else {
            let urls = config.renderer_urls.clone();
            Compiler::Renderer(Renderer::new(urls, limits.renderer))
        };
        let publisher =
            Publisher::start(store.clone(), modules, config.public_url.clone(), compiler).await?;
        let is_up_to_date = publisher.refresh_sites(Patience::Leaves).await?;
        let app = Arc::new(App {
            store,
            publisher,
            versions: Versions::default(),
            metrics: Metrics::default(),
            api_tokens: [Some(&config.api_token), config.second_api_token.as_ref()]
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
            location_headers: config.location_headers.clone(),
            trusted_proxies: config.trusted_proxies.clone(),
            limits,
            rate_limit: RateLimit::new(limits.writes),
            clock: config.clock.clone(),
            submission_permits: Semaphore::new(limits.submissions_in_flight),
            body_shares: BodyShares::new(limits.body_bytes_in_flight),
            preview_permits: Arc::new(Semaphore::new(limits.previews_in_flight)),
            readiness: Readiness::default(),
            data_folder: Arc::new(data_folder),
        });
        if !is_up_to_date {
            tokio::spawn(refresh_later(
                Arc::downgrade(&app),
                limits.renderer.refresh_pause,
            ));
        }
        Ok(app)
    }

    /// Makes sure that the service can read and write.
    pub(crate) async fn check_ready(&self) -> Result<(), Error> {
        self.readiness.check(&self.store, &self.data_folder).await
    }

    /// Whether a client knows one of the tokens, found out in the same time whichever it is.
    pub(crate) fn knows_token(&self, token: &str) -> bool {
        let known = self.api_tokens.iter().filter(|known| known.is(token));
        known.count() > 0
    }

    /// Closes the database; whatever was answered is in its file then.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// The address of the client that sent a request. Without a connection, as in tests, it is one for all.
    pub(crate) fn client_address(&self, peer: Option<Peer>, headers: &HeaderMap) -> IpAddr {
        let Some(peer) = peer else {
            return Ipv4Addr::UNSPECIFIED.into();
        };
        if self.trusted_proxies.is_ignored(peer, headers) {
            static ONCE: Once = Once::new();
            ONCE.call_once(|| {
                tracing::warn!(
                    header = %self.trusted_proxies.header,
                    "a request names its client in a header, but its peer is not a trusted proxy: if that is your \
                     proxy, set DORMOUSE_TRUSTED_PROXIES, or all visitors count as one client"
                );
            });
        }
        self.trusted_proxies.client(peer.0.ip(), headers)
    }

    /// Why the form does not exist: the site is unknown, or the form in it.
    pub(crate) async fn unknown(&self, site_id: &SiteId, form_id: &FormId) -> Error {
        match self.store.site(site_id).await {
            Ok(Some(_)) => Error::UnknownForm(form_id.to_string()),
            Ok(None) => Error::UnknownSite(site_id.to_string()),
            Err(error) => error.into(),
        }
    }
}

/// Updates what could not be updated at the start, as soon as that is possible.
async fn refresh_later(app: Weak<App>, pause: Duration) {
    loop {
        let Some(app) = app.upgrade() else {
            return;
        };
        match app.publisher.refresh_sites(Patience::Waits).await {
            Ok(true) => return,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the sites could not be brought up to date"),
        }
        drop(app);
        tokio::time::sleep(pause).await;
    }
}
