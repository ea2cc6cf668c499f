//! The styles of a page that change the meaning of a text, by the names of their classes.

use std::collections::HashMap;

/// The most classes that are remembered.
const MOST: usize = 1000;

/// The classes of a page's style sheets that strike out, raise or hide a text.
#[derive(Default)]
pub(super) struct Classes(HashMap<String, String>);

impl Classes {
    /// Adds the rules of a style sheet. Of a selector only its last class counts.
    pub fn add(&mut self, sheet: &str) {
        let sheet = sheet.to_lowercase();
        for rule in sheet.split('}') {
            let Some((selectors, style)) = rule.rsplit_once('{') else { continue };
            if !["line-through", "display", "visibility", "vertical-align", "mso-hide"]
                .iter()
                .any(|word| style.contains(word))
            {
                continue;
            }
            for selector in selectors.split(',') {
                let last = selector.split_whitespace().next_back().unwrap_or_default();
                let Some((_, class)) = last.rsplit_once('.') else { continue };
                let is_name = class.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
                if is_name && (self.0.len() < MOST || self.0.contains_key(class)) {
                    let known = self.0.entry(class.to_owned()).or_default();
                    known.push_str(style);
                    known.push(';');
                }
            }
        }
    }

    /// The style of a tag with these attributes: that of its classes and its own.
    pub fn style(&self, attribute: &dyn Fn(&[u8]) -> Option<String>) -> Option<String> {
        let classes = attribute(b"class").filter(|_| !self.0.is_empty()).unwrap_or_default();
        let mut style: String =
            classes.split_whitespace().filter_map(|class| self.0.get(class)).map(String::as_str).collect();
        if attribute(b"hidden").is_some() {
            style.push_str("display:none;");
        }
        style.push_str(&attribute(b"style").unwrap_or_default());
        (!style.is_empty()).then_some(style)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_has_the_style_of_its_rules() {
        let mut classes = Classes::default();
        classes.add(
            "<!-- p.A, td .B:hover {display:none} span.C { Text-Decoration: line-through } .D{color:red} -->",
        );
        let of =
            |name: &str| classes.style(&|attribute: &[u8]| (attribute == b"class").then(|| name.to_owned()));
        assert!(of("a").is_some_and(|style| style.contains("display:none")));
        assert!(of("x c").is_some_and(|style| style.contains("line-through")));
        assert_eq!((of("b"), of("d")), (None, None));
    }
}
