//! Time that never goes back: a clock that was ahead and is set right must not keep everyone out for as long as it was
//! ahead.

/// How far a time may be behind the latest one because requests overtake each other. More than that, the clock was set
/// back.
const OVERTAKEN_US: u64 = 1_000_000;

/// Makes times from those of the clock.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Time {
    latest_us: u64,
    /// How far the clock was set back so far.
    set_back_us: u64,
}

impl Time {
    /// The time at which the clock says `clock_us`.
    pub(super) fn at(&mut self, clock_us: u64) -> u64 {
        let behind_us = self
            .latest_us
            .saturating_sub(clock_us.saturating_add(self.set_back_us));
        if behind_us > OVERTAKEN_US {
            self.set_back_us = self.set_back_us.saturating_add(behind_us);
        }
        self.latest_us = self
            .latest_us
            .max(clock_us.saturating_add(self.set_back_us));
        self.latest_us
    }
}

#[cfg(test)]
mod tests {
    use super::Time;

    const SECOND: u64 = 1_000_000;

    #[test]
    fn a_clock_that_is_set_back_goes_on_from_there() {
        let mut time = Time::default();
        assert_eq!(time.at(1_000 * SECOND), 1_000 * SECOND);
        assert_eq!(time.at(4_600 * SECOND), 4_600 * SECOND);
        assert_eq!(time.at(1_002 * SECOND), 4_600 * SECOND);
        assert_eq!(time.at(1_005 * SECOND), 4_603 * SECOND);
    }

    #[test]
    fn requests_that_overtake_each_other_do_not_speed_it_up() {
        let mut time = Time::default();
        for second in 1..1_000 {
            time.at(second * SECOND);
            time.at(second * SECOND - 5_000);
        }
        assert_eq!(time.at(1_000 * SECOND), 1_000 * SECOND);
    }
}
