//! Paragraphs, lists, tables and sheets of small documents.

use jiff::civil::date;

use super::super::testing::archive;
use super::super::{Align, Aside, AsideOf, Bound, Cell, CellValue, Document, ReadError, Table, read};

const SPACES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
     xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
     xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
     xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
     xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
     xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' \
     xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'";

fn package(kind: &str, styles: &str, inside: &str) -> Vec<u8> {
    let media = format!("application/vnd.oasis.opendocument.{kind}");
    let content = format!(
        "<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:{kind}>{inside}</office:{kind}></office:body></office:document-content>"
    );
    archive(&[("mimetype", &media), ("content.xml", &content)])
}

fn text(styles: &str, inside: &str) -> Document {
    read(&package("text", styles, inside), "план.odt").unwrap()
}

fn try_sheet(rows: &str) -> Result<Document, ReadError> {
    let table = format!("<table:table table:name='План'>{rows}</table:table>");
    read(&package("spreadsheet", "", &table), "план.ods")
}

fn sheet(rows: &str) -> Table {
    try_sheet(rows).unwrap().table(1).unwrap().clone()
}

fn lines(document: &Document) -> Vec<String> {
    document.paragraphs().map(|paragraph| paragraph.labelled_text()).collect()
}

/// Every cell as `row,col rowspan x colspan text`.
fn grid(table: &Table) -> Vec<String> {
    let cells = table.cells().iter();
    cells.map(|c| format!("{},{} {}x{} {}", c.row, c.col, c.rowspan, c.colspan, c.text())).collect()
}

#[test]
fn white_space_is_read_as_it_is_shown() {
    let document = text(
        "",
        "<text:p>  Захід\n  1.1<text:s text:c='2'/>для<text:span> </text:span> <text:span> всіх</text:span>\
         <text:tab/>і<text:line-break/>кожного<text:soft-page-break/> дня</text:p><text:p>а<text:s text:c='9999999'/></text:p>",
    );
    assert_eq!(lines(&document)[0], "Захід 1.1  для всіх\tі\nкожного дня");
    assert_eq!(lines(&document)[1].len(), 102);
}

#[test]
fn what_is_not_text_is_left_out() {
    let document = text(
        "<style:style style:name='H' style:family='text'><style:text-properties text:display='none'/></style:style>",
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>вилучено</text:p></text:deletion>\
         </text:changed-region></text:tracked-changes><text:p>Сад<text:change text:change-id='c'/>\
         <office:annotation><text:p>нотатка</text:p></office:annotation><text:note><text:note-citation>1</text:note-citation>\
         <text:note-body><text:p>виноска</text:p></text:note-body></text:note><text:span text:style-name='H'>сховано</text:span>\
         <text:a>ок</text:a></text:p><text:section text:display='none'><text:p>схована частина</text:p></text:section>\
         <text:section><text:p>частина</text:p></text:section>",
    );
    assert_eq!(lines(&document), ["Садок", "частина"]);
}

#[test]
fn looks_come_from_styles_and_those_below() {
    let document = text(
        "<style:style style:name='B' style:family='paragraph'><style:paragraph-properties fo:text-align='center'/>\
         <style:text-properties fo:font-weight='bold'/></style:style>\
         <style:style style:name='P' style:family='paragraph' style:parent-style-name='B'>\
         <style:text-properties fo:font-style='italic'/></style:style>\
         <style:style style:name='T' style:family='text'><style:text-properties fo:font-weight='normal' \
         style:text-underline-style='solid'/></style:style>",
        "<text:p text:style-name='P'>Ціль<text:span text:style-name='T'> 1</text:span></text:p>",
    );
    let paragraph = document.paragraphs().next().unwrap();
    assert_eq!(paragraph.align, Some(Align::Center));
    let looks: Vec<_> = paragraph.runs.iter().map(|run| (run.bold, run.italic, run.underline)).collect();
    assert_eq!(looks, [(true, true, false), (false, true, true)]);
}

const LISTS: &str = "<text:list-style style:name='L'>\
     <text:list-level-style-number text:level='1' style:num-format='1' style:num-prefix='Ціль ' style:num-suffix='.'/>\
     <text:list-level-style-number text:level='2' style:num-format='1' style:num-suffix='.' text:display-levels='2'/>\
     <text:list-level-style-number text:level='3' style:num-format='I' loext:num-list-format='(%3%)'/></text:list-style>\
     <text:list-style style:name='B'><text:list-level-style-bullet text:level='1' text:bullet-char='•'/></text:list-style>\
     <style:style style:name='InB' style:family='paragraph' style:list-style-name='B'/>";

#[test]
fn lists_are_counted() {
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let document = text(
        LISTS,
        &format!(
            "<text:list xml:id='a' text:style-name='L'><text:list-header><text:p>Список</text:p></text:list-header>\
             <text:list-item><text:p>сад</text:p><text:p>і город</text:p><text:list>{}{}</text:list></text:list-item>\
             <text:list-item text:start-value='5'><text:p>поле</text:p></text:list-item></text:list>\
             <text:p>між</text:p><text:list text:style-name='L'>{}</text:list>\
             <text:list text:continue-list='a' text:style-name='L'><text:list-item><text:list>{}<text:list-item>\
             <text:list>{}</text:list></text:list-item></text:list></text:list-item></text:list>\
             <text:list><text:list-item><text:p text:style-name='InB'>подія</text:p></text:list-item></text:list>",
            item("яблуні"),
            item("груші"),
            item("знову"),
            item("далі"),
            item("глибше"),
        ),
    );
    assert_eq!(
        lines(&document),
        [
            "Список",
            "Ціль 1. сад",
            "і город",
            "1.1. яблуні",
            "1.2. груші",
            "Ціль 5. поле",
            "між",
            "Ціль 1. знову",
            "5.1. далі",
            "(I) глибше",
            "- подія"
        ]
    );
    assert!(document.paragraphs().last().unwrap().label.as_ref().unwrap().bullet);
}

#[test]
fn headings_have_the_numbers_of_the_outline() {
    let outline = "<text:outline-style><text:outline-level-style text:level='1' style:num-format='I' style:num-suffix='.'/>\
                   </text:outline-style>";
    let document = text(
        outline,
        "<text:h text:outline-level='1'>Сади</text:h><text:h text:outline-level='1'>Поля</text:h>",
    );
    assert_eq!(lines(&document), ["I. Сади", "II. Поля"]);
}

#[test]
fn boxes_follow_their_paragraph_and_are_read_once() {
    let document = text(
        "",
        "<text:p>до<draw:frame><draw:text-box><text:p>у рамці</text:p></draw:text-box><draw:image><text:p>і ще раз</text:p>\
         </draw:image></draw:frame></text:p><draw:g><draw:rect><text:p>на фігурі</text:p></draw:rect></draw:g>",
    );
    assert_eq!(lines(&document), ["до", "у рамці", "на фігурі"]);
}

#[test]
fn tables_have_spans_and_tables_inside() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let covered = "<table:covered-table-cell/>";
    let inner =
        format!("<table:table><table:table-row>{}</table:table-row></table:table>", cell("", "усередині"));
    let document = text(
        "",
        &format!(
            "<table:table><table:table-column/><table:table-header-rows><table:table-row>{}{covered}</table:table-row>\
             </table:table-header-rows><table:table-row>{}{}</table:table-row><table:table-row>{covered}\
             <table:table-cell>{inner}</table:table-cell></table:table-row></table:table>",
            cell("table:number-columns-spanned='2'", "Шапка"),
            cell("table:number-rows-spanned='2'", "А"),
            cell("", ""),
        ),
    );
    let table = document.table(1).unwrap();
    assert_eq!(grid(table), ["0,0 1x2 Шапка", "1,0 2x1 А", "1,1 1x1 ", "2,1 1x1 усередині"]);
    assert_eq!((table.header_rows, table.name.clone()), (1, None));
    assert_eq!(document.table(2).unwrap().cell_at(0, 0).unwrap().text(), "усередині");
}

#[test]
fn cells_of_sheets_keep_their_values() {
    let table = sheet(
        "<table:table-row><table:table-cell office:value-type='float' office:value='1.1'><text:p>1,10</text:p></table:table-cell>\
         <table:table-cell office:value-type='percentage' office:value='0.5'/>\
         <table:table-cell office:value-type='date' office:date-value='2018-03-01'><text:p>1.бер</text:p></table:table-cell>\
         <table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>ТАК</text:p></table:table-cell>\
         <table:table-cell table:formula='of:=[.A1]*2'/>\
         <table:table-cell office:value-type='string'><text:p>рядок</text:p><text:p>другий</text:p></table:table-cell></table:table-row>",
    );
    let texts: Vec<String> = table.cells().iter().map(Cell::text).collect();
    assert_eq!(texts, ["1,10", "50%", "1.бер", "ТАК", "=[.A1]*2", "рядок\nдругий"]);
    let values: Vec<_> = table.cells().iter().map(|cell| cell.value.clone()).collect();
    let half = CellValue::Percent("0.5".parse().unwrap());
    let expected = [
        Some(CellValue::Number("1.1".parse().unwrap())),
        Some(half),
        Some(CellValue::Date(date(2018, 3, 1))),
        Some(CellValue::Logical(true)),
        Some(CellValue::Formula("=[.A1]*2".into())),
        None,
    ];
    assert_eq!(values, expected);
    assert_eq!(table.name.as_deref(), Some("План"));
}

#[test]
fn repeated_cells_are_bounded_and_empty_ones_cost_nothing() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let empty = "<table:table-cell table:number-columns-repeated='16383'/>";
    let table = sheet(&format!(
        "<table:table-row>{}{empty}</table:table-row><table:table-row table:number-rows-repeated='2'><table:table-cell/>{}\
         </table:table-row><table:table-row table:number-rows-repeated='1048576'>{empty}</table:table-row>",
        cell("table:number-columns-repeated='2'", "а"),
        cell("", "б"),
    ));
    assert_eq!(grid(&table), ["0,0 1x1 а", "0,1 1x1 а", "1,1 1x1 б", "2,1 1x1 б"]);
    let bound = |rows: &str| match try_sheet(rows).unwrap_err() {
        ReadError::TooBig { bound, .. } => bound,
        other => panic!("{other}"),
    };
    let row = |times: &str, cells: &str| {
        format!("<table:table-row table:number-rows-repeated='{times}'>{cells}</table:table-row>")
    };
    assert_eq!(bound(&row("1", &cell("table:number-columns-repeated='257'", "а"))), Bound::Columns);
    assert_eq!(bound(&row("99999999999999999999999", &cell("", "а"))), Bound::Rows);
    assert_eq!(bound(&row("20000", &cell("table:number-columns-repeated='256'", "а"))), Bound::Cells);
    let long = cell("table:number-columns-repeated='200'", &"слово ".repeat(500));
    assert_eq!(bound(&row("100", &long)), Bound::CellBytes);
    let tall = cell("table:number-rows-spanned='20000' table:number-columns-spanned='256'", "а");
    assert_eq!(
        sheet(&row("300", &tall)).cells().iter().map(|cell| cell.rowspan * cell.colspan).max(),
        Some(5_120_000)
    );
}

#[test]
fn hidden_sheets_are_not_read_and_hidden_rows_are() {
    let styles = "<style:style style:name='h' style:family='table'><style:table-properties table:display='false'/></style:style>";
    let row = "<table:table-row table:visibility='filter'><table:table-cell><text:p>а</text:p></table:table-cell></table:table-row>";
    let sheets = format!(
        "<table:table table:name='Старе' table:style-name='h'>{row}</table:table><table:table table:name='План'>{row}</table:table>\
         <table:table table:name='Порожній'/>"
    );
    let document = read(&package("spreadsheet", styles, &sheets), "план.ods").unwrap();
    let names: Vec<_> = document.tables().map(|table| table.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["План"]);
    let hidden = |(_, aside): (_, Aside)| (aside.what == AsideOf::HiddenSheet).then_some(aside.text);
    let hidden: Vec<String> = document.asides().into_iter().filter_map(hidden).collect();
    assert_eq!(hidden, ["Старе"]);
}

#[test]
fn locked_and_damaged_documents_are_told() {
    let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let media = "application/vnd.oasis.opendocument.text";
    let locked = archive(&[("mimetype", media), ("META-INF/manifest.xml", manifest), ("content.xml", "?")]);
    assert_eq!(read(&locked, "план.odt"), Err(ReadError::Encrypted));
    let none = archive(&[("mimetype", media)]);
    assert_eq!(read(&none, "план.odt"), Err(ReadError::NoMainPart { part: Some("content.xml".into()) }));
    let no_body = archive(&[("mimetype", media), ("content.xml", "<a/>")]);
    assert_eq!(read(&no_body, "план.odt"), Err(ReadError::NoBody { part: "content.xml".into() }));
    let deep = package("text", "", &("<text:section>".repeat(70) + &"</text:section>".repeat(70)));
    assert!(matches!(read(&deep, "план.odt"), Err(ReadError::TooBig { bound: Bound::Depth, .. })));
}

#[test]
fn a_struck_number_of_a_sheet_is_not_its_value() {
    let style = "<style:style style:name='S' style:family='table-cell'>\
                 <style:text-properties style:text-line-through-style='solid'/></style:style>";
    let cell = |style: &str| {
        format!(
            "<table:table-cell{style} office:value-type='float' office:value='5'><text:p>5</text:p></table:table-cell>"
        )
    };
    let text = "<table:table-cell table:style-name='S'><text:p>Сад</text:p></table:table-cell>";
    let row =
        format!("<table:table-row>{}{}{text}</table:table-row>", cell(" table:style-name='S'"), cell(""));
    let table = format!("<table:table table:name='План'>{row}</table:table>");
    let document = read(&package("spreadsheet", style, &table), "план.ods").unwrap();
    let told: Vec<String> = document.effects().into_iter().map(|effects| effects.text).collect();
    assert_eq!(told, ["~~5~~", "~~Сад~~"]);
    assert_eq!(grid(document.counted().unwrap().table(1).unwrap())[1], "0,1 1x1 5");
}
