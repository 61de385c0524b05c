//! `{"type": "location", "allow_list", "deny_list"}`: the country, or the region, that the visitor is in.
//!
//! An entry is a country of ISO 3166-1 (`DE`; `XK` for Kosovo is also accepted), or a subdivision of ISO 3166-2
//! (`US-CA`), in upper case. The service reads the location from a header of the operator's CDN; until it answers, the
//! rule does not hold. If the region is unknown, no entry with a region on the allow list matches, and every one on the
//! deny list does.
//! Source: Klaviyo Forms API, `Location`.

use serde::Serialize;

use crate::{
    lists::Lists,
    read::{At, Object, quoted},
};

/// Where the visitor is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Location {
    /// Countries and regions.
    #[serde(flatten)]
    pub lists: Lists<String>,
}

/// The countries of ISO 3166-1 alpha-2, as of 2026, and `XK`.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ \
    FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT \
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP \
    MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE \
    RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV \
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

impl Location {
    pub(super) fn read(object: &mut Object<'_>) -> Option<Self> {
        Some(Location {
            lists: Lists::read_some(object, "places", read_place)?,
        })
    }
}

fn read_place(at: &At<'_>) -> Option<String> {
    let place = at.line(2..=6)?;
    let (country, region) = match place.split_once('-') {
        Some((country, region)) => (country, Some(region)),
        None => (place.as_str(), None),
    };
    let is_country = COUNTRIES.split(' ').any(|known| known == country);
    let is_region = region.is_none_or(|region| {
        (1..=3).contains(&region.len())
            && region
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    });
    if !(is_country && is_region) {
        at.problem(format!(
            "is {}; a country of ISO 3166-1 such as `GB`, or a region of ISO 3166-2 such as `US-CA`, in upper case is allowed",
            quoted(&place)
        ));
        return None;
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::COUNTRIES;
    use crate::targeting::check;
    use serde_json::json;

    #[test]
    fn takes_countries_and_regions() {
        check(
            json!({"type": "location", "allow_list": ["DE", "US-CA", "GB-SCT", "FR-75"]}),
            None,
        );
        check(json!({"type": "location", "deny_list": ["US"]}), None);
        check(json!({"type": "location"}), Some("$"));
        for bad in ["UK", "de", "D", "US-", "US-cali", "DE-BY-M", "EU", "US_CA"] {
            check(
                json!({"type": "location", "deny_list": [bad]}),
                Some("$.deny_list[0]"),
            );
        }
    }

    #[test]
    fn knows_all_countries_once() {
        let mut countries: Vec<_> = COUNTRIES.split(' ').collect();
        assert_eq!(countries.len(), 250);
        assert!(countries.is_sorted());
        countries.dedup();
        assert_eq!(countries.len(), 250);
    }
}
