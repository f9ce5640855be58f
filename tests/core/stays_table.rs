//! Tables of stays from elsewhere: their encodings, their columns, and what they have to do with known stays.

use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{
    CodePage, Country, Document, Import, Order, Purpose, Stay, TableText, Told, export_stays, import_stays, read_table, utf_text,
};
use proptest::prelude::*;
use serde_json::json;

use crate::support::{date, document};

/// As the command line decodes.
pub(crate) fn decode(bytes: &[u8], page: CodePage) -> Option<String> {
    Some(encoding_rs::Encoding::for_label(page.name().as_bytes())?.decode_without_bom_handling(bytes).0.into_owned())
}

/// A text in a code page.
pub(crate) fn encoded(text: &str, page: &str) -> Vec<u8> {
    let (bytes, _, is_lossy) = encoding_rs::Encoding::for_label(page.as_bytes()).unwrap().encode(text);
    assert!(!is_lossy, "{page} cannot write {text}");
    bytes.into_owned()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn opened(bytes: &[u8]) -> Result<TableText, Message> {
    read_table(bytes, "en", None, &decode)
}

fn read(text: &str) -> Import {
    import_stays(text, &[], Told::default())
}

fn stay(country: &str, from: &str, to: &str) -> Stay {
    let to = (!to.is_empty()).then(|| date(to));
    Stay { country: Country::from_code(country), from: Some(date(from)), to, ..Stay::default() }
}

fn known(id: u32, country: &str, from: &str, to: &str) -> Stay {
    Stay { id, ..stay(country, from, to) }
}

fn notes(found: &Import) -> Vec<&'static str> {
    found.notes.iter().map(|note| note.key.name()).collect()
}

#[test]
fn files_are_read_in_unicode_and_in_the_usual_code_pages() {
    let table = "country\tfrom\tto\r\nTürkiye\t10.01.2026\t20.03.2026\r\n";
    for bytes in [
        table.as_bytes().to_vec(),
        format!("\u{feff}{table}").into_bytes(),
        utf16(&format!("\u{feff}{table}"), u16::to_le_bytes),
        utf16(&format!("\u{feff}{table}"), u16::to_be_bytes),
        utf16(table, u16::to_le_bytes),
        utf16(table, u16::to_be_bytes),
    ] {
        assert_eq!(opened(&bytes), Ok(TableText { text: table.to_owned(), read_as: None }), "{:?}", &bytes[..6]);
    }
    let cyrillic = utf16("Страна;Въезд;Выезд\r\nАзербайджан;10.01.2026;20.03.2026\r\n", u16::to_le_bytes);
    assert_eq!(read(&opened(&cyrillic).unwrap().text).stays, [stay("AZ", "2026-01-10", "2026-03-20")]);
    for (page, text) in [
        ("windows-1252", "Pays;Arrivée;Départ\nAzerbaïdjan;10.01.2026;20.03.2026\n"),
        ("windows-1251", "Страна;Въезд;Выезд\nАзербайджан;10.01.2026;20.03.2026\n"),
        ("windows-1254", "Ülke;Giriş;Çıkış\nAzerbaycan;10.01.2026;20.03.2026\n"),
        ("windows-1256", "البلد;الدخول;الخروج\nأذربيجان;10.01.2026;20.03.2026\n"),
    ] {
        let bytes = encoded(text, page);
        for language in ["en", "fr", "az", "ru", "tr", "ar"] {
            let found = read_table(&bytes, language, None, &decode).unwrap();
            // Turkish and Arabic code pages have the letters of French too.
            let page = if page == "windows-1252" { found.read_as.unwrap().name() } else { page };
            assert_eq!((found.text.as_str(), found.read_as), (text, CodePage::named(page)), "{language}");
        }
    }
    assert_eq!(opened(&encoded("Réunion,2026-01-01,2026-01-02", "windows-1252")).unwrap().read_as, Some(CodePage::Western));
    // Where nothing tells, it is what a computer in that language writes; and the person can say otherwise.
    let bytes = encoded("country,from,to,note\nAZ,10.01.2026,20.03.2026,Ещё раз\n", "windows-1251");
    assert_eq!(read_table(&bytes, "ru", None, &decode).unwrap().read_as, Some(CodePage::Cyrillic));
    assert_eq!(opened(&bytes).unwrap().read_as, Some(CodePage::Western));
    let chosen = read_table(&bytes, "en", Some(CodePage::Cyrillic), &decode).unwrap();
    assert!(chosen.text.contains("Ещё раз"));
    // Unicode is no matter of choice.
    assert_eq!(read_table("é".as_bytes(), "en", Some(CodePage::Arabic), &decode).unwrap().read_as, None);
}

#[test]
fn what_is_no_table_is_named() {
    let ods = b"PK\x03\x04____________________________mimetypeapplication/vnd.oasis.opendocument.spreadsheet".as_slice();
    for (bytes, why) in [
        (b"PK\x03\x04 [Content_Types].xml xl/workbook.xml".as_slice(), key!("import.other-file.excel")),
        (ods, key!("import.other-file.opendocument")),
        (b"PK\x03\x04 word/document.xml", key!("import.other-file.archive")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", key!("import.other-file.old-excel")),
        (b"%PDF-1.7", key!("import.other-file.pdf")),
        (b"\x89PNG\r\n\x1a\n", key!("import.other-file.image")),
        (b"\xff\xd8\xff\xe0", key!("import.other-file.image")),
        (b"\0\0\0\x18ftypheic", key!("import.other-file.image")),
        (b"AZ\0\0\0,2026", key!("import.not-text")),
        (b"\xff\xfea", key!("import.not-text")),
    ] {
        assert_eq!(opened(bytes), Err(why.into()), "{bytes:?}");
    }
    assert_eq!(opened(b"").unwrap().text, "");
}

#[test]
fn columns_are_found_by_their_names_below_a_title() {
    let expected = [stay("AZ", "2026-01-10", "2026-03-20")];
    for text in [
        "Pays;Du;Au;Motif\nAzerbaïdjan;10/01/2026;20/03/2026;\n",
        "Arrival,Departure,Country\n2026-01-10,2026-03-20,AZ\n",
        "Country|Date in|Date out\nAZ|2026-01-10|2026-03-20\n",
        "Premier jour sur place;Dernier jour sur place;Pays\n10.01.2026;20.03.2026;AZ\n",
        "My travels, 2026\n\nExported:;27.11.2026\nCOUNTRY;Date of arrival;Departure date (dd.mm.yyyy)\nAZ;10.01.2026;20.03.2026\n",
        "Korea, Republic of or others; 2026\nCountry;From;To\nAZ;January 10, 2026;March 20, 2026\n",
        "ÖLKƏ\tGiriş tarixi\tÇıxış tarixi\nAzərbaycan\t10.01.2026\t20.03.2026\n",
        "Дата въезда;Дата выезда;Страна пребывания\n10.01.2026;20.03.2026;Азербайджан\n",
        "Land;Ankunft;Abreise\nAZ;10.01.2026;20.03.2026\n",
        "البلد,تاريخ الدخول,تاريخ الخروج\nأذربيجان,2026-01-10,2026-03-20\n",
        // Of two columns that may both be the place, the one with countries.
        "Place,Country,From,To\nBaku,AZ,2026-01-10,2026-03-20\n",
        // The names of days decide; the country is plain.
        "Where I was,Entry,Exit\nAZ,2026-01-10,2026-03-20\n",
    ] {
        let found = read(text);
        assert_eq!((found.stays.as_slice(), found.bad.len(), found.asked), (&expected[..], 0, None), "{text}");
    }
    let found = read("Pays;Du;Au;Motif;Remarque\nAzerbaïdjan;10/01/2026;20/03/2026;Travail;Bakou\nTotal;;70;;\n");
    assert_eq!(found.stays[0].purpose, Some(Purpose::Work));
    assert_eq!(notes(&found), ["import.left-out", "import.unused-column"]);
    // What is left keeps its header, and lines are counted in the text as it is.
    let found = read("Trips\nLand;Von;Bis\nAZ;10.01.2026;20.03.2026\nAZ;soon;\n");
    assert_eq!((found.bad[0].number, found.rest().as_str()), (4, "Land;Von;Bis\nAZ;soon;\n"));
}

#[test]
fn columns_without_names_are_found_by_what_stands_in_them() {
    for (text, left) in [
        ("10.01.2026;20.03.2026;AZ\n", &[][..]),
        ("1;AZ;20.03.2026;10.01.2026\n2;TR;20.04.2026;10.04.2026\n", &["import.unused-place"]),
        ("work;10.01.2026;20.03.2026;AZ\n", &[]),
        ("Wann ich kam;Wann ich ging;Wo\n10.01.2026;20.03.2026;AZ\n", &["import.left-out"]),
    ] {
        let found = read(text);
        let first = Stay { purpose: None, ..found.stays[0].clone() };
        assert_eq!((first, notes(&found).as_slice(), found.bad.len()), (stay("AZ", "2026-01-10", "2026-03-20"), left, 0), "{text}");
    }
    // In the usual order nothing need be said of it.
    assert_eq!(read("AZ,2026-01-10,2026-03-20\nnowhere,sometime\n").rest(), "nowhere,sometime\n");
    // What is left is read the same way again.
    let found = read("10.01.2026;20.03.2026;AZ\n10.04.2026;20.04.2026;Atlantis\n");
    assert_eq!(found.rest(), "sep=;\nfrom;to;country\n10.04.2026;20.04.2026;Atlantis\n");
    assert_eq!(read(&found.rest()).bad[0].why, found.bad[0].why);
}

#[test]
fn columns_that_nothing_tells_apart_are_asked_about() {
    let text = "AZ;01.01.2026;10.01.2026;20.03.2026\nTR;02.02.2026;21.03.2026;30.03.2026\n";
    let found = read(text);
    let asked = found.asked.unwrap();
    assert_eq!((found.stays.len(), found.bad.len(), asked.rows.len(), asked.rows[0].len()), (0, 0, 2, 4));
    let places = Some([Some(0), Some(2), Some(3), None]);
    let found = import_stays(text, &[], Told { order: None, places });
    assert_eq!(found.stays, [stay("AZ", "2026-01-10", "2026-03-20"), stay("TR", "2026-03-21", "2026-03-30")]);
    assert!(found.asked.is_some(), "it can still be changed");
    // Half an answer is none.
    let half = import_stays(text, &[], Told { order: None, places: Some([Some(0), Some(2), None, None]) });
    assert_eq!(half.stays.len(), 0);
    let found = import_stays(&format!("{text}AZ;x;soon;\n"), &[], Told { order: None, places });
    assert_eq!(found.rest(), "sep=;\ncountry;;from;to\nAZ;x;soon;\n");
    // A day of a name that we do not know is not taken for the last one.
    let found = read("Country,Arrival,Visa until\nAZ,2026-01-10,2026-03-20\n");
    assert_eq!((found.stays.len(), found.asked.unwrap().places), (0, [Some(0), Some(1), None, None]));
}

#[test]
fn a_list_of_borders_crossed_is_no_list_of_stays() {
    for text in [
        "date,country\n2026-01-10,AZ\n2026-02-10,TR\n",
        "2026-01-10,AZ\n2026-02-10,TR\n",
        "AZ,2026-01-10\nTR,2026-02-10\n",
        "Country,Arrival\nAZ,2026-01-10\n",
    ] {
        let found = read(text);
        assert_eq!((found.stays.len(), found.refused.map(|why| why.key.name())), (0, Some("import.no-last-column")), "{text}");
    }
    assert_eq!(read("AZ,2026-01-10\n").stays, [stay("AZ", "2026-01-10", "")], "one line may be a stay that lasts");
}

#[test]
fn a_stay_that_would_count_twice_replaces_the_known_one_or_is_left() {
    let text = "country,from,to\nAZ,2026-05-01,2026-08-20\n";
    for (own, is_overlap) in [
        (known(7, "AZ", "2026-05-01", ""), true),
        (known(7, "AZ", "2026-04-01", ""), true),
        (known(7, "AZ", "2026-08-20", "2026-09-01"), true),
        (known(7, "AZ", "2026-06-01", "2026-06-05"), true),
        (known(7, "AZ", "2026-09-01", ""), false),
        (known(7, "AZ", "2026-01-01", "2026-03-01"), false),
        (known(7, "TR", "2026-05-01", ""), false),
    ] {
        let found = import_stays(text, std::slice::from_ref(&own), Told::default());
        assert_eq!((found.overlaps.len(), found.stays.len()), (usize::from(is_overlap), usize::from(!is_overlap)), "{own:?}");
    }
    let before = document(json!({ "stays": [
        { "id": 3, "country": "AZ", "from": "2026-05-01", "purpose": "work" },
        { "id": 5, "country": "TR", "from": "2026-01-01", "to": "2026-01-05" },
    ] }));
    let stays = hsmp::profile::Reading::of(&before, date("2026-11-27")).profile.stays;
    let found = import_stays(&format!("{text}TR,2026-01-01,2026-01-05\nTR,2026-09-01,2026-09-03\n"), &stays, Told::default());
    assert_eq!((found.overlaps.len(), found.stays.len(), found.doubles), (1, 1, 1));
    let rows = |document: &Document| -> Vec<(u32, String)> {
        let cell = |row: u32| [Stay::COUNTRY, Stay::FROM, Stay::TO, Stay::PURPOSE].map(|slot| document.plain(slot.in_row(row))).join(" ");
        document.rows(Stay::SECTION).into_iter().map(|row| (row, cell(row))).collect()
    };
    let mut replaced = before.clone();
    found.take_over(&mut replaced, &[]);
    let expected = [(3, "AZ 2026-05-01 2026-08-20 work"), (5, "TR 2026-01-01 2026-01-05 "), (6, "TR 2026-09-01 2026-09-03 ")];
    assert_eq!(rows(&replaced), expected.map(|(row, text)| (row, text.to_owned())));
    let mut kept = before.clone();
    found.take_over(&mut kept, &[0]);
    assert_eq!(rows(&kept)[0], (3, "AZ 2026-05-01  work".to_owned()));
    assert_eq!(rows(&kept).len(), 3);
}

#[test]
fn stays_that_replace_the_same_one_are_one_choice() {
    let own = [known(1, "AZ", "2026-01-01", "2026-02-01"), known(2, "AZ", "2026-02-10", ""), known(4, "AZ", "2025-01-01", "2025-02-01")];
    let found = import_stays("AZ,2026-01-05,2026-03-01\nAZ,2026-04-01,2026-04-05\nAZ,2025-02-01,2025-02-03\n", &own, Told::default());
    let sizes: Vec<_> = found.overlaps.iter().map(|overlap| (overlap.known.len(), overlap.rows.len())).collect();
    assert_eq!((sizes, found.stays.len()), (vec![(2, 2), (1, 1)], 0));
    // A known stay that the table has too is as the table says.
    let found = import_stays("AZ,2025-01-01,2025-02-01\nAZ,2025-02-01,2025-02-03\n", &own, Told::default());
    assert_eq!((found.overlaps.len(), found.stays.len(), found.doubles), (0, 1, 1));
}

#[test]
fn stays_beside_known_ones_are_noted() {
    let own = [known(1, "TR", "2026-05-01", "2026-05-10")];
    for (line, expected) in [
        ("AZ,2026-05-10,2026-05-20", vec![]),
        ("AZ,2026-05-09,2026-05-20", vec!["import.elsewhere"]),
        ("TR,2026-05-11,2026-05-20", vec!["import.continues"]),
        ("TR,2026-05-12,2026-05-20", vec![]),
    ] {
        let found = import_stays(line, &own, Told::default());
        assert_eq!((notes(&found), found.stays.len()), (expected, 1), "{line}");
    }
}

/// What spreadsheets make of our file: dates and separators as their country writes them, the rest as it was.
#[test]
fn our_file_comes_back_from_a_spreadsheet() {
    let own = document(json!({ "stays": [
        { "id": 1, "country": "AZ", "from": "2026-01-05", "to": "2026-03-25", "purpose": "work" },
        { "id": 2, "country": "TR", "from": "2026-04-01", "to": "2026-04-09" },
        { "id": 3, "country": "GE", "from": "=1+1" },
    ] }));
    let text = utf_text(&export_stays(&own)).unwrap();
    assert_eq!(opened(&export_stays(&own)).unwrap().text, text);
    let expected =
        [Stay { purpose: Some(Purpose::Work), ..stay("AZ", "2026-01-05", "2026-03-25") }, stay("TR", "2026-04-01", "2026-04-09")];
    let dates = ["2026-01-05", "2026-03-25", "2026-04-01", "2026-04-09"];
    for (separator, written) in [
        ("\t", dates),
        (",", ["1/5/2026", "3/25/2026", "4/1/2026", "4/9/2026"]),
        (";", ["05.01.2026", "25.03.2026", "01.04.2026", "09.04.2026"]),
        (";", ["05/01/2026", "25/03/2026", "01/04/2026", "09/04/2026"]),
        (";", ["05-01-2026", "25-03-2026", "01-04-2026", "09-04-2026"]),
    ] {
        let saved = dates.iter().zip(written).fold(text.replace('\t', separator), |text, (own, written)| text.replace(own, written));
        let found = read(&saved);
        assert_eq!((found.stays.as_slice(), found.bad.len()), (&expected[..], 1), "{saved}");
        assert_eq!(found.bad[0].why.key.name(), "problem.not-a-date", "the guard is taken off again");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), head in prop::sample::select(vec![&b""[..], b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"PK\x03\x04"])) {
        let all = [head, &bytes].concat();
        if let Ok(found) = opened(&all) {
            prop_assert!(!found.text.contains('\0'));
            let _ = read(&found.text);
        }
    }

    /// Whatever stands in the table and whatever the person says of it, no line is lost or read in another way later.
    #[test]
    fn what_is_left_is_read_as_before(text in "((AZ|TR|Du|country|total|présent|work|[a-z]{1,3}|2026-0[1-3]-0[1-9]|[1-9]/[1-9]/2026)[,;|\\n]){0,30}", month_first in any::<bool>(), places in prop::option::of(prop::array::uniform4(prop::option::of(0..4usize)))) {
        let order = Some(if month_first { Order::MonthFirst } else { Order::DayFirst });
        let found = import_stays(&text, &[], Told { order, places });
        let again = import_stays(&found.rest(), &[], Told { order, places: None });
        let lines = |found: &Import| found.bad.iter().map(|line| (line.text.clone(), line.why.clone())).collect::<Vec<_>>();
        if found.order.is_none() || again.order == found.order {
            prop_assert_eq!(lines(&again), lines(&found), "{}", found.rest());
        }
    }

    #[test]
    fn any_code_page_is_read_as_one(text in "[a-zéèàçıİşğüöЀ-я,;0-9\\n]{0,60}") {
        for page in CodePage::ALL {
            let (bytes, _, is_lossy) = encoding_rs::Encoding::for_label(page.name().as_bytes()).unwrap().encode(&text);
            if !is_lossy && utf_text(&bytes).is_none() {
                prop_assert_eq!(read_table(&bytes, "en", Some(page), &decode).map(|found| found.text), Ok(text.clone()));
            }
        }
    }
}

/// A purpose that was added elsewhere is not lost with its line.
#[test]
fn a_stay_with_another_purpose_replaces_the_known_one() {
    let own = [known(1, "GE", "2026-01-01", "2026-01-09")];
    let found = import_stays("country,from,to,purpose\nGE,2026-01-01,2026-01-09,work\n", &own, Told::default());
    assert_eq!((found.doubles, found.stays.len(), found.overlaps.len()), (0, 0, 1));
    assert_eq!(found.overlaps[0].rows[0].purpose, Some(Purpose::Work));
    let found = import_stays("country,from,to,purpose\nGE,2026-01-01,2026-01-09,\n", &own, Told::default());
    assert_eq!((found.doubles, found.overlaps.len()), (1, 0), "no purpose says nothing against the known one");
}

#[test]
fn a_table_without_stays_is_said_to_have_none() {
    assert!(read("country,from,to\n").is_nothing());
    assert!(!read("country,from,to\nAZ,2026-01-01,2026-01-02\n").is_nothing());
    assert!(!read("country,from,to\nnowhere\n").is_nothing());
    assert!(!read("").is_nothing());
}

#[test]
fn a_text_of_another_kind_is_named() {
    for bytes in ["<html><table>", "{\"schema\": 2}", "{\\rtf1 x}", "BEGIN:VCALENDAR\r\n"] {
        assert_eq!(opened(bytes.as_bytes()).unwrap_err().key.name(), "import.other-file.archive", "{bytes}");
    }
}
