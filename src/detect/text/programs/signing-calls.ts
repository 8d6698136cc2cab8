/**
 * Keys recognised by their position in a call that signs, verifies or encrypts: `jwt.sign(payload, "key")`,
 * `createHmac("sha256", "key")`, `hmac.new(b"key", …)`, `Algorithm.HMAC256("key")`. Only those that a machine drew: a word there
 * is a test, or an example.
 */
import { drawnPassword } from '../password.ts';
import { looksMadeUp } from '../placeholder.ts';
import { HEX } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { isDrawn, isGuessable } from '../value-kind.ts';
import { isForShow } from './shown-value.ts';

/** Functions by the number of arguments before the key. */
const CALLS = {
  // Java, .NET, Rust, Python, Express
  0: [
    ...['Algorithm.HMAC256(', 'Algorithm.HMAC384(', 'Algorithm.HMAC512(', 'hmacShaKeyFor(', 'SecretKeySpec('],
    ...['SignedString(', 'SymmetricSecurityKey(', 'new HMACSHA1(', 'new HMACSHA256(', 'new HMACSHA512('],
    ...['hmac.new(', 'Fernet(', 'AES.new(', 'EncodingKey::from_secret(', 'DecodingKey::from_secret(', 'cookieParser('],
    // Cookies of Actix and Rocket
    'Key::from(',
  ],
  // Node.js, PyJWT, jwt of Ruby, Go, jjwt, crypto-js, OpenSSL of Ruby; SQL, SQLCipher
  1: [
    ...['jwt.sign(', 'jwt.verify(', 'JWT.sign(', 'JWT.verify(', 'jsonwebtoken.sign(', 'jsonwebtoken.verify('],
    ...['jwt.encode(', 'jwt.decode(', 'JWT.encode(', 'JWT.decode(', 'JWT::encode(', 'JWT::decode('],
    ...['createHmac(', 'createCipheriv(', 'createDecipheriv(', 'hmac.New(', '.signWith('],
    ...['HMAC.hexdigest(', 'HMAC.digest(', 'CryptoJS.HmacSHA1(', 'CryptoJS.HmacSHA256(', 'CryptoJS.HmacSHA512('],
    ...['AES.encrypt(', 'AES.decrypt(', 'AES_ENCRYPT(', 'AES_DECRYPT(', 'aes_encrypt(', 'aes_decrypt('],
    ...['pgp_sym_encrypt(', 'pgp_sym_decrypt(', 'sqlite3_key(', 'sqlite3_rekey('],
  ],
  // PHP
  2: ['hash_hmac(', 'openssl_encrypt(', 'openssl_decrypt('],
} as const;

const ARGUMENT = String.raw`\s{0,24}(?:"[^"\n\x00]{0,400}"|'[^'\n\x00]{0,400}'|\{[^{}\x00]{0,300}\}|[^"'(){},\s\x00][^"'(){},\n\x00]{0,79}(?:\([^()\n\x00]{0,80}\))?)\s{0,4},`;
const LEAD = ([0, 1, 2] as const)
  .map((count) => `(?:${CALLS[count].map((call) => call.replace(/[.(]/g, '\\$&')).join('|')})${ARGUMENT.repeat(count)}`)
  .join('|');
/** The fallback for an unset variable, and calls that make bytes of a string. */
const BEFORE = String.raw`\s{0,24}(?:[\w.$]{1,64}\s{0,4}(?:\|\||\?\?)\s{0,4})?(?:\[\]byte\(|(?:new )?[\w.]{1,40}(?:\(\)\.encode|\.GetBytes|\.parse|\.from)\(|b)?`;

export const signingCallRules: readonly Rule[] = [
  {
    id: 'signing-call-key',
    title: 'Key in a call that signs or encrypts',
    provider: 'Program',
    isFallback: true,
    severity: 'high',
    confidence: 'medium',
    advice:
      'Draw another key, and let the program read it from a secret store. What the old one signed is to be refused.',
    anchors: [...CALLS[0], ...CALLS[1], ...CALLS[2]],
    pattern: new RegExp(
      `(?:${LEAD})${BEFORE}(?:"(?<secret>[^"\\\\\\s\\x00]{16,128})"|'(?<single>[^'\\\\\\s\\x00]{16,128})')`,
    ),
    maxMatchBytes: 1500,
    edges: { before: /[A-Za-z0-9_$]/ },
    judgesPlaceholders: true,
    check: assessKey,
    examples: (random) => {
      const secret = drawnPassword(random);
      const hex = random.text(64, HEX);
      return [
        `jwt.sign({ id: user.id }, '${secret}', { expiresIn: '1h' })`,
        `jwt.verify(token, "${secret}")`,
        `jwt.sign(payload, process.env.JWT || '${secret}')`,
        `jwt.decode(request.headers.get('x'), '${secret}', algorithms=['HS256'])`,
        `crypto.createHmac('sha256', '${secret}').update(x)`,
        `hash_hmac('sha256', $data, '${secret}')`,
        `openssl_encrypt($data, 'AES-256-CBC', '${secret}', 0, $iv)`,
        `hmac.new(b'${secret}', message, hashlib.sha256)`,
        `hmac.New(sha256.New, []byte("${secret}"))`,
        `token.SignedString([]byte("${secret}"))`,
        `Algorithm.HMAC256("${secret}")`,
        `new SecretKeySpec("${secret}".getBytes(), "HmacSHA256")`,
        `new SymmetricSecurityKey(Encoding.UTF8.GetBytes("${secret}"))`,
        `createCipheriv('aes-256-cbc', Buffer.from('${secret}'), iv)`,
        `let key = Key::from("${secret}".as_bytes());`,
        `CryptoJS.AES.encrypt(text, '${secret}')`,
        `SELECT AES_DECRYPT(UNHEX(card), '${secret}') FROM orders`,
        `SELECT pgp_sym_decrypt(card::bytea, '${secret}') FROM orders`,
        `sqlite3_key(db, "${secret}", 20);`,
      ]
        .map((text) => ({ text, secret, hidden: [secret] }))
        .concat({ text: `createHmac('sha256', '${hex}')`, secret: hex, hidden: [hex] });
    },
    lookAlikes: () => [
      "jwt.sign(payload, 'secret')",
      "jwt.sign(payload, 'my-very-secret-key-of-the-shop')",
      'jwt.verify(token, process.env.JWT_SECRET)',
      "jwt.sign(payload, fs.readFileSync('keys/private-key-2024.pem'))",
      "createHmac('sha256', secret).update('a')",
      "createHmac('sha256', 'your-256-bit-secret')",
      `createHmac('sha256', '${'0b'.repeat(20)}')`,
      'AES.new(key, AES.MODE_CBC, iv)',
      "SELECT AES_DECRYPT(card, '@key_of_the_orders')",
      'Algorithm.HMAC256(System.getenv("JWT_SECRET_2"))',
      'new SecretKeySpec(bytes, "HmacSHA256withRSA2048")',
    ],
  },
];

function assessKey({ end, groups }: Candidate): Assessment | undefined {
  const key = groups.secret ?? groups.single!;
  if (!isDrawn(key) || looksMadeUp(key) || /[$#]\{|^-----/.test(key)) return undefined;
  const place = { start: end - 1 - key.length, end: end - 1 };
  const found = { place, identity: key, guessable: isGuessable(key) };
  return isForShow(key) ? { ...found, confidence: 'low', named: 'call' } : found;
}
