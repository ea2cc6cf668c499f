//! Tables, lines and lists of small documents.

use crate::document::testing::{body, part, try_body};
use crate::document::{Align, Bound, Document, ReadError, Table};

/// The text of the only paragraph, read from this content.
fn line(inside: &str) -> String {
    let document = body(&format!("<w:p>{inside}</w:p>"));
    document.paragraphs().next().unwrap().text()
}

fn lines(document: &Document) -> Vec<String> {
    document.paragraphs().map(|paragraph| paragraph.labelled_text()).collect()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// A cell with these properties and this text.
fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{}</w:p></w:tc>", run(text))
}

fn table(rows: &[&str]) -> Table {
    let rows: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    body(&format!("<w:tbl>{rows}</w:tbl>")).table(1).unwrap().clone()
}

/// Every cell as `row,col rowspan x colspan text`.
fn grid(table: &Table) -> Vec<String> {
    let cells = table.cells().iter();
    cells.map(|c| format!("{},{} {}x{} {}", c.row, c.col, c.rowspan, c.colspan, c.text())).collect()
}

#[test]
fn cells_span_rows_and_columns() {
    let down = "<w:vMerge w:val='restart'/>";
    let table = table(&[
        &(tc(down, "А") + &tc("<w:gridSpan w:val='2'/>", "Б")),
        &(tc("<w:vMerge/>", "") + &tc(down, "В") + &tc("", "Г")),
        &(tc("<w:vMerge w:val='continue'/>", "сховано")
            + &tc("<w:vMerge w:val='continue'/>", "")
            + &tc("", "Ґ")),
        &(tc(down, "Д") + &tc("", "Е") + &tc("<w:vMerge/>", "Є")),
    ]);
    let cells = ["0,0 3x1 А", "0,1 1x2 Б", "1,1 2x1 В", "1,2 1x1 Г", "2,2 1x1 Ґ", "3,0 1x1 Д", "3,1 1x1 Е"];
    assert_eq!(grid(&table)[..7], cells);
    assert_eq!(grid(&table)[7], "3,2 1x1 Є", "a merge that nothing began is a cell of its own");
    assert_eq!(table.cell_at(2, 0).unwrap().place.to_string(), "table 1, row 1, column 1");
}

#[test]
fn rows_may_begin_late_and_cells_merge_to_the_left() {
    let table = table(&[
        &(tc("<w:hMerge w:val='restart'/>", "А") + &tc("<w:hMerge/>", "") + &tc("", "Б")),
        &("<w:trPr><w:gridBefore w:val='1'/><w:gridAfter w:val='2'/></w:trPr>".to_owned() + &tc("", "В")),
    ]);
    assert_eq!(grid(&table), ["0,0 1x2 А", "0,2 1x1 Б", "1,1 1x1 В"]);
    assert_eq!((table.rows(), table.columns()), (2, 4));
    assert_eq!(table.cell_at(1, 0), None);
}

#[test]
fn deleted_rows_are_gone_with_the_merges_they_began() {
    let gone = "<w:trPr><w:del w:id='1'/></w:trPr>";
    let start = tc("<w:vMerge w:val='restart'/>", "А");
    let next = tc("<w:vMerge/>", "Б");
    let row = format!("{gone}{next}");
    assert_eq!(grid(&table(&[&start, &row, &next])), ["0,0 2x1 А"]);
    let row = format!("{gone}{}", tc("<w:vMerge w:val='restart'/>", "видалено"));
    assert_eq!(grid(&table(&[&start, &row, &next, &next])), ["0,0 1x1 А", "1,0 2x1 Б"]);
    let whole = format!("<w:tr>{gone}{start}</w:tr>");
    assert_eq!(body(&format!("<w:tbl>{whole}</w:tbl>")).blocks, []);
}

#[test]
fn header_rows_are_those_marked_at_the_top() {
    let header = format!("<w:trPr><w:tblHeader/></w:trPr>{}", tc("", "№"));
    let off = format!("<w:trPr><w:tblHeader w:val='false'/></w:trPr>{}", tc("", "1"));
    assert_eq!(table(&[&header, &header, &off, &header]).header_rows, 2);
    assert_eq!(table(&[&off, &header]).header_rows, 0);
}

#[test]
fn content_controls_wrap_rows_cells_and_runs() {
    let control = |inside: &str| format!("<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>");
    let cell = format!("<w:tc><w:p>{}</w:p></w:tc>", control(&run("Захід")));
    let row = control(&format!("<w:tr>{}{}</w:tr>", control(&cell), tc("", "5")));
    let document = body(&control(&format!("<w:tbl>{row}</w:tbl>")));
    assert_eq!(grid(document.table(1).unwrap()), ["0,0 1x1 Захід", "0,1 1x1 5"]);
}

#[test]
fn a_prompt_is_not_text() {
    let prompt = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        run("Клацніть, щоб ввести текст")
    );
    assert_eq!(line(&format!("{}{prompt}", run("Факт: "))), "Факт: ");
}

#[test]
fn a_table_in_a_cell_has_places_of_its_own() {
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", "Бюро"), tc("", "3"));
    let document = body(&format!("<w:tbl><w:tr><w:tc><w:p/>{inner}<w:p/></w:tc></w:tr></w:tbl>"));
    let outer = document.table(1).unwrap().cell_at(0, 0).unwrap();
    assert_eq!(outer.text(), "\nБюро\t3\n");
    assert_eq!(document.table(2).unwrap().cell_at(0, 1).unwrap().text(), "3");
}

#[test]
fn signs_within_runs_become_characters() {
    let inside = "<w:r><w:t>пра</w:t><w:softHyphen/><w:t>во\u{AD}вий</w:t><w:tab/><w:t>веб</w:t>\
                  <w:noBreakHyphen/><w:t>сайт</w:t><w:br/><w:sym w:font='Symbol' w:char='F0B3'/>\
                  <w:sym w:font='Other' w:char='F0B3'/><w:t> 8\n%</w:t></w:r>";
    assert_eq!(line(inside), "правовий\tвеб-сайт\n≥\u{FFFD} 8 %");
}

#[test]
fn cut_runs_are_joined_in_nfc() {
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>і\u{308}жак</w:t></w:r>";
    let document = body(&format!("<w:p>{}{}{bold}</w:p>", run("кра"), run("и")));
    let runs = &document.paragraphs().next().unwrap().runs;
    assert_eq!((runs.len(), runs[0].text.as_str(), runs[1].text.as_str()), (2, "краи", "їжак"));
    let accent = "<w:r><w:rPr><w:b/></w:rPr><w:t>\u{306}</w:t></w:r>";
    assert_eq!(line(&(run("краи") + accent)), "край", "an accent in another run joins its letter");
}

#[test]
fn changes_are_accepted_and_hidden_text_is_dropped() {
    let inside = "<w:ins><w:r><w:t>2</w:t></w:r></w:ins><w:del><w:r><w:delText>1</w:delText></w:r></w:del>\
                  <w:moveFrom><w:r><w:t>звідси</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>+</w:t></w:r></w:moveTo>\
                  <w:r><w:rPr><w:vanish/></w:rPr><w:t>сховано</w:t></w:r>\
                  <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>видно</w:t></w:r>";
    assert_eq!(line(inside), "2+видно");
    let mark = |what: &str| format!("<w:p><w:pPr><w:rPr><w:{what}/></w:rPr></w:pPr>{}</w:p>", run("Один "));
    let next = format!("<w:p>{}</w:p>", run("два"));
    assert_eq!(lines(&body(&(mark("del") + &next))), ["Один два"]);
    assert_eq!(lines(&body(&(mark("vanish") + &next))), ["Один два"]);
    assert_eq!(lines(&body(&mark("del"))), ["Один "]);
}

#[test]
fn fields_show_their_result() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let nested = format!("{begin}{}{separate}{}{end}", run("умова"), run("внутрішнє"));
    let whole = format!("{begin}{nested}{separate}{}{end}{}", run("13.11.2023"), run(" далі"));
    assert_eq!(line(&whole), "13.11.2023 далі");
    let open = format!("<w:p>{begin}{}</w:p><w:p>{}</w:p>", run("DATE"), run("решта"));
    assert_eq!(lines(&body(&open)), ["", "решта"], "an open field ends with its paragraph");
    let simple = format!("<w:fldSimple w:instr='PAGE'>{}</w:fldSimple>", run("7"));
    assert_eq!(line(&format!("<w:hyperlink>{}</w:hyperlink>{simple}", run("стор. "))), "стор. 7");
}

#[test]
fn a_text_box_stored_twice_is_read_once() {
    let content = |text: &str| format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", run(text));
    let choice =
        format!("<mc:Choice><w:drawing><x:shape>{}</x:shape></w:drawing></mc:Choice>", content("ПОГОДЖЕНО"));
    let fallback =
        format!("<mc:Fallback><w:pict><x:box>{}</x:box></w:pict></mc:Fallback>", content("ПОГОДЖЕНО"));
    let both = format!("<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>");
    assert_eq!(lines(&body(&format!("<w:p><w:r>{both}</w:r></w:p>"))), ["", "ПОГОДЖЕНО"]);
    let empty = format!("<mc:AlternateContent><mc:Choice/>{fallback}</mc:AlternateContent>");
    assert_eq!(lines(&body(&format!("<w:p><w:r>{empty}</w:r></w:p>"))), ["", "ПОГОДЖЕНО"]);
}

#[test]
fn formulas_in_a_line_are_text() {
    assert_eq!(line("<m:oMath><m:r><m:t>≥8</m:t></m:r></m:oMath>"), "≥8");
}

#[test]
fn styles_give_look_alignment_and_lists() {
    let styles = part(
        "styles",
        "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:rPr><w:i/></w:rPr></w:style>\
         <w:style w:type='paragraph' w:styleId='h'><w:basedOn w:val='a'/>\
           <w:pPr><w:jc w:val='center'/><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
         <w:style w:type='character' w:styleId='c'><w:rPr><w:u w:val='single'/><w:b w:val='0'/></w:rPr></w:style>",
    );
    let numbering = part(
        "numbering",
        "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:lvlText w:val='%1'/></w:lvl>\
           <w:lvl w:ilvl='1'><w:start w:val='1'/><w:pStyle w:val='h'/><w:lvlText w:val='%1.%2'/></w:lvl></w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>",
    );
    let text = "<w:p><w:pPr><w:pStyle w:val='h'/></w:pPr><w:r><w:t>Ціль</w:t></w:r>\
                <w:r><w:rPr><w:rStyle w:val='c'/></w:rPr><w:t> перша</w:t></w:r></w:p><w:p><w:r><w:t>а</w:t></w:r></w:p>";
    let more = [("word/styles.xml", styles.as_str()), ("word/numbering.xml", numbering.as_str())];
    let document = try_body(text, &more).unwrap();
    let heading = document.paragraphs().next().unwrap();
    assert_eq!((heading.align, heading.labelled_text().as_str()), (Some(Align::Center), "1.1 Ціль перша"));
    let looks: Vec<_> = heading.runs.iter().map(|run| (run.bold, run.italic, run.underline)).collect();
    assert_eq!(looks, [(true, true, false), (false, true, true)]);
    assert!(document.paragraphs().nth(1).unwrap().runs[0].italic);
}

#[test]
fn lists_are_counted_as_word_counts() {
    let level = |n: u8, format: &str, text: &str, more: &str| {
        format!(
            "<w:lvl w:ilvl='{n}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
        )
    };
    let levels = level(0, "upperRoman", "%1.", "")
        + &level(1, "decimal", "Захід %1.%2", "<w:isLgl/>")
        + &level(2, "bullet", "\u{F0B7}", "")
        + &level(3, "decimal", "%4)", "<w:suff w:val='nothing'/><w:lvlRestart w:val='0'/>");
    let numbering = part(
        "numbering",
        &format!(
            "<w:abstractNum w:abstractNumId='5'>{levels}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num>\
             <w:num w:numId='2'><w:abstractNumId w:val='5'/>\
               <w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>"
        ),
    );
    let item = |list: u8, level: u8| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>{}</w:p>",
            run("а")
        )
    };
    let order = [
        (1, 0),
        (1, 1),
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 0),
        (1, 1),
        (1, 3),
        (2, 0),
        (2, 0),
        (1, 0),
        (0, 0),
        (9, 0),
    ];
    let text: String = order.iter().map(|(list, level)| item(*list, *level)).collect();
    let document = try_body(&text, &[("word/numbering.xml", numbering.as_str())]).unwrap();
    let expected = [
        "I. а",
        "Захід 1.1 а",
        "Захід 1.2 а",
        "- а",
        "1)а",
        "II. а",
        "Захід 2.1 а",
        "2)а",
        "VII. а",
        "VIII. а",
        "IX. а",
        "а",
        "а",
    ];
    assert_eq!(lines(&document), expected);
}

#[test]
fn too_many_columns_rows_or_levels_are_refused() {
    let bound = |text: &str| match try_body(text, &[]).unwrap_err() {
        ReadError::TooBig { bound, .. } => bound,
        other => panic!("{other}"),
    };
    let wide = |span: &str| {
        format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc(&format!("<w:gridSpan w:val='{span}'/>"), ""))
    };
    assert_eq!(bound(&wide("257")), Bound::Columns);
    assert_eq!(bound(&wide("99999999999999999999999")), Bound::Columns);
    assert!(try_body(&wide("-4"), &[]).is_ok());
    let tall = format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(Bound::Rows.limit() + 1));
    assert_eq!(bound(&tall), Bound::Rows);
    let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    assert_eq!(bound(&format!("{}{}", open.repeat(80), close.repeat(80))), Bound::Depth);
    assert!(try_body(&format!("{}{}", open.repeat(20), close.repeat(20)), &[]).is_ok());
    let controls = format!("<w:p>{}{}</w:p>", "<w:smartTag>".repeat(80), "</w:smartTag>".repeat(80));
    assert_eq!(bound(&controls), Bound::Depth);
}

#[test]
fn many_large_empty_tables_stay_small() {
    let row = format!("<w:tr>{}</w:tr>", tc("<w:gridSpan w:val='256'/>", ""));
    let table = format!("<w:tbl>{row}{}</w:tbl>", "<w:tr/>".repeat(19_999));
    let document = body(&table.repeat(12));
    assert_eq!(document.tables().map(Table::rows).sum::<usize>(), 240_000);
}

#[test]
fn strange_values_do_no_harm() {
    let numbering = part(
        "numbering",
        &format!(
            "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='8'><w:start w:val='4294967295'/>\
               <w:lvlText w:val='%9{}'/></w:lvl><w:lvl w:ilvl='200'/><w:lvl/></w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='2'/>",
            "x".repeat(10_000)
        ),
    );
    let item = |level: &str| {
        format!("<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p>")
    };
    let text: String = ["8", "8", "200", "-1", "256", "x"].map(item).concat();
    let document = try_body(&text, &[("word/numbering.xml", numbering.as_str())]).unwrap();
    let labels = lines(&document);
    assert!(labels[0].starts_with("4294967295xxx") && labels[0].len() < 300);
    assert!(labels[1].starts_with("4294967295") && labels[2..].iter().all(String::is_empty));
    let loops = part(
        "styles",
        "<w:style w:styleId='a'><w:basedOn w:val='b'/></w:style><w:style w:styleId='b'><w:basedOn w:val='a'/></w:style>",
    );
    let text = "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:sym w:char='zz'/><w:fldChar/></w:r></w:p>";
    assert!(try_body(text, &[("word/styles.xml", loops.as_str())]).is_ok());
}
