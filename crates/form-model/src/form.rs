//! Form and version: the lasting identity, and one complete content.

use serde::Serialize;

use crate::{
    SCHEMA_VERSION,
    block::{Block, Field, Place, Variant},
    close_label,
    combination::Combination,
    dismissible,
    form_type::{FormType, Placement},
    frequency_cap::FrequencyCap,
    ids::FormId,
    isolation::Isolation,
    link_target::LinkTarget,
    read::{At, Object},
    screens::Screens,
    step::{Step, read_all},
    styles::Styles,
    targeting::TargetingRule,
    teaser::Teaser,
    trigger::{Immediate, Manual, Trigger},
};

/// A form, as its designer writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Form {
    /// Version of this schema: 1.
    pub schema_version: u32,
    /// Lasting identity within the site.
    pub form_id: FormId,
    /// For people, 1 to 100 characters.
    pub name: String,
    /// Its versions; exactly one.
    pub versions: Vec<Version>,
}

/// One complete content of a form; immutable once published.
///
/// Newer members with their default value do not affect the version id, so that forms that do not use them keep their
/// version ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The form type.
    #[serde(rename = "type")]
    pub form_type: FormType,
    /// Where on the screen it shows. Default: depends on the type.
    #[serde(skip_serializing_if = "Placement::is_of_popup")]
    pub placement: Placement,
    /// What protects it from the page's styles. Default: the site's setting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub isolation: Option<Isolation>,
    /// Name of the dialog for assistive technology, 1 to 100 characters. Default: the form's name.
    pub accessible_name: String,
    /// Language of the content, a BCP 47 tag. Default `en`.
    pub locale: String,
    /// Name of the button that closes it, for assistive technology, 1 to 60 characters. Default by the language of the
    /// locale, see [`Version::close_label`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_label: Option<String>,
    /// When it shows, 1 to 10; `manual` only alone. For an embed, which shows where the page has a place for it, only
    /// `immediate`, and that is its default.
    pub triggers: Vec<Trigger>,
    /// Whether all triggers must fire, or any. Default any.
    pub trigger_combination: Combination,
    /// Which visitors see it, and where; each subject at most once, 20 at most. Default: every visitor, on every page.
    pub targeting: Vec<TargetingRule>,
    /// Whether all targeting rules must match, or any. Default all.
    pub targeting_combination: Combination,
    /// Which of several forms shows that want to at once: the one with the highest, 0..=100. Default 50.
    pub priority: u32,
    /// How long it stays away after a close or a submit. Default: as its type has it.
    pub frequency_cap: FrequencyCap,
    /// On which screens a press outside a modal form closes it. Default all.
    pub click_outside_to_close: Screens,
    /// Whether the back button of the browser closes a modal form on phones, instead of leaving the page. Default false.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub back_to_close: bool,
    /// Whether a visitor may close it without pressing one of its buttons. False = no close button, and neither Escape,
    /// a press outside nor the way back closes it. Default true.
    #[serde(skip_serializing_if = "is_true")]
    pub dismissible: bool,
    /// Whether it has a field that only programs fill in, and what they send waits for confirmation. Default false.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bot_trap: bool,
    /// Where links in texts open that lead to another site. Default `new_tab`.
    #[serde(skip_serializing_if = "LinkTarget::is_default")]
    pub open_links_in: LinkTarget,
    /// The message for a visitor whose answer could neither be kept nor sent, 1 to 200 characters. Default by the
    /// locale.
    pub not_sent_message: String,
    /// A small button that opens the form before it shows on its own, or after it was closed; not for an embed. Default
    /// none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teaser: Option<Teaser>,
    /// The styles of the version.
    pub styles: Styles,
    /// The steps, 1 to 10; the last of several is the success step.
    pub steps: Vec<Step>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_true(value: &bool) -> bool {
    *value
}

impl Version {
    /// Every block with the index of its step, in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.steps
            .iter()
            .enumerate()
            .flat_map(|(step, content)| content.blocks().map(move |block| (step, block)))
    }

    /// The name of the button that closes it.
    pub fn close_label(&self) -> &str {
        let own = self.close_label.as_deref();
        own.unwrap_or_else(|| close_label::of_locale(&self.locale))
    }

    /// Every block with its JSON path below the version's own.
    pub fn located_blocks(&self, path: &str) -> Vec<(String, &Block)> {
        let steps = self.steps.iter().enumerate();
        let located = steps.flat_map(|(s, step)| {
            let blocks = step.located_blocks();
            blocks.map(move |(below, block)| (format!("{path}.steps[{s}]{below}"), block))
        });
        located.collect()
    }

    /// Every field with the index of its step, in reading order.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.blocks()
            .filter_map(|(step, block)| Some((step, block.field()?)))
    }

    fn read(at: &At<'_>, form_name: &str) -> Option<Self> {
        let mut object = at.object()?;
        let form_type = object.required("type").and_then(|at| FormType::read(&at));
        // If the type is invalid, the rest is read as if it were a popup.
        let known_type = form_type.unwrap_or(FormType::Popup);
        let placement = match object.optional("placement") {
            Some(at) if form_type.is_some() => Placement::read(&at, known_type),
            _ => Some(Placement::default_of(known_type)),
        };
        let isolation = match object.optional("isolation") {
            Some(at) => Isolation::read(&at).map(Some),
            None => Some(None),
        };
        let accessible_name = match object.optional("accessible_name") {
            Some(at) => at.string(1..=100),
            None => Some(form_name.to_owned()),
        };
        let locale = match object.optional("locale") {
            Some(at) => read_locale(&at),
            None => Some("en".to_owned()),
        };
        let known_locale = locale.as_deref().unwrap_or_default();
        at.set_locale(known_locale);
        let close_label = close_label::read(&mut object, known_locale);
        let triggers = read_triggers(&mut object, known_type);
        let trigger_combination = match object.optional("trigger_combination") {
            Some(at) => Combination::read(&at),
            None => Some(Combination::Any),
        };
        let targeting = match object.optional("targeting") {
            Some(at) => read_all(&at, 0..=20, "targeting rules", TargetingRule::read),
            None => Some(Vec::new()),
        };
        let targeting_combination = match object.optional("targeting_combination") {
            Some(at) => Combination::read(&at),
            None => Some(Combination::All),
        };
        let priority = match object.optional("priority") {
            Some(at) => at.integer(0..=100),
            None => Some(DEFAULT_PRIORITY),
        };
        let frequency_cap = match object.optional("frequency_cap") {
            Some(at) => FrequencyCap::read(&at, known_type),
            None => Some(FrequencyCap::default_of(known_type)),
        };
        let click_outside_to_close = match object.optional("click_outside_to_close") {
            Some(at) => Screens::read(&at),
            None if dismissible::is_false(&object) => Some(Screens::NONE),
            None => Some(Screens::ALL),
        };
        let back_to_close = match object.optional("back_to_close") {
            Some(at) => at.boolean(),
            None => Some(false),
        };
        let dismissible = dismissible::read(&mut object);
        let bot_trap = match object.optional("bot_trap") {
            Some(at) => at.boolean(),
            None => Some(false),
        };
        let open_links_in = match object.optional("open_links_in") {
            Some(at) => LinkTarget::read(&at),
            None => Some(LinkTarget::NewTab),
        };
        let not_sent_message = match object.optional("not_sent_message") {
            Some(at) => at.string(1..=200),
            None => Some(at.texts().not_sent.to_owned()),
        };
        let teaser = match object.optional("teaser") {
            Some(at) => Teaser::read(&at, known_type, known_locale).map(Some),
            None => Some(None),
        };
        let styles = match object.optional("styles") {
            Some(at) => Styles::read(&at),
            None => Some(Styles::default()),
        };
        let problems_before = at.problem_count();
        let steps = object.required("steps").and_then(|at| read_steps(&at));
        object.finish();
        if let (Some(false), Some(steps)) = (dismissible, &steps)
            && at.problem_count() == problems_before
        {
            dismissible::check_ways_out(at, steps);
        }
        if let (Some(styles), Some(steps)) = (&styles, &steps) {
            check_contrast(at, styles, steps);
        }
        Some(Version {
            form_type: form_type?,
            placement: placement?,
            isolation: isolation?,
            accessible_name: accessible_name?,
            locale: locale?,
            close_label: close_label?,
            triggers: triggers?,
            trigger_combination: trigger_combination?,
            targeting: targeting?,
            targeting_combination: targeting_combination?,
            priority: priority?,
            frequency_cap: frequency_cap?,
            click_outside_to_close: click_outside_to_close?,
            back_to_close: back_to_close?,
            dismissible: dismissible?,
            bot_trap: bot_trap?,
            open_links_in: open_links_in?,
            not_sent_message: not_sent_message?,
            teaser: teaser?,
            styles: styles?,
            steps: steps?,
        })
    }
}

impl Form {
    pub(crate) fn read(at: &At<'_>) -> Option<Self> {
        let mut object = at.object()?;
        let schema_version = object
            .required("schema_version")
            .and_then(|at| at.integer(SCHEMA_VERSION..=SCHEMA_VERSION));
        let form_id = object.required("form_id").and_then(|at| FormId::read(&at));
        let name = object.required("name").and_then(|at| at.string(1..=100));
        let form_name = name.as_deref().unwrap_or("Form");
        let versions = object
            .required("versions")
            .and_then(|at| read_all(&at, 1..=1, "versions", |at| Version::read(at, form_name)));
        object.finish();
        check_other_forms(
            at,
            form_id.as_ref(),
            versions.as_deref().unwrap_or_default(),
        );
        Some(Form {
            schema_version: schema_version?,
            form_id: form_id?,
            name: name?,
            versions: versions?,
        })
    }
}

/// In the middle, so that there is room above and below.
const DEFAULT_PRIORITY: u32 = 50;

fn read_triggers(object: &mut Object<'_>, form_type: FormType) -> Option<Vec<Trigger>> {
    if form_type == FormType::Embed {
        return read_triggers_of_embed(object);
    }
    let at = &object.required("triggers")?;
    let triggers = read_all(at, 1..=10, "triggers", Trigger::read)?;
    if triggers.len() > 1 && triggers.contains(&Trigger::Manual(Manual {})) {
        at.problem("has `manual` beside other triggers; it is allowed only alone");
    }
    Some(triggers)
}

/// An embed is part of the page, so its only trigger says that it is there.
fn read_triggers_of_embed(object: &mut Object<'_>) -> Option<Vec<Trigger>> {
    let immediate = vec![Trigger::Immediate(Immediate {})];
    let Some(at) = object.optional("triggers") else {
        return Some(immediate);
    };
    let triggers = read_all(&at, 1..=10, "triggers", Trigger::read)?;
    if triggers != immediate {
        at.problem("has other triggers than `immediate`, the only one that an embed may have");
    }
    Some(triggers)
}

/// Reports unreadable texts.
fn check_contrast(at: &At<'_>, styles: &Styles, steps: &[Step]) {
    styles.check_contrast(&at.member("styles"));
    for (s, step) in steps.iter().enumerate() {
        for (path, block) in step.located_blocks() {
            if let Some(button) = block.button()
                && !button.styles.is_default()
            {
                let at = at.below(&format!(".steps[{s}]{path}.styles"));
                let is_filled = button.variant(false) == Variant::Primary;
                styles.check_button_contrast(&at, &button.styles, is_filled);
            }
        }
    }
}

/// A form that waits for its own submit never shows.
fn check_other_forms(at: &At<'_>, form_id: Option<&FormId>, versions: &[Version]) {
    for (v, version) in versions.iter().enumerate() {
        for (t, trigger) in version.triggers.iter().enumerate() {
            if let Trigger::FormSubmitted(trigger) = trigger
                && Some(&trigger.form_id) == form_id
            {
                at.below(&format!(".versions[{v}].triggers[{t}].form_id"))
                    .problem("is this form's own id; another form's is allowed");
            }
        }
    }
}

/// The maximum number of steps of a version.
const MAX_STEPS: usize = 10;

fn read_steps(at: &At<'_>) -> Option<Vec<Step>> {
    let problems_before = at.problem_count();
    let elements = at.array(1..=MAX_STEPS, "steps")?;
    let count = elements.len();
    let steps: Vec<_> = elements
        .iter()
        .enumerate()
        .filter_map(|(index, at)| {
            let is_last = index + 1 == count;
            let place = Place {
                is_last,
                is_success_step: is_last && count > 1,
            };
            Step::read(at, place)
        })
        .collect();
    // A missing element can only be reported if everything else could be read.
    if at.problem_count() == problems_before {
        check_complete(&steps, at);
    }
    Some(steps)
}

/// The most characters that all fields of a version may take together: the render module hands them over in
/// a buffer of 64 KiB, with room for its table beside them. 8,000 characters are 32,000 bytes at most.
const MAX_ANSWER_CHARACTERS: u32 = 8_000;

/// Fields, a button that submits them and a success step belong together.
fn check_complete(steps: &[Step], at: &At<'_>) {
    let blocks = || steps.iter().flat_map(Step::blocks);
    let submits = blocks().any(|block| block.button().is_some_and(|button| button.action.submit));
    let has_fields = blocks().any(|block| block.field().is_some());
    let characters: u32 = blocks()
        .filter_map(Block::field)
        .map(|field| field.max_length)
        .sum();
    if characters > MAX_ANSWER_CHARACTERS {
        at.problem(format!(
            "has fields that take {characters} characters together; {MAX_ANSWER_CHARACTERS} are allowed"
        ));
    }
    if submits && steps.len() == 1 {
        at.problem(
            "has a button that submits, but no success step after it to tell the visitor that it worked",
        );
    }
    if submits && !has_fields {
        at.problem("has a button that submits, but no field that collects anything");
    }
    if has_fields && !submits {
        at.problem("has fields, but no button that submits them; set `submit` on an action");
    }
}

pub(crate) fn read_locale(at: &At<'_>) -> Option<String> {
    let tag = at.string(2..=35)?;
    let is_tag = tag.split('-').enumerate().all(|(index, part)| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && (index > 0 || part.bytes().all(|byte| byte.is_ascii_alphabetic()))
    });
    if !is_tag {
        at.problem(format!(
            "is {tag:?}; a BCP 47 language tag such as `en` or `pt-BR` is allowed"
        ));
        return None;
    }
    Some(tag)
}
