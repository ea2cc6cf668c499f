//! Errors of a server as sentences in the user's language.

use super::super::words::{Value, Words};
use crate::{store::ServerFault, text::safe::harmless};

/// Why a server could not be used, and what to do.
pub(in crate::cli) fn server_sentence(words: &Words, fault: &ServerFault) -> String {
    let with = |id: &str, variables: &[(&'static str, &str)]| {
        let value = |(name, text): &(&'static str, &str)| (*name, Value::from(harmless(text).into_owned()));
        words.with(id, &variables.iter().map(value).collect::<Vec<_>>())
    };
    match fault {
        ServerFault::NotBuilt => words.say("server-not-built"),
        ServerFault::Address(what) => with("server-address", &[("what", what)]),
        ServerFault::PasswordShown => words.say("server-password-shown"),
        ServerFault::Setting { name, value } => with("server-setting", &[("name", name), ("value", value)]),
        ServerFault::NoService(name) => with("server-no-service", &[("name", name)]),
        ServerFault::InClear(host) => with("server-in-clear", &[("host", host)]),
        ServerFault::Certificate { host, what } => {
            with("server-certificate", &[("host", host), ("what", what)])
        }
        ServerFault::Unreachable { hosts, what } => {
            with("server-unreachable", &[("hosts", hosts), ("what", what)])
        }
        ServerFault::NoWriter(hosts) => with("server-no-writer", &[("hosts", hosts)]),
        ServerFault::NoPassword { user, host } => {
            with("server-no-password", &[("user", user), ("host", host)])
        }
        ServerFault::NotLetIn { user, host, what } => {
            with("server-not-let-in", &[("user", user), ("host", host), ("what", what)])
        }
        ServerFault::NoDatabase(name) => with("server-no-database", &[("name", name)]),
        ServerFault::NotPrepared(name) => with("server-not-prepared", &[("name", name)]),
        ServerFault::TablesOlder { found, needed } => {
            let [found, needed] = [found, needed].map(ToString::to_string);
            with("server-tables-older", &[("found", &found), ("needed", &needed)])
        }
        ServerFault::TablesNewer { found, known, program } => {
            let [found, known] = [found, known].map(ToString::to_string);
            with("server-tables-newer", &[("found", &found), ("known", &known), ("program", program)])
        }
        ServerFault::NotAllowed { user, what } if what.is_empty() => {
            with("server-not-allowed-plan", &[("user", user)])
        }
        ServerFault::NotAllowed { user, what } => {
            with("server-not-allowed", &[("user", user), ("what", what)])
        }
        ServerFault::TooLong => words.say("server-too-long"),
        ServerFault::TooMany => words.say("server-too-many"),
        ServerFault::DiskFull => words.say("server-disk-full"),
        ServerFault::Lost(host) => with("server-lost", &[("host", host)]),
        ServerFault::Damaged { plan, what } => with("server-damaged", &[("plan", plan), ("what", what)]),
        ServerFault::Other { code, what } => with("server-other", &[("code", code), ("what", what)]),
    }
}
