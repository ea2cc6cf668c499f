#!/usr/bin/env python3
"""Fills corpus/TARGET/ for every target: from seeds/TARGET/, and from the documents of a directory if one is named.

Archives become lists of their parts, as the targets take them (see src/lib.rs); long parts are cut to their
first rows, so that a change of some bytes has some effect.
"""

import pathlib
import re
import shutil
import sys
import zipfile

HERE = pathlib.Path(__file__).parent
LONGEST = 40_000
ROWS = [rb"<w:tr[ >].*?</w:tr>", rb"<table:table-row[ >/].*?</table:table-row>", rb"<row[ >].*?</row>", rb"<si>.*?</si>"]


def cut(part):
    for row in ROWS:
        for keep in (8, 3):
            if len(part) <= LONGEST:
                break
            found = list(re.finditer(row, part, re.S))
            if len(found) > keep:
                part = part[: found[keep - 1].end()] + part[found[-1].end() :]
    return part


def unpacked(path):
    parts = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")) and name != "mimetype":
                continue
            part = cut(archive.read(name))
            if len(part) <= LONGEST and not re.search(r"theme|docProps|settings|fontTable|webSettings", name):
                parts += [name.encode(), part.replace(b"\0", b"")]
    return b"\0".join(parts)


def main():
    count = 0
    for target in sorted(path.stem for path in (HERE / "fuzz_targets").glob("*.rs")):
        corpus = HERE / "corpus" / target
        corpus.mkdir(parents=True, exist_ok=True)
        for seed in sorted((HERE / "seeds" / target).glob("*")):
            shutil.copy(seed, corpus)
            count += 1
    files = sorted(pathlib.Path(sys.argv[1]).rglob("*.*")) if len(sys.argv) > 1 else []
    for at, path in enumerate(files):
        kind, seed = path.suffix[1:], None
        if path.stat().st_size > 200_000:
            continue
        if kind in ("docx", "odt", "ods", "xlsx") and zipfile.is_zipfile(path):
            kind, seed = kind, unpacked(path)
            if path.stat().st_size < LONGEST:
                (HERE / "corpus" / "package" / f"{at}").write_bytes(path.read_bytes())
        elif kind == "xls":
            seed = path.read_bytes()
            kind = "html" if seed.lstrip().startswith(b"<") else "xls"
        elif kind in ("csv", "tsv", "txt", "md"):
            choice = ["csv", "tsv", "txt", "md"].index(kind)
            kind, seed = "text", bytes([choice]) + path.read_bytes()[:8_000]
        if seed:
            (HERE / "corpus" / kind / f"{at}").write_bytes(seed)
            count += 1
    print(f"{count} seeds")


main()
