//! What stands in an exported plan.

use serde_json::Value;

/// The first node, from above, of which something is so.
pub fn node(plan: &Value, is_so: impl Fn(&Value) -> bool) -> &Value {
    fn find<'a>(nodes: &'a Value, is_so: &dyn Fn(&Value) -> bool) -> Option<&'a Value> {
        let nodes = nodes.as_array()?.iter();
        nodes
            .into_iter()
            .find_map(|node| if is_so(node) { Some(node) } else { find(&node["children"], is_so) })
    }
    find(&plan["outline"], &is_so).expect("such a node")
}

/// The values of the first indicator of a measure, by quarter (none for the whole plan) and performer.
pub fn values(plan: &Value, code: &str) -> Vec<Value> {
    let measure = node(plan, |node| node["address"] == code);
    measure["indicators"][0]["values"].as_array().expect("values").clone()
}
