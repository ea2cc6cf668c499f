//! Numbers in words, as in brackets after digits: «5 (п'ять)», «120 (сто двадцять)».

use crate::{domain::Number, text::key::search_key};

/// The words of numbers with their values, by the beginning that all cases share.
const WORDS: [(&str, u32); 39] = [
    ("нуль", 0),
    ("одинадцят", 11),
    ("дванадцят", 12),
    ("тринадцят", 13),
    ("чотирнадцят", 14),
    ("п'ятнадцят", 15),
    ("шістнадцят", 16),
    ("сімнадцят", 17),
    ("вісімнадцят", 18),
    ("дев'ятнадцят", 19),
    ("двадцят", 20),
    ("тридцят", 30),
    ("сорок", 40),
    ("п'ятдесят", 50),
    ("шістдесят", 60),
    ("сімдесят", 70),
    ("вісімдесят", 80),
    ("дев'яност", 90),
    ("двісті", 200),
    ("двохсот", 200),
    ("триста", 300),
    ("чотириста", 400),
    ("п'ятсот", 500),
    ("шістсот", 600),
    ("сімсот", 700),
    ("вісімсот", 800),
    ("дев'ятсот", 900),
    ("сто", 100),
    ("од", 1),
    ("дв", 2),
    ("тр", 3),
    ("чотир", 4),
    ("п'ят", 5),
    ("шіст", 6),
    ("сім", 7),
    ("вісім", 8),
    ("дев'ят", 9),
    ("десят", 10),
    ("тисяч", 1000),
];

/// The number in words; none where any word is not a number.
pub fn number(text: &str) -> Option<Number> {
    let key = search_key(text).replace(['’', 'ʼ', '`'], "'");
    let (mut whole, mut part, mut any) = (0u32, 0u32, false);
    for word in key.split_whitespace() {
        let bare: String = word.chars().filter(|c| *c != '\'').collect();
        let value = WORDS.iter().find(|(begin, _)| bare.starts_with(&begin.replace('\'', "")))?.1;
        any = true;
        if value == 1000 {
            whole += part.max(1) * 1000;
            part = 0;
        } else {
            part += value;
        }
    }
    any.then(|| Number::from(whole + part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_numbers_are_read() {
        for (text, value) in [
            ("п'ять", 5),
            ("п’ять", 5),
            ("дев'яти", 9),
            ("сто двадцять три", 123),
            ("дві тисячі п'ятсот", 2500),
            ("шість", 6),
            ("сімнадцять", 17),
            ("шістдесят", 60),
        ] {
            assert_eq!(number(text), Some(Number::from(value)), "{text}");
        }
        for text in ["", "осіб", "п'ять осіб", "за потреби"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
