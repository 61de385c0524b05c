//! More signups than real visitors send: a budget, and no effect on others.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::{
    Router,
    body::Body,
    http::{Method, Request, Uri},
};
use dormouse::{clock::Clock, config::Limits, rate_limit::WriteLimits};
use http_server::server::Peer;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{
    answer::Answer,
    forms::{form, submission},
    test_app::{FORM, ORIGIN, SITE, TestApp, modules},
};

const MORNING_MS: i64 = 1_800_000_000_000;

const LIMITS: WriteLimits = WriteLimits {
    per_address: 30,
    per_network: 240,
    per_site: 3_000,
    site_bytes_per_day: 250_000_000,
};

/// The service with a form and a clock that the test sets.
async fn world(writes: WriteLimits) -> (TestApp, String, Arc<AtomicI64>) {
    let now = Arc::new(AtomicI64::new(MORNING_MS));
    let app = TestApp::start().await;
    let app = app
        .restart(modules("1"), |config| {
            config.clock = Clock::Set(now.clone());
            config.limits = Limits {
                writes,
                ..config.limits
            };
            config.trusted_proxies.peers = vec!["10.0.0.0/8".parse().unwrap()];
        })
        .await;
    app.put_site(&[ORIGIN]).await;
    let version_id = app.publish(&form(FORM, "Hello")).await;
    (app, version_id, now)
}

async fn submit_from(
    router: &Router,
    address: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Answer {
    let peer = SocketAddr::new(address.parse().unwrap(), 4711);
    let uri = Uri::try_from(format!("/api/v1/sites/{SITE}/submissions")).unwrap();
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(uri)
        .extension(Peer(peer));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_string())).unwrap();
    Answer::read(router.clone().oneshot(request).await.unwrap()).await
}

/// A signup of a made-up person.
fn made_up(number: u64, version_id: &str) -> Value {
    let mut body = submission(number, FORM, version_id);
    body["answers"]["email"] = json!(format!("made-up{number}@example.com"));
    body
}

#[tokio::test]
async fn a_flood_from_one_network_stores_its_budget_and_slows_no_other() {
    let (app, version_id, now) = world(LIMITS).await;
    let mut refused = 0;
    for number in 0..10_000 {
        let address = format!("203.0.113.{}", number % 256);
        let answer = submit_from(&app.router, &address, &[], &made_up(number, &version_id)).await;
        if answer.status == 201 {
            continue;
        }
        refused += 1;
        let answer = answer.is(429);
        assert_eq!(answer.code(), "too_many_submissions");
        let seconds: u64 = answer.header("retry-after").parse().unwrap();
        assert!((1..=10).contains(&seconds), "{seconds}");
    }
    assert_eq!(refused, 10_000 - 480);
    assert_eq!(app.count("SELECT count(*) FROM submissions").await, 480);
    // Meanwhile every other network.
    for number in 0..100 {
        let address = format!("198.51.{number}.7");
        submit_from(
            &app.router,
            &address,
            &[],
            &made_up(20_000 + number, &version_id),
        )
        .await
        .is(201);
    }
    // And visitors of the flooding network who retry on time, during the flood.
    let mut flood = 40_000;
    for visitor in 0..10 {
        let honest = made_up(30_000 + visitor, &version_id);
        let mut waited_seconds = 0;
        loop {
            let answer = submit_from(&app.router, "203.0.113.77", &[], &honest).await;
            if answer.status == 201 {
                break;
            }
            let seconds: i64 = answer.is(429).header("retry-after").parse().unwrap();
            waited_seconds += seconds;
            assert!(waited_seconds < 30, "{waited_seconds}");
            for _ in 0..seconds * 10 {
                now.fetch_add(100, Ordering::SeqCst);
                flood += 1;
                let address = format!("203.0.113.{}", flood % 64);
                submit_from(&app.router, &address, &[], &made_up(flood, &version_id)).await;
            }
        }
        assert!(waited_seconds > 0, "the visitor sent nothing");
    }
    let text = app.metrics().await.text();
    assert!(text.contains(r#"outcome="too_many""#), "{text}");
}

#[tokio::test]
async fn a_stored_submission_is_answered_in_the_middle_of_a_flood() {
    let (app, version_id, _) = world(LIMITS).await;
    let first = made_up(1, &version_id);
    submit_from(&app.router, "203.0.113.1", &[], &first)
        .await
        .is(201);
    for number in 2..200 {
        submit_from(
            &app.router,
            "203.0.113.1",
            &[],
            &made_up(number, &version_id),
        )
        .await;
    }
    submit_from(&app.router, "203.0.113.1", &[], &made_up(300, &version_id))
        .await
        .is(429);
    submit_from(&app.router, "203.0.113.1", &[], &first)
        .await
        .is(200);
}

#[tokio::test]
async fn behind_a_trusted_proxy_its_header_says_who_the_client_is() {
    let (app, version_id, _) = world(LIMITS).await;
    for number in 0..100 {
        let client = format!("198.51.{number}.7");
        let forwarded = [("x-forwarded-for", client.as_str())];
        submit_from(
            &app.router,
            "10.0.0.1",
            &forwarded,
            &made_up(number, &version_id),
        )
        .await
        .is(201);
    }
    let mut stored = 0;
    for number in 1_000..1_100 {
        let client = format!("198.51.{}.7", number % 100);
        let forwarded = [("x-forwarded-for", client.as_str())];
        let answer = submit_from(
            &app.router,
            "203.0.113.1",
            &forwarded,
            &made_up(number, &version_id),
        )
        .await;
        stored += u32::from(answer.status == 201);
    }
    assert_eq!(stored, 60);
}

#[tokio::test]
async fn a_site_stores_its_bytes_of_a_day_and_again_the_next_day() {
    let writes = WriteLimits {
        site_bytes_per_day: 100_000,
        per_address: 100_000,
        ..LIMITS
    };
    let (app, version_id, now) = world(writes).await;
    let mut send = 0;
    let mut fill = async || {
        let mut stored = 0;
        loop {
            send += 1;
            // From everywhere, for one network has a part of the budget only.
            let address = format!("198.51.{send}.7");
            let answer = submit_from(&app.router, &address, &[], &made_up(send, &version_id)).await;
            if answer.status == 429 {
                assert_eq!(answer.code(), "over_byte_budget");
                assert_eq!(answer.header("retry-after"), "3600");
                return stored;
            }
            answer.is(201);
            stored += 1;
        }
    };
    let stored = fill().await;
    assert!((50..200).contains(&stored), "{stored}");
    let bytes = app.count("SELECT stored_bytes FROM site_days").await;
    assert!((95_000..=100_000).contains(&bytes), "{bytes}");
    assert_eq!(app.count("SELECT count(*) FROM submissions").await, stored);
    now.fetch_add(86_400_000, Ordering::SeqCst);
    assert_eq!(fill().await, stored);
}

#[tokio::test]
async fn the_estimate_of_bytes_is_not_below_what_the_file_grows_by() {
    let writes = WriteLimits {
        per_address: 100_000,
        per_network: 100_000,
        per_site: 100_000,
        ..LIMITS
    };
    let (app, version_id, _) = world(writes).await;
    let size = async || {
        let page_size = app.count("PRAGMA page_size").await;
        app.count("PRAGMA page_count").await * page_size
    };
    let before = size().await;
    for number in 0..1_000 {
        submit_from(
            &app.router,
            "203.0.113.1",
            &[],
            &made_up(number, &version_id),
        )
        .await
        .is(201);
    }
    let grown = size().await - before;
    let counted = app.count("SELECT sum(stored_bytes) FROM site_days").await;
    assert!(
        grown <= counted,
        "the file grew by {grown} bytes, counted were {counted}"
    );
    assert!(
        counted < 3 * grown,
        "the file grew by {grown} bytes, counted were {counted}"
    );
}
