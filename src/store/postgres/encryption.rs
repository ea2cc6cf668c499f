//! Encrypted connections: the server has to present a trusted certificate with its name.

use std::sync::Arc;

use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{
    super::ServerFault,
    address::{Host, ServerAddress},
};

/// The TLS connector for a server.
pub(super) fn connector(address: &ServerAddress, host: &Host) -> Result<MakeRustlsConnect, ServerFault> {
    let fault = |what: String| ServerFault::Certificate { host: host.to_string(), what };
    let mut roots = RootCertStore::empty();
    match &address.root_certificates {
        Some(file) => {
            let of_file = |what: String| fault(format!("{}: {what}", file.display()));
            let read = CertificateDer::pem_file_iter(file).map_err(|error| of_file(error.to_string()))?;
            for certificate in read {
                let certificate = certificate.map_err(|error| of_file(error.to_string()))?;
                roots.add(certificate).map_err(|error| of_file(error.to_string()))?;
            }
            if roots.is_empty() {
                return Err(of_file("no certificate".to_owned()));
            }
        }
        None => {
            let found = rustls_native_certs::load_native_certs();
            roots.add_parsable_certificates(found.certs);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| fault(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
