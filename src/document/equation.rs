//! Equations written in one line: a fraction as `3/4`, a power as `10^2`.

use roxmltree::Node;
use rust_decimal::Decimal;

/// How deep equations are followed.
const DEEPEST: usize = 32;

/// Writes an equation of Word (OMML), or of web pages and LibreOffice (MathML), in one line.
pub(super) fn in_line(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    write(node, 0, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write(node: Node<'_, '_>, depth: usize, out: &mut String) {
    if depth > DEEPEST {
        return;
    }
    let parts = || node.children().filter(|child| child.is_element() && !is_about(*child));
    let nth = |n: usize| parts().nth(n);
    let two = |sign: &str, out: &mut String| {
        let (first, second) = (operand(nth(0), depth), operand(nth(1), depth));
        if sign == "/" && out.ends_with(|c: char| c.is_ascii_digit()) {
            // A whole number before the fraction.
            out.push(' ');
        }
        out.push_str(&format!("{first}{sign}{second}"));
    };
    match node.tag_name().name() {
        "f" | "mfrac" => two("/", out),
        "sSup" | "msup" => two("^", out),
        "sSub" | "msub" => two("_", out),
        "rad" | "msqrt" | "mroot" => {
            out.push('√');
            let inside = parts().filter(|part| part.tag_name().name() != "deg");
            let inside: Vec<String> = inside.map(|part| operand(Some(part), depth)).collect();
            out.push_str(&inside.concat());
        }
        // Annotations of equations for other programs.
        "annotation" | "annotation-xml" => {}
        _ => {
            for child in node.children() {
                match child.text().filter(|_| child.is_text()) {
                    Some(text) => out.push_str(text.trim()),
                    None if is_about(child) => {}
                    None => write(child, depth + 1, out),
                }
            }
        }
    }
}

/// Properties of an element of an equation.
fn is_about(node: Node<'_, '_>) -> bool {
    node.tag_name().name().ends_with("Pr")
}

/// An operand of a fraction or a power; in brackets where it is more than one number or word.
fn operand(node: Option<Node<'_, '_>>, depth: usize) -> String {
    let mut out = String::new();
    node.into_iter().for_each(|node| write(node, depth + 1, &mut out));
    let simple = out.chars().all(|c| c.is_alphanumeric() || matches!(c, ',' | '.'));
    if simple { out } else { format!("({out})") }
}

/// The value of an equation of plain numbers: a power of whole numbers, or a fraction with few decimals. Other
/// equations stay as they are written.
pub(super) fn value(equation: &str) -> String {
    if let Some(power) = power(equation) {
        return power.to_string();
    }
    match fraction(equation) {
        Some(quotient) if quotient.scale() <= FINEST => printed(quotient),
        _ => equation.to_owned(),
    }
}

/// The largest denominator of a fraction that is read as one number, because larger ones are often counts
/// (`45/50`).
const LARGEST: u32 = 10;
/// The most decimals of a fraction that is read as one number.
const FINEST: u32 = 4;

/// The other readings of an equation.
pub(super) fn others(equation: &str) -> Vec<String> {
    let mut found = vec![equation.to_owned()];
    if let Some((base, _)) = equation.split_once('^') {
        found.push(base.to_owned());
    }
    if let Some(quotient) = fraction(equation) {
        found.push(printed(quotient.round_dp(FINEST).normalize()));
    }
    found
}

/// Whether an equation is a fraction of two whole numbers.
pub(super) fn is_fraction(equation: &str) -> bool {
    let parts = equation.split_once(['/', '⁄', '∕']);
    parts.is_some_and(|(above, below)| [above, below].iter().all(|part| part.trim().parse::<u32>().is_ok()))
}

fn power(equation: &str) -> Option<i64> {
    let (base, exponent) = equation.split_once('^')?;
    base.trim().parse::<i64>().ok()?.checked_pow(exponent.trim().parse().ok()?)
}

/// `3/4` or `1 3/4` as one number.
fn fraction(equation: &str) -> Option<Decimal> {
    let (above, below) = equation.split_once(['/', '⁄', '∕'])?;
    let (whole, above) = above.trim().rsplit_once(' ').unwrap_or(("0", above.trim()));
    let (whole, above): (u32, u32) = (whole.parse().ok()?, above.parse().ok()?);
    let below: u32 = below.trim().parse().ok().filter(|below| (2..=LARGEST).contains(below))?;
    let part = Decimal::from(above).checked_div(Decimal::from(below))?;
    Decimal::from(whole).checked_add(part).map(|sum| sum.normalize())
}

fn printed(number: Decimal) -> String {
    number.to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(xml: &str) -> String {
        in_line(roxmltree::Document::parse(xml).unwrap().root_element())
    }

    #[test]
    fn equations_of_both_kinds_stand_in_one_line() {
        let of_word = "<m><f><fPr><t>x</t></fPr><num><r><t>3</t></r></num><den><r><t>4</t></r></den></f></m>";
        assert_eq!(line(of_word), "3/4");
        assert_eq!(line("<math><mn>1</mn><mfrac><mn>3</mn><mn>4</mn></mfrac></math>"), "1 3/4");
        assert_eq!(line("<math><msup><mn>10</mn><mn>2</mn></msup></math>"), "10^2");
        let sum = "<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac>";
        assert_eq!(line(&format!("<math><mrow>{sum}</mrow></math>")), "(a+1)/2");
        assert_eq!(line("<math><mo>≥</mo><mn>5</mn><annotation>x</annotation></math>"), "≥5");
    }

    #[test]
    fn plain_numbers_are_reckoned() {
        for (equation, reading) in [
            ("3/4", "0,75"),
            ("1 3/4", "1,75"),
            ("10^2", "100"),
            ("2/3", "2/3"),
            ("45/50", "45/50"),
            ("10^99", "10^99"),
            ("x^2", "x^2"),
            ("≥5", "≥5"),
        ] {
            assert_eq!(value(equation), reading);
        }
        assert_eq!(others("10^2"), ["10^2", "10"]);
        assert_eq!(others("2/3"), ["2/3", "0,6667"]);
    }
}
