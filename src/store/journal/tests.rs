#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The disk is full after so many bytes.
    Write(usize),
    /// The sync fails.
    Sync,
}
