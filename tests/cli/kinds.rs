//! Files that are not documents themselves: the message says what to do, or they are converted by another program.

use std::os::unix::fs::PermissionsExt as _;

use crate::world::{World, run};

const TABLE: &str =
    "№;Захід;Показник;План;Факт;Примітка\n1;Лекції;кількість;5;6;\n2;Семінари;кількість;7;8;\n";

#[test]
fn kinds_that_are_not_read_are_named_with_what_to_do() {
    let world = World::new();
    for (name, content, says) in [
        ("a.eml", "Received: x\nFrom: a\nSubject: b\nMIME-Version: 1.0\n", ["(.eml)", "attached"]),
        ("a.mht", "MIME-Version: 1.0\nContent-Type: multipart/related\n", ["(.mht)", ".docx"]),
        ("a.p7s", "-----BEGIN PKCS7-----\nMIIB\n", ["(.p7s)", "signed document"]),
        ("a.xml", "<?xml version='1.0'?><?mso-application progid=\"Excel.Sheet\"?>", ["Excel 2003", ".xlsx"]),
        ("b.xml", "<?xml version='1.0'?><w:wordDocument/>", ["Word 2003", ".docx"]),
    ] {
        world.write(name, content);
        world.refused(&["import", &world.path(name)], 1, &says);
    }
}

#[test]
fn old_documents_go_through_libreoffice_where_it_is_installed() {
    let world = World::new();
    world.write("plan.csv", TABLE);
    world.ok(&["import", &world.path("plan.csv"), "--quarter", "2024Q3", "--slug", "first"]);
    world.ok(&["report", "first", "--quarter", "2024Q3", "-o", &world.path("ready.docx")]);
    world.write("old.rtf", "{\\rtf1 x}");
    let import = ["import", &world.path("old.rtf"), "--slug", "second", "--quarter", "2024Q3"];
    // A script replaces the other program; its last argument but one is the output directory.
    let script = format!(
        "#!/bin/sh\nwhile [ \"$1\" != --outdir ]; do shift; done\nmkdir -p \"$2\"\n/bin/cp '{}' \"$2/document.docx\"\n",
        world.path("ready.docx")
    );
    std::fs::create_dir(world.file("bin")).unwrap();
    world.write("bin/soffice", script);
    std::fs::set_permissions(world.file("bin/soffice"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", world.path("bin"));
    let never = [&import[..], &["--convert", "never"]].concat();
    let refused = run(world.command(&never).env("PATH", &path));
    assert_eq!((refused.code, refused.err.contains(".docx")), (1, true), "{}", refused.err);
    let read = run(world.command(&import).env("PATH", &path));
    assert_eq!((read.code, read.err.contains("LibreOffice")), (0, true), "{}", read.err);
    assert!(world.ok(&["export", "second"]).out.contains("Семінари"));
}

/// The real program, where there is one: a document that it wrote itself comes back.
#[test]
fn libreoffice_itself_converts_an_old_document() {
    let program = ["/usr/bin/soffice", "/usr/local/bin/soffice", "/opt/libreoffice/program/soffice"];
    let Some(program) = program.into_iter().find(|program| std::path::Path::new(program).is_file()) else {
        eprintln!("SKIPPED: LibreOffice (soffice) is not installed, so no old document was converted");
        return;
    };
    let world = World::new();
    world.write("plan.csv", TABLE);
    world.ok(&["import", &world.path("plan.csv"), "--quarter", "2024Q3", "--slug", "first"]);
    world.ok(&["report", "first", "--quarter", "2024Q3", "-o", &world.path("old.docx")]);
    let status = std::process::Command::new(program)
        .arg(format!("-env:UserInstallation=file://{}", world.path("profile")))
        .args(["--headless", "--convert-to", "doc:MS Word 97", "--outdir", &world.path("")])
        .arg(world.path("old.docx"))
        .env("HOME", world.path(""))
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.success() && world.file("old.doc").is_file());
    world.refused(&["import", &world.path("old.doc"), "--convert", "never"], 1, &["(.doc)", ".docx"]);
    let import = ["import", &world.path("old.doc"), "--slug", "second", "--quarter", "2024Q3"];
    let read = run(world.command(&import).env("PATH", "/usr/bin:/bin"));
    assert_eq!((read.code, read.err.contains("LibreOffice")), (0, true), "{}", read.err);
    let [first, second] = ["first", "second"].map(|plan| {
        let plan = world.ok(&["export", plan]).json();
        let mut values = Vec::new();
        values_of(&plan["outline"], &mut values);
        values
    });
    assert_eq!((first.len(), first), (2, second));
}

/// The titles with the raw targets and facts of a plan, in their order.
fn values_of(nodes: &serde_json::Value, found: &mut Vec<(String, String, String)>) {
    for node in nodes.as_array().into_iter().flatten() {
        for indicator in node["indicators"].as_array().into_iter().flatten() {
            for value in indicator["values"].as_array().into_iter().flatten() {
                let [target, fact] = ["target", "fact"].map(|side| value[side]["raw"].to_string());
                found.push((node["title"].to_string(), target, fact));
            }
        }
        values_of(&node["children"], found);
    }
}

#[test]
fn of_many_files_each_is_a_plan_of_its_own_and_each_kind_of_warning_is_told_once() {
    let world = World::new();
    let plan = |n: usize| {
        let name = format!("plan-{n}.csv");
        let head = "План заходів Центру Вербодолу на І квартал 2027 року;;;\n№;Захід;Показник;План\n";
        world.write(&name, format!("{head}1;Зустріч {n};кількість;3\n2;Виїзд {n};кількість;4\n"));
        world.path(&name)
    };
    let files: Vec<String> = (1..=4).map(plan).collect();
    let named: Vec<&str> = files.iter().map(String::as_str).collect();
    let tried = world.ok(&[&["import", "--dry-run"], named.as_slice()].concat());
    assert_eq!(tried.err.matches("Dry run").count(), 1, "{}", tried.err);
    let run = world.ok(&[&["import"], named.as_slice()].concat());
    assert_eq!(run.err.matches("same organisation").count(), 1, "{}", run.err);
    assert!(run.err.contains("2 more files alike"), "{}", run.err);
    let list = world.ok(&["plans", "--format", "json"]).json();
    let slugs: Vec<&str> =
        list["plans"].as_array().unwrap().iter().filter_map(|p| p["slug"].as_str()).collect();
    assert_eq!(slugs.len(), 4, "{slugs:?}");
    // The files are reported in the given order.
    let titles: Vec<usize> = (1..=4).filter_map(|n| run.out.find(&format!("plan-{n}.csv →"))).collect();
    assert!(titles.len() == 4 && titles.is_sorted(), "{}", run.out);
    let json = world.ok(&[&["import", "--dry-run", "--format", "json"], named.as_slice()].concat()).json();
    assert_eq!(json["plans"].as_array().unwrap().len(), 4);
}
