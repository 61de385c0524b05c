//! A test environment: the service without its listener, or on its own port.

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
use http_server::server::{self, Timeouts};
use renderer_service::{App, Renderer, config::Limits};
use tokio::{sync::oneshot, task::JoinHandle};
use tower::ServiceExt;

use crate::{answer::Answer, gate};

pub(crate) struct World {
    pub(crate) app: Arc<App>,
    pub(crate) router: Router,
}

/// One worker, and enough time that only the test itself makes anything late.
pub(crate) fn limits() -> Limits {
    Limits {
        workers: 1,
        max_wait: Duration::from_secs(60),
        deadline: Duration::from_secs(60),
        ..Limits::default()
    }
}

impl World {
    /// With the real work.
    pub(crate) fn real() -> Self {
        Self::start(limits(), Renderer::default())
    }

    /// With the work of [`gate::render`].
    pub(crate) fn gated(limits: Limits) -> Self {
        let render = gate::render;
        Self::start(
            limits,
            Renderer {
                render,
                ..Renderer::default()
            },
        )
    }

    fn start(limits: Limits, renderer: Renderer) -> Self {
        be_interested_in_events();
        let app = App::start(limits, renderer).unwrap();
        let router = renderer_service::router(app.clone());
        World { app, router }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        Answer::read(self.router.clone().oneshot(request).await.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn post(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.post_with(path, &[], body).await
    }

    pub(crate) async fn post_with(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(Method::POST).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body.into()).unwrap()).await
    }

    /// A post request that runs in the background.
    pub(crate) fn start_post(&self, path: &str, body: impl Into<Body>) -> JoinHandle<Answer> {
        let request = Request::post(path).body(body.into()).unwrap();
        let router = self.router.clone();
        tokio::spawn(async move { Answer::read(router.oneshot(request).await.unwrap()).await })
    }

    pub(crate) async fn metrics(&self) -> String {
        self.get("/metrics").await.is(200).text()
    }

    /// Serves on a real port.
    pub(crate) async fn serve(&self) -> Serving {
        let addr = SocketAddr::from(([127, 0, 0, 1], 0));
        let listener = server::listen(addr, "--addr").unwrap();
        let addr = listener.local_addr().unwrap();
        let timeouts = Timeouts {
            header: Duration::from_secs(30),
            drain: Duration::ZERO,
            shutdown: Duration::from_secs(30),
        };
        let (stop, stopped) = oneshot::channel();
        let stopped = async { stopped.await.unwrap_or_default() };
        let task = tokio::spawn(server::serve(
            listener,
            self.router.clone(),
            timeouts,
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
