//! Hosts that classify a referrer as a search engine, a social network or mail.
//!
//! A `*` matches any characters. A referrer's host is looked for between `//` and the next `/`, so `http`, `https` and
//! the `android-app` of an app work alike. Most pages send other sites only their origin; if a referrer has a path that
//! contains a host after two slashes, that host would also match, which is rare and harmless.
//!
//! Missing hosts are missing on purpose: answer engines, news and price comparison are `other`.

use targeting::program::ANY_CHARACTERS;

/// Search engines.
pub(super) const SEARCH: &[&str] = &[
    "google.*",
    "www.google.*",
    "com.google.android.googlequicksearchbox",
    "bing.com",
    "*.bing.com",
    "duckduckgo.com",
    "*.duckduckgo.com",
    "search.yahoo.*",
    "*.search.yahoo.com",
    "yandex.*",
    "www.yandex.*",
    "ya.ru",
    "*.baidu.com",
    "*.ecosia.org",
    "*.qwant.com",
    "*.startpage.com",
    "search.brave.com",
    "*search.naver.com",
    "search.seznam.cz",
    "*.sogou.com",
    "kagi.com",
    "search.aol.com",
    "suche.t-online.de",
    "suche.gmx.net",
    "suche.web.de",
];

/// Social networks.
pub(super) const SOCIAL: &[&str] = &[
    "facebook.com",
    "*.facebook.com",
    "instagram.com",
    "*.instagram.com",
    "threads.*",
    "*.threads.*",
    "t.co",
    "x.com",
    "twitter.com",
    "*.twitter.com",
    "tiktok.com",
    "*.tiktok.com",
    "pinterest.*",
    "*.pinterest.*",
    "pin.it",
    "linkedin.com",
    "*.linkedin.com",
    "lnkd.in",
    "reddit.com",
    "*.reddit.com",
    "youtube.com",
    "*.youtube.com",
    "*.snapchat.com",
    "bsky.app",
    "*.bsky.app",
    "vk.com",
    "*.vk.com",
    "*.tumblr.com",
    "*.whatsapp.com",
    "t.me",
    "web.telegram.org",
    "discord.com",
    "com.facebook.katana",
    "com.instagram.android",
    "com.pinterest",
    "com.linkedin.android",
    "com.twitter.android",
    "com.reddit.frontpage",
    "org.telegram.messenger",
];

/// Mail in a browser, and apps for it.
pub(super) const EMAIL: &[&str] = &[
    "mail.google.com",
    "com.google.android.gm",
    "outlook.live.com",
    "outlook.office.com",
    "outlook.office365.com",
    "com.microsoft.office.outlook",
    "mail.yahoo.com",
    "*.mail.yahoo.com",
    "mail.aol.com",
    "mail.proton.me",
    "ch.protonmail.android",
    "mail.yandex.*",
    "*.mail.ru",
    "*.icloud.com",
    "3c.gmx.net",
    "*navigator.gmx.net",
    "deref-gmx.*",
    "*navigator.web.de",
    "deref-web.de",
    "mail.zoho.*",
    "app.fastmail.com",
    "com.samsung.android.email.provider",
    "com.fsck.k9",
];

/// The text pattern for a referrer from a host.
pub(super) fn pattern(host: &str) -> String {
    let any = char::from(ANY_CHARACTERS);
    let host = host.replace('*', &any.to_string());
    // A mark at the end of the host takes the slash behind it, and all else.
    if host.ends_with(any) {
        format!("{any}//{host}")
    } else {
        format!("{any}//{host}/{any}")
    }
}
