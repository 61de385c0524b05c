//! The gallery: every example form on separate sites, and a page that shows each of them in each state.
//!
//! Its forms are published when the first of its pages is requested, so that the demo starts as fast as without them.

use std::sync::Arc;

use anyhow::{Context, Result};
use axum::{
    Router,
    extract::{RawQuery, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use form_model::{SiteId, SiteSettings, isolation::Isolation, manifest::Engine};
use http_server::Json;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::{publish_forms, shop::with_onsite_src};
use crate::{
    App, Error, Origin,
    allowed_origin::AllowedOrigin,
    embedded::{example_forms, shop_file},
    store::sites::Site,
};

/// A locale that is written from right to left.
const RIGHT_TO_LEFT: &str = "ar";

/// The gallery's sites, each with the same forms: whether they are right-to-left, and their isolation.
const SITES: [(&str, bool, Isolation); 4] = [
    ("gallery1", false, Isolation::Shadow),
    ("gallery2", true, Isolation::Shadow),
    ("gallery3", false, Isolation::Light),
    ("gallery4", true, Isolation::Light),
];

/// The gallery's pages, and their sites.
struct Gallery {
    app: Arc<App>,
    /// Origins whose pages may submit.
    origins: Vec<Origin>,
    public_url: Origin,
    /// Which sites are published.
    published: [OnceCell<()>; SITES.len()],
}

/// The addresses of the gallery that are not files: its forms, and a page that shows one.
pub(crate) fn gallery(app: Arc<App>, origins: Vec<Origin>, public_url: Origin) -> Router {
    Router::new()
        .route("/gallery/forms.json", get(forms))
        .route("/gallery/case", get(case))
        .with_state(Arc::new(Gallery {
            app,
            origins,
            public_url,
            published: Default::default(),
        }))
}

/// What the gallery's page needs to know about each form.
async fn forms() -> Response {
    let described: Result<Vec<_>> = example_forms().iter().map(|json| describe(json)).collect();
    described.map(Json).map_err(failed).into_response()
}

/// A page with the script tag of the site that the query asks for: `dir=rtl`, `isolation=light`.
async fn case(State(gallery): State<Arc<Gallery>>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let asks = |pair: &str| query.split('&').any(|asked| asked == pair);
    let index = usize::from(asks("dir=rtl")) + 2 * usize::from(asks("isolation=light"));
    match gallery.case(index).await {
        Ok(page) => {
            let headers = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CACHE_CONTROL, "no-cache"),
            ];
            (headers, page).into_response()
        }
        Err(error) => failed(error).into_response(),
    }
}

impl Gallery {
    async fn case(&self, index: usize) -> Result<String> {
        let published = &self.published[index];
        published.get_or_try_init(|| self.publish(index)).await?;
        let page =
            shop_file("gallery/case.html").context("the gallery's page for a case is missing")?;
        let onsite_src = format!("{}/v1/{}/onsite.js", self.public_url, SITES[index].0);
        Ok(with_onsite_src(std::str::from_utf8(page)?, &onsite_src))
    }

    async fn publish(&self, index: usize) -> Result<()> {
        let (site_id, is_right_to_left, isolation) = SITES[index];
        let site = Site {
            site_id: SiteId::parse(site_id).context("the gallery's site id is invalid")?,
            origins: self
                .origins
                .iter()
                .cloned()
                .map(AllowedOrigin::from)
                .collect(),
            engine: Engine::Auto,
            settings: SiteSettings {
                pause_between_forms_seconds: 0,
                isolation,
                ..SiteSettings::default()
            },
        };
        let forms: Result<Vec<_>> = example_forms()
            .iter()
            .map(|json| for_gallery(json, is_right_to_left))
            .collect();
        publish_forms(&self.app, site, &forms?).await
    }
}

/// An error as a page that says what to do; only the person who runs the demo reads it.
fn failed(error: anyhow::Error) -> (StatusCode, String) {
    let mut message = format!("The gallery's forms could not be published: {error:#}\n");
    if let Some(Error::Problems(problems)) = error.downcast_ref() {
        for problem in problems {
            message.push_str(&format!("{problem}\n"));
        }
    }
    (StatusCode::INTERNAL_SERVER_ERROR, message)
}

/// An example form that shows only on its own page in the gallery, and there only when asked to.
fn for_gallery(json: &str, is_right_to_left: bool) -> Result<String> {
    let mut form: Value = bounded_json::stored(json)?;
    let own_page = format!("form={}", form["form_id"].as_str().unwrap_or_default());
    for version in form["versions"].as_array_mut().into_iter().flatten() {
        // An embed waits only for the page's place for it.
        if version["type"] != "embed" {
            version["triggers"] = json!([{"type": "manual"}]);
        }
        version["targeting"] =
            json!([{"type": "url", "allow_list": [{"operator": "contains", "value": own_page}]}]);
        if is_right_to_left {
            version["locale"] = RIGHT_TO_LEFT.into();
        }
    }
    Ok(form.to_string())
}

fn describe(json: &str) -> Result<Value> {
    let form: Value = bounded_json::stored(json)?;
    let version = &form["versions"][0];
    Ok(json!({
        "form_id": form["form_id"],
        "name": form["name"],
        "type": version["type"],
        "has_teaser": version["teaser"].is_object(),
    }))
}

#[cfg(test)]
mod tests {
    use axum::{
        body::{Body, to_bytes},
        http::Request,
    };
    use tower::ServiceExt;

    use super::*;
    use crate::demo::tests::start;

    #[tokio::test]
    async fn a_case_loads_the_script_of_its_site_with_every_example_form() {
        let folder = tempfile::tempdir().unwrap();
        let app = start(folder.path()).await;
        let public_url = Origin::parse("http://127.0.0.1:8787").unwrap();
        let gallery = gallery(app.clone(), Vec::new(), public_url);
        for (address, site) in [
            ("/gallery/case?form=welcome1", "gallery1"),
            ("/gallery/case?form=welcome1&dir=rtl", "gallery2"),
            ("/gallery/case?isolation=light&dir=rtl", "gallery4"),
        ] {
            let request = Request::get(address).body(Body::empty()).unwrap();
            let response = gallery.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::OK, "{address}");
            let body = to_bytes(response.into_body(), 1_000_000).await.unwrap();
            let page = String::from_utf8_lossy(&body);
            let src = format!(r#"src="http://127.0.0.1:8787/v1/{site}/onsite.js""#);
            assert!(page.contains(&src), "{page}");
            let site_id = SiteId::parse(site).unwrap();
            let forms = app.store.forms(&site_id).await.unwrap();
            assert_eq!(forms.len(), example_forms().len());
            assert!(forms.iter().all(|form| form.status == "live"));
        }
    }

    #[tokio::test]
    async fn every_example_form_is_described() {
        let Json(forms) = described().await;
        assert_eq!(forms.len(), example_forms().len());
        for form in forms {
            let is_text = |name: &str| form[name].as_str().is_some_and(|text| !text.is_empty());
            assert!(
                is_text("form_id") && is_text("name") && is_text("type"),
                "{form}"
            );
        }
    }

    async fn described() -> Json<Vec<Value>> {
        let body = to_bytes(forms().await.into_body(), 1_000_000)
            .await
            .unwrap();
        Json(serde_json::from_slice(&body).unwrap())
    }
}
