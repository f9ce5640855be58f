//! Keys from passphrases, made by the browser's own cryptography. It is there only in pages that come encrypted, or
//! from this device.

use hsmp::profile::vault::{Derivation, Key, VaultFault};
use hsmp::profile::{Document, Header, Stored};
use js_sys::{Array, JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Crypto, CryptoKey};

/// A key with the two things it is for. The cipher comes with the second module, which alone makes one of these: what
/// runs at the start reaches the cipher only through it, so the first load is 10 KB lighter.
#[derive(Clone, Debug)]
pub(super) struct Keyring {
    key: Key,
    unlock: fn(&Stored, &Key) -> Result<Document, VaultFault>,
    lock: fn(&Header, &Document, &Key, [u8; 12]) -> Result<String, VaultFault>,
}

impl Keyring {
    pub(super) fn new(key: Key) -> Self {
        Self { key, unlock: |stored, key| stored.unlock(key), lock: |header, document, key, nonce| header.lock(document, key, nonce) }
    }

    /// Opens a locked profile.
    pub(super) fn unlock(&self, stored: &Stored) -> Result<Document, VaultFault> {
        (self.unlock)(stored, &self.key)
    }

    /// The text that is stored of a locked profile; none where the browser gives no random bytes.
    pub(super) fn lock(&self, header: &Header, document: &Document) -> Option<String> {
        (self.lock)(header, document, &self.key, random_bytes()?).ok()
    }
}

/// Whether profiles can be locked here.
pub fn can_lock() -> bool {
    crypto().is_some_and(|crypto| !crypto.subtle().is_undefined())
}

/// Bytes that nobody can guess; none where the browser has no such source.
pub fn random_bytes<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    crypto()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// Makes a key of a passphrase, which takes a moment on purpose; none where the browser refuses.
pub fn derive_key(passphrase: String, derivation: Derivation, then: impl FnOnce(Option<Key>) + 'static) {
    spawn_local(async move {
        // Two keyboards may write the same letter in two ways.
        let passphrase = String::from(JsString::from(passphrase).normalize("NFC"));
        let bytes = pbkdf2(passphrase.as_bytes(), &derivation.salt, derivation.iterations, 32).await;
        let bytes = bytes.ok().and_then(|bytes| bytes.try_into().ok());
        then(bytes.map(|bytes| Key::new(derivation, bytes)));
    });
}

/// PBKDF2 with HMAC-SHA-256, by the browser: so many bytes.
///
/// # Errors
/// What the browser says, where it refuses or offers no cryptography to this page.
pub async fn pbkdf2(passphrase: &[u8], salt: &[u8], iterations: u32, length: u32) -> Result<Vec<u8>, JsValue> {
    let subtle = crypto().filter(|_| can_lock()).map(|crypto| crypto.subtle()).ok_or(JsValue::UNDEFINED)?;
    let uses = Array::of1(&"deriveBits".into());
    let passphrase = subtle.import_key_with_str("raw", &Uint8Array::from(passphrase), "PBKDF2", false, &uses)?;
    let passphrase = JsFuture::from(passphrase).await?;
    let how = Object::new();
    let put = |name: &str, value: &JsValue| Reflect::set(&how, &name.into(), value);
    put("name", &"PBKDF2".into())?;
    put("hash", &"SHA-256".into())?;
    put("salt", &Uint8Array::from(salt))?;
    put("iterations", &iterations.into())?;
    let bits = subtle.derive_bits_with_object(&how, passphrase.unchecked_ref::<CryptoKey>(), length * 8)?;
    Ok(Uint8Array::new(&JsFuture::from(bits).await?).to_vec())
}

fn crypto() -> Option<Crypto> {
    web_sys::window()?.crypto().ok()
}
