//! Digests of files: SHA-256 (FIPS 180-4) and SM3 (GB/T 32905), always both and in one reading.
//!
//! Two algorithms of different descent, so that the ageing of one leaves the other to vouch.

use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::Digest as _;

/// A text that is no digest: anything but 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not 64 lower-case hexadecimal digits")]
pub struct NotADigest;

macro_rules! digest {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// Shown and read as 64 lower-case hexadecimal digits.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 32]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = NotADigest;

            fn from_str(text: &str) -> Result<Self, NotADigest> {
                from_hex(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

digest! {
    /// A SHA-256 digest (FIPS 180-4).
    Sha256
}

digest! {
    /// An SM3 digest (GB/T 32905-2016).
    Sm3
}

impl Sha256 {
    /// Of bytes in memory, where the slower SM3 is not needed.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// Of everything a reader gives, read once and in pieces.
    ///
    /// # Errors
    /// Whatever the reader fails with.
    pub fn read(reader: impl Read) -> io::Result<Self> {
        let mut hasher = sha2::Sha256::new();
        pump(reader, |piece| {
            hasher.update(piece);
            Ok::<_, io::Error>(())
        })?;
        Ok(Self(hasher.finalize().into()))
    }
}

fn from_hex(text: &str) -> Result<[u8; 32], NotADigest> {
    let text = text.as_bytes();
    if text.len() != 64 {
        return Err(NotADigest);
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Ok(bytes)
}

fn digit(byte: u8) -> Result<u8, NotADigest> {
    match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        _ => Err(NotADigest),
    }
}

/// Both digests of a byte string, and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digests {
    /// SHA-256.
    pub sha256: Sha256,
    /// SM3.
    pub sm3: Sm3,
    /// Length in bytes.
    pub bytes: u64,
}

impl Digests {
    /// Of bytes in memory.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = Hasher::default();
        hasher.update(bytes);
        hasher.finish()
    }

    /// Of everything a reader gives, read once and in pieces.
    ///
    /// # Errors
    /// Whatever the reader fails with.
    pub fn read(reader: impl Read) -> io::Result<Self> {
        let mut hasher = Hasher::default();
        pump(reader, |piece| {
            hasher.update(piece);
            Ok::<_, io::Error>(())
        })?;
        Ok(hasher.finish())
    }
}

/// Computes [`Digests`] of bytes as they pass.
#[derive(Clone, Default)]
pub struct Hasher {
    sha256: sha2::Sha256,
    sm3: sm3::Sm3,
    bytes: u64,
}

impl Hasher {
    /// Takes in the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.sm3.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// The digests of all bytes taken in.
    pub fn finish(self) -> Digests {
        Digests {
            sha256: Sha256(self.sha256.finalize().into()),
            sm3: Sm3(self.sm3.finalize().into()),
            bytes: self.bytes,
        }
    }
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hasher({} bytes)", self.bytes)
    }
}

/// Hands everything a reader gives to `take`, in pieces of at most 64 KiB.
///
/// # Errors
/// Whatever the reader or `take` fails with; an interrupted read is repeated.
pub fn pump<E: From<io::Error>>(
    mut reader: impl Read,
    mut take: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut piece = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => take(&piece[..length])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-4 and GB/T 32905-2016 A.1 give these for `abc`.
    #[test]
    fn published_vectors() {
        let digests = Digests::of(b"abc");
        assert_eq!(
            digests.sha256.to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            digests.sm3.to_string(),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
        assert_eq!(digests.bytes, 3);
    }

    #[test]
    fn reading_in_pieces_changes_nothing() {
        let bytes: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
        let read = Digests::read(bytes.as_slice()).expect("memory reads");
        assert_eq!(read, Digests::of(&bytes));
        let alone = Sha256::read(bytes.as_slice()).expect("memory reads");
        assert_eq!((alone, Sha256::of(&bytes)), (read.sha256, read.sha256));
    }

    #[test]
    fn only_lower_case_hex_is_a_digest() {
        let good = Digests::of(b"").sha256.to_string();
        assert_eq!(good.parse(), Ok(Digests::of(b"").sha256));
        for bad in
            [&good[1..], &good.to_uppercase(), &good.replace('e', "g"), &format!("{good} "), &"é".repeat(32)]
        {
            assert_eq!(bad.parse::<Sha256>(), Err(NotADigest), "{bad}");
        }
    }
}
