//! The password file of PostgreSQL's own programs: `host:port:database:user:password`, a `*` for any value, and a
//! backslash before a literal colon or backslash.

use std::{os::unix::fs::PermissionsExt as _, path::Path};

use super::address::Host;

/// The permission bits of other users.
const OTHERS: u32 = 0o077;

/// The first matching password in a file. A file that others may read is ignored, as in PostgreSQL, because its content
/// is no secret.
pub(super) fn find(file: &Path, host: &Host, database: &str, user: &str) -> Option<String> {
    let permissions = std::fs::metadata(file).ok()?.permissions();
    if permissions.mode() & OTHERS != 0 {
        return None;
    }
    let text = std::fs::read_to_string(file).ok()?;
    let port = host.port.to_string();
    // In the file, a socket has the name of its machine, `localhost`.
    let name = if host.is_socket() { "localhost" } else { host.name.as_str() };
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(fields).find_map(|fields| {
        let [own_host, own_port, own_database, own_user, password] = fields.as_slice() else { return None };
        let fits = |field: &String, wanted: &str| field == "*" || field == wanted;
        let all = (fits(own_host, name) || fits(own_host, &host.name))
            && fits(own_port, &port)
            && fits(own_database, database)
            && fits(own_user, user);
        all.then(|| password.clone())
    })
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let field = match letter {
            ':' if fields.len() < 5 => {
                fields.push(String::new());
                continue;
            }
            '\\' => letters.next(),
            other => Some(other),
        };
        if let Some(last) = fields.last_mut() {
            last.extend(field);
        }
    }
    fields
}
