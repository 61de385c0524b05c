//! Targeting rules as groups: one file each.

use form_model::targeting::TargetingRule;
use targeting::program::RULE;

use super::writer::Writer;

mod cart;
mod consent;
mod cookie;
mod device;
mod expectation;
mod identified;
mod javascript_variable;
mod language;
mod local_storage;
mod location;
mod profile_group;
mod profile_property;
mod referrer;
mod referrer_class;
mod schedule;
mod submitted;
mod traffic_sample;
mod url;
mod utm;
mod viewport;
mod visitor;
mod visits;

/// Compiles a targeting rule.
pub(super) fn compile(rule: &TargetingRule, program: &mut Writer<'_>) {
    program.group(RULE, rule.type_name());
    match rule {
        TargetingRule::Url(rule) => url::compile(rule, program),
        TargetingRule::Device(rule) => device::compile(rule, program),
        TargetingRule::Viewport(rule) => viewport::compile(*rule, program),
        TargetingRule::Location(rule) => location::compile(rule, program),
        TargetingRule::Utm(rule) => utm::compile(rule, program),
        TargetingRule::Referrer(rule) => referrer::compile(rule, program),
        TargetingRule::ReferrerClass(rule) => referrer_class::compile(rule, program),
        TargetingRule::Language(rule) => language::compile(rule, program),
        TargetingRule::Visits(rule) => visits::compile(*rule, program),
        TargetingRule::Visitor(rule) => visitor::compile(*rule, program),
        TargetingRule::Identified(rule) => identified::compile(*rule, program),
        TargetingRule::ProfileProperty(rule) => profile_property::compile(rule, program),
        TargetingRule::ProfileList(rule) => profile_group::compile(rule, "lists", program),
        TargetingRule::ProfileSegment(rule) => profile_group::compile(rule, "segments", program),
        TargetingRule::Submitted(rule) => submitted::compile(rule, program),
        TargetingRule::Cookie(rule) => cookie::compile(rule, program),
        TargetingRule::LocalStorage(rule) => local_storage::compile(rule, program),
        TargetingRule::JavascriptVariable(rule) => javascript_variable::compile(rule, program),
        TargetingRule::Consent(rule) => consent::compile(rule, program),
        TargetingRule::Schedule(rule) => schedule::compile(rule, program),
        TargetingRule::Cart(rule) => cart::compile(rule, program),
        TargetingRule::TrafficSample(rule) => traffic_sample::compile(*rule, program),
    }
}
