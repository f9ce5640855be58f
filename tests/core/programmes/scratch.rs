use serde_json::json;
use super::*;
#[test]
fn scratch() {
    for (cur, rate, id, field) in [("GBP","1000","vn-1","invest"),("VND","0.0000000001","vn-1","invest")] {
        let own = if cur=="VND" {"USD"} else {cur};
        let all = answered(json!({"elsewhere":{"currency":own, field:"1000000000000.00"},"exchange":[{"id":1,"currency":cur,"rate":rate}]}));
        assert!(all.problems.is_empty(), "{:?}", all.problems);
        let one = beside(&all,id);
        eprintln!("{cur} {:?} {:?}", one.verdict, one.conditions);
    }
    // overflow smallest rate
    for (cur, rate) in [("KRW","0.0001"),("KRW","0.000001")] {
        let all = answered(json!({"elsewhere":{"currency":"USD","invest":"1000000000000.00"},"exchange":[{"id":1,"currency":cur,"rate":rate}]}));
        eprintln!("{cur} {rate} {:?}", beside(&all,"kr-2").verdict);
    }
    eprintln!("{:?} {:?} {:?} {:?}", hsmp::message::fold("الألمان"), hsmp::message::fold("ألمان"), hsmp::message::fold("日本"), hsmp::message::fold("Việt Nam"));
    let t: Vec<String> = PROGRAMMES.iter().map(|p| hsmp::assess::programmes::search::words(p,"")).collect();
    for q in ["日本","!!!","kz","ae","AE","Việt Nam","Қазақстан","Ўзбекистон","thailands","GE","uae","u a e","ال","الا", "الم", "الإ", "الها","الين"] {
        let n: Vec<_> = hsmp::assess::programmes::search::found(&t,q).iter().zip(&PROGRAMMES).filter(|(h,_)|**h).map(|(_,p)|p.id()).collect();
        eprintln!("{q} {} {:?}", n.len(), n.iter().take(12).collect::<Vec<_>>());
    }
    let all = answered(json!({"exchange":[{"id":1,"currency":"USD","rate":"2","rate_on":"2026-11-01"}]}));
    let r = hsmp::assess::programmes::exchange::Rates::of(&all.profile, all.on);
    let c = hsmp::assess::programmes::exchange::compare(&r,(hsmp::quantity::Money::from_manat(5),"AZN"),(hsmp::quantity::Money::from_manat(5),"USD"));
    eprintln!("{c:?}");
    eprintln!("{:?}", r.worth("USD").map(|w|(w.own,w.on,w.cites.len())));
    use hsmp::assess::programmes::view::View;
    eprintln!("{:?}", View::parse("compare=ge-3,ge-3").compare);
    eprintln!("{:?}", View::parse("compare=ge-3&compare=ge-3,az-1").compare);
}
