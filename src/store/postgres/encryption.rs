//! Encrypted connections: the server has to present a trusted certificate with its name.

use std::sync::Arc;

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        verify_server_name,
    },
    crypto::CryptoProvider,
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject as _},
    server::ParsedCertificate,
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{
    super::ServerFault,
    address::{Host, ServerAddress},
};

/// What the library says of a certificate of a server that may itself certify others, after it has checked the dates
/// and before it looks who signed it. It gives the error no type of its own.
const IS_AN_AUTHORITY: &str = "CaUsedAsEndEntity";

/// The TLS connector for a server.
pub(super) fn connector(address: &ServerAddress, host: &Host) -> Result<MakeRustlsConnect, ServerFault> {
    let fault = |what: String| ServerFault::Certificate { host: host.to_string(), what };
    let named = match &address.root_certificates {
        Some(file) => {
            let of_file = |what: String| fault(format!("{}: {what}", file.display()));
            let read = CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
            let read: Vec<CertificateDer<'static>> = read.map_err(|error| of_file(error.to_string()))?;
            if read.is_empty() {
                return Err(of_file("no certificate".to_owned()));
            }
            Some((read, of_file))
        }
        None => None,
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let trusted = match named {
        Some((read, of_file)) => Trusted::only(read, &provider).map_err(of_file)?,
        None => Trusted::of_system(&provider).map_err(fault)?,
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| fault(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(trusted))
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// The rules of the library, and one more: a certificate that the user named by `sslrootcert` and that is presented by the
/// server itself is trusted although it may certify others, as `openssl req -x509` makes it. PostgreSQL's own programs
/// accept it, too.
#[derive(Debug)]
struct Trusted {
    rules: Arc<WebPkiServerVerifier>,
    named: Vec<CertificateDer<'static>>,
}

impl Trusted {
    fn only(named: Vec<CertificateDer<'static>>, provider: &Arc<CryptoProvider>) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        for certificate in &named {
            roots.add(certificate.clone()).map_err(|error| error.to_string())?;
        }
        Self::with(roots, named, provider)
    }

    fn of_system(provider: &Arc<CryptoProvider>) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        Self::with(roots, Vec::new(), provider)
    }

    fn with(
        roots: RootCertStore,
        named: Vec<CertificateDer<'static>>,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Self, String> {
        let rules =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider)).build();
        Ok(Self { rules: rules.map_err(|error| error.to_string())?, named })
    }
}

impl ServerCertVerifier for Trusted {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        match self.rules.verify_server_cert(own, others, name, ocsp, now) {
            Err(Error::InvalidCertificate(CertificateError::Other(why)))
                if why.to_string().contains(IS_AN_AUTHORITY) && self.named.contains(own) =>
            {
                verify_server_name(&ParsedCertificate::try_from(own)?, name)?;
                Ok(ServerCertVerified::assertion())
            }
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.rules.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.rules.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.rules.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A certificate of `server.example.org` that may certify others, of the years 2026 to 2035, and another one.
    const OWN: &str = include_str!("tests/own.pem");
    const OTHER: &str = include_str!("tests/other.pem");
    const YEAR: u64 = 31_557_600;

    fn certificate(pem: &str) -> CertificateDer<'static> {
        CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()
    }

    /// What is said of the certificate, where another one is named, in a year.
    fn judged(named: &str, name: &str, year: u64) -> Result<(), String> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let trusted = Trusted::only(vec![certificate(named)], &provider).unwrap();
        let now = UnixTime::since_unix_epoch(Duration::from_secs((year - 1970) * YEAR + YEAR / 2));
        let name = ServerName::try_from(name.to_owned()).unwrap();
        let verified = trusted.verify_server_cert(&certificate(OWN), &[], &name, &[], now);
        verified.map(drop).map_err(|error| error.to_string())
    }

    #[test]
    fn a_certificate_that_the_user_named_is_trusted_with_its_name_and_in_its_time() {
        assert_eq!(judged(OWN, "server.example.org", 2030), Ok(()));
        let refused = [
            (judged(OWN, "other.example.org", 2030), "not valid for name"),
            (judged(OWN, "server.example.org", 2040), "expired"),
            (judged(OWN, "server.example.org", 2020), "not valid yet"),
            (judged(OTHER, "server.example.org", 2030), IS_AN_AUTHORITY),
        ];
        for (judged, why) in refused {
            assert!(judged.as_ref().is_err_and(|said| said.contains(why)), "{why}: {judged:?}");
        }
    }
}
