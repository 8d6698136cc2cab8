/** A public key whose private half is searched for. Plain data. */
export interface KnownKey {
  /** SubjectPublicKeyInfo, DER (RFC 5280, 4.1). At most MAX_SPKI_BYTES. */
  readonly spki: Uint8Array;
  readonly spkiSha256: string;
  /** `watched`: the user named it in `watch-keys`; `seen`: it is in the same artifact. */
  readonly origin: 'seen' | 'watched';
}

/** RSA with 16,384 bits takes 2 KiB. Larger keys, which are post-quantum ones, are not searched for in memory. */
const MAX_SPKI_BYTES = 4 << 10;

/**
 * What a witness passes on of a SubjectPublicKeyInfo: a copy, since windows are overwritten, and with memory of its own. `slice` of a
 * Buffer copies nothing, and a small Buffer is a piece of Node's pool, of which each key would keep 8 or 64 KiB.
 */
export function keptSpki(spki: Uint8Array): { readonly spki?: Uint8Array } {
  return spki.length <= MAX_SPKI_BYTES ? { spki: new Uint8Array(spki) } : {};
}
