/**
 * Unencrypted keys of single IPsec and MACsec connections: `ip xfrm state` and `ip macsec` (ip-xfrm(8), ip-macsec(8)), setkey(8)
 * of ipsec-tools and the BSDs (except quoted text, which only manuals have), `tcpdump -E`, Wireshark's esp_sa, and `mka_cak` of
 * wpa_supplicant. With a recording of the traffic, they decrypt it.
 */
import { HEX } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { assessHexKey } from './symmetric-key.ts';

const QUOTE = String.raw`\\{0,2}["']?`;
const LEADS = [
  // As the kernel's crypto API names algorithms.
  String.raw`(?:hmac|cbc|ctr|xcbc|cmac|rfc\d{4}(?:esp)?)\([a-z0-9_(),-]{2,40}\)${QUOTE}[ \t]{1,8}${QUOTE}`,
  String.raw` -[EA][ \t]{1,4}[a-z0-9-]{3,24}(?:[ \t]|\\?\r?\n){1,16}${QUOTE}`,
  '-cbc-hmac96:',
  String.raw`ip macsec (?:add|set)[^\r\n\0]{1,120}? key [0-9a-fA-F]{2,32} `,
  String.raw`\[RFC\d{4}\]","`,
  'mka[_-]cak=',
];
/** Before an algorithm of the kernel. */
const XFRM = /(?:\b|\\[nrt])(?:enc|auth|auth-trunc|aead)[ \t]{1,8}\\{0,2}["']?$/;

export const ipsecStateRules: readonly Rule[] = [
  {
    id: 'ipsec-connection-key',
    title: 'Key of an IPsec or MACsec connection',
    provider: 'IPsec',
    severity: 'high',
    confidence: 'high',
    advice:
      'Set up the connection with new keys at both ends, and let IKE or MKA agree on them. What went through can be read by who recorded it.',
    anchors: [
      ...[
        'hmac(sha',
        'hmac(md5',
        'cbc(aes',
        'cbc(des3_ede',
        'ctr(aes',
        'rfc4106(',
        'rfc4309(',
        'rfc3686(',
        'rfc7539esp(',
      ],
      ...[
        ' -E aes',
        ' -E rijndael',
        ' -E 3des',
        ' -E blowfish',
        ' -E cast128',
        ' -E camellia',
        ' -A hmac-',
        ' -A aes-',
      ],
      ...['-cbc-hmac96:', 'ip macsec add ', 'ip macsec set ', 'mka_cak=', 'mka-cak='],
      ...['[RFC3602]","', '[RFC2451]","', '[RFC3686]","', '[RFC4106]","', '[RFC2404]","', '[RFC4868]","'],
    ],
    pattern: new RegExp(`(?:${LEADS.join('|')})(?<secret>(?:0x)?(?<body>[0-9a-fA-F]{32,300}))`),
    maxMatchBytes: 480,
    contextBytes: 24,
    edges: { after: /[0-9A-Za-z]/ },
    check: assess,
    examples: (random) => {
      const key = random.text(64, HEX);
      const [hex, short] = [`0x${key}`, random.text(32, HEX)];
      return [
        ...['\tauth-trunc hmac(sha256) KEY 128\n', "ip xfrm state add proto esp enc 'cbc(aes)' KEY\n"],
        ...[
          '"\\n\\tenc cbc(aes) KEY\\n"',
          '\taead rfc4106(gcm(aes)) KEY 128\n',
          'add 10.0.0.1 10.0.0.2 esp 4096 -E aes-cbc KEY;\n',
        ],
        ...['esp 4096 -E aes-cbc\n\tKEY\n', 'tcpdump -E 0x1000@192.0.2.1 aes128-cbc-hmac96:KEY\n'],
        '"IPv4","*","*","0x1000","AES-CBC [RFC3602]","KEY","NULL",""\n',
      ]
        .map((template) => ({ text: template.replace('KEY', hex), secret: hex, hidden: [key] }))
        .concat(
          ['ip macsec add macsec0 tx sa 0 pn 1 on key 01 KEY\n', '\tmka_cak=KEY\n'].map((template) => ({
            ...{ text: template.replace('KEY', short), secret: short, hidden: [short] },
          })),
        );
    },
    lookAlikes: (random) => [
      `hmac(sha256) 0x${random.text(64, HEX)}`,
      '\tauth-trunc hmac(sha256) 0x0123456789abcdef0123456789abcdef 128',
      'enc cbc(aes) 0xdeadbeef',
      ' -E aes-cbc "the key"',
      `grep -A hmac-sha1 ${random.text(20, HEX)}`,
      'add 10.0.0.1 10.0.0.2 esp 4096 -A hmac-sha1 "authentication!"',
      `ip macsec add macsec0 tx sa 0 pn 1 on key 01 ${'0'.repeat(32)}`,
    ],
  },
];

function assess({ window, start, secret }: Candidate): Assessment | undefined {
  const isKernel = /^[a-z0-9]+\(/.test(window.slice(start));
  return !isKernel || XFRM.test(window.slice(0, start)) ? assessHexKey(secret) : undefined;
}
