/**
 * Secrets that tools extract from Windows accounts: NT hashes as pwdump, Samba's smbpasswd(5), impacket's secretsdump and mimikatz
 * print them, Kerberos keys, and secrets of the LSA. None needs to be cracked: the hash and the key can sign in directly.
 */
import { HEX_DIGITS } from '../byte-runs.ts';
import { HEX } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { assessHexKey } from './symmetric-key.ts';

const CHANGE =
  'Change the password of the account, twice where it is krbtgt or a computer: the hash signs in without it. Find out who took it.';
const COMMON = { provider: 'Windows', severity: 'high', confidence: 'high', advice: CHANGE } as const;
/** MD4 of nothing: an account without a password. */
const EMPTY_NT = /^31d6cfe0d16ae931b73c59d7e0c089c0$/i;
/** LAN Manager's hash, or its replacement. */
const LM = String.raw`(?:[0-9a-fA-F]{32}|[X*]{32}|\*?NO PASSWORD\*{20,21})`;
const COLON = 0x3a;
/** `:[U          ]` */
const FLAGS_LENGTH = 14;
const NT_HASH = new RegExp(
  `(?::(?:\\d{1,10}:${LM}|aad3b435b51404eeaad3b435b51404ee):|(?:\\* NTLM[ \\t]{0,8}|Hash NTLM): )(?<secret>[0-9a-fA-F]{32})(?![0-9a-fA-F])(?::::|:\\[[A-Z ]{11}\\]:LCT-|(?=\\W|$))`,
);
const KERBEROS_KEY =
  /aes(?:256|128)(?:-cts-hmac-sha1-96(?::|\)[ \t]{1,4}\(0x)|_hmac[ \t]{1,16}(?:\(4096\)[ \t]{0,4})?:?[ \t]{0,4})(?<secret>[0-9a-fA-F]{64}|[0-9a-fA-F]{32})(?![0-9a-fA-F])/;
/** How far back to look for the previous account; mimikatz prints the other packages of an account before the next one. */
const DUMP_BYTES = 1000;

export const windowsHashRules: readonly Rule[] = [
  {
    ...COMMON,
    id: 'windows-nt-hash',
    title: 'NT hash of an account of Windows',
    anchors: [':::', ':LCT-', '* NTLM  ', '* NTLM:', 'Hash NTLM: '],
    // `pwdump` and smbpasswd lines continue with many other fields, and most `:::` are prose.
    glance: (window, at) => {
      if (window[at] !== COLON) return true;
      const end = window[at + 1] === COLON ? at : at - FLAGS_LENGTH;
      return HEX_DIGITS[window[end - 1] ?? 0] === 1 && window[end - 33] === COLON;
    },
    bytesBefore: 100,
    pattern: NT_HASH,
    maxMatchBytes: 180,
    contextBytes: DUMP_BYTES,
    edges: {},
    minBitsPerCharacter: 2.5,
    check: assessHash,
    examples: (random) => {
      const secret = random.text(32, HEX);
      return [
        `\nACME\\ops:1104:aad3b435b51404eeaad3b435b51404ee:${secret}:::\n`,
        `\nops:1000:${'X'.repeat(32)}:${secret}:[U          ]:LCT-5F000000:\n`,
        `\nACME\\WEB1$:aad3b435b51404eeaad3b435b51404ee:${secret}:::\n`,
        `\t * Username : ops\n\t * NTLM     : ${secret}\n`,
        `User : ops\n  Hash NTLM: ${secret}\n`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      'Guest:501:aad3b435b51404eeaad3b435b51404ee:31d6cfe0d16ae931b73c59d7e0c089c0:::',
      `a::b:${random.text(32, HEX)}:::`,
      `${random.text(64, HEX)}:::`,
      'ops:1000:NO PASSWORD*********************:NO PASSWORD*********************:::',
      '* NTLM     : (null)',
      // Digests of a published file.
      `* MD5    : ${random.text(32, HEX)}\n* SHA1   : ${random.text(40, HEX)}\n* SHA256 : ${random.text(64, HEX)}`,
      // MD4 of the word that everyone tries first.
      `ops:1104:aad3b435b51404eeaad3b435b51404ee:${'8846f7eaee8fb117'}${'ad06bdd830b7586c'}:::`,
    ],
  },
  {
    ...COMMON,
    id: 'kerberos-account-key',
    title: 'Kerberos key of an account',
    provider: 'Kerberos',
    // klist -K has parentheses, mimikatz sometimes the rounds.
    anchors: ['aes256-cts-hmac-sha1-96', 'aes128-cts-hmac-sha1-96', 'aes256_hmac ', 'aes128_hmac '],
    pattern: KERBEROS_KEY,
    maxMatchBytes: 130,
    contextBytes: DUMP_BYTES,
    edges: {},
    check: (candidate) => {
      const found = assessKerberosKey(candidate.window.slice(candidate.start), candidate.secret);
      return found && !followsAnother(candidate, KERBEROS_KEY, assessKerberosKey) ? found : undefined;
    },
    examples: (random) => {
      const secret = random.text(64, HEX);
      return [
        `ACME\\ops:aes256-cts-hmac-sha1-96:${secret}\n`,
        `   2 host/web1@ACME.TEST (aes256-cts-hmac-sha1-96)  (0x${secret})\n`,
        `\t   aes256_hmac       ${secret}\n`,
        `      aes256_hmac       (4096) : ${secret}\n`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      'supported_enctypes = aes256-cts-hmac-sha1-96:normal aes128-cts-hmac-sha1-96:normal',
      `aes256-cts-hmac-sha1-96:${random.text(40, HEX)}`,
      `aes256-cts-hmac-sha1-96:${'0'.repeat(64)}`,
    ],
  },
  {
    ...COMMON,
    id: 'windows-lsa-secret',
    title: 'Secret of the LSA of Windows',
    advice:
      'It opens what the computer keeps for its accounts: join the computer to the domain anew, and change the passwords of its services.',
    anchors: ['dpapi_machinekey:0x', 'dpapi_userkey:0x', ':plain_password_hex:', 'NL$KM:', 'bootKey: 0x'],
    pattern:
      /(?:dpapi_(?:machine|user)key:0x|:plain_password_hex:|NL\$KM:|bootKey: 0x)(?<secret>[0-9a-fA-F]{32,600})(?![0-9a-fA-F])/,
    maxMatchBytes: 640,
    edges: {},
    check: ({ secret }) => assessHexKey(secret),
    examples: (random) =>
      [
        ['dpapi_machinekey:0x', 40],
        ['dpapi_userkey:0x', 40],
        ['ACME\\WEB1$:plain_password_hex:', 240],
        ['NL$KM:', 128],
        ['[*] Target system bootKey: 0x', 32],
      ].map(([lead, digits]) => {
        const secret = random.text(Number(digits), HEX);
        return { text: `${lead}${secret}\n`, secret, hidden: [secret] };
      }),
    lookAlikes: (random) => [
      `dpapi_machinekey:0x${'0'.repeat(40)}`,
      'ACME\\WEB1$:plain_password_hex:',
      `NL$KM:${random.text(20, HEX)}`,
    ],
  },
];

/** Only the first hash of a dump is reported: a domain has 10,000 accounts, and a fingerprint that resists guessing takes 30 ms. */
function assessHash(candidate: Candidate): Assessment | undefined {
  const { window, start, secret } = candidate;
  const found = assessNtHash(secret);
  if (!found || followsAnother(candidate, NT_HASH, (_, hash) => assessNtHash(hash))) return undefined;
  const user = /(?:^|[\s"'\0]|\\n)([\w.@\\$-]{1,64})$/.exec(window.slice(0, start).replace(/:$/, ''))?.[1];
  // Without a salt: many tables have the digests of it.
  return { identity: secret.toLowerCase(), guessable: true, ...(user !== undefined && { facts: { user } }) };
}

function assessNtHash(secret: string): Assessment | undefined {
  return EMPTY_NT.test(secret) ? undefined : assessHexKey(secret, { derived: true });
}

/** Derived from a password and the name of the account, 4,096 rounds. */
function assessKerberosKey(text: string, secret: string): Assessment | undefined {
  return text.startsWith('aes256') === (secret.length === 64) ? assessHexKey(secret, { derived: true }) : undefined;
}

function followsAnother(
  { window, start }: Candidate,
  pattern: RegExp,
  assess: (text: string, secret: string) => Assessment | undefined,
): boolean {
  const before = window.slice(Math.max(0, start - DUMP_BYTES), start);
  for (const { 0: text, groups } of before.matchAll(new RegExp(pattern, 'g')))
    if (assess(text, groups!.secret!)) return true;
  return false;
}
