//! The pause between any two forms of a site, as lines behind the rules of each.

use targeting::{
    fact::SECONDS_SINCE_ANY_FORM,
    program::{CAP, CONDITION, DENY, RANGE},
};

/// Code of the cap, which is the reason why a form does not show.
const CODE: &str = "another_form_recently";

/// The lines for a pause, in seconds; none for a pause of 0.
pub(super) fn lines(pause_seconds: u32) -> String {
    let Some(last_second) = pause_seconds.checked_sub(1) else {
        return String::new();
    };
    let [cap, condition, deny, range, fact] =
        [CAP, CONDITION, DENY, RANGE, SECONDS_SINCE_ANY_FORM].map(char::from);
    format!("{cap}{CODE}\n{condition}{fact}\n{deny}{range}0,{last_second}\n")
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_pause_lasts_its_seconds() {
        assert_eq!(lines(60), "Canother_form_recently\n?G\n-#0,59\n");
        assert_eq!(lines(1), "Canother_form_recently\n?G\n-#0,0\n");
        assert_eq!(lines(0), "");
    }
}
