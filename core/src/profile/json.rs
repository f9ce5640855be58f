//! JSON as a person's document needs it: nothing is lost, and nothing is guessed.
//!
//! Numbers stay the text they are, so that a field of a later version comes back to the digit;
//! members keep their order; what is doubtful (a name twice, nesting without end) is refused.
//! A general parser brings floating-point numbers along, which were a tenth of the whole program
//! (docs/ARCHITECTURE.md). Tests compare this one with `serde_json`.

/// More members than any object here has; comparing names with each other takes time.
const MOST_MEMBERS: usize = 1000;

/// Deeper than any profile or receipt, and far from what the stack bears.
const DEEPEST: usize = 64;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Object(Object),
}

/// An object's members in their order, each name once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object(Vec<(String, Json)>);

impl Object {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The value of a name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        self.0.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The value of a name, made where there is none.
    pub fn get_or_insert(&mut self, name: &str, value: Json) -> &mut Json {
        let place = self.0.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.0.push((name.to_owned(), value));
            self.0.len() - 1
        });
        &mut self.0[place].1
    }

    /// Sets the value of a name.
    pub fn set(&mut self, name: &str, value: Json) {
        match self.get_mut(name) {
            Some(place) => *place = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// Takes a name away.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    /// The members.
    pub fn members(&self) -> &[(String, Json)] {
        &self.0
    }
}

impl Json {
    /// A whole number.
    pub fn number(number: i64) -> Self {
        Self::Number(number.to_string())
    }

    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, if it is one and fits.
    pub fn as_whole(&self) -> Option<i64> {
        match self {
            Self::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The object, if it is one.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The array, if it is one.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// Reads a whole text; none where it is not JSON, has a name twice, or is nested too deeply.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader { bytes: text.as_bytes(), at: 0 };
        let value = reader.value(0)?;
        reader.space();
        (reader.at == reader.bytes.len()).then_some(value)
    }

    /// Writes it with a member a line.
    pub fn write(&self) -> String {
        let mut out = String::new();
        write(self, 0, &mut out);
        out
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        // No JSON text holds a zero byte, so it stands for the end.
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn next(&mut self) -> u8 {
        let byte = self.peek();
        self.at += 1;
        byte
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        let found = self.bytes.get(self.at..)?.starts_with(word.as_bytes());
        self.at += word.len();
        found.then_some(value)
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        self.space();
        match self.peek() {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.text().map(Json::Text),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    /// What follows an element: the closing bracket ends, a comma goes on.
    fn ended(&mut self, closing: u8) -> Option<bool> {
        self.space();
        match self.next() {
            byte if byte == closing => Some(true),
            b',' => Some(false),
            _ => None,
        }
    }

    /// Whether the brackets hold nothing.
    fn empty(&mut self, closing: u8) -> bool {
        self.at += 1;
        self.space();
        let empty = self.peek() == closing;
        self.at += usize::from(empty);
        empty
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut object = Object::default();
        if self.empty(b'}') {
            return Some(Json::Object(object));
        }
        loop {
            self.space();
            let name = self.text()?;
            self.space();
            if self.next() != b':' || object.0.len() == MOST_MEMBERS || object.get(&name).is_some() {
                return None;
            }
            let value = self.value(depth + 1)?;
            object.0.push((name, value));
            if self.ended(b'}')? {
                return Some(Json::Object(object));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut list = Vec::new();
        if self.empty(b']') {
            return Some(Json::List(list));
        }
        loop {
            list.push(self.value(depth + 1)?);
            if self.ended(b']')? {
                return Some(Json::List(list));
            }
        }
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<Json> {
        let start = self.at;
        self.at += usize::from(self.peek() == b'-');
        if self.peek() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), b'+' | b'-'));
            self.digits()?;
        }
        let text = std::str::from_utf8(self.bytes.get(start..self.at)?).ok()?;
        Some(Json::Number(text.to_owned()))
    }

    fn text(&mut self) -> Option<String> {
        if self.next() != b'"' {
            return None;
        }
        let mut bytes = Vec::new();
        loop {
            match self.next() {
                b'"' => return String::from_utf8(bytes).ok(),
                b'\\' => {
                    let c = self.escape()?;
                    bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
                // Control characters must be escaped; this is also the end of the text.
                byte if byte < 0x20 => return None,
                byte => bytes.push(byte),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.next() {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let unit = self.hex()?;
                if !(0xd800..0xdc00).contains(&unit) {
                    return char::from_u32(unit);
                }
                // The first half of a pair; the second must follow.
                if self.next() != b'\\' || self.next() != b'u' {
                    return None;
                }
                let second = self.hex()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                return char::from_u32(0x10000 + ((unit - 0xd800) << 10) + second);
            }
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |unit, _| Some(unit * 16 + char::from(self.next()).to_digit(16)?))
    }
}

fn write(value: &Json, depth: usize, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(true) => out.push_str("true"),
        Json::Bool(false) => out.push_str("false"),
        Json::Number(text) => out.push_str(text),
        Json::Text(text) => write_text(text, out),
        Json::List(list) => {
            out.push('[');
            for (index, value) in list.iter().enumerate() {
                line(index > 0, depth + 1, out);
                write(value, depth + 1, out);
            }
            close(list.is_empty(), ']', depth, out);
        }
        Json::Object(object) => {
            out.push('{');
            for (index, (name, value)) in object.0.iter().enumerate() {
                line(index > 0, depth + 1, out);
                write_text(name, out);
                out.push_str(": ");
                write(value, depth + 1, out);
            }
            close(object.0.is_empty(), '}', depth, out);
        }
    }
}

fn line(comma: bool, depth: usize, out: &mut String) {
    if comma {
        out.push(',');
    }
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn close(empty: bool, bracket: char, depth: usize, out: &mut String) {
    if !empty {
        line(false, depth, out);
    }
    out.push(bracket);
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c < ' ' => {
                out.push_str("\\u00");
                out.push(if c < '\u{10}' { '0' } else { '1' });
                out.push(char::from_digit(c as u32 % 16, 16).unwrap_or('0'));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(serde_json::Value::from),
            any::<i64>().prop_map(serde_json::Value::from),
            r"-?(0|[1-9][0-9]{0,12})\.[0-9]{1,6}(e[0-9])?".prop_map(|text| serde_json::from_str(&text).unwrap_or_default()),
            any::<String>().prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
                proptest::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn reads_and_writes_what_serde_json_does(value in any_json(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&value).unwrap() } else { value.to_string() };
            let own = Json::parse(&text).expect("JSON that serde_json wrote");
            let written: serde_json::Value = serde_json::from_str(&own.write()).expect("JSON that we wrote");
            // Read again, not the value itself: serde_json may round the last digit of a fraction.
            let read: serde_json::Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(written, read);
            prop_assert_eq!(Json::parse(&own.write()), Some(own));
        }

        #[test]
        fn refuses_what_serde_json_refuses(text in "[\\[\\]{}:,\" \\\\0-9a-fnlrtuse.+-]{0,24}") {
            let own = Json::parse(&text);
            let other = serde_json::from_str::<serde_json::Value>(&text);
            // A name twice is the one thing we refuse and serde_json takes.
            if own.is_some() {
                prop_assert!(other.is_ok() || text.contains(['e', 'E']), "{text}");
            } else if let Ok(value) = other {
                prop_assert!(text.matches(':').count() > 1, "{text} {value}");
            }
        }

        #[test]
        fn arbitrary_text_never_panics(text in any::<String>()) {
            drop(Json::parse(&text));
        }
    }

    #[test]
    fn refuses_doubtful_json() {
        assert_eq!(Json::parse(r#"{"a":1,"a":2}"#), None, "which of the two is meant?");
        assert_eq!(Json::parse(&("[".repeat(1000) + &"]".repeat(1000))), None, "nested without end");
        assert_eq!(Json::parse("\"\\ud800\""), None, "half a character");
        assert_eq!(Json::parse("1 2"), None);
        assert_eq!(Json::parse("01"), None);
    }

    #[test]
    fn numbers_come_back_to_the_digit() {
        let text = "[1.10,12345678901234567890123,1e400,-0]";
        assert_eq!(Json::parse(text).map(|json| json.write().split_whitespace().collect::<String>()).as_deref(), Some(text));
    }
}
