/**
 * How files with keys begin in base64, encoded once and twice. Those that base64-private-key.ts and base64-key-store.ts read are
 * listed only for their second layer. A file begins with a group of four digits, so each beginning has one position in its group,
 * and one anchor per layer is enough.
 */
import { base64Anchors } from './base64-digits.ts';

/** What to do with a beginning: search the file for keys, or decompress it. */
type Content = 'file' | 'gzip';

export interface EncodedBeginning {
  /** The digits in the text. */
  readonly text: string;
  /** For `readBase64`. */
  readonly digitsBefore: number;
  /** Bytes of the file before those that the digits encode. */
  readonly bytesBefore: number;
  /** `layer`: base64 that begins as `inner` says. */
  readonly holds: Content | 'layer';
  readonly inner?: EncodedBeginning;
  /** For a file: pattern of its bytes from the first one on, one character per byte; for text anywhere: from the anchor on. */
  readonly looks?: RegExp;
}

interface FileBeginning {
  /** Bytes that are always there: latin1, or hex after `0x`. */
  readonly bytes: string;
  /** Their offset in the file; `anywhere`: in a text with other things before them, at most BYTES_BEFORE_ANYWHERE. */
  readonly at?: number | 'anywhere';
  readonly looks: RegExp;
  readonly holds?: Content;
  /** Layers in which it is searched for: both, unless another detector handles the first or nobody writes the second. */
  readonly layers?: 'first' | 'second';
}

/** Members of a JWK before its `kty`: all numbers of RSA-4096 but n, as in sorted JSON. */
export const BYTES_BEFORE_ANYWHERE = 2500;

const FILES: readonly FileBeginning[] = [
  { bytes: '0x1f8b0800', looks: /^\x1f\x8b\x08\0/, holds: 'gzip' },
  { bytes: '0x1f8b0808', looks: /^\x1f\x8b\x08\x08/, holds: 'gzip' },
  { bytes: 'PuTTY-User-Key-File-', looks: /^PuTTY-User-Key-File-[23]: [a-z]/ },
  { bytes: '---- BEGIN SSH2 ', looks: /^---- BEGIN SSH2 ENCRYPTED PRIVATE/ },
  { bytes: '"kty":', at: 'anywhere', looks: /^"kty":\s{0,4}"(?:RSA|EC|OKP|AKP|oct)"/, layers: 'first' },
  { bytes: '{"kty":', looks: /^\{"kty":\s{0,4}"(?:RSA|EC|OKP|AKP|oct)"/, layers: 'second' },
  { bytes: '{"crv":', looks: /^\{"crv":\s{0,4}"(?:Ed|X|P-|secp)/, layers: 'second' },
  { bytes: '{"keys":', looks: /^\{"keys":\s{0,4}\[\s{0,8}\{/, layers: 'second' },
  { bytes: 'AGE-SECRET-KEY-', at: 'anywhere', looks: /^AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{30}/, layers: 'first' },
  { bytes: 'AGE-SECRET-KEY-', looks: /^AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{30}/, layers: 'second' },
  // tailscaled.state, and JSON in it.
  { bytes: 'privkey:', at: 'anywhere', looks: /^privkey:[0-9a-f]{40}/, layers: 'first' },
  // A certificate of ZeroMQ, whose first lines have a date.
  { bytes: 'secret-key = "', at: 'anywhere', looks: /^secret-key = "/, layers: 'first' },
  { bytes: '# created: ', looks: /^# created: [-0-9T:+Z]{10,30}\r?\n# public key: age1/, layers: 'second' },
  { bytes: 'untrusted comment:', looks: /^untrusted comment:[^\n]{0,80}/ },
  { bytes: '[Interface]', looks: /^\[Interface\]\s/ },
  { bytes: '== ed25519v1-secret', looks: /^== ed25519v1-secret: type\d ==\0/ },
  { bytes: '\0GITCRYPTKEY\0\0\0\x02', looks: /^\0GITCRYPTKEY\0\0\0\x02/ },
  { bytes: 'Private-key-format: v1', looks: /^Private-key-format: v1\.\d\s{1,2}Algorithm/ },
  { bytes: '<RSAKeyValue>', looks: /^<RSAKeyValue>\s{0,40}</ },
  { bytes: '{"primaryKeyId":', looks: /^\{"primaryKeyId":\s{0,4}\d/ },
  { bytes: '{"encryptedKeyset"', looks: /^\{"encryptedKeyset":\s{0,4}"/ },
  { bytes: '{\n  "type": "service_account"', looks: /^\{\n {2}"type": "service_account"/ },
  // PASERK: the version before it is a letter and a digit.
  { bytes: '.secret.', at: 2, looks: /^k[1-4]\.secret\.[A-Za-z0-9_-]{30}/ },
  { bytes: '(11:private-key(', looks: /^\(11:private-key\(\d/ },
  { bytes: '(21:protected-private-key(', looks: /^\(21:protected-private-key\(\d/ },
  { bytes: 'Key: (', looks: /^Key: \((?:protected-)?private-key/ },
  // CryptoAPI and CNG: RSA2, RSA3, and EC's magic for signing and key agreement with the size of their numbers.
  { bytes: '0x0702000000a4000052534132', looks: /^\x07\x02/ },
  { bytes: '0x070200000024000052534132', looks: /^\x07\x02/ },
  { bytes: '0x1ef1b5b000000000', looks: /^\x1e\xf1\xb5\xb0\0{4}[\x01\x02]\0\0\0/ },
  ...['RSA2', 'RSA3'].map((magic) => ({ bytes: magic, looks: /^RSA[23].[\x02-\x40]\0\0.\0\0\0/s })),
  ...['S2\x20', 'K2\x20', 'S4\x30', 'K4\x30', 'S6\x42', 'K6\x42'].map((magic) => ({
    ...{ bytes: `EC${magic}\0\0`, looks: /^EC[SK][246].\0\0\0/s },
  })),
  // OpenPGP: the algorithm and curve of a packet with a header of two bytes; exponent and S2K usage after n.
  { bytes: '0x16092b06010401da470f01', at: 7, looks: /^[\x94\x9c\xc5\xc7].\x04/s },
  { bytes: '0x13082a8648ce3d030107', at: 7, looks: /^[\x94\x9c\xc5\xc7].\x04/s },
  { bytes: '0x0011010001', at: 'anywhere', looks: /^\0\x11\x01\0\x01[\0\xfd-\xff]/, layers: 'first' },
  // n of RSA-2048, RSA-3072 and RSA-4096 after a header of 3 bytes, 6 of version, time and algorithm, 2 of its length.
  ...[256, 384, 512].map((bytes) => ({
    ...{ bytes: '0x0011010001', at: 11 + bytes, looks: /^[\x95\x9d\xc5\xc7]..\x04.{4}[\x01-\x03]/s },
    layers: 'second' as const,
  })),
  // BCFKS: PBES2 after three headers, the third of 128 to 255 bytes.
  { bytes: '0x06092a864886f70d01050d30', at: 11, looks: /^\x30\x82..\x30\x82..\x30\x81/s },
  // Read by base64-private-key.ts in the first layer: SEC1 of P-256, secp256k1, P-384 and P-521 with all its parts.
  ...['30770201010420', '30740201010420', '3081a40201010430', '3081dc0201010442'].map((bytes) => ({
    ...{ bytes: `0x${bytes}`, looks: /^\x30.{1,2}\x02\x01\x01\x04/s, layers: 'second' as const },
  })),
  // I2P: the certificate behind two public keys.
  { bytes: '0x050004000700', at: 'anywhere', looks: /^\x05\0\x04\0\x07\0[\0-\x07]/, layers: 'first' },
  { bytes: '0x0504000c', looks: /^\x05\x04\0\x0c\0\x01\0\x08/ },
  // Read by base64-key-store.ts in the first layer: PKCS#12, JKS, JCEKS, BKS, keytabs.
  { bytes: '0x02010330', at: 4, looks: /^\x30\x82..\x02\x01\x03\x30[\x81\x82]/s, layers: 'second' },
  { bytes: '0x0201033080', at: 2, looks: /^\x30\x80\x02\x01\x03\x30\x80/, layers: 'second' },
  { bytes: '0xfeedfeed00000002', looks: /^\xfe\xed\xfe\xed\0\0\0\x02\0\0/, layers: 'second' },
  { bytes: '0xcececece00000002', looks: /^\xce{4}\0\0\0\x02\0\0/, layers: 'second' },
  ...['01', '02'].map((version) => ({
    ...{ bytes: `0x000000${version}00000014`, looks: /^\0\0\0[\x01\x02]\0\0\0\x14/, layers: 'second' as const },
  })),
  { bytes: '0x0502000000', looks: /^\x05\x02\0\0\0/, layers: 'second' },
];

/** Digits of an inner layer that suffice for an anchor. */
const MAX_INNER_DIGITS = 14;
/** Digits of an anchor: the limit of the kernel. */
const MAX_DIGITS = 32;

export const ENCODED_BEGINNINGS: readonly EncodedBeginning[] = FILES.flatMap(
  ({ bytes, at = 0, looks, holds = 'file', layers }) => {
    const content = bytes.startsWith('0x') ? Buffer.from(bytes.slice(2), 'hex') : Buffer.from(bytes, 'latin1');
    const phases = at === 'anywhere' ? [0, 1, 2] : [at % 3];
    const once = phases.map((phase): EncodedBeginning => {
      const { text, digitsBefore } = base64Anchors(content)[phase]!;
      const bytesBefore = at === 'anywhere' ? BYTES_BEFORE_ANYWHERE : at;
      return { text: text.slice(0, MAX_DIGITS), digitsBefore, bytesBefore, holds, looks };
    });
    const twice = at === 'anywhere' ? [] : once.map((inner) => secondLayer(inner, at));
    return layers === 'first' ? once : layers === 'second' ? twice : [...once, ...twice];
  },
);

function secondLayer(inner: EncodedBeginning, at: number): EncodedBeginning {
  // The first digit that depends on these bytes alone, counted from the file's first.
  const digit = Math.ceil((at * 8) / 6);
  const digits = Buffer.from(inner.text.slice(0, MAX_INNER_DIGITS));
  const { text, digitsBefore } = base64Anchors(digits)[digit % 3]!;
  return { text, digitsBefore, bytesBefore: digit, holds: 'layer', inner };
}
