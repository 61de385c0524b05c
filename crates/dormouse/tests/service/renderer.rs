//! Publishing with the renderer service: a real one, one that is gone, one that hangs, and an overloaded one.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use dormouse::{
    Origin,
    config::{Limits, RendererLimits},
};
use http_server::server::{self, Timeouts};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::{
    forms::{form, form_with_picture},
    test_app::{FORM, SITE, TestApp, modules},
};

/// Serves until the test ends.
async fn serve_at(listener: TcpListener, router: Router) -> Origin {
    let addr = listener.local_addr().unwrap();
    let timeouts = Timeouts {
        drain: Duration::ZERO,
        header: Duration::from_secs(30),
        shutdown: Duration::from_secs(1),
    };
    tokio::spawn(server::serve(
        listener,
        router,
        timeouts,
        std::future::pending(),
    ));
    origin(addr)
}

fn origin(addr: SocketAddr) -> Origin {
    Origin::parse(&format!("http://{addr}")).unwrap()
}

async fn listener() -> TcpListener {
    server::listen(SocketAddr::from(([127, 0, 0, 1], 0)), "--addr").unwrap()
}

fn renderer_router() -> Router {
    let limits = renderer_service::config::Limits::default();
    let app = renderer_service::App::start(limits, renderer_service::Renderer::default()).unwrap();
    renderer_service::router(app)
}

/// A real renderer service.
async fn renderer() -> Origin {
    serve_at(listener().await, renderer_router()).await
}

/// An unused port.
async fn unused_port() -> Origin {
    origin(listener().await.local_addr().unwrap())
}

/// A server that answers every form in its own way, and how often it was asked.
async fn stub<F>(answer: fn() -> F) -> (Origin, Arc<AtomicUsize>)
where
    F: Future<Output = Response> + Send + 'static,
{
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let route = post(move |_: String| {
        counter.fetch_add(1, Ordering::Relaxed);
        answer()
    });
    let router = Router::new().route("/v1/compile", route);
    (serve_at(listener().await, router).await, asked)
}

/// Something that is killed whenever it has a request: the connection ends without an answer.
async fn killed() -> Origin {
    let listener = listener().await;
    let origin = origin(listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            stream.readable().await.unwrap();
            drop(stream);
        }
    });
    origin
}

async fn overloaded() -> Response {
    let headers = [("retry-after", "60")];
    (StatusCode::SERVICE_UNAVAILABLE, headers).into_response()
}

fn quick() -> Limits {
    Limits {
        renderer: RendererLimits {
            attempt: Duration::from_secs(20),
            budget: Duration::from_millis(300),
            refresh_pause: Duration::from_millis(20),
        },
        ..Limits::default()
    }
}

fn patient() -> Limits {
    Limits {
        renderer: RendererLimits {
            attempt: Duration::from_secs(20),
            budget: Duration::from_secs(60),
            ..RendererLimits::default()
        },
        ..Limits::default()
    }
}

async fn with_renderers(limits: Limits, urls: &[&Origin]) -> TestApp {
    let urls = urls.iter().map(|url| (*url).clone()).collect();
    let app = TestApp::start_with_renderers(limits, urls).await;
    app.put_site(&[]).await;
    app
}

/// Publishes, which must fail, and changes nothing.
async fn publish_in_vain(app: &TestApp, form: &Value) {
    let path = format!("/sites/{SITE}/forms/{FORM}");
    let before = app.script().await;
    app.manage("PUT", &format!("{path}/draft"), form.clone())
        .await
        .is(200);
    let answer = app
        .manage("POST", &format!("{path}/publish"), Value::Null)
        .await
        .is(503);
    assert_eq!(answer.code(), "renderer_unavailable");
    assert_eq!(answer.header("retry-after"), "2");
    assert!(!answer.text().contains("127.0.0.1"), "{}", answer.text());
    assert_eq!(app.script().await, before);
}

#[tokio::test]
async fn a_form_that_is_compiled_elsewhere_is_the_same() {
    let form = form_with_picture(FORM);
    let here = TestApp::start().await;
    here.put_site(&[]).await;
    here.publish(&form).await;
    let elsewhere = with_renderers(patient(), &[&renderer().await]).await;
    elsewhere.publish(&form).await;
    assert_eq!(elsewhere.script().await, here.script().await);
    let assets = "SELECT count(*) FROM assets";
    assert_eq!(elsewhere.count(assets).await, here.count(assets).await);
}

#[tokio::test]
async fn another_pod_answers_if_one_does_not() {
    let (busy, asked) = stub(overloaded).await;
    let (broken, _) = stub(|| async { "{}".into_response() }).await;
    let app = with_renderers(
        patient(),
        &[
            &unused_port().await,
            &killed().await,
            &busy,
            &broken,
            &renderer().await,
        ],
    )
    .await;
    for number in 0..5 {
        app.publish(&form(FORM, &format!("Number {number}"))).await;
    }
    assert!(asked.load(Ordering::Relaxed) <= 5);
}

#[tokio::test]
async fn a_pod_that_says_when_is_not_asked_before() {
    let (busy, asked) = stub(overloaded).await;
    let app = with_renderers(quick(), &[&busy]).await;
    publish_in_vain(&app, &form(FORM, "Hello")).await;
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn without_a_renderer_the_old_version_stays_live_and_the_designer_gets_an_error() {
    let limits = quick();
    let (hanging, _) = stub(std::future::pending).await;
    let (other, _) = stub(|| async { "{}".into_response() }).await;
    let (never, _) = stub(|| async {
        let headers = [("retry-after", "18446744073709551615")];
        (StatusCode::SERVICE_UNAVAILABLE, headers).into_response()
    })
    .await;
    let (wordless, _) = stub(|| async {
        let nothing = http_server::Json(json!({"problems": []}));
        (StatusCode::UNPROCESSABLE_ENTITY, nothing).into_response()
    })
    .await;
    for url in [
        unused_port().await,
        killed().await,
        hanging,
        other,
        never,
        wordless,
    ] {
        let (app, version_id) = TestApp::with_form().await;
        let app = app
            .restart(modules("1"), |config| {
                config.renderer_urls = vec![url];
                config.limits = limits;
            })
            .await;
        publish_in_vain(&app, &form(FORM, "Changed")).await;
        assert!(app.script().await.contains(&version_id));
    }
}

#[tokio::test]
async fn problems_of_a_form_are_reported_and_no_other_pod_is_asked() {
    let answer = || async {
        let problems = json!({"problems": [{"path": "$.versions[0]", "message": "is odd"}]});
        let body = http_server::Json(problems);
        (StatusCode::UNPROCESSABLE_ENTITY, body).into_response()
    };
    let (first, asked_first) = stub(answer).await;
    let (second, asked_second) = stub(answer).await;
    let app = with_renderers(patient(), &[&first, &second]).await;
    let path = format!("/sites/{SITE}/forms/{FORM}");
    app.manage("PUT", &format!("{path}/draft"), form(FORM, "Hello"))
        .await
        .is(200);
    let answer = app
        .manage("POST", &format!("{path}/publish"), Value::Null)
        .await
        .is(422);
    assert_eq!(answer.problem_paths(), ["$.versions[0]"]);
    let asked = asked_first.load(Ordering::Relaxed) + asked_second.load(Ordering::Relaxed);
    assert_eq!(asked, 1);
}

#[tokio::test]
async fn a_start_without_the_renderer_is_a_start_and_made_up_for_later() {
    let (app, version_id) = TestApp::with_form().await;
    let place = listener().await;
    let addr = place.local_addr().unwrap();
    drop(place);
    let (old, new) = (modules("1"), modules("2"));
    let app = app
        .restart(modules("2"), |config| {
            config.renderer_urls = vec![origin(addr)];
            config.limits = quick();
        })
        .await;
    let script = app.script().await;
    assert!(
        script.contains("/* loader 2 */") && script.contains(&version_id),
        "{script}"
    );
    assert!(script.contains(&old.render.hash), "{script}");
    // Other changes of the script do not affect it.
    app.put_site(&["https://other.example"]).await;

    serve_at(server::listen(addr, "--addr").unwrap(), renderer_router()).await;
    while !app.script().await.contains(&new.render.hash) {
        tokio::task::yield_now().await;
    }
    assert!(app.script().await.contains(&version_id));
}
