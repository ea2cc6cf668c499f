//! Tests of the contrast of palettes on common terminals.

use super::*;
use crate::ui::palette::Background;

/// The default colours of common terminals: background, text, and the six colours that palettes may use.
const TERMINALS: [(&str, Background, u32, u32, [u32; 6]); 13] = [
    (
        "xterm",
        Background::Dark,
        0x000000,
        0xe5e5e5,
        [0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd],
    ),
    (
        "PuTTY",
        Background::Dark,
        0x000000,
        0xbbbbbb,
        [0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb],
    ),
    (
        "Linux console",
        Background::Dark,
        0x000000,
        0xaaaaaa,
        [0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa],
    ),
    (
        "Windows Terminal",
        Background::Dark,
        0x0c0c0c,
        0xcccccc,
        [0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd],
    ),
    (
        "GNOME",
        Background::Dark,
        0x171421,
        0xd0cfcc,
        [0xc01c28, 0x26a269, 0xa2734c, 0x12488b, 0xa347ba, 0x2aa1b3],
    ),
    (
        "Konsole",
        Background::Dark,
        0x232627,
        0xfcfcfc,
        [0xed1515, 0x11d116, 0xf67400, 0x1d99f3, 0x9b59b6, 0x1abc9c],
    ),
    (
        "Terminal.app Pro",
        Background::Dark,
        0x000000,
        0xf2f2f2,
        [0x990000, 0x00a600, 0x999900, 0x0000b2, 0xb200b2, 0x00a6b2],
    ),
    (
        "Solarized dark",
        Background::Dark,
        0x002b36,
        0x839496,
        [0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198],
    ),
    (
        "xterm",
        Background::Light,
        0xffffff,
        0x000000,
        [0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd],
    ),
    (
        "GNOME",
        Background::Light,
        0xffffff,
        0x171421,
        [0xc01c28, 0x26a269, 0xa2734c, 0x12488b, 0xa347ba, 0x2aa1b3],
    ),
    (
        "One Half Light",
        Background::Light,
        0xfafafa,
        0x383a42,
        [0xe45649, 0x50a14f, 0xc18301, 0x0184bc, 0xa626a4, 0x0997b3],
    ),
    (
        "Terminal.app Basic",
        Background::Light,
        0xffffff,
        0x000000,
        [0x990000, 0x00a600, 0x999900, 0x0000b2, 0xb200b2, 0x00a6b2],
    ),
    (
        "Solarized light",
        Background::Light,
        0xfdf6e3,
        0x657b83,
        [0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198],
    ),
];

/// The minimal contrast: 4.5 : 1 for text, 3 : 1 for a sign or a bar (WCAG 2.2, 1.4.3 and 1.4.11).
const TEXT: f64 = 4.5;
const SIGN: f64 = 3.0;

fn luminance(rgb: u32) -> f64 {
    let part = |shift: u32| {
        let value = f64::from((rgb >> shift) & 0xff) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

fn contrast(a: u32, b: u32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colour of a style on a terminal, in 24 bits; none for the terminal's default.
fn seen(colour: Option<Color>, sixteen: &[u32; 6]) -> Option<u32> {
    Some(match colour? {
        Color::Rgb(r, g, b) => u32::from(r) << 16 | u32::from(g) << 8 | u32::from(b),
        Color::Indexed(index @ 232..) => (8 + 10 * u32::from(index - 232)) * 0x01_01_01,
        Color::Indexed(index) => {
            let steps = [0, 95, 135, 175, 215, 255];
            let step = |by: u32| steps[usize::try_from((u32::from(index) - 16) / by % 6).unwrap()];
            step(36) << 16 | step(6) << 8 | step(1)
        }
        Color::Red => sixteen[0],
        Color::Green => sixteen[1],
        Color::Yellow => sixteen[2],
        Color::Blue => sixteen[3],
        Color::Magenta => sixteen[4],
        Color::Cyan => sixteen[5],
        other => panic!("{other} is not among the colours that were measured"),
    })
}

#[test]
fn everything_can_be_read_on_common_terminals() {
    for name in Palette::names() {
        let palette = Palette::built_in(name).unwrap();
        for colours in [Colours::Ansi, Colours::Indexed, Colours::True] {
            let theme = Theme { colours, ascii: false, palette };
            let signs = Status::ALL.map(|status| (theme.status(status), SIGN));
            let words = Status::ALL.map(|status| (theme.status_text(status), TEXT));
            let texts = [theme.dim(), theme.warning(), theme.wrong(), theme.key()].map(|style| (style, TEXT));
            for (terminal, background, behind, _, sixteen) in TERMINALS {
                if !palette.on_both() && palette.background != background {
                    continue;
                }
                for (style, least) in signs.into_iter().chain(words).chain(texts) {
                    let Some(colour) = seen(style.fg, &sixteen) else { continue };
                    let found = contrast(colour, behind);
                    assert!(found >= least, "{name}, {colours:?}, {terminal}: {style:?} has {found:.1} : 1");
                }
                let title = theme.title();
                if let (Some(fg), Some(bg)) = (seen(title.fg, &sixteen), seen(title.bg, &sixteen)) {
                    assert!(contrast(fg, bg) >= TEXT, "{name}, {colours:?}: the title line");
                }
            }
        }
    }
}

#[test]
fn the_grey_that_is_a_background_somewhere_is_no_colour_of_a_palette() {
    let wrong = Palette::read("[good]\nansi = \"dark-grey\"").unwrap_err().to_string();
    assert!(wrong.contains("dark-grey") && wrong.contains("bright-cyan"), "{wrong}");
    assert!(Palette::read("[good]\nrgb = \"green\"").is_err());
    assert!(Palette::read("[gut]\nindexed = 4").is_err());
}

#[test]
fn a_theme_without_colours_has_none() {
    let theme = Theme { colours: Colours::None, ascii: true, palette: Palette::built_in("dark").unwrap() };
    for style in Status::ALL.map(|status| theme.status(status)).into_iter().chain([theme.dim(), theme.key()])
    {
        assert_eq!((style.fg, style.bg), (None, None));
    }
    assert_eq!(theme.title(), Style::new().add_modifier(Modifier::REVERSED));
}
