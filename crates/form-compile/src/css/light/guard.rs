//! Keeps a page's rules out of a form in light DOM: everything goes back to browser defaults, with more weight than a
//! page has, and our own rules after that have even more.

/// Properties that pages set for whole elements, sometimes `!important`. A shorthand covers its longhands, except those
/// that an animation may change.
const PROPERTIES: [&str; 128] = [
    "accent-color",
    "align-content",
    "align-items",
    "align-self",
    "animation",
    "appearance",
    "aspect-ratio",
    "backdrop-filter",
    "backface-visibility",
    "background-attachment",
    "background-clip",
    "background-color",
    "background-image",
    "background-origin",
    "background-position",
    "background-repeat",
    "background-size",
    "border-collapse",
    "border-color",
    "border-image",
    "border-radius",
    "border-spacing",
    "border-style",
    "border-width",
    "box-shadow",
    "box-sizing",
    "caption-side",
    "caret-color",
    "clear",
    "clip",
    "clip-path",
    "color",
    "color-scheme",
    "columns",
    "contain",
    "content",
    "content-visibility",
    "counter-increment",
    "counter-reset",
    "cursor",
    "direction",
    "display",
    "filter",
    "flex",
    "flex-direction",
    "flex-wrap",
    "float",
    "font-family",
    "font-feature-settings",
    "font-kerning",
    "font-optical-sizing",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-synthesis",
    "font-variant",
    "font-variation-settings",
    "font-weight",
    "gap",
    "grid",
    "grid-area",
    "height",
    "hyphens",
    "inset",
    "isolation",
    "justify-content",
    "justify-items",
    "justify-self",
    "letter-spacing",
    "line-break",
    "line-height",
    "list-style",
    "margin",
    "mask",
    "max-height",
    "max-width",
    "min-height",
    "min-width",
    "mix-blend-mode",
    "object-fit",
    "object-position",
    "offset",
    "opacity",
    "order",
    "outline",
    "outline-offset",
    "overflow",
    "overflow-anchor",
    "overflow-wrap",
    "overscroll-behavior",
    "padding",
    "perspective",
    "pointer-events",
    "position",
    "quotes",
    "resize",
    "rotate",
    "scale",
    "scroll-behavior",
    "scroll-margin",
    "scroll-padding",
    "scroll-snap-align",
    "scroll-snap-type",
    "scrollbar-color",
    "scrollbar-gutter",
    "scrollbar-width",
    "shape-outside",
    "tab-size",
    "table-layout",
    "text-align",
    "text-align-last",
    "text-decoration",
    "text-indent",
    "text-overflow",
    "text-rendering",
    "text-shadow",
    "text-transform",
    "text-underline-offset",
    "text-wrap",
    "touch-action",
    "transform",
    "transform-origin",
    "transition",
    "translate",
    "user-select",
    "vertical-align",
    "visibility",
];

/// The rest of them, which do not fit on a line above.
const MORE: [&str; 18] = [
    "overflow-clip-margin",
    "white-space",
    "width",
    "will-change",
    "word-break",
    "word-spacing",
    "writing-mode",
    "z-index",
    "zoom",
    "unicode-bidi",
    "-webkit-box-reflect",
    "-webkit-font-smoothing",
    "-webkit-line-clamp",
    "-webkit-tap-highlight-color",
    "-webkit-text-fill-color",
    "-webkit-text-size-adjust",
    "-webkit-text-stroke",
    "print-color-adjust",
];

/// Presentational attributes of pictures; they disappear with the page's rules if those revert to browser defaults, but
/// not if only rules outside layers do.
const OF_ATTRIBUTES: [&str; 20] = [
    "aspect-ratio",
    "height",
    "width",
    "d",
    "x",
    "y",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
];

/// The properties of the panel that the page side animates.
pub(super) const DRIVEN: [&str; 5] = ["opacity", "transform", "translate", "scale", "rotate"];

/// The rules for a scope; properties in `animated` must stay animatable.
pub(super) fn rules(scope: &str, animated: &[String]) -> String {
    let is_free = |property: &str| animated.iter().any(|name| covers(property, name));
    let all = || PROPERTIES.iter().chain(&MORE).copied();
    let mut usual = String::new();
    let mut of_pictures = String::new();
    let mut of_panel = String::new();
    for property in all().filter(|property| !is_free(property)) {
        let revert = format!("{property}:revert!important;");
        if !DRIVEN.contains(&property) {
            of_panel.push_str(&revert);
        }
        if !OF_ATTRIBUTES.contains(&property) {
            of_pictures.push_str(&revert);
        }
        usual.push_str(&revert);
    }
    for property in OF_ATTRIBUTES {
        if !is_free(property) {
            of_pictures.push_str(&format!("{property}:revert-layer!important;"));
        }
    }
    let still: String = DRIVEN
        .iter()
        .filter(|property| !is_free(property))
        .map(|property| format!("{property}:revert!important;"))
        .collect();
    // Each pseudo-element separately: a browser that does not know one drops the whole rule. Not `::first-letter`: if a
    // rule creates one, the line is laid out in two pieces, and the following text moves by a 64th of a pixel.
    const GENERATED: [&str; 5] = [
        "::before",
        "::after",
        "::marker",
        "::placeholder",
        "::first-line",
    ];
    let generated: String = GENERATED
        .iter()
        .map(|name| format!("{scope}{name},{scope} {name}{{all:revert;{usual}}}"))
        .collect();
    format!(
        "{scope} :where(:not(svg,svg *,img,.p)){{all:revert;{usual}}}\
         {scope} :where(svg,svg *,img){{all:revert-layer;{of_pictures}}}\
         {scope} :where(.p){{all:revert;{of_panel}}}\
         {scope}[data-state=open] :where(.p){{{still}}}\
         {generated}\
         {scope} ::backdrop{{{of_panel}}}"
    )
}

/// Whether a property sets another one, or the other way round.
fn covers(property: &str, other: &str) -> bool {
    let is_part = |whole: &str, part: &str| {
        part.strip_prefix(whole)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    is_part(property, other) || is_part(other, property)
}
