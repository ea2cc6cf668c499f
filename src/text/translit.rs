//! Ukrainian in Latin letters, for slugs: resolution № 55 of the Cabinet of Ministers of 27.01.2010.

/// Transliterates a text to lower-case ASCII words joined by hyphens: «Зоряний центр» → `zorianyi-tsentr`.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for word in text.split(|c: char| !(c.is_alphanumeric() || "'’ʼ".contains(c))) {
        let latin = latin(&word.to_lowercase());
        if latin.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&latin);
    }
    out
}

fn latin(word: &str) -> String {
    let mut out = String::new();
    let mut previous = None;
    for (i, c) in word.chars().enumerate() {
        match (previous, c) {
            (Some('з'), 'г') => out.push_str("gh"),
            _ => out.push_str(letter(c, i == 0)),
        }
        if c.is_ascii_alphanumeric() {
            out.push(c);
        }
        previous = Some(c);
    }
    out
}

fn letter(c: char, first: bool) -> &'static str {
    match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "h",
        'ґ' => "g",
        'д' => "d",
        'е' => "e",
        'є' => {
            if first {
                "ye"
            } else {
                "ie"
            }
        }
        'ж' => "zh",
        'з' => "z",
        'и' => "y",
        'і' => "i",
        'ї' => {
            if first {
                "yi"
            } else {
                "i"
            }
        }
        'й' => {
            if first {
                "y"
            } else {
                "i"
            }
        }
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => {
            if first {
                "yu"
            } else {
                "iu"
            }
        }
        'я' => {
            if first {
                "ya"
            } else {
                "ia"
            }
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_slugs() {
        assert_eq!(slug("Згурівський центр — Їжакове"), "zghurivskyi-tsentr-yizhakove");
        assert_eq!(slug("Знам’янка 2"), "znamianka-2");
        assert_eq!(slug("Щастя"), "shchastia");
    }
}
