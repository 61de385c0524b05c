//! HTML as a browser reads it: a tree of elements and texts, made by html5ever.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    mem,
};

use html5ever::{
    Attribute, LocalName, Namespace, ParseOpts, QualName, local_name, ns, parse_fragment,
    tendril::{StrTendril, TendrilSink},
    tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink},
};

/// A node of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dom {
    /// An element node.
    Element(Element),
    /// A text node.
    Text(String),
    /// A comment, or another node that is neither element nor text.
    Other(String),
}

/// An element with its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name; of another namespace, with a colon before it.
    pub(crate) tag: String,
    /// The attributes in order.
    pub(crate) attributes: Vec<(String, String)>,
    /// The children.
    pub(crate) children: Vec<Dom>,
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(other, _)| other == name)?;
        Some(value)
    }
}

/// The result of parsing a fragment.
#[derive(Clone, Debug)]
pub(crate) struct Parsed {
    /// The nodes at the top.
    pub(crate) children: Vec<Dom>,
    /// The parser's complaints.
    pub(crate) errors: Vec<String>,
}

/// Parses HTML as `div.innerHTML = html` does.
pub(crate) fn parse(html: &str) -> Parsed {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let mut options = ParseOpts::default();
    // That is for files; `innerHTML` keeps the character.
    options.tokenizer.discard_bom = false;
    let parser = parse_fragment(Sink::default(), options, context, Vec::new(), true);
    parser.one(html)
}

/// The HTML of a tree, as `innerHTML` gives it.
pub(crate) fn serialize(children: &[Dom]) -> String {
    let mut out = String::new();
    children.iter().for_each(|child| push(&mut out, child));
    out
}

fn push(out: &mut String, dom: &Dom) {
    const VOID: [&str; 4] = ["br", "hr", "img", "input"];
    match dom {
        Dom::Text(text) => out.push_str(&escaped(text)),
        Dom::Other(text) => out.push_str(&format!("<!--{text}-->")),
        Dom::Element(element) => {
            out.push_str(&format!("<{}", element.tag));
            for (name, value) in &element.attributes {
                let value = escaped(value).replace('"', "&quot;");
                out.push_str(&format!(" {name}=\"{value}\""));
            }
            out.push('>');
            if !VOID.contains(&element.tag.as_str()) {
                element.children.iter().for_each(|child| push(out, child));
                out.push_str(&format!("</{}>", element.tag));
            }
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\u{a0}', "&nbsp;")
}

/// All texts in order, in one piece.
pub(crate) fn text_of(children: &[Dom]) -> String {
    let mut text = String::new();
    for child in children {
        match child {
            Dom::Text(words) => text.push_str(words),
            Dom::Element(element) => text.push_str(&text_of(&element.children)),
            Dom::Other(_) => {}
        }
    }
    text
}

/// Collects the nodes that the parser builds.
#[derive(Default)]
struct Sink {
    nodes: RefCell<Vec<Node>>,
    errors: RefCell<Vec<String>>,
    document: Cell<Option<usize>>,
}

struct Node {
    name: Option<QualName>,
    attributes: Vec<Attribute>,
    text: String,
    is_text: bool,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// A name that is kept beside the tree.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn add(&self, name: Option<QualName>, attributes: Vec<Attribute>, text: &str) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            name,
            attributes,
            text: text.to_owned(),
            is_text: false,
            parent: None,
            children: Vec::new(),
        });
        nodes.len() - 1
    }

    /// Puts a child at a place; texts that meet are one.
    fn insert(&self, parent: usize, place: usize, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(node) => {
                self.remove_from_parent(&node);
                node
            }
            NodeOrText::AppendText(text) => {
                let before = place
                    .checked_sub(1)
                    .map(|before| self.nodes.borrow()[parent].children[before]);
                if let Some(before) = before
                    && self.nodes.borrow()[before].is_text
                {
                    self.nodes.borrow_mut()[before].text.push_str(&text);
                    return;
                }
                let node = self.add(None, Vec::new(), &text);
                self.nodes.borrow_mut()[node].is_text = true;
                node
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[child].parent = Some(parent);
        let place = place.min(nodes[parent].children.len());
        nodes[parent].children.insert(place, child);
    }

    fn dom(&self, node: usize) -> Dom {
        let nodes = self.nodes.borrow();
        let Node {
            name,
            attributes,
            text,
            is_text,
            children,
            ..
        } = &nodes[node];
        match name {
            Some(name) => Dom::Element(Element {
                tag: local(name),
                attributes: attributes
                    .iter()
                    .map(|attribute| (local(&attribute.name), attribute.value.to_string()))
                    .collect(),
                children: children.iter().map(|&child| self.dom(child)).collect(),
            }),
            None if *is_text => Dom::Text(text.clone()),
            None => Dom::Other(text.clone()),
        }
    }
}

fn local(name: &QualName) -> String {
    if name.ns == ns!(html) || name.ns == ns!() {
        name.local.to_string()
    } else {
        format!(":{}", name.local)
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Parsed;
    type ElemName<'a> = Name;

    fn finish(self) -> Parsed {
        let document = self.get_document();
        let top: Vec<usize> = self.nodes.borrow()[document].children.clone();
        let children = top
            .into_iter()
            .flat_map(|root| self.nodes.borrow()[root].children.clone())
            .map(|child| self.dom(child))
            .collect();
        Parsed {
            children,
            errors: self.errors.take(),
        }
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.errors.borrow_mut().push(message.into_owned());
    }

    fn get_document(&self) -> usize {
        match self.document.get() {
            Some(document) => document,
            None => {
                let document = self.add(None, Vec::new(), "");
                self.document.set(Some(document));
                document
            }
        }
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        let name = self.nodes.borrow()[*target].name.clone();
        Name(name.unwrap_or_else(|| QualName::new(None, ns!(), local_name!(""))))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        self.add(Some(name), attributes, "")
    }

    fn create_comment(&self, text: StrTendril) -> usize {
        self.add(None, Vec::new(), &text)
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> usize {
        self.add(None, Vec::new(), &data)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let place = self.nodes.borrow()[*parent].children.len();
        self.insert(*parent, place, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        prev_element: &usize,
        child: NodeOrText<usize>,
    ) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// The content of a template is checked as if it were in the page.
    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let Some(parent) = self.nodes.borrow()[*sibling].parent else {
            return;
        };
        let place = self.nodes.borrow()[parent]
            .children
            .iter()
            .position(|child| child == sibling)
            .unwrap_or_default();
        self.insert(parent, place, child);
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        let existing = &mut self.nodes.borrow_mut()[*target].attributes;
        for attribute in attributes {
            if !existing.iter().any(|other| other.name == attribute.name) {
                existing.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[*target].parent.take() {
            nodes[parent].children.retain(|child| child != target);
        }
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = mem::take(&mut nodes[*node].children);
        for &child in &children {
            nodes[child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}
