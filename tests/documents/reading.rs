//! How these tests read a document, and the samples, each of which is read once for all of them.

use std::{
    collections::HashMap,
    fs,
    path::PathBuf,
    sync::{Arc, LazyLock, Mutex, OnceLock},
};

use jiff::civil::date;
use kvartal::{
    document,
    domain::{Quarter, draft::Draft},
    form::{Options, RecogniseError, Recognised, built_in, recognise},
};

/// A document read by the built-in forms, on a fixed day; with `quarter` where it names none.
pub fn try_read(bytes: &[u8], name: &str, quarter: Option<&str>) -> Result<Recognised, RecogniseError> {
    let document = document::read(bytes, name).unwrap();
    let quarter = quarter.map(|quarter| Quarter::parse(quarter).unwrap());
    recognise(&document, &built_in(), &Options { quarter, ..Options::new(date(2030, 5, 5)) })
}

/// The plan in a document.
pub fn read(bytes: &[u8], name: &str) -> Draft {
    try_read(bytes, name, None).unwrap_or_else(|error| panic!("{name}: {error:?}")).draft
}

/// A file and the quarter that it is read with.
type Key = (PathBuf, Option<&'static str>);

/// What was read, or is being read by another test.
type Slot = Arc<OnceLock<Arc<Recognised>>>;

/// A sample by its path among them, read once because many tests begin with the same file. `KVARTAL_PRINT` prints the
/// plan.
pub fn sample(path: &str, quarter: Option<&'static str>) -> Arc<Recognised> {
    static READ: LazyLock<Mutex<HashMap<Key, Slot>>> = LazyLock::new(Mutex::default);
    let file = super::samples().join(path);
    // The lock is held for the look only, so that files are read beside each other.
    let slot = Arc::clone(READ.lock().unwrap().entry((file.clone(), quarter)).or_default());
    let read = slot.get_or_init(|| {
        let name = file.file_name().unwrap().to_string_lossy();
        let read = try_read(&fs::read(&file).unwrap(), &name, quarter);
        let read = read.unwrap_or_else(|error| panic!("{path}: {error:?}"));
        if std::env::var_os("KVARTAL_PRINT").is_some() {
            println!("{:#?}", read.draft);
        }
        Arc::new(read)
    });
    Arc::clone(read)
}

/// The plan in a sample, which must be of a form.
pub fn sample_of(path: &str, form: &str) -> Draft {
    let read = sample(path, None);
    assert_eq!(read.form, form, "{path}");
    read.draft.clone()
}
