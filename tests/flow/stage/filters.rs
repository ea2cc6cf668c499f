//! The saved filters of a user, in memory.

use std::sync::{Arc, Mutex};

use kvartal::app::{FilterEdit, SavedFilter};

/// All filters after a change, and what is wrong with their file.
type Edited = Result<(Vec<SavedFilter>, Option<String>), String>;

/// Keeps the filters of a user, over several windows.
pub fn keeper(filters: Arc<Mutex<Vec<SavedFilter>>>) -> Box<dyn Fn(&FilterEdit) -> Edited + Send + Sync> {
    Box::new(move |edit| {
        let mut filters = filters.lock().expect("the filters");
        match edit {
            FilterEdit::Read => {}
            FilterEdit::Save(saved) => {
                filters.retain(|own| own.name != saved.name);
                filters.push(saved.clone());
            }
            FilterEdit::Delete(name) => filters.retain(|own| own.name != *name),
        }
        Ok((filters.clone(), None))
    })
}
