//! `dormouse publish` against a running service.

use std::{
    net::SocketAddr,
    process::{Command, Output},
};

use serde_json::{Value, json};
use tokio::{io::AsyncWriteExt, net::TcpListener, task::spawn_blocking};

use crate::{
    forms::form,
    test_app::{FORM, SITE, TOKEN, TestApp},
};

/// Runs the command on a form that is written to a file first.
async fn publish(app: &TestApp, addr: SocketAddr, form: &Value, site: &str, token: &str) -> Output {
    let file = app.folder.path().join("form.json");
    std::fs::write(&file, form.to_string()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_dormouse"));
    command
        .arg("publish")
        .arg(file)
        .args(["--site", site, "--api", &format!("http://{addr}")]);
    command.env("DORMOUSE_API_TOKEN", token);
    spawn_blocking(move || command.output())
        .await
        .unwrap()
        .unwrap()
}

#[track_caller]
fn ends(output: &Output, code: i32, message: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{stderr}");
    assert!(stderr.contains(message), "{message:?} is not in {stderr}");
    assert!(!stderr.contains(TOKEN), "{stderr}");
}

#[tokio::test]
async fn a_form_is_live_after_the_command() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    let serving = app.serve().await;
    let output = publish(&app, serving.addr, &form(FORM, "Hello"), SITE, TOKEN).await;
    ends(&output, 0, "");
    let published: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(
        app.script()
            .await
            .contains(published["version_id"].as_str().unwrap())
    );
    assert!(published["bundle_brotli_bytes"].is_u64());
}

#[tokio::test]
async fn problems_end_it_with_1() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    let serving = app.serve().await;
    let output = publish(&app, serving.addr, &json!({"form_id": FORM}), SITE, TOKEN).await;
    ends(&output, 1, "");
    let problems: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(problems["problems"][0]["path"], "$.schema_version");
    // Found by the command itself, before anything was sent.
    app.manage(
        "GET",
        &format!("/sites/{SITE}/forms/{FORM}/draft"),
        Value::Null,
    )
    .await
    .is(404);
}

#[tokio::test]
async fn everything_else_ends_it_with_2() {
    let app = TestApp::start().await;
    app.put_site(&[]).await;
    let serving = app.serve().await;
    let valid = form(FORM, "Hello");
    ends(
        &publish(&app, serving.addr, &valid, "nobody99", TOKEN).await,
        2,
        "there is no site `nobody99`",
    );
    ends(
        &publish(&app, serving.addr, &valid, SITE, "another-token-for-tests").await,
        2,
        "401",
    );
    serving.stop.send(()).unwrap();
    serving.task.await.unwrap();
    ends(
        &publish(&app, serving.addr, &valid, SITE, TOKEN).await,
        2,
        "no answer from http://127.0.0.1",
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_token() {
    let app = TestApp::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let answer = "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n";
        stream.write_all(answer.as_bytes()).await.unwrap();
        std::future::pending::<()>().await;
    });
    ends(
        &publish(&app, addr, &form(FORM, "Hello"), SITE, TOKEN).await,
        2,
        "307",
    );
}
