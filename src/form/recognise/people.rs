//! Names of people, signature lines, the approval block, and the signatures under the table.

use crate::{
    document::Place,
    domain::Signature,
    form::{
        dates,
        words::{begins_with, key, words},
    },
};

use super::page::PageLine;

/// Reads the approval block that begins with the first of these lines, and returns the number of its lines.
pub fn approval(lines: &[PageLine]) -> Option<(Signature, usize)> {
    let first = lines.first()?;
    let word = begins_with(&key(&first.text), &words().approvals)?.split(' ').count();
    let mut out = Signature::default();
    let (heading, rest) = split_words(&first.text, word);
    heading.trim_end_matches(':').clone_into(&mut out.heading);
    let mut role: Vec<String> = Some(rest).filter(|rest| !rest.is_empty()).into_iter().collect();
    let mut taken = 1;
    for line in lines.iter().skip(1) {
        if let Some(found) = dates::date_line(&line.text) {
            (out.date, out.number) = (found.date, found.number);
            taken += 1;
            break;
        }
        let (position, name) = signed(line.raw());
        // Only a hint, a date or a number may follow the name; any other line ends the approval.
        if !out.name.is_empty() && !is_hint(&line.text) {
            break;
        }
        taken += 1;
        if is_hint(&line.text) {
            continue;
        }
        role.extend(Some(position).filter(|position| !position.is_empty()));
        out.name = name.unwrap_or_default();
    }
    if let Some(number) = lines.get(taken).and_then(|line| line.text.strip_prefix('№')) {
        out.number = Some(number.trim().to_owned());
        taken += 1;
    }
    out.role = role.join(" ");
    Some((out, taken))
}

fn split_words(text: &str, count: usize) -> (String, String) {
    let words: Vec<&str> = text.split(' ').collect();
    let (a, b) = words.split_at_checked(count).unwrap_or((&words, &[]));
    (a.join(" "), b.join(" "))
}

fn is_hint(text: &str) -> bool {
    let mut words_of = text.split(['\t', ' ', '_']).filter(|w| !w.is_empty()).peekable();
    let hints = &words().signature_hints;
    words_of.peek().is_none() || hints.contains(&key(text)) || words_of.all(|w| hints.contains(&key(w)))
}

/// The signatures under the table, and the lines that belong to none.
pub fn signatures(lines: &[PageLine]) -> (Vec<Signature>, Vec<(String, Place)>) {
    let mut done: Vec<Signature> = Vec::new();
    let mut left = Vec::new();
    let mut open = OpenSignature::default();
    for line in lines {
        if let Some(found) = dates::date_line(&line.text) {
            match done.last_mut().filter(|last| open.is_empty() && last.date.is_none()) {
                Some(last) => last.date = found.date,
                None => open.date = Some((found.date, line.text.clone(), line.place)),
            }
        } else if is_hint(&line.text) {
            open.to_sign |= line.raw().contains("___");
        } else if is_heading(&line.text) {
            open.close(&mut done, &mut left);
            open.heading = Some((line.text.clone(), line.place));
        } else {
            let (position, name) = signed(line.raw());
            open.to_sign |= line.raw().contains("___");
            if !position.is_empty() {
                open.role.push((position, line.place));
            }
            if let Some(name) = name {
                done.push(open.take(name));
            }
        }
    }
    open.close(&mut done, &mut left);
    (done, left)
}

/// A signature of which the name has not come yet.
#[derive(Default)]
struct OpenSignature {
    heading: Option<(String, Place)>,
    role: Vec<(String, Place)>,
    date: Option<(Option<jiff::civil::Date>, String, Place)>,
    to_sign: bool,
}

impl OpenSignature {
    fn is_empty(&self) -> bool {
        self.heading.is_none() && self.role.is_empty()
    }

    fn take(&mut self, name: String) -> Signature {
        let Self { heading, role, date, .. } = std::mem::take(self);
        let role: Vec<String> = role.into_iter().map(|(text, _)| text).collect();
        let heading = heading.map(|(text, _)| text).unwrap_or_default();
        let date = date.and_then(|(day, ..)| day);
        Signature { heading, role: role.join(" "), name, date, number: None }
    }

    /// Completes a signature. Without a name, it needs a signature line.
    fn close(&mut self, done: &mut Vec<Signature>, left: &mut Vec<(String, Place)>) {
        if self.to_sign && !self.role.is_empty() {
            done.push(self.take(String::new()));
        } else {
            let Self { heading, role, date, .. } = std::mem::take(self);
            let date = date.map(|(_, text, source)| (text, source));
            left.extend(heading.into_iter().chain(role).chain(date));
        }
    }
}

fn is_heading(text: &str) -> bool {
    let folded = key(text);
    let bare = folded.trim_end_matches(':').trim_end();
    words().acquainted.iter().any(|word| word == bare)
        || (folded.ends_with(':') && text.split_whitespace().count() <= 3)
}

/// Splits a line with a name at its end: the text before it, and the name.
fn signed(raw: &str) -> (String, Option<String>) {
    let parts = parts(raw);
    let clean = |part: &String| part.trim_matches(|c: char| "/|".contains(c) || c.is_whitespace()).to_owned();
    let parts: Vec<String> =
        parts.iter().map(clean).filter(|part| !part.is_empty() && !is_hint(part)).collect();
    let Some((last, before)) = parts.split_last() else { return (String::new(), None) };
    if is_name(last) {
        return (before.join(" "), Some(last.clone()));
    }
    let words: Vec<&str> = last.split(' ').collect();
    for count in [2, 3] {
        let Some((role, name)) = words.len().checked_sub(count).and_then(|at| words.split_at_checked(at))
        else {
            continue;
        };
        let name = name.join(" ");
        if !role.is_empty() && is_name(&name) {
            let role: Vec<&str> = before.iter().map(String::as_str).chain(role.iter().copied()).collect();
            return (role.join(" "), Some(name));
        }
    }
    (parts.join(" "), None)
}

/// The parts of a line between tabulators, signature lines and wide gaps.
fn parts(raw: &str) -> Vec<String> {
    let spaced = raw.replace(['\t', '_'], "   ");
    let mut out = Vec::new();
    let mut gap = 3;
    for c in spaced.chars() {
        if c.is_whitespace() {
            gap += 1;
            continue;
        }
        if gap >= 3 {
            out.push(String::new());
        }
        if let Some(part) = out.last_mut() {
            if (1..3).contains(&gap) {
                part.push(' ');
            }
            part.push(c);
        }
        gap = 0;
    }
    out
}

/// Whether a text is the name of a person: «Зірка О.П.», «О.П. Зірка», «Олена ЗІРКА», «Зірка Олена Петрівна».
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let letters = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count();
    let capital = |w: &&str| w.chars().next().is_some_and(char::is_uppercase);
    let plain = |w: &&str| w.chars().all(|c| c.is_alphabetic() || "-'’ʼ.".contains(c));
    if !(2..=4).contains(&words.len()) || !words.iter().all(|w| capital(w) && plain(w)) {
        return false;
    }
    let initials = |w: &&&str| w.ends_with('.') && letters(w) <= 2;
    let long: Vec<&&str> = words.iter().filter(|w| !initials(w)).collect();
    let initialled = long.len() < words.len();
    if initialled {
        return long.len() == 1 && long.iter().all(|w| !w.contains('.') && letters(w) >= 2);
    }
    let upper = |w: &&str| w.chars().all(|c| !c.is_lowercase()) && letters(w) >= 3;
    let last = words.last();
    let family = last.is_some_and(upper) && words.first().is_some_and(|w| !upper(w));
    let patronymic = words.len() == 3
        && last.is_some_and(|w| ["ович", "ійович", "івна", "ївна", "ич"].iter().any(|end| w.ends_with(end)));
    family || patronymic
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<PageLine> {
        let line = |raw: &str| PageLine::new(raw, Place::default());
        text.lines().map(line).collect()
    }

    #[test]
    fn names_are_told_from_positions() {
        for name in [
            "Зірка О.П.",
            "О.П. Зірка",
            "О. П. Зірка",
            "Олена ЗІРКА",
            "Зірка Олена Петрівна",
            "А.В. Не-Зірка",
        ] {
            assert!(is_name(name), "{name}");
        }
        for text in ["Головний Фахівець", "ЗАТВЕРДЖЕНО", "В.о. директора", "Рада Садів Зоряна", "м. Зоряне"]
        {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn an_approval_has_a_role_over_several_lines() {
        let text = "ЗАТВЕРДЖУЮ\nВ.о. директора\nЗоряного центру\n______ Зірка О.П.\n(підпис)\n«02» квітня 2023 року\nЗвіт";
        let (found, taken) = approval(&lines(text)).unwrap();
        assert_eq!(taken, 6);
        assert_eq!(
            (found.heading.as_str(), found.role.as_str()),
            ("ЗАТВЕРДЖУЮ", "В.о. директора Зоряного центру")
        );
        assert_eq!((found.name.as_str(), found.date), ("Зірка О.П.", Some(jiff::civil::date(2023, 4, 2))));
    }

    #[test]
    fn an_order_approves_with_its_number() {
        let (found, taken) = approval(&lines("ЗАТВЕРДЖЕНО\nНаказ Зоряного центру\n08.12.2022 № 85")).unwrap();
        assert_eq!(
            (taken, found.role.as_str(), found.number.as_deref()),
            (3, "Наказ Зоряного центру", Some("85"))
        );
    }

    #[test]
    fn signatures_stand_one_below_the_other() {
        let text = "Головний садівник\nвідділу хмар\t______\tО.П. Зірка\nОзнайомлений:\nНачальник _____ Іван МІСЯЦЬ\n« 9 » квітня 2023 року\n* без підпису";
        let (found, left) = signatures(&lines(text));
        let short: Vec<_> =
            found.iter().map(|s| (s.heading.as_str(), s.role.as_str(), s.name.as_str())).collect();
        let expected = [
            ("", "Головний садівник відділу хмар", "О.П. Зірка"),
            ("Ознайомлений:", "Начальник", "Іван МІСЯЦЬ"),
        ];
        assert_eq!(short, expected);
        assert_eq!(found[1].date, Some(jiff::civil::date(2023, 4, 9)));
        assert_eq!(left.len(), 1);
    }

    #[test]
    fn a_heading_without_a_signature_is_left() {
        let (found, left) = signatures(&lines("Лісове бюро:\n- виступ\nПогоджено:"));
        let left: Vec<_> = left.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!((found.len(), left), (0, vec!["Лісове бюро:", "- виступ", "Погоджено:"]));
    }

    #[test]
    fn a_line_to_sign_on_needs_no_name() {
        let (found, left) = signatures(&lines("Садівник ____________\n(підпис)"));
        assert_eq!((found.len(), left.len()), (1, 0));
    }
}
