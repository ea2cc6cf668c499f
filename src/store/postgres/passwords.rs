//! The file with passwords, as PostgreSQL's own programs have it: `host:port:database:user:password`, a `*` for any,
//! and a backslash before a colon or a backslash that is meant.

use std::{os::unix::fs::PermissionsExt as _, path::Path};

use super::address::Host;

/// What others may do with a file.
const OTHERS: u32 = 0o077;

/// The first password in a file that fits. A file that others may read is passed over, as PostgreSQL does: what is in
/// it is no secret.
pub(super) fn find(file: &Path, host: &Host, database: &str, user: &str) -> Option<String> {
    let permissions = std::fs::metadata(file).ok()?.permissions();
    if permissions.mode() & OTHERS != 0 {
        return None;
    }
    let text = std::fs::read_to_string(file).ok()?;
    let port = host.port.to_string();
    // A socket is named as the machine that it is on.
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
