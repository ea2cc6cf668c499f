//! Every path in a source, and what it refers to.
//!
//! The source is read as tokens, without comments and strings. `crate::`, `super::`, nested groups of a `use` and
//! imported names are resolved. This is no compiler: a path that a macro builds would not be found, and there is
//! none.

use std::collections::HashMap;

/// A word or a sign of a source.
#[derive(Clone, Debug)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

impl Token {
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// The tokens of a source, without comments and numbers; of strings only those that are a path of this crate,
/// because attributes name functions in this way.
pub fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut out, mut i, mut line) = (Vec::new(), 0, 1);
    while i < chars.len() {
        let (start, here) = (i, line);
        match at(i) {
            '/' if at(i + 1) == '/' => {
                while i < chars.len() && at(i) != '\n' {
                    i += 1;
                }
            }
            '/' if at(i + 1) == '*' => i = end_of_comment(&chars, i),
            '"' => i = end_of_string(&chars, i),
            // A character, unless it is a lifetime.
            '\'' if at(i + 1) == '\\' => {
                i += 3;
                while i < chars.len() && at(i) != '\'' {
                    i += 1;
                }
                i += 1;
            }
            '\'' if at(i + 2) == '\'' => i += 3,
            c if is_word(c) => {
                while is_word(at(i)) {
                    i += 1;
                }
                let word: String = chars[start..i].iter().collect();
                let raw = ["r", "br", "cr"].contains(&word.as_str());
                let hashes = chars[i..].iter().take_while(|c| **c == '#').count();
                if raw && at(i + hashes) == '"' {
                    i = end_of_raw_string(&chars, i + hashes + 1, hashes);
                } else if raw && hashes == 1 {
                    // The name of a raw identifier follows.
                    i += 1;
                } else {
                    out.push(Token { text: word, line: here });
                }
            }
            ':' if at(i + 1) == ':' => {
                i += 2;
                out.push(Token { text: "::".to_owned(), line: here });
            }
            c => {
                i += 1;
                if !c.is_whitespace() {
                    out.push(Token { text: c.to_string(), line: here });
                }
            }
        }
        let end = i.min(chars.len());
        line += chars[start..end].iter().filter(|c| **c == '\n').count();
        if at(start) == '"' {
            let text: String = chars[start + 1..end].iter().filter(|c| **c != '"').collect();
            let is_path = text.starts_with("crate::") && text.chars().all(|c| is_word(c) || c == ':');
            out.extend(
                tokens(if is_path { &text } else { ";" }).into_iter().map(|t| Token { line: here, ..t }),
            );
        }
    }
    out
}

fn end_of_comment(chars: &[char], start: usize) -> usize {
    let (mut i, mut depth) = (start, 0);
    while i < chars.len() {
        match chars[i..] {
            ['/', '*', ..] => (depth, i) = (depth + 1, i + 2),
            ['*', '/', ..] => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            break;
        }
    }
    i
}

fn end_of_string(chars: &[char], start: usize) -> usize {
    let mut i = start + 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

fn end_of_raw_string(chars: &[char], start: usize, hashes: usize) -> usize {
    let ends =
        |i: usize| chars[i] == '"' && chars[i + 1..].iter().take_while(|c| **c == '#').count() >= hashes;
    (start..chars.len()).find(|i| ends(*i)).map_or(chars.len(), |i| i + 1 + hashes)
}

/// What a path refers to.
#[derive(Clone, Debug)]
pub enum To {
    /// A module of this crate, by its path from the root.
    Module(Vec<String>),
    /// A library.
    Library(Vec<String>),
}

pub struct Leads {
    pub to: To,
    pub line: usize,
}

/// Every path of a source, and what it refers to.
pub fn paths(tokens: &[Token], module: &[String]) -> Vec<Leads> {
    let names = Names::of(tokens, module);
    let mut found = Vec::new();
    walk(tokens, module, |scope, uses, written, line| {
        // A single word is a variable, a type or the like, unless it is in a `use`.
        if uses || written.len() > 1 {
            found.extend(names.lead(scope, written, uses).map(|to| Leads { to, line }));
        }
    });
    found
}

/// An imported name.
pub struct Brought {
    /// Its name in the file; `*` for all names of a module.
    pub name: String,
    /// Its path from the root of this crate.
    pub path: Vec<String>,
    /// Whether the file re-exports it.
    pub passed_on: bool,
}

/// The names of this crate that a file imports.
pub fn brought(tokens: &[Token], module: &[String]) -> Vec<Brought> {
    let names = Names::of(tokens, module);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if !token.is("use") || tokens.get(at + 1).is_some_and(|next| next.is("<")) {
            continue;
        }
        let passed_on = at > 0 && (tokens[at - 1].is("pub") || tokens[at - 1].is(")"));
        tree(tokens, at + 1, &[], &mut |path, _| {
            let (path, name) = renamed(path);
            let (path, name) = match (path, name) {
                ([path @ .., last], "self") if last == &"self" => {
                    (path, path.last().copied().unwrap_or_default())
                }
                other => other,
            };
            let lead = match path.first() {
                Some(first) if names.modules.iter().any(|own| own == first) => {
                    Some([module, &owned(path)].concat())
                }
                _ => match names.lead(module, path, true) {
                    Some(To::Module(path)) => Some(path),
                    _ => None,
                },
            };
            found.extend(lead.map(|path| Brought { name: name.to_owned(), path, passed_on }));
        });
    }
    found
}

/// The paths of this crate, from its root, outside the `use`s of a file.
pub fn named(tokens: &[Token], module: &[String]) -> Vec<Vec<String>> {
    let brought: HashMap<String, Vec<String>> =
        brought(tokens, module).into_iter().map(|brought| (brought.name, brought.path)).collect();
    let names = Names::of(tokens, module);
    let mut found = Vec::new();
    walk(tokens, module, |scope, uses, written, _| {
        let [first, rest @ ..] = written else { return };
        if uses || rest.is_empty() {
            return;
        }
        if let Some(path) = brought.get(*first) {
            found.push([path.as_slice(), &owned(rest)].concat());
        } else if names.modules.iter().any(|own| own == first) {
            found.push([module, &owned(written)].concat());
        } else if ["crate", "super", "self"].contains(first)
            && let Some(To::Module(path)) = names.lead(scope, written, false)
        {
            found.push(path);
        }
    });
    found
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Calls `tell` for every path: its module, whether it is in a `use`, its words, and its line.
fn walk<'a>(tokens: &'a [Token], file: &[String], mut tell: impl FnMut(&[String], bool, &[&'a str], usize)) {
    let mut scope = file.to_vec();
    // The depth of braces at which each inline module ends.
    let (mut depth, mut ends) = (0, Vec::new());
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let next = |n: usize| tokens.get(i + n);
        match token.text.as_str() {
            "{" => (depth, i) = (depth + 1, i + 1),
            "}" => {
                depth -= 1;
                if ends.last() == Some(&depth) {
                    ends.pop();
                    scope.pop();
                }
                i += 1;
            }
            "mod" if next(2).is_some_and(|t| t.is("{")) => {
                scope.push(tokens[i + 1].text.clone());
                ends.push(depth);
                i += 2;
            }
            "extern" if next(1).is_some_and(|t| t.is("crate")) => {
                let end = (i + 2..tokens.len()).find(|i| tokens[*i].is(";")).unwrap_or(tokens.len());
                tell(&scope, true, &["", &tokens[i + 2].text], tokens[i + 2].line);
                i = end;
            }
            // Not the `use<'a>` of a return type.
            "use" if !next(1).is_some_and(|t| t.is("<")) => {
                i = tree(tokens, i + 1, &[], &mut |path, line| tell(&scope, true, path, line));
            }
            "::" if next(1).is_some_and(Token::is_word) && !follows_a_type(tokens, i) => {
                let (path, end) = plain(tokens, i + 1);
                tell(&scope, false, &[&[""], path.as_slice()].concat(), token.line);
                i = end;
            }
            _ if token.is_word() => {
                let (path, end) = plain(tokens, i);
                tell(&scope, false, &path, token.line);
                i = end;
            }
            _ => i += 1,
        }
    }
}

/// Whether the `::` there follows a type in brackets and does not begin a path.
fn follows_a_type(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| [">", ")", "]"].contains(&tokens[before].text.as_str()))
}

/// The words of a path from its first word on, and its end.
fn plain(tokens: &[Token], start: usize) -> (Vec<&str>, usize) {
    let (mut path, mut i) = (vec![tokens[start].text.as_str()], start + 1);
    while tokens.get(i).is_some_and(|t| t.is("::")) && tokens.get(i + 1).is_some_and(Token::is_word) {
        path.push(&tokens[i + 1].text);
        i += 2;
    }
    (path, i)
}

/// Calls `tell` for every leaf of a `use` tree, and returns the end of the tree. A path that begins with a library
/// begins with an empty word; `as` and the new name are at its end.
fn tree<'a>(
    tokens: &'a [Token],
    start: usize,
    above: &[&'a str],
    tell: &mut impl FnMut(&[&'a str], usize),
) -> usize {
    let mut path = above.to_vec();
    let mut i = start;
    let line = tokens.get(start).map_or(0, |t| t.line);
    while let Some(token) = tokens.get(i) {
        match token.text.as_str() {
            "::" if path.is_empty() => path.push(""),
            "::" => {}
            "{" => {
                i += 1;
                while tokens.get(i).is_some_and(|t| !t.is("}")) {
                    i = tree(tokens, i, &path, tell);
                    i += usize::from(tokens.get(i).is_some_and(|t| t.is(",")));
                }
                return i + 1;
            }
            ";" | "," | "}" => break,
            word => path.push(word),
        }
        i += 1;
    }
    tell(&path, line);
    i
}

/// What the names of a file refer to.
struct Names {
    /// Imported names, with the path in the `use` and the module that it is in.
    used: HashMap<String, (Vec<String>, Vec<String>)>,
    /// The modules that the file declares.
    modules: Vec<String>,
}

impl Names {
    fn of(tokens: &[Token], module: &[String]) -> Self {
        let modules = tokens.windows(2).filter(|w| w[0].is("mod")).map(|w| w[1].text.clone()).collect();
        let mut used = HashMap::new();
        walk(tokens, module, |scope, uses, path, _| {
            let (path, name) = renamed(path);
            let name = if name == "self" { path.iter().rev().nth(1).copied() } else { Some(name) };
            if let Some(name) = name.filter(|_| uses && path.len() > 1) {
                let path = path.iter().map(|word| (*word).to_owned()).collect();
                used.insert(name.to_owned(), (scope.to_vec(), path));
            }
        });
        Self { used, modules }
    }

    /// What a path refers to; none where it is one of the file's own names.
    fn lead(&self, scope: &[String], written: &[&str], uses: bool) -> Option<To> {
        let (path, _) = renamed(written);
        match *path.first()? {
            "" => return Some(To::Library(owned(&path[1..]))),
            "crate" => return Some(To::Module(owned(&path[1..]))),
            "super" | "self" => {
                let mut at = scope.to_vec();
                let ups = path.iter().take_while(|w| ["super", "self"].contains(*w)).count();
                for up in &path[..ups] {
                    if *up == "super" {
                        at.pop();
                    }
                }
                at.extend(owned(&path[ups..]));
                return Some(To::Module(at));
            }
            first => {
                if self.modules.iter().any(|m| m == first) {
                    return None;
                }
                // An imported name was checked at its `use`, unless it is the name of a library.
                if let Some((_, from)) = self.used.get(first).filter(|_| !uses) {
                    let library = !["crate", "super", "self"].contains(&from[0].as_str());
                    let from = from.iter().filter(|word| !word.is_empty());
                    let whole = from.cloned().chain(owned(&path[1..])).collect();
                    return library.then_some(To::Library(whole)).filter(|_| path.len() > 1);
                }
            }
        }
        Some(To::Library(owned(path)))
    }
}

/// A path without its `as`, and the new name.
fn renamed<'a, 'b>(path: &'b [&'a str]) -> (&'b [&'a str], &'a str) {
    match path {
        [path @ .., "as", name] => (path, name),
        [.., name] => (path, name),
        [] => (path, ""),
    }
}
