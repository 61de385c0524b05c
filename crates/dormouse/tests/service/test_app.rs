//! A test environment: the service with a separate folder.

use std::{
    net::SocketAddr,
    sync::{Arc, Once},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    http::{Method, Request},
};
use dormouse::{
    App, Config, Origin, StorefrontModules,
    client_address::TrustedProxies,
    clock::Clock,
    config::{ApiToken, Limits, LocationHeaders},
    rate_limit::WriteLimits,
};
use form_compile::Asset;
use http_server::server;
use serde_json::{Value, json};
use sqlx::{Row, SqlitePool, sqlite::SqliteConnectOptions};
use tempfile::TempDir;
use tokio::{sync::oneshot, task::JoinHandle};
use tower::ServiceExt;

use crate::answer::Answer;

pub(crate) const TOKEN: &str = "token-for-tests-only";
pub(crate) const SITE: &str = "testshop";
pub(crate) const FORM: &str = "letter1";
pub(crate) const ORIGIN: &str = "https://shop.example";

pub(crate) struct TestApp {
    pub(crate) folder: TempDir,
    pub(crate) config: Config,
    pub(crate) app: Arc<App>,
    pub(crate) router: Router,
}

/// Modules that contain only the name of their release.
pub(crate) fn modules(release: &str) -> StorefrontModules {
    let script = |name: &str| {
        Asset::new(
            "js",
            format!("export const {name} = {release:?};").into_bytes(),
        )
    };
    StorefrontModules {
        loader: format!("(parts, manifest, engine) => {{ /* loader {release} */ }}"),
        trigger_wasm: vec![0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0xff, b'"', b'\n'],
        trigger_twin: format!("(imports) => ({{ twin: {release:?} }})"),
        render: script("render"),
        render_twin: script("render_twin"),
        outbox: script("outbox"),
        api: script("api"),
        debug: script("debug"),
        teaser: script("teaser"),
        parts: Default::default(),
        render_parts: Default::default(),
    }
}

impl TestApp {
    pub(crate) async fn start() -> Self {
        Self::start_with(Limits {
            // Longer than a busy machine takes to open a database; tests of a locked one wait as long.
            busy_timeout: Duration::from_secs(2),
            // Tests send requests without a connection, so all their submissions come from one client.
            writes: WriteLimits {
                per_address: 1_000_000,
                per_network: 1_000_000,
                ..WriteLimits::default()
            },
            ..Limits::default()
        })
        .await
    }

    pub(crate) async fn start_with(limits: Limits) -> Self {
        Self::start_with_renderers(limits, Vec::new()).await
    }

    pub(crate) async fn start_with_renderers(limits: Limits, renderer_urls: Vec<Origin>) -> Self {
        be_interested_in_events();
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            addr: SocketAddr::from(([127, 0, 0, 1], 0)),
            data: folder.path().join("data"),
            public_url: Origin::parse("https://forms.example").unwrap(),
            api_token: ApiToken::parse(TOKEN).unwrap(),
            second_api_token: None,
            metrics_addr: None,
            log: "info".to_owned(),
            renderer_urls,
            location_headers: LocationHeaders::default(),
            trusted_proxies: TrustedProxies::default(),
            clock: Clock::default(),
            limits,
        };
        let app = App::start(&config, modules("1")).await.unwrap();
        let router = dormouse::router(app.clone());
        TestApp {
            folder,
            config,
            app,
            router,
        }
    }

    /// A site with one form that is live, and the form's version.
    pub(crate) async fn with_form() -> (Self, String) {
        let app = Self::start().await;
        app.put_site(&[ORIGIN]).await;
        let version_id = app.publish(&crate::forms::form(FORM, "Hello")).await;
        (app, version_id)
    }

    /// Stops, and starts again on the same folder.
    pub(crate) async fn restart(
        self,
        modules: StorefrontModules,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let TestApp {
            folder,
            mut config,
            app,
            router,
        } = self;
        app.close().await;
        drop((app, router));
        change(&mut config);
        let app = App::start(&config, modules).await.unwrap();
        let router = dormouse::router(app.clone());
        TestApp {
            folder,
            config,
            app,
            router,
        }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        Answer::read(self.router.clone().oneshot(request).await.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.request(Method::GET, path, headers, Body::empty())
            .await
    }

    pub(crate) async fn request(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body).unwrap()).await
    }

    /// Asks the management API, with the token.
    pub(crate) async fn manage(&self, method: &str, path: &str, body: Value) -> Answer {
        let body = if body.is_null() {
            Body::empty()
        } else {
            Body::from(body.to_string())
        };
        let authorization = format!("Bearer {TOKEN}");
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        self.request(
            method,
            &format!("/api/v1{path}"),
            &[("authorization", &authorization)],
            body,
        )
        .await
    }

    pub(crate) async fn put_site(&self, origins: &[&str]) {
        self.manage(
            "PUT",
            &format!("/sites/{SITE}"),
            json!({ "origins": origins }),
        )
        .await
        .is(200);
    }

    /// Puts and publishes a form; the answer is its version.
    pub(crate) async fn publish(&self, form: &Value) -> String {
        let form_id = form["form_id"].as_str().unwrap();
        let path = format!("/sites/{SITE}/forms/{form_id}");
        self.manage("PUT", &format!("{path}/draft"), form.clone())
            .await
            .is(200);
        let published = self
            .manage("POST", &format!("{path}/publish"), Value::Null)
            .await
            .is(200);
        published.json()["version_id"].as_str().unwrap().to_owned()
    }

    /// Sends a submission as a page of the shop does.
    pub(crate) async fn submit(&self, submission: &Value) -> Answer {
        self.submit_from(ORIGIN, submission).await
    }

    pub(crate) async fn submit_from(&self, origin: &str, submission: &Value) -> Answer {
        let headers = [
            ("origin", origin),
            ("content-type", "text/plain;charset=UTF-8"),
        ];
        let path = format!("/api/v1/sites/{SITE}/submissions");
        self.request(
            Method::POST,
            &path,
            &headers,
            Body::from(submission.to_string()),
        )
        .await
    }

    /// The metrics, at their own address.
    pub(crate) async fn metrics(&self) -> Answer {
        let request = Request::builder().uri("/metrics");
        let request = request.body(Body::empty()).unwrap();
        let router = dormouse::router::metrics_router(self.app.clone());
        Answer::read(router.oneshot(request).await.unwrap()).await
    }

    pub(crate) async fn script(&self) -> String {
        self.get(&format!("/v1/{SITE}/onsite.js"), &[])
            .await
            .is(200)
            .text()
    }

    /// Connects to the database beside the service.
    pub(crate) async fn database(&self) -> SqlitePool {
        let file = self.config.data.join("dormouse.sqlite");
        SqlitePool::connect_with(SqliteConnectOptions::new().filename(file))
            .await
            .unwrap()
    }

    /// The only number that a query finds.
    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query(sql)
            .fetch_one(&self.database().await)
            .await
            .unwrap()
            .get(0)
    }

    /// Serves on a real port.
    pub(crate) async fn serve(&self) -> Serving {
        let listener = server::listen(self.config.addr, "--addr").unwrap();
        let addr = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let stopped = async { stopped.await.unwrap_or_default() };
        let task = tokio::spawn(server::serve(
            listener,
            self.router.clone(),
            self.config.limits.timeouts(),
            stopped,
        ));
        Serving { addr, stop, task }
    }
}

/// A service that listens on a port.
pub(crate) struct Serving {
    pub(crate) addr: SocketAddr,
    pub(crate) stop: oneshot::Sender<()>,
    pub(crate) task: JoinHandle<()>,
}

/// Enables every event from the first test on: `tracing` caches for each place in the code whether it is enabled, and a
/// test that starts to read a log while another one passes such a place for the first time could miss the event.
fn be_interested_in_events() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let discarded = tracing_subscriber::fmt().with_writer(std::io::sink);
        let _ = tracing::subscriber::set_global_default(discarded.finish());
    });
}
