//! The groups of a program, read once for all contexts that it is explained for.

use std::ops::Range;

use targeting::program;

/// The lines of a form, and the positions of its groups.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    lines: String,
    groups: Vec<Group>,
}

/// A trigger, rule or cap.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its kind, such as `targeting::program::TRIGGER`.
    pub(super) head: u8,
    code: Range<usize>,
    conditions: Vec<(Range<usize>, Range<usize>)>,
}

/// A condition of a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Condition<'a> {
    /// The fact that it looks at: its kind, and its name.
    pub(super) fact: &'a [u8],
    /// The lines of its lists.
    pub(super) lists: &'a [u8],
}

impl Groups {
    /// Reads the lines of a program.
    pub(super) fn read(lines: String) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        let mut begin = 0;
        for line in lines.split_inclusive('\n') {
            let operand = begin + 1..begin + line.trim_end_matches('\n').len();
            let end = begin + line.len();
            let head = line.as_bytes()[0];
            let conditions = groups.last_mut().map(|group| &mut group.conditions);
            match head {
                program::TRIGGER | program::RULE | program::CAP | program::CAP_NOT => {
                    groups.push(Group {
                        head,
                        code: operand,
                        conditions: Vec::new(),
                    });
                }
                program::CONDITION => {
                    if let Some(conditions) = conditions {
                        conditions.push((operand, end..end));
                    }
                }
                _ => {
                    if let Some((_, lists)) = conditions.and_then(|all| all.last_mut()) {
                        lists.end = end;
                    }
                }
            }
            begin = end;
        }
        Groups { lines, groups }
    }

    /// The program.
    pub(super) fn lines(&self) -> &str {
        &self.lines
    }

    /// The triggers in order.
    pub(super) fn triggers(&self) -> impl Iterator<Item = &Group> {
        let all = self.groups.iter();
        all.filter(|group| group.head == program::TRIGGER)
    }

    /// The targeting rules and frequency caps, in their order.
    pub(super) fn rules(&self) -> impl Iterator<Item = &Group> {
        let all = self.groups.iter();
        all.filter(|group| group.head != program::TRIGGER)
    }

    /// The code of a group.
    pub(super) fn code(&self, group: &Group) -> &str {
        &self.lines[group.code.clone()]
    }

    /// The conditions of a group.
    pub(super) fn conditions<'a>(
        &'a self,
        group: &'a Group,
    ) -> impl Iterator<Item = Condition<'a>> {
        let text = self.lines.as_bytes();
        group.conditions.iter().map(|(fact, lists)| Condition {
            fact: &text[fact.clone()],
            lists: &text[lists.clone()],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_their_conditions_and_these_their_lists() {
        let lines = "A\nTdelay\n?t\n+#5,\nRurl\n?p\n+*/a\n-*/b\n?X\nCcap\n";
        let groups = Groups::read(lines.to_owned());
        let codes: Vec<_> = groups
            .groups
            .iter()
            .map(|group| groups.code(group))
            .collect();
        assert_eq!(codes, ["delay", "url", "cap"]);
        assert_eq!((groups.triggers().count(), groups.rules().count()), (1, 2));
        let url = groups.rules().next().unwrap();
        let conditions: Vec<_> = groups
            .conditions(url)
            .map(|condition| (condition.fact, condition.lists))
            .collect();
        assert_eq!(conditions, [(&b"p"[..], &b"+*/a\n-*/b\n"[..]), (b"X", b"")]);
    }
}
