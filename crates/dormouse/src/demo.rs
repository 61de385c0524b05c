//! The demo: example forms on a separate site, and a shop that shows them.

use anyhow::{Context, Result};
use form_model::{FormId, SiteId, SiteSettings, manifest::Engine, validate_json};

use crate::{App, Error, Origin, allowed_origin::AllowedOrigin, store::sites::Site};

mod gallery;
mod shop;

pub(crate) use gallery::gallery;
pub(crate) use shop::shop;

/// The site of the demo shop.
pub(crate) const SITE: &str = "demoshop";

/// Token of the demo's management API. It is printed and protects nothing.
pub(crate) const API_TOKEN: &str = "demo-token-not-for-production";

/// The example forms.
pub(crate) const FORMS: [&str; 3] = [
    include_str!("../../../fixtures/forms/welcome.json"),
    include_str!("../../../fixtures/forms/scroll.json"),
    include_str!("../../../fixtures/forms/exit.json"),
];

/// Creates the demo's site and publishes the example forms, unless they are already live with this content.
pub(crate) async fn prepare(app: &App, origins: Vec<Origin>) -> Result<()> {
    let site = Site {
        site_id: SiteId::parse(SITE).context("the demo's site id is invalid")?,
        origins: origins.into_iter().map(AllowedOrigin::from).collect(),
        engine: Engine::Auto,
        settings: SiteSettings::default(),
    };
    publish_forms(app, site, &FORMS).await
}

/// Creates a site and publishes its forms, unless they are already live with this content.
async fn publish_forms<T: AsRef<str>>(app: &App, site: Site, forms: &[T]) -> Result<()> {
    let site_id = &site.site_id;
    if app.store.site(site_id).await?.as_ref() != Some(&site) {
        app.publisher.put_site(&site).await?;
    }
    for json in forms {
        let json = json.as_ref();
        let form = validate_json(json).map_err(Error::Problems)?;
        let version_id = form_compile::version_id(&form.form().form_id, form.version());
        let form_id: &FormId = &form.form().form_id;
        if app.store.live_version(site_id, form_id).await?.as_deref() != Some(version_id.as_str()) {
            app.store.put_draft(site_id, form_id, json).await?;
            app.publisher.publish(site_id, form_id).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{net::SocketAddr, sync::Arc};

    use form_compile::{Asset, onsite_script::StorefrontModules};

    use super::*;
    use crate::{Config, config::ApiToken};

    pub(super) async fn start(folder: &std::path::Path) -> Arc<App> {
        let empty = || Asset::new("js", Vec::new());
        let modules = StorefrontModules {
            loader: String::new(),
            trigger_wasm: Vec::new(),
            trigger_twin: String::new(),
            render: empty(),
            render_twin: empty(),
            outbox: empty(),
            api: empty(),
            debug: empty(),
            teaser: empty(),
            parts: Default::default(),
            render_parts: Default::default(),
        };
        let config = Config {
            addr: SocketAddr::from(([127, 0, 0, 1], 0)),
            data: folder.to_owned(),
            public_url: Origin::parse("http://127.0.0.1:8787").unwrap(),
            api_token: ApiToken::parse(API_TOKEN).unwrap(),
            second_api_token: None,
            metrics_addr: None,
            log: String::new(),
            renderer_urls: Vec::new(),
            location_headers: Default::default(),
            trusted_proxies: Default::default(),
            clock: Default::default(),
            limits: Default::default(),
        };
        App::start(&config, modules).await.unwrap()
    }

    #[tokio::test]
    async fn every_start_finds_the_example_forms_live() {
        let folder = tempfile::tempdir().unwrap();
        let app = start(folder.path()).await;
        let origin = || vec![Origin::parse("http://localhost:8786").unwrap()];
        prepare(&app, origin()).await.unwrap();
        let site_id = SiteId::parse(SITE).unwrap();
        let forms = app.store.forms(&site_id).await.unwrap();
        let live = |status: &str| status == "live";
        assert!(forms.len() == FORMS.len() && forms.iter().all(|form| live(form.status)));

        prepare(&app, origin()).await.unwrap();
        assert_eq!(
            app.store.forms(&site_id).await.unwrap(),
            forms,
            "they were put again"
        );

        let form_id = FormId::parse(&forms[0].form_id).unwrap();
        app.publisher.unpublish(&site_id, &form_id).await.unwrap();
        prepare(&app, origin()).await.unwrap();
        assert!(
            app.store
                .forms(&site_id)
                .await
                .unwrap()
                .iter()
                .all(|form| live(form.status))
        );
    }
}
