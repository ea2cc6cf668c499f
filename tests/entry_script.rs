//! Recording of fact entry: all facts of a real report's quarter are entered on a terminal of 120x40, until `check`
//! reports nothing but missing evidence. It prints the cost: keys, bytes for each key, the largest repaint.
//!
//!     cargo test --release --test entry_script -- --ignored --nocapture

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop at its first surprise, and this one prints figures"
)]

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    path::Path,
    process::Command,
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use serde_json::{Value, json};

const PROGRAM: &str = env!("CARGO_BIN_EXE_kvartal");
const REPORT: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/documents/002-zhytomyr-zvit-2023-q4/original.docx");
const DAY: &str = "2024-01-09";

/// A key is answered when no output has come for this long.
const SILENCE: Duration = Duration::from_millis(25);

fn kvartal(workspace: &Path, args: &[&str], codes: &[i32]) -> String {
    let output = Command::new(PROGRAM).arg("--workspace").arg(workspace).args(args).output().unwrap();
    let code = output.status.code().unwrap();
    assert!(codes.contains(&code), "{args:?}: {code}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The input for a row.
#[derive(Debug)]
struct Entry {
    address: String,
    value: String,
    note: String,
    is_number: bool,
}

/// Removes the facts from the plan and returns them in the order of its rows.
fn take_facts(node: &mut Value, entries: &mut Vec<Entry>) {
    let address = node["address"].as_str().unwrap_or_default().to_owned();
    for indicator in node["indicators"].as_array_mut().into_iter().flatten() {
        for value in indicator["values"].as_array_mut().into_iter().flatten() {
            let fact = value["fact"].take();
            if let Some(raw) = fact["raw"].as_str() {
                entries.push(Entry {
                    address: address.clone(),
                    value: raw.to_owned(),
                    note: fact["note"].as_str().unwrap_or_default().to_owned(),
                    is_number: fact["kind"] == "number",
                });
            }
        }
    }
    for child in node["children"].as_array_mut().into_iter().flatten() {
        take_facts(child, entries);
    }
}

fn entries_of(plan: &mut Value) -> Vec<Entry> {
    let mut entries = Vec::new();
    plan["outline"].as_array_mut().unwrap().iter_mut().for_each(|node| take_facts(node, &mut entries));
    entries
}

/// A terminal that runs the program and records the cost of each key.
struct Recorder {
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, usize)>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    _master: Box<dyn portable_pty::MasterPty + Send>,
    bytes: Vec<usize>,
    longest: Duration,
}

impl Recorder {
    fn open(workspace: &Path) -> Self {
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["--workspace", workspace.to_str().unwrap(), "--as-of", DAY]);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "uk_UA.UTF-8");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 1 << 16];
            while let Ok(n @ 1..) = reader.read(&mut bytes) {
                if sender.send((Instant::now(), n)).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let mut own =
            Self { writer, output, child, _master: pair.master, bytes: Vec::new(), longest: Duration::ZERO };
        let first = own.output.recv_timeout(Duration::from_secs(120)).expect("a first frame");
        assert!(first.1 > 0);
        own.answer(Instant::now());
        own
    }

    /// Waits until a key is answered; returns the number of bytes of the answer.
    fn answer(&mut self, since: Instant) -> usize {
        let mut count = 0;
        while let Ok((at, n)) = self.output.recv_timeout(SILENCE) {
            count += n;
            self.longest = self.longest.max(at.saturating_duration_since(since));
        }
        count
    }

    fn key(&mut self, key: &str) {
        let since = Instant::now();
        self.writer.write_all(key.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        let bytes = self.answer(since);
        self.bytes.push(bytes);
    }

    fn text(&mut self, text: &str) {
        let mut letters = [0; 4];
        text.chars().for_each(|c| self.key(c.encode_utf8(&mut letters)));
    }
}

#[test]
#[ignore = "prints what the recorded quarter costs; takes a minute or two"]
fn a_quarter_is_entered_with_at_most_three_keys_for_an_indicator() {
    if !Path::new(REPORT).is_file() {
        println!("{REPORT} is not there: nothing is measured");
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let (whole, empty) = (directory.path().join("whole"), directory.path().join("empty"));
    kvartal(&whole, &["import", REPORT], &[0]);
    let exported = kvartal(&whole, &["export"], &[0]);
    let mut plan: Value = serde_json::from_str(&exported).unwrap();
    let entries = entries_of(&mut plan);
    plan["doubts"] = json!([]);
    let file = directory.path().join("empty.json");
    std::fs::write(&file, plan.to_string()).unwrap();
    kvartal(&empty, &["import", file.to_str().unwrap()], &[0]);

    let mut recorder = Recorder::open(&empty);
    "gfgg".chars().for_each(|key| recorder.key(&key.to_string()));
    (recorder.bytes, recorder.longest) = (Vec::new(), Duration::ZERO);
    let mut keys = 0;
    for entry in &entries {
        if entry.is_number {
            recorder.text(&entry.value);
            if !entry.note.is_empty() {
                keys += 1;
                recorder.key("*");
                recorder.text(&entry.note);
            }
        } else {
            keys += 1;
            recorder.key("\"");
            recorder.text(&entry.value);
            if !entry.note.is_empty() {
                keys += 1;
                recorder.key("\t");
                recorder.text(&entry.note);
            }
        }
        keys += 1;
        recorder.key("\r");
    }
    // The last value may be unusual and cause a question; the next key accepts it.
    recorder.key("\r");
    recorder.key("\x11");
    assert!(recorder.child.wait().unwrap().success());

    let mut again: Value = serde_json::from_str(&kvartal(&empty, &["export"], &[0])).unwrap();
    let entered: BTreeMap<String, (String, String)> =
        entries_of(&mut again).into_iter().map(|entry| (entry.address, (entry.value, entry.note))).collect();
    for entry in &entries {
        assert_eq!(
            entered.get(&entry.address),
            Some(&(entry.value.clone(), entry.note.clone())),
            "{entry:?}"
        );
    }
    let check = ["check", "--quarter", "2023Q4", "--as-of", DAY, "--format", "json"];
    let found: Value = serde_json::from_str(&kvartal(&empty, &check, &[0, 3])).unwrap();
    let kinds: Vec<&str> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.iter().all(|kind| kind.contains("evidence")), "{kinds:?}");

    recorder.bytes.sort_unstable();
    let (count, median) = (recorder.bytes.len(), recorder.bytes[recorder.bytes.len() / 2]);
    let each = f64::from(keys) / entries.len() as f64;
    println!("indicators {}, keys besides digits and texts {keys}: {each:.2} each", entries.len());
    println!("keys in all {count}; bytes a key: median {median}, most {}", recorder.bytes[count - 1]);
    println!("longest repaint {:?}; open findings about evidence {}", recorder.longest, kinds.len());
    assert!(each <= 3.0 && median <= 200, "{each} keys, {median} bytes");
}
