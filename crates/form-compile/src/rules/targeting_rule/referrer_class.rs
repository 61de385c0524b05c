//! `referrer_class`: the referrer is from a host of a remaining class, by the tables in `rules::referrers`.
//!
//! `direct` is an empty referrer. `other` is every host that no table has; if it remains, the classes that do not
//! remain are a deny list instead. If all classes remain, there is no condition.

use form_model::targeting::{Class, ReferrerClass};
use targeting::{
    fact,
    program::{ALLOW, DENY},
};

use super::Writer;
use crate::rules::referrers;

pub(super) fn compile(rule: &ReferrerClass, program: &mut Writer<'_>) {
    let is_left = |class: &Class| rule.allow_list.contains(class);
    let named = [Class::Search, Class::Social, Class::Email, Class::Direct];
    let (list, classes): (u8, Vec<Class>) = if is_left(&Class::Other) {
        (
            DENY,
            named.into_iter().filter(|class| !is_left(class)).collect(),
        )
    } else {
        (ALLOW, named.into_iter().filter(is_left).collect())
    };
    if classes.is_empty() {
        return;
    }
    program.condition(fact::REFERRER, "");
    for class in classes {
        let hosts = match class {
            Class::Search => referrers::SEARCH,
            Class::Social => referrers::SOCIAL,
            Class::Email => referrers::EMAIL,
            Class::Direct => {
                program.pattern(list, "");
                continue;
            }
            Class::Other => continue,
        };
        for host in hosts {
            program.pattern(list, &referrers::pattern(host));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::{check, referrers};
    use serde_json::{Value, json};

    const REFERRERS: &[(&str, &str)] = &[
        ("search", "https://www.google.com/"),
        ("search", "https://www.google.co.uk/"),
        ("search", "http://google.de/"),
        ("search", "https://www.bing.com/"),
        ("search", "https://duckduckgo.com/"),
        ("search", "https://de.search.yahoo.com/"),
        ("search", "https://search.yahoo.co.jp/"),
        ("search", "https://yandex.ru/"),
        ("search", "https://www.baidu.com/"),
        ("search", "https://m.search.naver.com/"),
        (
            "search",
            "android-app://com.google.android.googlequicksearchbox/",
        ),
        ("search", "https://www.google.com/search?q=mugs"),
        ("social", "https://l.facebook.com/"),
        ("social", "https://www.instagram.com/"),
        ("social", "https://t.co/"),
        ("social", "https://x.com/"),
        ("social", "https://www.pinterest.at/"),
        ("social", "https://out.reddit.com/"),
        ("social", "android-app://com.pinterest/"),
        ("email", "https://mail.google.com/"),
        ("email", "android-app://com.google.android.gm/"),
        ("email", "https://outlook.live.com/"),
        ("email", "https://eu.mail.yahoo.com/"),
        ("email", "https://3c.navigator.web.de/"),
        ("email", "https://bap.navigator.gmx.net/"),
        ("email", "https://deref-gmx.net/"),
        ("direct", ""),
        ("other", "https://shop.example/"),
        ("other", "https://news.google.com/"),
        ("other", "https://climbing.com/"),
        ("other", "https://fedex.com/"),
        ("other", "https://chatgpt.com/"),
        ("other", "https://notgoogle.com/"),
        ("other", "android-app://com.example.shop/"),
        ("other", "about:blank"),
    ];

    #[track_caller]
    fn check_classes(allow_list: Value, deny_list: Value, expect: &[&str]) {
        let rule =
            json!({"type": "referrer_class", "allow_list": allow_list, "deny_list": deny_list});
        for (class, referrer) in REFERRERS {
            check::rule(&rule, &[(&[("r", referrer)], expect.contains(class))]);
        }
    }

    #[test]
    fn every_referrer_has_its_class_only() {
        for class in ["search", "social", "email", "direct", "other"] {
            check_classes(json!([class]), json!([]), &[class]);
        }
    }

    #[test]
    fn lists_combine_classes() {
        check_classes(
            json!(["search", "direct"]),
            json!([]),
            &["search", "direct"],
        );
        check_classes(json!(["search", "other"]), json!([]), &["search", "other"]);
        check_classes(
            json!([]),
            json!(["direct", "other"]),
            &["search", "social", "email"],
        );
        check_classes(
            json!([]),
            json!(["email"]),
            &["search", "social", "direct", "other"],
        );
        check_classes(json!(["search", "other"]), json!(["search"]), &["other"]);
    }

    #[test]
    fn an_unknown_referrer_has_no_class_unless_all_are_allowed() {
        check::rule(
            &json!({"type": "referrer_class", "deny_list": ["direct"]}),
            &[(&[], false)],
        );
        let all = json!(["search", "social", "email", "direct", "other"]);
        check::rule(
            &json!({"type": "referrer_class", "allow_list": all}),
            &[(&[], true)],
        );
    }

    #[test]
    fn no_host_is_in_two_tables() {
        let tables = [referrers::SEARCH, referrers::SOCIAL, referrers::EMAIL];
        let names = ["search", "social", "email"];
        for (name, table) in names.iter().zip(tables) {
            for host in table {
                let referrer = format!("https://{}/", host.replace('*', "xy"));
                for class in names {
                    let rule = json!({"type": "referrer_class", "allow_list": [class]});
                    check::rule(&rule, &[(&[("r", &referrer)], class == *name)]);
                }
            }
        }
    }
}
