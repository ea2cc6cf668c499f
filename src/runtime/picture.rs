//! The first screen of the next start, kept as a picture: the cells of a frame, with the digest of everything they were
//! made from. A start shows the picture at once if it would draw exactly this, and reads the plan behind it.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    hash::Hasher,
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use ratatui::{
    buffer::{Buffer, Cell},
    layout::{Position, Rect},
    style::{Color, Modifier, Style},
    terminal::Frame,
};

use crate::store::{open_plain, read_plain};

/// How many pictures are kept. Each plan has its place among them, so that they need not be counted.
const PICTURES: u8 = 16;

/// The digest of what a picture was made from.
pub(super) type Digest = [u8; 32];

/// The cells of a frame, and where its cursor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    pub cells: Buffer,
    pub caret: Position,
}

/// A digest of everything that is written into it, so that whatever can be hashed can be part of it.
pub(super) struct Digester(blake3::Hasher);

impl Digester {
    /// A digest that no other build of the program makes; none where the program's own file is not found.
    pub fn of_this_program() -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let own = fs::metadata(std::env::current_exe().ok()?).ok()?;
        let mut digester = Self(blake3::Hasher::new());
        for part in [own.dev(), own.ino(), own.len()] {
            digester.write_u64(part);
        }
        digester.write_i64(own.mtime());
        digester.write_i64(own.mtime_nsec());
        Some(digester)
    }

    /// The digest.
    pub fn digest(&self) -> Digest {
        *self.0.finalize().as_bytes()
    }
}

impl Hasher for Digester {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.digest();
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }
}

/// Where the picture of a plan, or of the list of plans, is kept.
pub(super) fn path(directory: &Path, plan: Option<u128>) -> PathBuf {
    let number = plan.map_or(0, |id| (id % u128::from(PICTURES)) as u8);
    let kind = if plan.is_some() { "plan" } else { "list" };
    directory.join(format!("{kind}-{number}"))
}

/// The picture in a file, if it was made from this.
pub(super) fn read(path: &Path, of: &Digest) -> Option<Picture> {
    let bytes = read_plain(path).ok()?;
    let (checksum, rest) = bytes.split_first_chunk::<32>()?;
    let (made_from, rest) = rest.split_first_chunk::<32>()?;
    let is_whole = blake3::hash(bytes.get(32..)?).as_bytes() == checksum;
    (is_whole && made_from == of).then(|| Picture::decode(rest)).flatten()
}

/// Keeps a picture in a file that only this user can read. A failure is not reported, because the next start only takes
/// longer.
pub(super) fn write(path: &Path, of: &Digest, picture: &Picture) {
    let keep = || {
        let mut bytes = of.to_vec();
        picture.encode(&mut bytes)?;
        DirBuilder::new().recursive(true).mode(0o700).create(path.parent()?).ok()?;
        let mut file =
            open_plain(OpenOptions::new().write(true).create(true).truncate(true).mode(0o600), path).ok()?;
        // Two windows that end at once may mix their bytes, which the checksum shows.
        file.write_all(&[blake3::hash(&bytes).as_bytes(), bytes.as_slice()].concat()).ok()
    };
    let _ = keep();
}

impl Picture {
    /// Draws the picture over a frame of the same size.
    pub fn show(&self, frame: &mut Frame<'_>) {
        if frame.area() == self.cells.area {
            frame.buffer_mut().content.clone_from(&self.cells.content);
        }
        frame.set_cursor_position(self.caret);
    }

    /// Its bytes: the size, the cursor, the looks that occur, and for each cell the number of its look and its text. None
    /// for a picture of more looks or longer texts than any screen has.
    fn encode(&self, out: &mut Vec<u8>) -> Option<()> {
        let Rect { width, height, .. } = self.cells.area;
        for number in [width, height, self.caret.x, self.caret.y] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        let mut looks: Vec<Style> = Vec::new();
        let mut cells = Vec::new();
        for cell in &self.cells.content {
            let look = looks.iter().position(|look| *look == cell.style());
            let look = look.unwrap_or_else(|| {
                looks.push(cell.style());
                looks.len() - 1
            });
            cells.push(u8::try_from(look).ok()?);
            put_text(&mut cells, cell.symbol())?;
        }
        out.push(u8::try_from(looks.len()).ok()?);
        for look in looks {
            put_text(out, &look.fg.unwrap_or_default().to_string())?;
            put_text(out, &look.bg.unwrap_or_default().to_string())?;
            out.extend_from_slice(&look.add_modifier.bits().to_le_bytes());
        }
        out.extend_from_slice(&cells);
        Some(())
    }

    fn decode(mut bytes: &[u8]) -> Option<Self> {
        let [width, height, x, y] = [(); 4].map(|()| take_number(&mut bytes));
        let mut cells = Buffer::empty(Rect::new(0, 0, width?, height?));
        let count = take(&mut bytes, 1)?.first()?;
        let mut looks = Vec::new();
        for _ in 0..*count {
            let fg: Color = take_text(&mut bytes)?.parse().ok()?;
            let bg: Color = take_text(&mut bytes)?.parse().ok()?;
            let modifier = Modifier::from_bits(take_number(&mut bytes)?)?;
            looks.push(Style::new().fg(fg).bg(bg).add_modifier(modifier));
        }
        for cell in &mut cells.content {
            let look = take(&mut bytes, 1)?.first()?;
            let text = take_text(&mut bytes)?;
            *cell = Cell::default();
            cell.set_symbol(text).set_style(*looks.get(usize::from(*look))?);
        }
        bytes.is_empty().then_some(Self { cells, caret: Position::new(x?, y?) })
    }
}

fn put_text(out: &mut Vec<u8>, text: &str) -> Option<()> {
    out.push(u8::try_from(text.len()).ok()?);
    out.extend_from_slice(text.as_bytes());
    Some(())
}

fn take<'b>(bytes: &mut &'b [u8], count: usize) -> Option<&'b [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

fn take_number(bytes: &mut &[u8]) -> Option<u16> {
    Some(u16::from_le_bytes(take(bytes, 2)?.try_into().ok()?))
}

fn take_text<'b>(bytes: &mut &'b [u8]) -> Option<&'b str> {
    let length = *take(bytes, 1)?.first()?;
    let text = std::str::from_utf8(take(bytes, length.into())?).ok()?;
    (!text.contains(char::is_control)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Picture {
        let mut cells = Buffer::empty(Rect::new(0, 0, 12, 2));
        cells.set_string(0, 0, "Факти 表 и\u{306}", Style::new().fg(Color::Rgb(1, 2, 3)));
        let strong = Style::new().fg(Color::Indexed(77)).bg(Color::LightRed);
        cells.set_string(1, 1, "45/50", strong.add_modifier(Modifier::BOLD | Modifier::REVERSED));
        Picture { cells, caret: Position::new(3, 1) }
    }

    #[test]
    fn a_picture_comes_back_as_it_was_and_belongs_to_what_it_was_made_from() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = path(&dir.path().join("screens"), Some(7));
        write(&path, &[1; 32], &picture());
        assert_eq!(read(&path, &[1; 32]), Some(picture()));
        assert_eq!(read(&path, &[2; 32]), None);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut harmed = whole.clone();
            harmed[at] ^= 0x10;
            fs::write(&path, &harmed).unwrap();
            assert_eq!(read(&path, &[1; 32]), None, "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(read(&path, &[1; 32]), None, "cut at {at}");
        }
    }
}
