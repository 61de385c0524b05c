//! Tables in both of Quill's outputs: consecutive cells, grouped into rows by the row's name.

/// The table that is open, if one is.
#[derive(Debug, Default)]
pub(super) struct OpenTable<'d> {
    row: Option<&'d str>,
}

impl<'d> OpenTable<'d> {
    /// Begins the elements around a cell of a row; `attributes` are the table's.
    pub(super) fn begin_cell(&mut self, out: &mut String, attributes: &str, row: &'d str) {
        match self.row.replace(row) {
            Some(open) if open == row => {}
            Some(_) => out.push_str("</tr><tr>"),
            None => {
                out.push_str("<table");
                out.push_str(attributes);
                out.push_str("><tbody><tr>");
            }
        }
    }

    /// Ends the table.
    pub(super) fn end(&mut self, out: &mut String) {
        if self.row.take().is_some() {
            out.push_str("</tr></tbody></table>");
        }
    }
}
