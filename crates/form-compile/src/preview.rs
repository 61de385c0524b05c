//! A page that shows one compiled version: without a service, without a network, and nothing is sent.

use base64::{Engine, prelude::BASE64_STANDARD};
use rich_text::escape_html;
use serde_json::{Map, Value};

use crate::{Compiled, onsite_script::StorefrontModules};

/// Makes the page. The render module and the bundle are inside; pictures are files beside it.
pub fn page(form_name: &str, compiled: &Compiled, modules: &StorefrontModules) -> String {
    let render = module_address(&modules.render.bytes);
    let mut parts: Map<_, _> = modules
        .render_parts
        .iter()
        .map(|(name, part)| (name.clone(), Value::from(module_address(part.as_bytes()))))
        .collect();
    // The files that the render module would request for a form in light DOM.
    if let Some(sheet) = compiled.files.iter().find(|file| file.extension == "css") {
        let address = data_address("text/css", &sheet.bytes);
        parts.insert("light.css".to_owned(), address.into());
    }
    let parts = Value::from(parts);
    let bundle = BASE64_STANDARD.encode(&compiled.bundle.bytes);
    let name = escape_html(form_name);
    format!(
        r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preview: {name}</title>
<style>
  body {{ margin: 0; min-height: 100vh; display: grid; place-content: center; justify-items: center; gap: 16px;
    font: 16px/1.5 system-ui, sans-serif; color: #444; background: repeating-linear-gradient(45deg, #f4f4f6 0 24px, #fafafb 24px 48px) }}
  button {{ font: inherit; padding: 10px 20px }}
</style>
<p>Preview of <strong>{name}</strong>. Nothing is sent.</p>
<p id="problem" role="alert" hidden><code>$.versions[0].styles.custom_css</code>: hides the close button or a consent in this browser, so visitors see the form without it.</p>
<button id="show">Show the form</button>
<script type="module">
  const bytes = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt());
  const render = await import("{render}");
  const bundle = JSON.parse(new TextDecoder().decode(bytes("{bundle}")));
  const show = () => render.show(bundle, null, 0, undefined, {parts});
  addEventListener("dormouse", ({{ detail }}) => {{
    if (detail.metaData?.reason === "custom_css") document.getElementById("problem").hidden = false;
  }});
  document.getElementById("show").addEventListener("click", show);
  show();
</script>
</html>
"#
    )
}

/// An ES module as an address that contains it.
fn module_address(module: &[u8]) -> String {
    data_address("text/javascript", module)
}

fn data_address(media_type: &str, file: &[u8]) -> String {
    let file = BASE64_STANDARD.encode(file);
    format!("data:{media_type};charset=utf-8;base64,{file}")
}
