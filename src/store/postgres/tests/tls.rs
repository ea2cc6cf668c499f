//! Encrypted connections.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
};

use super::*;

/// Options that do not wait.
const AT_ONCE: ServerOptions =
    ServerOptions { at_first: Duration::ZERO, patience: Some(Duration::ZERO), ..OPTIONS };

#[test]
fn a_server_without_encryption_is_refused_where_it_is_demanded() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap().to_string();
    let server = std::thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        let mut request = [0; 8];
        client.read_exact(&mut request).unwrap();
        client.write_all(b"N").unwrap();
        let mut rest = Vec::new();
        client.read_to_end(&mut rest).unwrap();
        (request, rest)
    });
    let refused = PgStore::open(&format!("postgres://{place}/kvartal?sslmode=require"), &|_| None, AT_ONCE);
    assert_eq!(fault(refused), ServerFault::InClear(place));
    // The client asked for encryption, and sent nothing, not even the name of the role, after the refusal.
    assert_eq!(server.join().unwrap(), ([0, 0, 0, 8, 4, 210, 22, 47], Vec::new()));
}

#[test]
fn a_file_without_certificates_is_told() {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in
        [("empty.pem", Some("")), ("broken.pem", Some("-----BEGIN CERTIFICATE-----\n")), ("none.pem", None)]
    {
        let file = dir.path().join(name);
        if let Some(text) = text {
            std::fs::write(&file, text).unwrap();
        }
        let address = format!("postgres://127.0.0.1:1/x?sslmode=require&sslrootcert={}", file.display());
        let refused = fault(PgStore::open(&address, &|_| None, AT_ONCE));
        let told = matches!(&refused, ServerFault::Certificate { what, .. } if what.contains(name));
        assert!(told, "{name}: {refused:?}");
    }
}

/// `KVARTAL_TEST_TLS` names the server at the address in its certificate, with its authority. It answers to `localhost`,
/// too, which is not in the certificate.
#[test]
#[ignore = "it takes a server with a certificate: scripts/with-postgres"]
fn only_a_trusted_server_with_its_name_is_used() {
    let scratch = Scratch::new();
    scratch.open().commit(&create(P, "plan", 2)).unwrap();
    let server = std::env::var("KVARTAL_TEST_TLS").expect("KVARTAL_TEST_TLS names a server");
    let address = server.replacen("/postgres?", &format!("/{}?", scratch.name), 1);
    let lines = open_lines(&address, &variable, AT_ONCE, true, Box::new(|_| ())).unwrap();
    let encrypted = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl";
    let protocol = lines.ask(async |line| Ok(line.query(encrypted, &[]).await?[0].try_get::<_, String>(0)?));
    assert_eq!(protocol, Ok("TLSv1.3".to_owned()));
    let store = PgStore::open(&address, &|_| None, AT_ONCE).unwrap();
    assert_eq!(store.commit(&set_fact(50, &store.load(P).unwrap().unwrap(), 1, 5)).unwrap(), 2);

    let refused = |address: &str| match fault(PgStore::open(address, &|_| None, AT_ONCE)) {
        ServerFault::Certificate { what, .. } => what,
        other => panic!("{other:?}"),
    };
    // The authorities of the system do not know this one.
    let (without, _) = address.split_once("&sslrootcert=").unwrap();
    assert!(refused(without).contains("UnknownIssuer"), "{}", refused(without));
    let host = ServerAddress::read(&address, &|_| None).unwrap().hosts.remove(0);
    let renamed = address.replacen(&host.name, "localhost", 1);
    assert!(refused(&renamed).contains("not valid for name"), "{}", refused(&renamed));
    if !host.is_here() {
        let clear = address.replacen("sslmode=require", "sslmode=disable", 1);
        assert_eq!(fault(PgStore::open(&clear, &|_| None, AT_ONCE)), ServerFault::InClear(host.to_string()));
    }
}
