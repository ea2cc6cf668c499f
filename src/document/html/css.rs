//! The styles of a page that change the meaning of a text, by the names of their classes.

use std::collections::HashMap;

use super::look;

/// The most classes that are remembered.
const MOST: usize = 1000;

/// The properties that strike out, raise or hide a text, or decide whether it is seen.
const PROPERTIES: [&str; 10] = [
    "text-decoration",
    "text-decoration-line",
    "display",
    "visibility",
    "vertical-align",
    "mso-hide",
    "color",
    "font-size",
    "background",
    "background-color",
];

/// The classes of a page's style sheets that have such properties.
#[derive(Default)]
pub(super) struct Classes {
    styles: HashMap<String, String>,
    /// Whether a rule for something else than a class gives a ground, so that white text may be seen anywhere.
    pub grounds: bool,
}

impl Classes {
    /// Adds the rules of a style sheet. Of a selector only its last class counts.
    pub fn add(&mut self, sheet: &str) {
        let sheet = sheet.to_lowercase();
        for rule in sheet.split('}') {
            let Some((selectors, style)) = rule.rsplit_once('{') else { continue };
            let is_known =
                |one: &&str| one.split_once(':').is_some_and(|(name, _)| PROPERTIES.contains(&name.trim()));
            let mut kept = style.split(';').filter(is_known).peekable();
            if kept.peek().is_none() {
                continue;
            }
            let style: String = kept.flat_map(|one| [one, ";"]).collect();
            for selector in selectors.split(',') {
                let last = selector.split_whitespace().next_back().unwrap_or_default();
                let class = last.rsplit_once('.').map(|(_, class)| class);
                let is_name = |class: &&str| class.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
                let Some(class) = class.filter(is_name) else {
                    let look = look::of_style(&style);
                    self.grounds |= look.is_some_and(|look| look.coloured_ground == Some(true));
                    continue;
                };
                if self.styles.len() < MOST || self.styles.contains_key(class) {
                    self.styles.entry(class.to_owned()).or_default().push_str(&style);
                }
            }
        }
    }

    /// The style of a tag with these attributes: that of its classes and its own.
    pub fn style(&self, attribute: &dyn Fn(&[u8]) -> Option<String>) -> Option<String> {
        let classes = attribute(b"class").filter(|_| !self.styles.is_empty()).unwrap_or_default();
        let mut style: String = classes
            .split_whitespace()
            .filter_map(|class| self.styles.get(class))
            .map(String::as_str)
            .collect();
        if attribute(b"hidden").is_some() {
            style.push_str("display:none;");
        }
        // Attributes of old pages.
        for (name, property) in [(b"bgcolor".as_slice(), "background"), (b"color", "color")] {
            if let Some(colour) = attribute(name) {
                style.extend([property, ":", &colour, ";"]);
            }
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
        assert_eq!((of("b"), of("d")), (None, Some("color:red;".to_owned())));
        assert!(!classes.grounds);
        classes.add("th { background: #333; font-weight: bold }");
        assert!(classes.grounds);
    }
}
