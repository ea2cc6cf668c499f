//! A day in figures, as documents and prompts have it in both languages.

use jiff::civil::Date;

/// A day as `28.03.2026`.
pub fn in_digits(day: Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_two_digits_and_its_year_four() {
        assert_eq!(in_digits(jiff::civil::date(2026, 3, 8)), "08.03.2026");
    }
}
