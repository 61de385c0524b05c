//! The command line: what it prints, and how it ends.
#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "test names say what they check, and tests fail by panicking"
)]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};

fn fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/forms")
        .join(name);
    path.to_str().unwrap().to_owned()
}

fn dormouse(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dormouse"));
    command.args(arguments);
    // The developer's own environment must not matter.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DORMOUSE_")) {
        command.env_remove(name);
    }
    command
}

#[track_caller]
fn ends(output: &Output, code: i32) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{stderr}");
}

fn stdout(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_valid_form_has_an_empty_list_of_problems() {
    for name in ["welcome.json", "scroll.json", "exit.json"] {
        let output = dormouse(&["validate", &fixture(name)]).output().unwrap();
        ends(&output, 0);
        assert_eq!(stdout(&output), json!({"problems": []}));
    }
}

#[test]
fn problems_are_listed_and_the_exit_code_is_1() {
    let form = fs::read_to_string(fixture("exit.json")).unwrap();
    let form = form
        .replace("\"popup\"", "\"pop-up\"")
        .replace("\"exit_intent\"", "\"exit\"");
    let mut child = dormouse(&["validate", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(form.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    ends(&output, 1);
    let problems = stdout(&output)["problems"].clone();
    let paths: Vec<_> = problems
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["path"].clone())
        .collect();
    assert_eq!(
        paths,
        ["$.versions[0].type", "$.versions[0].triggers[0].type"]
    );
}

#[test]
fn wrong_use_is_explained_on_standard_error_and_the_exit_code_is_2() {
    for (arguments, message) in [
        (&["validate", "no/such/file.json"][..], "no/such/file.json"),
        (&["validate"], "FILE"),
        (&["hibernate"], "hibernate"),
        (&[], "Usage"),
        (
            &[
                "publish",
                &fixture("exit.json"),
                "--site",
                "a-b",
                "--token",
                "x",
            ],
            "6 to 22 letters and digits",
        ),
        (
            &[
                "publish",
                &fixture("exit.json"),
                "--site",
                "demoshop",
                "--token",
                "x",
                "--api",
                "ftp://a",
            ],
            "http://",
        ),
        (
            &["demo", "--allow-origin", "https://shop.example/page"],
            "more than scheme",
        ),
    ] {
        let output = dormouse(arguments).output().unwrap();
        ends(&output, 2);
        assert!(output.stdout.is_empty());
        assert!(
            stderr(&output).contains(message),
            "{message:?} is not in {}",
            stderr(&output)
        );
    }
}

#[test]
fn the_demo_names_the_port_that_is_taken_and_its_flag() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let data = tempfile::tempdir().unwrap();
    let data = data.path().to_str().unwrap();
    for arguments in [
        [
            "demo",
            "--addr",
            &addr,
            "--shop-addr",
            "127.0.0.1:0",
            "--data",
            data,
        ],
        [
            "demo",
            "--addr",
            "127.0.0.1:0",
            "--shop-addr",
            &addr,
            "--data",
            data,
        ],
    ] {
        let output = dormouse(&arguments).output().unwrap();
        ends(&output, 2);
        let message = stderr(&output);
        if !is_without_modules(&message) {
            let port = taken.local_addr().unwrap().port().to_string();
            let flag = if arguments[2] == addr {
                " --addr"
            } else {
                " --shop-addr"
            };
            assert!(
                message.contains(&port) && message.contains(flag),
                "{message}"
            );
        }
    }
}

#[test]
fn a_compiled_form_is_a_bundle_its_files_and_a_standalone_page() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let output = dormouse(&["compile", &fixture("welcome.json"), "--out", out])
        .output()
        .unwrap();
    if is_without_modules(&stderr(&output)) {
        return ends(&output, 2);
    }
    ends(&output, 0);
    let summary = stdout(&output);
    assert_eq!(summary["form_id"], "welcome1");
    for file in summary["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        assert_eq!(
            fs::metadata(path).unwrap().len(),
            file["bytes"].as_u64().unwrap(),
            "{path}"
        );
    }
    let entry: Value =
        serde_json::from_slice(&fs::read(folder.path().join("manifest-entry.json")).unwrap())
            .unwrap();
    let bundle = folder
        .path()
        .join(format!("a/{}.json", entry["bundle"].as_str().unwrap()));
    let bundle: Value = serde_json::from_slice(&fs::read(bundle).unwrap()).unwrap();
    assert_eq!(bundle["version_id"], summary["version_id"]);
    let page = fs::read_to_string(folder.path().join("preview.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && !page.contains("http://127"));
}

#[test]
fn forms_in_lines_are_compiled_in_order_and_problems_have_their_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("forms.jsonl");
    let welcome: Value =
        serde_json::from_str(&fs::read_to_string(fixture("welcome.json")).unwrap()).unwrap();
    fs::write(
        &path,
        format!("{welcome}\n\n{{\"form_id\": 7}}\n{welcome}\n"),
    )
    .unwrap();
    let output = dormouse(&["compile", "--jsonl", path.to_str().unwrap()])
        .output()
        .unwrap();
    if is_without_modules(&stderr(&output)) {
        return ends(&output, 2);
    }
    ends(&output, 1);
    let answers: Vec<Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0], answers[2]);
    let bundle = answers[0]["bundle"].as_str().unwrap();
    let bundle = answers[0]["files"][bundle]["text"].as_str().unwrap();
    let bundle: Value = serde_json::from_str(bundle).unwrap();
    assert_eq!(bundle["form_id"], "welcome1");
    assert!(!answers[1]["problems"].as_array().unwrap().is_empty());
}

#[test]
fn the_service_does_not_start_without_a_token() {
    let output = dormouse(&["serve"]).output().unwrap();
    ends(&output, 2);
    let message = stderr(&output);
    assert!(
        is_without_modules(&message) || message.contains("DORMOUSE_API_TOKEN"),
        "{message}"
    );
}

#[test]
fn a_command_that_asks_the_service_says_that_the_token_is_missing() {
    let form = "../../fixtures/forms/welcome.json";
    for arguments in [
        &["publish", form, "--site", "mainshop"][..],
        &["unpublish", "welcome1", "--site", "mainshop"],
        &["sites"],
        &["submissions", "--site", "mainshop"],
        &[
            "confirm",
            "00000000000000000000000000000001",
            "--site",
            "mainshop",
        ],
        &["erase", "--email", "ada@example.com"],
    ] {
        for empty in [None, Some("")] {
            let mut command = dormouse(arguments);
            command.env_remove("DORMOUSE_API_TOKEN");
            if let Some(empty) = empty {
                command.env("DORMOUSE_API_TOKEN", empty);
            }
            let output = command.output().unwrap();
            ends(&output, 2);
            let message = stderr(&output);
            assert!(
                message.contains("DORMOUSE_API_TOKEN is not set"),
                "{message}"
            );
        }
    }
}

/// A command's output for a service that answers with a document of this many bytes.
fn asks(service_says_bytes: usize) -> Output {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let service = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        while !lines.next().unwrap().unwrap().is_empty() {}
        let (start, end) = (r#"{"sites":[],"x":""#, r#""}"#);
        let filling = "a".repeat(service_says_bytes - start.len() - end.len());
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {service_says_bytes}\r\n\r\n");
        // The command hangs up if the answer is too long.
        let _ = stream.write_all(format!("{head}{start}{filling}{end}").as_bytes());
    });
    let arguments = [
        "sites",
        "--token",
        "token-for-tests-only",
        "--api",
        &address,
    ];
    let output = dormouse(&arguments).output().unwrap();
    service.join().unwrap();
    output
}

#[test]
fn an_answer_of_the_service_is_read_up_to_its_limit_and_not_beyond() {
    const LIMIT: usize = 64 * 1024 * 1024;
    let output = asks(LIMIT);
    ends(&output, 0);
    assert!(output.stdout.len() > LIMIT / 2);
    let output = asks(LIMIT + 1);
    ends(&output, 2);
    assert!(
        stderr(&output).contains("no answer from"),
        "{}",
        stderr(&output)
    );
}

/// Runs `dormouse render` with something to read.
fn render(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = dormouse(&[&["render"], arguments].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writing = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn each_line_is_rendered_in_its_place() {
    let input = br#"{"format":"markdown","content":"*one*"}

{"format":"markdown","content":"two"}"#;
    let output = render(&["--jsonl"], input);
    ends(&output, 0);
    let answers = lines(&output);
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["text"], "one");
    assert!(
        answers[0]["html"]
            .as_str()
            .unwrap()
            .contains("<em>one</em>")
    );
    assert_eq!(answers[1]["text"], "two");
}

#[test]
fn a_line_that_cannot_be_rendered_touches_no_other() {
    let good = &br#"{"format":"markdown","content":"good"}"#[..];
    let too_long = vec![b' '; 8 * 1024 * 1024 + 1];
    let bad: [&[u8]; 4] = [
        b"{",
        b"\xff",
        &too_long,
        br#"{"format":"word","content":""}"#,
    ];
    let input = bad.map(|bad| [bad, b"\n", good, b"\n"].concat()).concat();
    let output = render(&["--jsonl"], &input);
    ends(&output, 1);
    let answers = lines(&output);
    assert_eq!(answers.len(), 8);
    for pair in answers.chunks(2) {
        assert_eq!(pair[0]["error"]["path"], "$", "{}", pair[0]);
        assert_eq!(pair[1]["text"], "good");
    }
    let message = |index: usize| answers[index]["error"]["message"].as_str().unwrap();
    assert_eq!(message(2), "The line is not UTF-8");
    assert!(message(4).contains("8388608 bytes"), "{}", message(4));
}

#[test]
fn a_line_is_answered_before_the_next_is_sent() {
    let mut child = dormouse(&["render", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for word in ["one", "two"] {
        let request = json!({"format": "markdown", "content": word});
        writeln!(stdin, "{request}").unwrap();
        assert!(answers.next().unwrap().unwrap().contains(word));
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_reader_that_stops_ends_the_rendering_without_an_error() {
    let mut child = dormouse(&["render", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let _ = stdin.write_all(b"{\"format\":\"markdown\",\"content\":\"one\"}\n");
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    ends(&output, 0);
    assert_eq!(stderr(&output), "");
}

#[test]
fn a_single_document_is_rendered() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("text.json");
    fs::write(&file, r#"{"format":"markdown","content":"one"}"#).unwrap();
    let output = render(&[file.to_str().unwrap()], b"");
    ends(&output, 0);
    assert_eq!(stdout(&output)["text"], "one");
    let output = render(&[], b"{}");
    ends(&output, 1);
    assert_eq!(stdout(&output)["error"]["path"], "$");
}

/// Whether the binary was built before the storefront modules, and says what to do.
fn is_without_modules(stderr: &str) -> bool {
    stderr.contains("built without the storefront modules; run `npm run build`")
}
