//! One log line per request, without anything that a visitor sent.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use tracing_subscriber::fmt::MakeWriter;

use crate::{
    forms::submission,
    test_app::{FORM, TestApp},
};

/// A log to read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

#[tokio::test]
async fn a_request_has_one_line_without_anything_personal() {
    let log = Log::default();
    // Everything, of every library too.
    let subscriber = tracing_subscriber::fmt()
        .with_writer(log.clone())
        .with_ansi(false)
        .with_max_level(tracing::Level::TRACE)
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let (app, version_id) = TestApp::with_form().await;
    app.submit(&submission(1, FORM, &version_id)).await.is(201);
    app.submit(&submission(1, FORM, &version_id)).await.is(200);
    let mut invalid = submission(2, FORM, &version_id);
    invalid["answers"]["email"] = "secret.ada@".into();
    app.submit(&invalid).await.is(422);
    app.get("/ada@example.com?email=ada@example.com", &[])
        .await
        .is(404);
    app.get("/v1/ada@example.com/onsite.js", &[]).await.is(404);
    let text = log.text();
    for personal in [
        "ada@",
        "Ada",
        "lamp?utm",
        "session=secret",
        "00000000000000000000000000000001",
    ] {
        assert!(!text.contains(personal), "{personal:?} is in {text}");
    }
    let line = text
        .lines()
        .find(|line| line.contains("status=201"))
        .unwrap();
    for field in [
        "request handled",
        r#"method="POST""#,
        r#"route="/api/v1/sites/{site}/submissions""#,
        "site.id=testshop",
        "duration_ms=",
    ] {
        assert!(line.contains(field), "{field:?} is not in {line}");
    }
    assert_eq!(text.matches("status=422").count(), 1);
    assert!(!text.contains(crate::test_app::TOKEN));
}

#[tokio::test]
async fn an_error_of_the_service_is_logged_with_its_cause_and_answered_without() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let (app, version_id) = TestApp::with_form().await;
    let database = app.database().await;
    sqlx::query("ALTER TABLE profiles RENAME TO persons")
        .execute(&database)
        .await
        .unwrap();
    let answer = app.submit(&submission(1, FORM, &version_id)).await.is(500);
    assert_eq!(answer.code(), "internal");
    assert!(!answer.text().contains("profiles"), "{}", answer.text());
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let text = log.text();
    let line = text
        .lines()
        .find(|line| line.contains("status=500"))
        .unwrap();
    assert!(
        line.contains("ERROR") && line.contains("no such table: profiles"),
        "{line}"
    );
    assert!(!text.contains("ada@"), "{text}");
}
