//! Number formats of workbooks: `#,##0.00`, `dd.mm.yyyy`, `0%`.

/// A number format, parsed once for all cells that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) struct ParsedFormat {
    /// For positive numbers, negative ones, and zero; where one is missing, the first is used.
    pub sections: Vec<Section>,
    /// Whether it shows a duration, whose hours may exceed those of a day.
    pub elapsed: bool,
}

/// The format of numbers with one sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) enum Section {
    /// As it comes.
    General,
    /// A number.
    Number(NumberShape),
    /// A day or a time.
    Date(Vec<Token>),
    /// Nothing is shown, whatever the number is.
    Nothing,
}

/// How a number is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::document) struct NumberShape {
    /// Figures before the point, at least.
    pub whole: usize,
    /// Figures after the point, at least.
    pub least: usize,
    /// Figures after the point, at most.
    pub most: usize,
    /// Groups of three figures.
    pub grouped: bool,
    /// As a share of a hundred.
    pub percent: bool,
    /// How often it is divided by a thousand: once by `0,`.
    pub thousands: u32,
    /// The text before the figures.
    pub before: String,
    /// The text after them.
    pub after: String,
}

/// A piece of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) enum Token {
    /// `d`, `m`, `y`, `h`, `s` and how many of them; minutes are `n`.
    Part(char, usize),
    /// Anything else.
    Text(String),
}

/// The longest format that is parsed; longer ones do not occur in plans.
const LONGEST: usize = 255;

impl ParsedFormat {
    /// Parses a format. Numbers with fractions, exponents or conditions are shown without their format.
    pub fn of(code: &str) -> Self {
        let pieces = pieces(code.get(..LONGEST).unwrap_or(code));
        let sections = pieces.split(|piece| *piece == CodePiece::Next).take(3).map(Section::of).collect();
        let elapsed = pieces.iter().any(|piece| matches!(piece, CodePiece::Elapsed(_)));
        Self { sections, elapsed }
    }
}

/// The formats that files refer to by number only. Dates have the format of a Ukrainian office.
pub(super) fn builtin(number: u16) -> &'static str {
    match number {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 => "dd.mm.yyyy",
        15 => "d.mmm.yy",
        16 => "d.mmm",
        17 => "mmm.yy",
        18..=20 => "h:mm",
        21 => "h:mm:ss",
        22 => "dd.mm.yyyy h:mm",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        _ => "General",
    }
}

/// A character of the code, after quotes and brackets have been parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum CodePiece {
    Sign(char),
    Text(String),
    /// `[h]`: hours that may exceed 23; with the letter.
    Elapsed(char),
    /// `;`
    Next,
    /// A condition, or something unknown.
    Unknown,
}

fn pieces(code: &str) -> Vec<CodePiece> {
    let mut out = Vec::new();
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => out.push(CodePiece::Text(signs.by_ref().take_while(|sign| *sign != '"').collect())),
            '\\' => out.extend(signs.next().map(|sign| CodePiece::Text(sign.to_string()))),
            // A gap as wide as the next character, or a character that fills the cell.
            '_' | '*' => drop(signs.next()),
            '[' => out.extend(bracket(&signs.by_ref().take_while(|sign| *sign != ']').collect::<String>())),
            ';' => out.push(CodePiece::Next),
            sign => out.push(CodePiece::Sign(sign)),
        }
    }
    out
}

/// The content of brackets: a colour, a currency with a language (`[$₴-422]`), elapsed time, a condition.
fn bracket(inside: &str) -> Option<CodePiece> {
    let lower = inside.to_lowercase();
    if let Some(currency) = inside.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        return (!sign.is_empty()).then(|| CodePiece::Text(sign.to_owned()));
    }
    match lower.chars().next() {
        Some(first @ ('h' | 'm' | 's')) if lower.chars().all(|sign| sign == first) => {
            Some(CodePiece::Elapsed(first))
        }
        Some('<' | '>' | '=') => Some(CodePiece::Unknown),
        _ => None,
    }
}

impl Section {
    fn of(pieces: &[CodePiece]) -> Self {
        if pieces.is_empty() {
            return Self::Nothing;
        }
        let plain: String = pieces.iter().filter_map(CodePiece::sign).collect::<String>().to_lowercase();
        if pieces.contains(&CodePiece::Unknown) || plain.contains("general") || plain.contains('@') {
            return Self::General;
        }
        let elapsed = pieces.iter().any(|piece| matches!(piece, CodePiece::Elapsed(_)));
        let date = plain.contains(['d', 'm', 'y', 'h']) || plain.contains("s");
        if elapsed || date && !plain.contains(['#', '?']) {
            return Self::Date(date_tokens(pieces));
        }
        number_shape(pieces).map_or(Self::General, Self::Number)
    }
}

impl CodePiece {
    fn sign(&self) -> Option<char> {
        match self {
            Self::Sign(sign) => Some(*sign),
            _ => None,
        }
    }
}

fn date_tokens(pieces: &[CodePiece]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for piece in pieces {
        let token = match piece {
            CodePiece::Sign(sign) if "dmyhsDMYHS".contains(*sign) => {
                Token::Part(sign.to_ascii_lowercase(), 1)
            }
            CodePiece::Elapsed(sign) => Token::Part(*sign, 1),
            CodePiece::Sign(sign) => Token::Text(sign.to_string()),
            CodePiece::Text(text) => Token::Text(text.clone()),
            CodePiece::Next | CodePiece::Unknown => continue,
        };
        match (tokens.last_mut(), token) {
            (Some(Token::Part(last, count)), Token::Part(sign, _)) if *last == sign => *count += 1,
            (Some(Token::Text(last)), Token::Text(text)) => last.push_str(&text),
            (_, token) => tokens.push(token),
        }
    }
    minutes(&mut tokens);
    tokens
}

/// Marks an `m` after hours or before seconds as minutes.
fn minutes(tokens: &mut [Token]) {
    let parts: Vec<(usize, char)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token {
            Token::Part(sign, _) => Some((at, *sign)),
            Token::Text(_) => None,
        })
        .collect();
    for (index, (at, sign)) in parts.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| parts.get(index)).map(|part| part.1);
        let after = parts.get(index + 1).map(|part| part.1);
        if *sign == 'm'
            && (before == Some('h') || after == Some('s'))
            && let Some(Token::Part(sign, _)) = tokens.get_mut(*at)
        {
            *sign = 'n';
        }
    }
}

/// A number with text before and after it; `None` for other formats.
fn number_shape(pieces: &[CodePiece]) -> Option<NumberShape> {
    let is_figure = |piece: &CodePiece| matches!(piece, CodePiece::Sign('0' | '#' | '?' | ',' | '.'));
    let first = pieces.iter().position(is_figure);
    let last = pieces.iter().rposition(is_figure);
    let mut shape = NumberShape::default();
    let (Some(first), Some(last)) = (first, last) else {
        shape.before = text_of(pieces, &mut shape.percent)?;
        return Some(shape);
    };
    shape.before = text_of(pieces.get(..first)?, &mut shape.percent)?;
    shape.after = text_of(pieces.get(last + 1..)?, &mut shape.percent)?;
    let mut after_point = false;
    let figures = pieces.get(first..=last)?;
    // A comma after the last digit divides by a thousand.
    let scaling = figures.iter().rev().take_while(|piece| **piece == CodePiece::Sign(',')).count();
    shape.thousands = u32::try_from(scaling).ok().filter(|times| *times <= 4)?;
    for piece in figures.get(..figures.len() - scaling)? {
        match piece.sign()? {
            '.' if after_point => return None,
            '.' => after_point = true,
            ',' if after_point => return None,
            ',' => shape.grouped = true,
            '0' if after_point => (shape.least, shape.most) = (shape.most + 1, shape.most + 1),
            '#' | '?' if after_point => shape.most += 1,
            '0' => shape.whole += 1,
            '#' | '?' => {}
            _ => return None,
        }
    }
    (shape.most <= 15 && shape.whole <= 15).then_some(shape)
}

/// Text around figures; `None` where it has a letter of an exponent or a fraction.
fn text_of(pieces: &[CodePiece], percent: &mut bool) -> Option<String> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            CodePiece::Text(piece) => text.push_str(piece),
            CodePiece::Sign('%') => {
                *percent = true;
                text.push('%');
            }
            CodePiece::Sign(sign) if sign.is_ascii_alphabetic() || *sign == '/' => return None,
            CodePiece::Sign(sign) => text.push(*sign),
            CodePiece::Elapsed(_) | CodePiece::Next | CodePiece::Unknown => return None,
        }
    }
    Some(text)
}
