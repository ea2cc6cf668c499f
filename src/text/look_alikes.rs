//! Letters that look like digits: «l0», «1O», «З».

/// The text with digits in place of letters that look like them.
pub fn as_digits(text: &str) -> String {
    let digit = |c: char| match c {
        'O' | 'О' | 'o' | 'о' => '0',
        'l' | 'I' | 'І' | '|' => '1',
        'З' | 'з' => '3',
        'б' => '6',
        'B' | 'В' => '8',
        _ => c,
    };
    text.chars().map(digit).collect()
}
