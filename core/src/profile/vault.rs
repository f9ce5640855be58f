//! A profile locked with a passphrase: what stands in clear beside it, and how it is locked and opened.
//!
//! The cipher is AES-256-GCM and the key comes from the passphrase by PBKDF2 with HMAC-SHA-256
//! (docs/decisions/0067-vault.md). Deriving the key takes long on purpose, so the caller does it where it keeps nobody
//! waiting; everything here is quick.

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// How often PBKDF2 is repeated for a new passphrase: what OWASP's Password Storage Cheat Sheet asks for with SHA-256.
pub const ITERATIONS: u32 = 600_000;

/// More would keep a phone busy for minutes: whoever wrote it into a file wants that.
const MOST_ITERATIONS: u32 = 10_000_000;

const DERIVATION: &str = "PBKDF2-HMAC-SHA-256";
const CIPHER: &str = "AES-256-GCM";

/// How a key is made from a passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// How often the function is repeated.
    pub iterations: u32,
    /// 16 random bytes: two people with the same passphrase have different keys.
    pub salt: [u8; 16],
}

impl Derivation {
    /// For a new passphrase, with a salt that was never used before.
    pub fn new(salt: [u8; 16]) -> Self {
        Self { iterations: ITERATIONS, salt }
    }
}

/// The key to a locked profile, and how it was made. Its bytes are wiped from memory when it goes.
#[derive(Clone)]
pub struct Key {
    derivation: Derivation,
    bytes: Zeroizing<[u8; 32]>,
}

impl Key {
    /// A key from what the derivation gave.
    pub fn new(derivation: Derivation, bytes: [u8; 32]) -> Self {
        Self { derivation, bytes: Zeroizing::new(bytes) }
    }

    /// How it was made.
    pub fn derivation(&self) -> &Derivation {
        &self.derivation
    }
}

/// Nothing of a key may stand in a message.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

/// Why a locked text was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultFault {
    /// The passphrase is another, or what is stored has been changed. The cipher cannot tell which.
    #[error("wrong passphrase, or the locked text has been changed")]
    NotOpened,
    /// Locked in a way that this version does not know.
    #[error("locked in a way that this version does not know")]
    Unknown,
    /// Fewer repetitions than this program ever used, or far more: somebody has changed the number.
    #[error("the passphrase would be worked out with {0} repetitions, which this program never uses")]
    Iterations(u64),
    /// The cipher refused the text: it is longer than any profile.
    #[error("too long to be locked")]
    TooLong,
}

/// What stands in clear beside something locked.
///
/// ```
/// use hsmp::profile::vault::{Derivation, Key, Lock, VaultFault};
///
/// let derivation = Derivation::new([1; 16]);
/// let key = Key::new(derivation.clone(), [2; 32]);
/// let lock = Lock::new(derivation, [3; 12]);
/// let locked = lock.close(&key, b"beside it", b"a profile")?;
/// assert_eq!(lock.open(&key, b"beside it", &locked)?, b"a profile");
/// assert_eq!(lock.open(&key, b"something else", &locked), Err(VaultFault::NotOpened));
/// # Ok::<(), VaultFault>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    derivation: Derivation,
    /// Never used twice with one key, so it is chosen at random for each text.
    nonce: [u8; 12],
}

impl Lock {
    /// For something that is about to be locked. The nonce is 12 random bytes.
    pub fn new(derivation: Derivation, nonce: [u8; 12]) -> Self {
        Self { derivation, nonce }
    }

    /// How the key is made.
    pub fn derivation(&self) -> &Derivation {
        &self.derivation
    }

    /// As it is written down.
    pub fn to_json(&self) -> Value {
        json!({
            "derivation": DERIVATION,
            "iterations": self.derivation.iterations,
            "salt": STANDARD.encode(self.derivation.salt),
            "cipher": CIPHER,
            "nonce": STANDARD.encode(self.nonce),
        })
    }

    /// Reads what [`Lock::to_json`] writes.
    ///
    /// # Errors
    /// [`VaultFault::Unknown`], or [`VaultFault::Iterations`] for a number that this program never writes.
    pub fn read(value: &Value) -> Result<Self, VaultFault> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
        if text("derivation") != DERIVATION || text("cipher") != CIPHER {
            return Err(VaultFault::Unknown);
        }
        let iterations = value.get("iterations").and_then(Value::as_u64).unwrap_or_default();
        let known = u32::try_from(iterations).ok().filter(|number| (ITERATIONS..=MOST_ITERATIONS).contains(number));
        let iterations = known.ok_or(VaultFault::Iterations(iterations))?;
        let derivation = Derivation { iterations, salt: bytes(text("salt"))? };
        Ok(Self { derivation, nonce: bytes(text("nonce"))? })
    }

    /// Locks something; the result is 16 bytes longer. What stands beside it in clear cannot be changed unnoticed either.
    ///
    /// # Errors
    /// [`VaultFault::TooLong`].
    pub fn close(&self, key: &Key, beside: &[u8], open: &[u8]) -> Result<Vec<u8>, VaultFault> {
        let payload = Payload { msg: open, aad: beside };
        cipher(key).encrypt(Nonce::from_slice(&self.nonce), payload).map_err(|_| VaultFault::TooLong)
    }

    /// Opens what [`Lock::close`] made.
    ///
    /// # Errors
    /// [`VaultFault::NotOpened`].
    pub fn open(&self, key: &Key, beside: &[u8], locked: &[u8]) -> Result<Vec<u8>, VaultFault> {
        let payload = Payload { msg: locked, aad: beside };
        cipher(key).decrypt(Nonce::from_slice(&self.nonce), payload).map_err(|_| VaultFault::NotOpened)
    }
}

fn cipher(key: &Key) -> Aes256Gcm {
    Aes256Gcm::new(key.bytes.as_ref().into())
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N], VaultFault> {
    STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(VaultFault::Unknown)
}
