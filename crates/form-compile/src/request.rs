//! Wire shape: a form to compile, as the renderer service accepts it, and its answer.

use base64::{Engine, prelude::BASE64_STANDARD};
use form_model::{
    FormId, FormType, Problem, VersionId,
    manifest::{ManifestEntry, TeaserEntry},
    validate,
};
use serde_json::{Value, json};

use crate::{Asset, Compiled, RenderHashes, compile};

/// Extensions that the files of a version have.
const EXTENSIONS: [&str; 8] = ["json", "css", "woff2", "png", "jpg", "gif", "webp", "avif"];

/// A form to compile: `{"form", "render": {"module", "twin"}, "base_url", "now"?}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    form: Value,
    module: String,
    twin: String,
    base_url: String,
    now: Option<u32>,
}

/// Why a text is not a valid request, or not a valid answer.
#[derive(Debug, thiserror::Error)]
pub enum Misread {
    /// It cannot be parsed as JSON.
    #[error(transparent)]
    Unreadable(#[from] bounded_json::Fault),
    /// A member is missing, or of another type.
    #[error("lacks a `{0}` of the right type")]
    Member(&'static str),
    /// The bytes of a file do not match its name.
    #[error("contains the file `{0}`, whose bytes do not match its hash")]
    OtherBytes(String),
}

impl Request {
    /// Reads a request from its JSON.
    pub fn read(json: &str) -> Result<Self, Misread> {
        let mut document: Value = parse(json)?;
        let text = |pointer: &'static str| text(&document, pointer);
        let (module, twin) = (text("/render/module")?, text("/render/twin")?);
        let base_url = text("/base_url")?;
        let now = moment(document.get("now"))?;
        let form = document.get_mut("form").map(Value::take);
        Ok(Request {
            form: form.ok_or(Misread::Member("form"))?,
            module,
            twin,
            base_url,
            now,
        })
    }

    /// Writes the request to compile a form, whose JSON is used unchanged.
    pub fn write(form: &str, render: RenderHashes<'_>, base_url: &str, now: u32) -> String {
        let render = json!({ "module": render.module, "twin": render.twin });
        let base_url = Value::from(base_url);
        format!(r#"{{"render":{render},"base_url":{base_url},"now":{now},"form":{form}}}"#)
    }

    /// Compiles the form; `clock` is the time if the request has none, in Unix seconds. Paths of problems begin at the
    /// form, not at the request.
    pub fn compile(&self, clock: u32) -> Result<Compiled, Vec<Problem>> {
        let render = RenderHashes {
            module: &self.module,
            twin: &self.twin,
        };
        let now = self.now.unwrap_or(clock);
        compile(&validate(&self.form)?, render, &self.base_url, now)
    }
}

impl Compiled {
    /// Writes the answer:
    /// `{"version_id", "manifest_entry", "priority", "bundle": {"hash", "extension", "base64"}, "files"}`.
    pub fn to_json(&self) -> String {
        let file = |asset: &Asset| {
            json!({
                "hash": asset.hash,
                "extension": asset.extension,
                "base64": BASE64_STANDARD.encode(&asset.bytes),
            })
        };
        json!({
            "version_id": self.version_id,
            "manifest_entry": self.manifest_entry,
            "priority": self.manifest_entry.priority,
            "bundle": file(&self.bundle),
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
        })
        .to_string()
    }

    /// Reads an answer, and makes sure that every file matches its hash.
    pub fn read(json: &str) -> Result<Self, Misread> {
        let document = parse(json)?;
        let entry = document
            .get("manifest_entry")
            .ok_or(Misread::Member("manifest_entry"))?;
        let version_id = VersionId::parse(&text(&document, "/version_id")?)
            .ok_or(Misread::Member("version_id"))?;
        let form_id = FormId::parse(&text(entry, "/form_id")?).ok_or(Misread::Member("form_id"))?;
        let files = document.get("files").and_then(Value::as_array);
        Ok(Compiled {
            manifest_entry: ManifestEntry {
                form_id,
                form_type: entry
                    .get("type")
                    .and_then(|name| FormType::named(name.as_str()?))
                    .map(FormType::name),
                version_id: version_id.clone(),
                bundle: text(entry, "/bundle")?,
                render: text(entry, "/render")?,
                render_twin: text(entry, "/render_twin")?,
                teaser: match entry.get("teaser") {
                    Some(teaser) => {
                        Some(TeaserEntry::read(teaser).ok_or(Misread::Member("teaser"))?)
                    }
                    None => None,
                },
                priority: number(document.get("priority")).ok_or(Misread::Member("priority"))?,
                rules: text(entry, "/rules")?,
            },
            version_id,
            bundle: read_file(document.get("bundle").ok_or(Misread::Member("bundle"))?)?,
            files: files
                .ok_or(Misread::Member("files"))?
                .iter()
                .map(read_file)
                .collect::<Result<_, _>>()?,
        })
    }
}

/// The caller has already limited the bytes of the text.
fn parse(json: &str) -> Result<Value, Misread> {
    Ok(bounded_json::value(json, usize::MAX)?)
}

/// The text at a JSON pointer.
fn text(document: &Value, pointer: &'static str) -> Result<String, Misread> {
    let text = document.pointer(pointer).and_then(Value::as_str);
    text.map(str::to_owned)
        .ok_or(Misread::Member(pointer.trim_start_matches('/')))
}

/// A time in Unix seconds, if one is given.
fn moment(value: Option<&Value>) -> Result<Option<u32>, Misread> {
    match value {
        None | Some(Value::Null) => Ok(None),
        given => number(given).map(Some).ok_or(Misread::Member("now")),
    }
}

fn number(value: Option<&Value>) -> Option<u32> {
    value?.as_u64()?.try_into().ok()
}

fn read_file(file: &Value) -> Result<Asset, Misread> {
    let extension = text(file, "/extension")?;
    let extension = EXTENSIONS.into_iter().find(|known| *known == extension);
    let bytes = BASE64_STANDARD
        .decode(text(file, "/base64")?)
        .map_err(|_| Misread::Member("base64"))?;
    let asset = Asset::new(extension.ok_or(Misread::Member("extension"))?, bytes);
    if text(file, "/hash")? != asset.hash {
        return Err(Misread::OtherBytes(asset.hash));
    }
    Ok(asset)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = include_str!("../../../fixtures/forms/welcome.json");
    const RENDER: RenderHashes<'_> = RenderHashes {
        module: "module",
        twin: "twin",
    };

    /// A moment in 2027, and one before it.
    const NOW: u32 = 1_800_000_000;
    const EARLIER: u32 = 1_700_000_000;

    fn form() -> String {
        let teaser = r#"{"label": "10 % off", "display_device": "phone"}"#;
        let members = format!(r#""priority": 70, "teaser": {teaser}, "type""#);
        FORM.replacen("\"type\"", &members, 1)
    }

    fn compiled() -> Compiled {
        let request = Request::write(&form(), RENDER, "https://forms.example", NOW);
        Request::read(&request).unwrap().compile(EARLIER).unwrap()
    }

    #[test]
    fn compiling_elsewhere_gives_the_same_result() {
        let form = form_model::validate_json(&form()).unwrap();
        let here = compile(&form, RENDER, "https://forms.example", NOW).unwrap();
        let elsewhere = Compiled::read(&compiled().to_json()).unwrap();
        assert_eq!(elsewhere.version_id, here.version_id);
        assert_eq!(elsewhere.manifest_entry, here.manifest_entry);
        assert_eq!(here.manifest_entry.priority, 70);
        assert_eq!(elsewhere.bundle, here.bundle);
        assert!(here.manifest_entry.teaser.is_some());
        assert_eq!(elsewhere.files, here.files);
        assert!(!here.files.is_empty());
    }

    #[test]
    fn problems_have_their_path_in_the_form() {
        let request = Request::write(r#"{"schema_version": 2}"#, RENDER, "", NOW);
        let problems = Request::read(&request).unwrap().compile(NOW).unwrap_err();
        assert!(problems.iter().any(|problem| problem.path == "$.form_id"));
    }

    #[test]
    fn an_invalid_request_is_reported() {
        assert!(matches!(Request::read("{"), Err(Misread::Unreadable(_))));
        let no_twin = r#"{"form": {}, "render": {"module": "a"}, "base_url": ""}"#;
        assert!(matches!(
            Request::read(no_twin),
            Err(Misread::Member("render/twin"))
        ));
        let no_form = r#"{"render": {"module": "a", "twin": "b"}, "base_url": ""}"#;
        assert!(matches!(
            Request::read(no_form),
            Err(Misread::Member("form"))
        ));
    }

    #[test]
    fn a_request_may_name_its_moment() {
        let now = |member: &str| {
            let json = format!(
                r#"{{"form": {{}}, "render": {{"module": "a", "twin": "b"}}, "base_url": ""{member}}}"#
            );
            Request::read(&json).map(|request| request.now)
        };
        assert_eq!(now(r#", "now": 1800000000"#).unwrap(), Some(NOW));
        assert_eq!(now(r#", "now": null"#).unwrap(), None);
        assert_eq!(now("").unwrap(), None);
        for odd in ["-1", "1.5", "4294967296", "\"1800000000\""] {
            let member = format!(r#", "now": {odd}"#);
            assert!(matches!(now(&member), Err(Misread::Member("now"))), "{odd}");
        }
    }

    #[test]
    fn an_answer_with_other_bytes_than_it_names_is_refused() {
        let mut answer = parse(&compiled().to_json()).unwrap();
        answer["bundle"]["base64"] = "AAAA".into();
        assert!(matches!(
            Compiled::read(&answer.to_string()),
            Err(Misread::OtherBytes(_))
        ));
    }
}
