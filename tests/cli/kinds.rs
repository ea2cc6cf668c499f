//! Files that are no documents themselves: named with what to do, or read by way of another program.

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
    // It stands in for the other program: its last argument but the document is the directory to write to.
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
