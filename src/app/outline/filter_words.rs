//! The words of a filter.

/// The words of a line; a text in quotation marks is one word.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '«' | '“' | '„' => quoted = true,
            '»' | '”' => quoted = false,
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => words.push(String::new()),
            c => words.last_mut().into_iter().for_each(|word| word.push(c)),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A word as it is typed, so that it is read as one word again.
pub(super) fn quoted(word: &str) -> String {
    match word.split_once(':') {
        _ if !word.contains(char::is_whitespace) => word.to_owned(),
        Some((key, value)) => format!("{key}:«{value}»"),
        None => format!("«{word}»"),
    }
}
