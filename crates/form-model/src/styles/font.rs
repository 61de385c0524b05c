//! Fonts: the system's stacks, and faces that travel inside the form's JSON.

use serde::{Serialize, Serializer};

use crate::read::{At, alternatives, quoted};

/// The most faces of a version: regular and bold, upright and italic, of one family, say. Each is a file that a visitor
/// fetches before the form shows.
const MAX_FACES: usize = 4;

/// The maximum length of a face's `src`: base64 of 300 kB, which is ten times what a Latin face takes.
const MAX_SRC_CHARACTERS: usize = 400_000;

/// How the address of an embedded WOFF2 file begins.
const WOFF2: &str = "data:font/woff2;base64,";

/// A typeface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FontFamily {
    /// The system's sans serif.
    Sans,
    /// The system's serif.
    Serif,
    /// Every character as wide as the others.
    Mono,
    /// A sans serif with round ends.
    Rounded,
    /// A sans serif drawn after handwriting.
    Humanist,
    /// A family of `fonts`, by its name there.
    Custom(String),
}

/// One face of a family. It is part of the form's JSON and becomes a separate file at publish, so that showing a form
/// makes no request to a third party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FontFace {
    /// Name by which styles choose it, 1 to 60 letters, digits, spaces and `-`.
    pub family: String,
    /// Weight, 100..=900. Default 400. Source: CSS Fonts 4, `font-weight`.
    pub weight: u32,
    /// Upright or slanted. Default `normal`.
    pub style: FontStyle,
    /// The fallback until the face is loaded, stretched to its size. Default `sans`.
    pub fallback: FontFallback,
    /// `data:` address, base64, of a WOFF2 file; at most 400,000 characters.
    pub src: String,
}

/// Upright or slanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FontStyle {
    /// Upright.
    Normal,
    /// Slanted.
    Italic,
}

/// The system's typeface that is nearest to a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FontFallback {
    /// The system's sans serif.
    Sans,
    /// The system's serif.
    Serif,
}

/// The system's stacks by their names.
const STACKS: [(&str, FontFamily); 5] = [
    ("sans", FontFamily::Sans),
    ("serif", FontFamily::Serif),
    ("mono", FontFamily::Mono),
    ("rounded", FontFamily::Rounded),
    ("humanist", FontFamily::Humanist),
];

impl FontFamily {
    /// The name in a form.
    pub fn name(&self) -> &str {
        if let FontFamily::Custom(name) = self {
            return name;
        }
        let stack = STACKS.iter().find(|(_, stack)| stack == self);
        stack.map_or("", |(name, _)| name)
    }

    /// Reads the name of a stack or of another family, which must then be [checked](Self::check).
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        let name = at.string(1..=60)?;
        let stack = STACKS.into_iter().find(|(stack, _)| *stack == name);
        Some(stack.map_or(FontFamily::Custom(name), |(_, stack)| stack))
    }

    /// Makes sure that `faces` have the family, unless it is a stack.
    pub(crate) fn check(&self, at: &At<'_>, faces: &[FontFace]) {
        let FontFamily::Custom(name) = self else {
            return;
        };
        if faces.iter().any(|face| face.family == *name) {
            return;
        }
        let mut there: Vec<_> = STACKS.iter().map(|(stack, _)| *stack).collect();
        for face in faces {
            if !there.contains(&face.family.as_str()) {
                there.push(&face.family);
            }
        }
        at.problem(format!(
            "is {}; {} is allowed, or another family once `fonts` has it",
            quoted(name),
            alternatives(there.into_iter())
        ));
    }
}

impl Serialize for FontFamily {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl FontFace {
    /// The base64 text of the file.
    pub fn data(&self) -> &str {
        self.src.strip_prefix(WOFF2).unwrap_or_default()
    }

    /// Reads the list; a face that cannot be used is left out, with its problems.
    pub(crate) fn read_all(at: &At<'_>) -> Option<Vec<Self>> {
        let elements = at.array(0..=MAX_FACES, "faces")?;
        let mut faces: Vec<FontFace> = Vec::new();
        for at in elements {
            let Some(face) = FontFace::read(&at) else {
                continue;
            };
            let is_same = |other: &&FontFace| {
                (&other.family, other.weight, other.style)
                    == (&face.family, face.weight, face.style)
            };
            if faces.iter().any(|other| is_same(&other)) {
                at.problem(
                    "has the family, weight and style of another face; each may appear only once",
                );
            }
            let family = faces.iter().find(|other| other.family == face.family);
            if family.is_some_and(|other| other.fallback != face.fallback) {
                at.member("fallback")
                    .problem("differs from that of another face of the family");
            }
            faces.push(face);
        }
        Some(faces)
    }

    fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let family = object.required("family").and_then(|at| read_family(&at));
        let weight = match object.optional("weight") {
            Some(at) => at.integer(100..=900),
            None => Some(400),
        };
        let style = match object.optional("style") {
            Some(at) => at.choice(&[("normal", FontStyle::Normal), ("italic", FontStyle::Italic)]),
            None => Some(FontStyle::Normal),
        };
        let fallback = match object.optional("fallback") {
            Some(at) => at.choice(&[("sans", FontFallback::Sans), ("serif", FontFallback::Serif)]),
            None => Some(FontFallback::Sans),
        };
        let src = object.required("src").and_then(|at| read_src(&at));
        object.finish();
        Some(FontFace {
            family: family?,
            weight: weight?,
            style: style?,
            fallback: fallback?,
            src: src?,
        })
    }
}

fn read_family(at: &At<'_>) -> Option<String> {
    let name = at.string(1..=60)?;
    let is_allowed =
        |character: char| character.is_alphanumeric() || matches!(character, ' ' | '-');
    if !name.chars().all(is_allowed) || name.trim() != name {
        at.problem(format!(
            "is {}; letters, digits, spaces between them and `-` are allowed",
            quoted(&name)
        ));
        return None;
    }
    if STACKS.iter().any(|(stack, _)| *stack == name) {
        at.problem(format!("is {}, which names the system's", quoted(&name)));
        return None;
    }
    Some(name)
}

fn read_src(at: &At<'_>) -> Option<String> {
    let src = at.string(1..=MAX_SRC_CHARACTERS)?;
    if !src.starts_with(WOFF2) {
        at.problem(format!(
            "is {}; an embedded WOFF2 file is allowed: `{WOFF2}` and its bytes; convert other formats to WOFF2",
            quoted(&src)
        ));
        return None;
    }
    Some(src)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{read::read_alone, styles::Styles};
    use serde_json::{Value, json};

    fn face(family: &str) -> Value {
        json!({"family": family, "src": format!("{WOFF2}AAAA")})
    }

    fn problems(styles: Value) -> Vec<String> {
        read_alone(&styles, Styles::read).err().unwrap_or_default()
    }

    #[test]
    fn a_family_of_the_list_can_be_chosen() {
        let styles = json!({"fonts": [face("Fraunces")], "font_family": "Fraunces"});
        let styles = read_alone(&styles, Styles::read).unwrap();
        assert_eq!(
            styles.font_family,
            FontFamily::Custom("Fraunces".to_owned())
        );
        let [face] = &styles.fonts[..] else {
            panic!("{styles:?}")
        };
        assert_eq!((face.weight, face.style), (400, FontStyle::Normal));
        assert_eq!(face.data(), "AAAA");
    }

    #[test]
    fn written_fonts_read_the_same() {
        let styles = json!({"fonts": [face("Fraunces")], "font_family": "Fraunces"});
        let styles = read_alone(&styles, Styles::read).unwrap();
        let written = serde_json::to_value(&styles).unwrap();
        assert_eq!(read_alone(&written, Styles::read).unwrap(), styles);
    }

    #[test]
    fn a_version_without_fonts_is_written_as_before() {
        let written = serde_json::to_value(Styles::default()).unwrap();
        assert_eq!(written.get("fonts"), None);
        assert_eq!(written["font_family"], "sans");
    }

    #[test]
    fn an_unknown_family_says_which_are_there() {
        assert_eq!(
            problems(json!({"fonts": [face("Fraunces"), face("Inter")], "font_family": "Frances"})),
            [
                r#"$.font_family is "Frances"; `sans`, `serif`, `mono`, `rounded`, `humanist`, `Fraunces` or `Inter` is allowed, or another family once `fonts` has it"#
            ]
        );
    }

    #[test]
    fn every_problem_of_a_face_has_its_path() {
        let src = "data:font/ttf;base64,AAAA";
        assert_eq!(
            problems(json!({"fonts": [
                {"family": "A'B", "weight": 950, "style": "oblique", "src": src, "url": ""},
                {"family": "serif", "fallback": "mono", "src": "https://fonts.example/a.woff2"},
            ]})),
            [
                r#"$.fonts[0].family is "A'B"; letters, digits, spaces between them and `-` are allowed"#,
                "$.fonts[0].weight is 950; a whole number from 100 to 900 is allowed",
                r#"$.fonts[0].style is "oblique"; `normal` or `italic` is allowed"#,
                r#"$.fonts[0].src is "data:font/ttf;base64,AAAA"; an embedded WOFF2 file is allowed: `data:font/woff2;base64,` and its bytes; convert other formats to WOFF2"#,
                "$.fonts[0].url is not known here; `family`, `weight`, `style`, `fallback` or `src` is allowed",
                r#"$.fonts[1].family is "serif", which names the system's"#,
                r#"$.fonts[1].fallback is "mono"; `sans` or `serif` is allowed"#,
                r#"$.fonts[1].src is "https://fonts.example/a.woff2"; an embedded WOFF2 file is allowed: `data:font/woff2;base64,` and its bytes; convert other formats to WOFF2"#,
            ]
        );
    }

    #[test]
    fn faces_are_few_and_unique() {
        let mut serif = face("A");
        serif["weight"] = json!(700);
        serif["fallback"] = json!("serif");
        assert_eq!(
            problems(json!({"fonts": [face("A"), face("A"), serif]})),
            [
                "$.fonts[1] has the family, weight and style of another face; each may appear only once",
                "$.fonts[2].fallback differs from that of another face of the family",
            ]
        );
        let many: Vec<_> = (0..5).map(|index| face(&format!("F{index}"))).collect();
        assert_eq!(
            problems(json!({"fonts": many})),
            ["$.fonts has 5 faces; 0 to 4 are allowed"]
        );
    }
}
