//! Decides whether a script that was composed earlier would be composed in the same way now.

use form_compile::{asset::content_id, onsite_script::StorefrontModules};

use crate::{Origin, clock};

/// Content id of everything that a site's script and bundles are made with: the modules, the public address, the
/// compiler, and the UTC year of `now` (Unix seconds), because time zones are compiled for some years only.
///
/// `compiler` is [`form_compile::FINGERPRINT`].
pub(super) fn composed_for(
    modules: &StorefrontModules,
    public_url: &Origin,
    compiler: &str,
    now: u32,
) -> String {
    let mut ground = Vec::new();
    let mut add = |bytes: &[u8]| {
        ground.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        ground.extend_from_slice(bytes);
    };
    add(&clock::year_start(now).to_le_bytes());
    add(public_url.as_str().as_bytes());
    add(compiler.as_bytes());
    // Files that are embedded into scripts, and then the files that they and the bundles name.
    add(modules.loader.as_bytes());
    add(&modules.trigger_wasm);
    for (name, part) in modules.parts.iter().chain(&modules.render_parts) {
        add(name.as_bytes());
        add(part.as_bytes());
    }
    for file in modules.files() {
        add(&file.bytes);
    }
    content_id(&ground)
}

#[cfg(test)]
mod tests {
    use form_compile::Asset;

    use super::*;

    fn modules() -> StorefrontModules {
        let empty = || Asset::new("js", Vec::new());
        StorefrontModules {
            loader: String::new(),
            trigger_wasm: Vec::new(),
            trigger_twin: String::new(),
            render: empty(),
            render_twin: empty(),
            outbox: empty(),
            api: empty(),
            debug: empty(),
            teaser: empty(),
            parts: Default::default(),
            render_parts: Default::default(),
        }
    }

    fn at(now: u32) -> String {
        let public_url = Origin::parse("https://forms.example").unwrap();
        composed_for(&modules(), &public_url, "compiler", now)
    }

    #[test]
    fn a_script_is_composed_again_in_another_year_but_not_on_another_day() {
        let new_year_2028 = 1_830_297_600;
        assert_eq!(at(new_year_2028), at(new_year_2028 + 300 * 86_400));
        assert_ne!(at(new_year_2028 - 1), at(new_year_2028));
    }

    #[test]
    fn a_script_is_composed_again_for_another_compiler_address_or_module() {
        let url = |url: &str| Origin::parse(url).unwrap();
        let own = url("https://forms.example");
        let mut all = vec![
            at(0),
            composed_for(&modules(), &own, "another", 0),
            composed_for(&modules(), &url("https://cdn.example"), "compiler", 0),
        ];
        type Change = fn(&mut StorefrontModules);
        let changes: [Change; 11] = [
            |modules| modules.loader.push('x'),
            |modules| modules.trigger_wasm.push(0),
            |modules| modules.trigger_twin.push('x'),
            |modules| modules.render = Asset::new("js", vec![0]),
            |modules| modules.render_twin = Asset::new("js", vec![1]),
            |modules| modules.outbox = Asset::new("js", vec![2]),
            |modules| modules.api = Asset::new("js", vec![3]),
            |modules| modules.debug = Asset::new("js", vec![4]),
            |modules| modules.teaser = Asset::new("js", vec![5]),
            |modules| modules.parts = [("part".to_owned(), String::new())].into(),
            |modules| modules.render_parts = [("coupon".to_owned(), String::new())].into(),
        ];
        for change in changes {
            let mut changed = modules();
            change(&mut changed);
            all.push(composed_for(&changed, &own, "compiler", 0));
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
