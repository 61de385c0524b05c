//! `GET /a/{hash}.{extension}`.

use serde_json::Value;

use crate::{
    answer::Answer,
    forms::form_with_picture,
    test_app::{FORM, TestApp, modules},
};

/// The manifest inside a script.
fn manifest(script: &str) -> Value {
    let start = script
        .find(r#"{"__proto__":null,"schema_version""#)
        .unwrap();
    serde_json::Deserializer::from_str(&script[start..])
        .into_iter()
        .next()
        .unwrap()
        .unwrap()
}

async fn bundle(app: &TestApp, headers: &[(&str, &str)]) -> Answer {
    let manifest = manifest(&app.script().await);
    let hash = manifest["forms"][0]["bundle"].as_str().unwrap();
    app.get(&format!("/a/{hash}.json"), headers).await
}

#[tokio::test]
async fn a_bundle_is_kept_for_ever_and_never_acts_as_a_page() {
    let (app, version_id) = TestApp::with_form().await;
    let answer = bundle(&app, &[("accept-encoding", "br")]).await.is(200);
    for (name, value) in [
        ("content-type", "application/json"),
        ("content-encoding", "br"),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("access-control-allow-origin", "*"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("vary", "Accept-Encoding"),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    let answer = bundle(&app, &[]).await.is(200);
    assert_eq!(answer.json()["version_id"], version_id);
    bundle(&app, &[("if-none-match", answer.header("etag"))])
        .await
        .is(304);
}

#[tokio::test]
async fn every_file_that_the_script_may_ask_for_is_there() {
    let (app, _) = TestApp::with_form().await;
    let manifest = manifest(&app.script().await);
    let entry = &manifest["forms"][0];
    let named = [&entry["render"], &entry["render_twin"], &manifest["api"]];
    let mut hashes: Vec<_> = named.map(|hash| hash.as_str().unwrap().to_owned()).into();
    // The API file names the others.
    hashes.extend(modules("1").files().into_iter().map(|file| file.hash));
    for hash in hashes {
        let answer = app.get(&format!("/a/{hash}.js"), &[]).await.is(200);
        assert_eq!(
            answer.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(answer.header("content-security-policy"), "");
    }
    let render = app
        .get(&format!("/a/{}.js", modules("1").render.hash), &[])
        .await;
    assert_eq!(render.text(), r#"export const render = "1";"#);
}

#[tokio::test]
async fn a_picture_is_a_separate_file_and_not_compressed_again() {
    let (app, _) = TestApp::with_form().await;
    app.publish(&form_with_picture(FORM)).await;
    let html = bundle(&app, &[]).await.json()["html"]
        .as_str()
        .unwrap()
        .to_owned();
    let start = html.find("https://forms.example/a/").unwrap() + "https://forms.example".len();
    let path = html[start..].split('"').next().unwrap();
    let answer = app.get(path, &[("accept-encoding", "br")]).await.is(200);
    assert!(answer.body.starts_with(b"GIF89a"));
    assert_eq!(answer.header("content-type"), "image/gif");
    assert_eq!(answer.header("content-encoding"), "");
    assert_eq!(answer.header("vary"), "");
}

#[tokio::test]
async fn a_missing_file_is_not_cached() {
    let (app, _) = TestApp::with_form().await;
    for file in [
        "0000000000000000.json",
        "0000000000000000.exe",
        "nothing",
        "%ff",
        "..%2Fdormouse.sqlite",
    ] {
        let answer = app.get(&format!("/a/{file}"), &[]).await.is(404);
        assert_eq!(answer.code(), "unknown_asset");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
}
