//! Keys that have signed: `rustcrypto`, `ring` or `apart`, then files of PKCS#8 in DER. `apart` keeps a scalar and its point in a box each.
use std::any::Any;
use std::hint::black_box;
use std::thread::sleep;
use std::time::Duration;

use ring::signature::{self as ring_signature, EcdsaKeyPair, Ed25519KeyPair, RsaKeyPair};
use rsa::pkcs8::DecodePrivateKey;
use rsa::signature::{SignatureEncoding, Signer};

type Kept = Vec<Box<dyn Any>>;

/// Gives what a file holds to `load`, and wipes the bytes.
fn with_file<T>(path: &str, load: impl FnOnce(&[u8]) -> T) -> T {
    let mut bytes = std::fs::read(path).unwrap();
    let loaded = load(&bytes);
    for byte in bytes.iter_mut() {
        unsafe { std::ptr::write_volatile(byte, 0) }
    }
    loaded
}

fn rustcrypto(paths: &[String]) -> Kept {
    let rsa = with_file(&paths[0], |der| rsa::RsaPrivateKey::from_pkcs8_der(der).unwrap());
    let rsa = rsa::pkcs1v15::SigningKey::<rsa::sha2::Sha256>::new(rsa);
    rsa.sign(b"text").to_vec();
    let p256 = with_file(&paths[1], |der| p256::ecdsa::SigningKey::from_pkcs8_der(der).unwrap());
    let _: p256::ecdsa::Signature = p256.sign(b"text");
    let p384 = with_file(&paths[2], |der| p384::ecdsa::SigningKey::from_pkcs8_der(der).unwrap());
    let _: p384::ecdsa::Signature = p384.sign(b"text");
    let ed25519 = with_file(&paths[3], |der| ed25519_dalek::SigningKey::from_pkcs8_der(der).unwrap());
    ed25519.sign(b"text");
    vec![Box::new(rsa), Box::new(p256), Box::new(p384), Box::new(ed25519)]
}

fn apart(paths: &[String]) -> Kept {
    let p256 = with_file(&paths[0], |der| p256::SecretKey::from_pkcs8_der(der).unwrap());
    let p384 = with_file(&paths[1], |der| p384::SecretKey::from_pkcs8_der(der).unwrap());
    vec![Box::new(p256.public_key()), Box::new(p256), Box::new(p384.public_key()), Box::new(p384)]
}

fn ring(paths: &[String]) -> Kept {
    let random = ring::rand::SystemRandom::new();
    let rsa = with_file(&paths[0], |der| RsaKeyPair::from_pkcs8(der).unwrap());
    let mut signature = vec![0; rsa.public().modulus_len()];
    rsa.sign(&ring_signature::RSA_PKCS1_SHA256, &random, b"text", &mut signature).unwrap();
    let algorithms = [
        &ring_signature::ECDSA_P256_SHA256_ASN1_SIGNING,
        &ring_signature::ECDSA_P384_SHA384_ASN1_SIGNING,
    ];
    let mut kept: Kept = vec![Box::new(rsa)];
    for (path, algorithm) in paths[1..].iter().zip(algorithms) {
        let key = with_file(path, |der| EcdsaKeyPair::from_pkcs8(algorithm, der, &random).unwrap());
        key.sign(&random, b"text").unwrap();
        kept.push(Box::new(key));
    }
    let ed25519 = with_file(&paths[3], |der| Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).unwrap());
    ed25519.sign(b"text");
    kept.push(Box::new(ed25519));
    kept
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let kept = match arguments[1].as_str() {
        "rustcrypto" => rustcrypto(&arguments[2..]),
        "apart" => apart(&arguments[2..]),
        _ => ring(&arguments[2..]),
    };
    println!("up");
    loop {
        sleep(Duration::from_secs(60));
        black_box(&kept);
    }
}
