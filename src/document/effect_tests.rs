//! Formatting that changes a text, in every format that has it. The readers record it, and one rule decides.

use super::testing::{archive, body};
use super::{AsideOf, Document, read};

/// The text that counts, of each paragraph or cell with effects, and its other readings.
fn told(document: &Document) -> Vec<(String, String, Vec<String>)> {
    document.effects().into_iter().map(|told| (told.text, told.reading, told.others)).collect()
}

/// One paragraph of a Word document.
fn of_word(inside: &str) -> Document {
    body(&format!("<w:p>{inside}</w:p>"))
}

fn of_page(inside: &str) -> Document {
    read(format!("<html><meta charset=utf-8><p>{inside}</p></html>").as_bytes(), "a.html").unwrap()
}

fn of_text(inside: &str) -> Document {
    const NAMES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
         xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
         xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
         xmlns:xlink='http://www.w3.org/1999/xlink' \
         xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' \
         xmlns:field='urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0'";
    let style = |name: &str, properties: &str| {
        format!(
            "<style:style style:name='{name}' style:family='text'><style:text-properties {properties}/></style:style>"
        )
    };
    let styles = [
        style("struck", "style:text-line-through-style='solid'"),
        style("raised", "style:text-position='super 58%'"),
        style("hidden", "text:display='none'"),
        style("white", "fo:color='#ffffff'"),
        style("shaded", "fo:color='#ffffff' fo:background-color='#333333'"),
        style("tiny", "fo:font-size='1pt'"),
    ];
    let content = format!(
        "<office:document-content {NAMES}><office:automatic-styles>{}</office:automatic-styles><office:body>\
         <office:text><text:tracked-changes><text:changed-region text:id='d'><text:deletion><text:p>5</text:p>\
         </text:deletion></text:changed-region><text:changed-region text:id='i'><text:insertion/>\
         </text:changed-region></text:tracked-changes><text:p>{inside}</text:p></office:text></office:body>\
         </office:document-content>",
        styles.concat()
    );
    let equation = "<math><semantics><mfrac><mn>3</mn><mn>4</mn></mfrac></semantics></math>";
    let entries = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("Object 1/content.xml", equation),
    ];
    read(&archive(&entries), "a.odt").unwrap()
}

fn expect(documents: &[(&str, Document)], text: &str, reading: &str, others: &[&str]) {
    let others: Vec<String> = others.iter().map(|other| (*other).to_owned()).collect();
    for (name, document) in documents {
        assert_eq!(told(document), [(text.to_owned(), reading.to_owned(), others.clone())], "{name}");
        let counted = document.counted().unwrap();
        assert_eq!(counted.paragraphs().next().unwrap().text(), reading, "{name}");
        assert_eq!(counted.counted(), None, "{name}");
    }
}

#[test]
fn struck_and_changed_text() {
    let run = |look: &str, text: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>");
    let six = run("", "6");
    let changed = format!("<w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins>{six}</w:ins>");
    let documents = [
        ("strike", of_word(&(run("<w:strike/>", "5") + &six))),
        ("double strike", of_word(&(run("<w:dstrike/>", "5") + &six))),
        ("tracked", of_word(&changed)),
        ("s", of_page("<s>5</s>6")),
        ("del and ins", of_page("<del>5</del><ins>6</ins>")),
        ("style", of_page("<span style='text-decoration: line-through'>5</span>6")),
        ("open text", of_text("<text:span text:style-name='struck'>5</text:span>6")),
        (
            "open text, tracked",
            of_text(
                "<text:change text:change-id='d'/><text:change-start text:change-id='i'/>6<text:change-end text:change-id='i'/>",
            ),
        ),
    ];
    expect(&documents, "~~5~~6", "6", &["5"]);
    let table = read("| а | б |\n|--|--|\n| ~~5~~6 | ~7 |\n".as_bytes(), "a.md").unwrap();
    assert_eq!(told(&table), [("~~5~~6".to_owned(), "6".to_owned(), vec!["5".to_owned()])]);
    assert_eq!(table.table(1).unwrap().cell_at(1, 1).unwrap().text(), "~7");
}

#[test]
fn raised_figures() {
    let raised =
        "<w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>";
    let lifted = "<w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:position w:val='8'/></w:rPr><w:t>1</w:t></w:r>";
    let documents = [
        ("word", of_word(raised)),
        ("position", of_word(lifted)),
        ("page", of_page("5<sup>1</sup>")),
        ("style", of_page("5<span style='vertical-align:super'>1</span>")),
        ("open text", of_text("5<text:span text:style-name='raised'>1</text:span>")),
    ];
    expect(&documents, "5¹", "5", &["51"]);
}

#[test]
fn hidden_text() {
    let hidden = "<w:r><w:t>7</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>8</w:t></w:r>";
    let documents = [
        ("word", of_word(hidden)),
        ("page", of_page("7<span style='display: none'>8</span>")),
        ("open text", of_text("7<text:span text:style-name='hidden'>8</text:span>")),
    ];
    expect(&documents, "7[8]", "7", &["78"]);
}

/// White text on white paper, and text too small to be read.
#[test]
fn text_that_nobody_sees() {
    let word =
        |look: &str| of_word(&format!("<w:r><w:t>7</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>8</w:t></w:r>"));
    let page = |style: &str| of_page(&format!("7<span style='{style}'>8</span>"));
    let text = |style: &str| of_text(&format!("7<text:span text:style-name='{style}'>8</text:span>"));
    let cell = |inside: &str| read(inside.as_bytes(), "a.html").unwrap();
    let unseen = [
        ("word, white", word("<w:color w:val='FFFFFF'/>")),
        ("word, tiny", word("<w:sz w:val='2'/>")),
        ("word, on white", word("<w:color w:val='FEFEFE'/><w:shd w:val='clear' w:fill='FFFFFF'/>")),
        ("page, white", page("Color: #FFF")),
        ("page, rgb", page("color:rgb(255, 255, 255) !important")),
        ("page, tiny", page("font-size: 0")),
        ("page, font", of_page("7<font color=white>8</font>")),
        ("page, class", of_page("<style>.w{color:#ffffff} .x{color:red}</style>7<span class=w>8</span>")),
        ("open text, white", text("white")),
        ("open text, tiny", text("tiny")),
    ];
    expect(&unseen, "7[8]", "7", &["78"]);
    let in_word_cell = |fill: &str| {
        body(&format!(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='{fill}'/></w:tcPr><w:p><w:r><w:rPr>\
             <w:color w:val='FFFFFF'/></w:rPr><w:t>8</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        ))
    };
    assert_eq!(in_word_cell("auto").effects().len(), 1);
    for (name, seen) in [
        ("word, on blue", word("<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='1F4E79'/>")),
        ("word, marked", word("<w:color w:val='FFFFFF'/><w:highlight w:val='black'/>")),
        ("word, small", word("<w:sz w:val='16'/>")),
        ("word, in a blue cell", in_word_cell("1F4E79")),
        ("page, on grey", page("color:white;background:#555")),
        ("page, small", page("font-size:8pt")),
        ("page, in a coloured row", cell("<table><tr bgcolor=#444444><th style='color:#fff'>8</table>")),
        (
            "page, in a coloured cell",
            cell("<table><tr><th style='background:navy'><font color=white>8</font></table>"),
        ),
        (
            "page, in coloured heads",
            cell("<style>th{background:#333}</style><table><tr><th style='color:#fff'>8</table>"),
        ),
        (
            "page, black inside white",
            cell("<div style='color:#fff'><span style='color:black'>8</span></div>"),
        ),
        ("open text, shaded", text("shaded")),
    ] {
        assert_eq!(seen.effects(), [], "{name}");
    }
}

#[test]
fn an_equation_field_and_text_with_its_reading_above() {
    let field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> EQ \\f(3;4) </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType='end'/></w:r>";
    assert_eq!(of_word(field).counted().unwrap().paragraphs().next().unwrap().text(), "0,75");
    let ruby = "<w:r><w:ruby><w:rt><w:r><w:t>1</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>5</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    assert_eq!(of_word(ruby).paragraphs().next().unwrap().text(), "5");
}

#[test]
fn equations() {
    let fraction = "<m:oMath><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>";
    let documents = [
        ("word", of_word(fraction)),
        ("page", of_page("<math><mfrac><mn>3</mn><mn>4</mn></mfrac></math>")),
        ("open text", of_text("<draw:frame><draw:object xlink:href='./Object 1'/></draw:frame>")),
    ];
    expect(&documents, "3/4", "0,75", &["3/4"]);
}

#[test]
fn chosen_entries_and_boxes() {
    let list = "<w:ddList><w:result w:val='1'/><w:listEntry w:val='5'/><w:listEntry w:val='8'/></w:ddList>";
    let field = |data: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar></w:r>\
             <w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>\
             <w:r><w:t>8</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let mark = "<field:fieldmark field:type='vnd.oasis.opendocument.field.FORMDROPDOWN'>\
        <field:param field:name='Dropdown_ListEntry1' field:value='5'/>\
        <field:param field:name='Dropdown_ListEntry2' field:value='8'/>\
        <field:param field:name='Dropdown_Selected' field:value='1'/></field:fieldmark>";
    let documents = [
        ("word", of_word(&field(list))),
        ("page", of_page("<select><option>5<option selected>8</select>")),
        ("open text", of_text(mark)),
    ];
    expect(&documents, "8", "8", &[]);
    let ticked = of_word(&field("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"));
    assert_eq!(ticked.paragraphs().next().unwrap().text(), "☒");
    let empty = of_page("<input type=checkbox> так <input type=radio checked> ні");
    assert_eq!(empty.paragraphs().next().unwrap().text(), "☐ так ☒ ні");
}

#[test]
fn rows_that_are_kept_back() {
    let row = |properties: &str, text: &str| {
        format!(
            "<w:tr><w:trPr>{properties}</w:trPr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
        )
    };
    let rows = [row("", "перший"), row("<w:del/>", "зайвий"), row("<w:hidden/>", "схований")];
    let asides = |document: &Document| -> Vec<(AsideOf, String)> {
        document.asides().into_iter().map(|(_, aside)| (aside.what, aside.text)).collect()
    };
    let word = body(&format!("<w:tbl>{}</w:tbl>", rows.concat()));
    let gone = |text: &str| (AsideOf::LeftOutRow, text.to_owned());
    assert_eq!(asides(&word), [gone("зайвий"), gone("схований")]);
    let page = of_page("<table><tr><td>а<tr style='display:none'><td>б<td>в</table>");
    assert_eq!(asides(&page), [(AsideOf::HiddenRow, "б | в".to_owned())]);
}
