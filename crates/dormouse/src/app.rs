//! What the routes share: database, publisher, metrics and bounds.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use form_compile::onsite_script::StorefrontModules;
use form_model::{FormId, SiteId};
use tokio::sync::Semaphore;

use crate::{
    Config, Error,
    config::{ApiToken, Limits, LocationHeaders},
    data_folder::DataFolder,
    metrics::Metrics,
    publish::{Compiler, Patience, Publisher},
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
    pub(crate) api_token: ApiToken,
    pub(crate) location_headers: LocationHeaders,
    pub(crate) limits: Limits,
    pub(crate) submission_permits: Semaphore,
    _data_folder: DataFolder,
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
            api_token: config.api_token.clone(),
            location_headers: config.location_headers.clone(),
            limits,
            submission_permits: Semaphore::new(limits.submissions_in_flight),
            _data_folder: data_folder,
        });
        if !is_up_to_date {
            tokio::spawn(refresh_later(
                Arc::downgrade(&app),
                limits.renderer.refresh_pause,
            ));
        }
        Ok(app)
    }

    /// Closes the database; whatever was answered is in its file then.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// Why there is no such form: no such site, or none in it.
    pub(crate) async fn unknown(&self, site_id: &SiteId, form_id: &FormId) -> Error {
        match self.store.site(site_id).await {
            Ok(Some(_)) => Error::UnknownForm(form_id.to_string()),
            Ok(None) => Error::UnknownSite(site_id.to_string()),
            Err(error) => error.into(),
        }
    }
}

/// Brings up to date what could not be at the start, as soon as that is possible.
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
