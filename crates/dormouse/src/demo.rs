//! The demo: example forms on a site of their own, and a shop that shows them.

use anyhow::{Context, Result};
use form_model::{FormId, SiteId, manifest::Engine, validate_json};

use crate::{App, Error, Origin, store::sites::Site};

mod shop;

pub(crate) use shop::shop;

/// The site of the demo shop.
pub(crate) const SITE: &str = "demoshop";

/// Token of the demo's management API. It is printed and protects nothing.
pub(crate) const API_TOKEN: &str = "demo-token-not-for-production";

/// The example forms, which have every kind of block and trigger between them.
pub(crate) const FORMS: [&str; 3] = [
    include_str!("../../../fixtures/forms/welcome.json"),
    include_str!("../../../fixtures/forms/scroll.json"),
    include_str!("../../../fixtures/forms/exit.json"),
];

/// Makes the demo's site and publishes the example forms, as far as they are not live with this very content.
pub(crate) async fn prepare(app: &App, origins: Vec<Origin>) -> Result<()> {
    let site_id = SiteId::parse(SITE).context("the demo's site id is no site id")?;
    let site = Site {
        site_id: site_id.clone(),
        origins,
        engine: Engine::Auto,
    };
    if app.store.site(&site_id).await?.as_ref() != Some(&site) {
        app.publisher.put_site(&site).await?;
    }
    for json in FORMS {
        let form = validate_json(json).map_err(Error::Problems)?;
        let version_id = form_compile::version_id(&form.form().form_id, form.version());
        let form_id: &FormId = &form.form().form_id;
        if app.store.live_version(&site_id, form_id).await?.as_deref() != Some(version_id.as_str())
        {
            app.store.put_draft(&site_id, form_id, json).await?;
            app.publisher.publish(&site_id, form_id).await?;
        }
    }
    Ok(())
}
