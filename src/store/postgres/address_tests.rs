//! Tests of parsing the address of a server.

use std::{fs, os::unix::fs::PermissionsExt as _};

use super::*;

fn nothing(_: &str) -> Option<String> {
    None
}

fn read(text: &str) -> Result<ServerAddress, ServerFault> {
    ServerAddress::read(text, &nothing)
}

fn host(name: &str, port: u16) -> Host {
    Host { name: name.to_owned(), port }
}

#[test]
fn several_servers_have_ports_of_their_own() {
    let address = read("postgres://olena@one,two:5433,[::1]:5434/plans").unwrap();
    assert_eq!(address.hosts, [host("one", 5432), host("two", 5433), host("::1", 5434)]);
    assert_eq!((address.user.as_str(), address.database.as_str()), ("olena", "plans"));
    assert_eq!(address.names(), "one, two:5433, ::1:5434");
    let address = read("postgresql://one,two?port=6000&user=a%40b").unwrap();
    assert_eq!(address.hosts, [host("one", 6000), host("two", 6000)]);
    assert_eq!((address.user.as_str(), address.database.as_str()), ("a@b", "kvartal"));
}

#[test]
fn a_socket_is_named_by_its_directory() {
    let address = read("postgres://%2Frun%2Fpg/kvartal").unwrap();
    assert_eq!(address.hosts, [host("/run/pg", 5432)]);
    assert!(address.hosts.iter().all(Host::is_here));
}

#[test]
fn what_leaves_the_machine_is_encrypted() {
    assert_eq!(read("postgres://one?sslmode=disable").unwrap_err(), ServerFault::InClear("one".to_owned()));
    for here in ["localhost", "127.0.0.1", "[::1]", "%2Frun%2Fpg"] {
        assert!(!read(&format!("postgres://{here}?sslmode=disable")).unwrap().always_encrypted);
    }
    assert!(!host("10.0.0.1", 5432).is_here());
}

#[test]
fn what_is_not_known_is_said() {
    let setting = |name: &str, value: &str| impossible(name, value);
    assert_eq!(read("postgres://one?colour=red").unwrap_err(), setting("colour", "red"));
    assert_eq!(read("postgres://one?sslmode=perhaps").unwrap_err(), setting("sslmode", "perhaps"));
    assert_eq!(read("postgres://one:port").unwrap_err(), setting("port", "port"));
    assert_eq!(read("postgres://one,two?port=1,2,3").unwrap_err(), setting("port", "1,2,3"));
    let standby = "postgres://one?target_session_attrs=standby";
    assert_eq!(read(standby).unwrap_err(), setting("target_session_attrs", "standby"));
    assert_eq!(read("postgres://one/%zz").unwrap_err(), ServerFault::Address("%zz".to_owned()));
}

#[test]
fn a_password_in_an_address_is_seen() {
    assert!(has_password("postgres://olena:secret@one/plans"));
    assert!(has_password("postgres://one?password=secret"));
    assert!(!has_password("postgres://olena@one:5433/plans"));
    let shown = format!("{:?}", read("postgres://olena:secret@one").unwrap());
    assert!(!shown.contains("secret"), "{shown}");
}

#[test]
fn service_file_and_environment_say_what_the_address_leaves_open() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("services");
    fs::write(&file, "# offices\n[other]\nhost=no\n[oblast]\nhost=one,two\nuser=olena\npassword=p\n[last]\n")
        .unwrap();
    let surroundings = |name: &str| match name {
        "PGSERVICEFILE" => Some(file.to_string_lossy().into_owned()),
        "PGUSER" => Some("ihor".to_owned()),
        "PGDATABASE" => Some("plans".to_owned()),
        _ => None,
    };
    let address = ServerAddress::read("postgres://?service=oblast", &surroundings).unwrap();
    assert_eq!(address.hosts, [host("one", 5432), host("two", 5432)]);
    assert_eq!((address.user.as_str(), address.database.as_str()), ("olena", "plans"));
    assert_eq!(address.password(&host("one", 5432)).as_deref(), Some("p"));
    let none = ServerAddress::read("postgres://?service=nobody", &surroundings).unwrap_err();
    assert_eq!(none, ServerFault::NoService("nobody".to_owned()));
}

#[test]
fn a_password_is_found_by_server_and_role_in_a_file_that_only_its_owner_reads() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("passwords");
    fs::write(&file, "# of the offices\none:5432:kvartal:ihor:other\n*:*:kvartal:olena:a\\:b\\\\c:d\n")
        .unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let surroundings = |name: &str| (name == "PGPASSFILE").then(|| file.to_string_lossy().into_owned());
    let of = |text: &str| {
        let address = ServerAddress::read(text, &surroundings).unwrap();
        address.password(&address.hosts[0])
    };
    assert_eq!(of("postgres://olena@one").as_deref(), Some("a:b\\c:d"));
    assert_eq!(of("postgres://ihor@one").as_deref(), Some("other"));
    assert_eq!(of("postgres://ihor@two"), None);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(of("postgres://olena@one"), None);
}
