//! Addresses as mails, chats and people hand them on.

use hsmp_app::ui::Route;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_changed_address_finds_its_page() {
    let addresses = [
        ("", Route::Summary),
        ("#", Route::Summary),
        ("#/", Route::Summary),
        ("#/.", Route::Summary),
        ("#/?utm_source=mail", Route::Summary),
        ("#/&fbclid=IwAR0", Route::Summary),
        ("#/pay", Route::Pay),
        ("#pay", Route::Pay),
        ("#/pay/", Route::Pay),
        ("#//pay", Route::Pay),
        ("##/pay", Route::Pay),
        ("#!/pay", Route::Pay),
        ("#/PAY", Route::Pay),
        ("#/pay.", Route::Pay),
        ("#/pay,", Route::Pay),
        ("#/pay)", Route::Pay),
        ("#/pay).", Route::Pay),
        ("#/pay>", Route::Pay),
        ("#/pay*", Route::Pay),
        ("#/pay_", Route::Pay),
        ("#/pay\"", Route::Pay),
        ("#/pay%22", Route::Pay),
        ("#/pay'", Route::Pay),
        ("#/pay%E2%80%9D", Route::Pay),
        ("#/pay”", Route::Pay),
        ("#/pay%C2%A0»", Route::Pay),
        ("#/pay%20", Route::Pay),
        ("#/pay%0A", Route::Pay),
        ("#/pay…", Route::Pay),
        ("#/pay。", Route::Pay),
        ("#/%22pay%22", Route::Pay),
        ("#%2Fpay", Route::Pay),
        ("#/%70ay", Route::Pay),
        ("#/pay?utm_source=x", Route::Pay),
        ("#/pay&fbclid=IwAR0", Route::Pay),
        ("#/pay%3Futm_source%3Dx", Route::Pay),
        ("#/pay#top", Route::Pay),
        ("#/pay;jsessionid=1", Route::Pay),
        ("#/pay%", Route::Pay),
        ("#/pay%FF", Route::Pay),
        ("#/Tax-Residence", Route::TaxResidence),
        ("#/tax%2Dresidence", Route::TaxResidence),
        ("#/tax%E2%80%91residence", Route::TaxResidence),
        ("#/tax-%C2%ADresidence", Route::TaxResidence),
        ("#/tax-residence%E2%80%8B", Route::TaxResidence),
        ("#/tax-residence/Stays.", Route::TaxResidence),
        ("#/programmes?sort=sum&fbclid=x", Route::Programmes),
        ("#/tax_residence", Route::TaxResidence),
        ("#/taxresidence", Route::TaxResidence),
        ("#/tax%20residence", Route::TaxResidence),
        ("#/stay-%0Alimits", Route::StayLimits),
        ("#/stay%C2%ADlimits", Route::StayLimits),
        ("#/ｐａｙ", Route::Pay),
        ("#/pay%20is%20the%20page", Route::Pay),
        // A group's name leads to its first page.
        ("#/Tax", Route::Pay),
        ("#/tax.", Route::Pay),
        ("#/eligibility", Route::Answers),
        // What nothing can be made of is said to be unknown.
        ("#/shared", Route::Shared),
        ("#/nowhere", Route::Unknown),
        ("#/payed", Route::Unknown),
        ("#/pay-", Route::Pay),
        ("#/pay.html", Route::Unknown),
    ];
    for (address, route) in addresses {
        assert_eq!(Route::of_hash(address), route, "{address}");
    }
}

#[wasm_bindgen_test]
fn a_changed_address_finds_its_part() {
    for (address, part) in [
        ("#/pay", None),
        ("#/pay/", None),
        ("#/pay/?utm_source=x", None),
        ("#/tax-residence/stays", Some("stays")),
        ("#/Tax-Residence/Stays).", Some("stays")),
        ("#/tax-residence/stays/&fbclid=x", Some("stays")),
        ("#/tax-residence%2Fstays", Some("stays")),
        ("#/points/own_points", Some("own_points")),
        ("#/pay/pay.year", Some("pay.year")),
    ] {
        assert_eq!(Route::part_of_hash(address).as_deref(), part, "{address}");
    }
    assert_eq!(Route::view_of_hash("#/programmes?sort=sum&compare=ge-3,az-1"), "sort=sum&compare=ge-3,az-1");
}
