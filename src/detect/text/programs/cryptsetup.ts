/**
 * Keys of encrypted disks in output of tools: tables of device mapper (`dmsetup table --showkeys`; Documentation/admin-guide/
 * device-mapper of Linux, dm-crypt.rst and dm-integrity.rst), `cryptsetup luksDump --dump-volume-key` (cryptsetup-luksDump(8)),
 * and recovery keys of systemd and of FileVault.
 */
import { HEX, type RandomText } from '../random-text.ts';
import { inAnyCase, type Rule } from '../rule.ts';
import { assessHexKey } from './symmetric-key.ts';

/** Between bytes of a dump, in lines or in a literal with escapes. */
const BLANKS = String.raw`(?:\s|\\[nrt]){1,12}`;
/** MODHEX of systemd (src/shared/recovery-key.c): letters at the same place on every keyboard. */
const MODHEX = 'cbdefghijklnrtuv';
/** Without look-alikes. */
const FILEVAULT = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export const cryptsetupRules: readonly Rule[] = [
  {
    id: 'device-mapper-key',
    title: 'Key of an encrypted disk, in a table of device mapper',
    provider: 'Linux',
    severity: 'high',
    confidence: 'high',
    advice:
      'Encrypt the disk anew with `cryptsetup reencrypt`: with this key it opens without a pass phrase. Leave out --showkeys in logs.',
    anchors: [' crypt ', 'internal_hash:', 'journal_crypt:', 'journal_mac:'],
    // For a key in the kernel's ring, the table has its description instead: `:64:logon:cryptsetup:…`.
    pattern:
      /(?: crypt [a-z][a-z0-9:(),._-]{2,80} |(?:internal_hash|journal_crypt|journal_mac):[a-z][a-z0-9(),_-]{2,60}:)(?<secret>[0-9a-fA-F]{32,512})/,
    maxMatchBytes: 620,
    contextBytes: 48,
    edges: { after: /[0-9A-Za-z]/ },
    check: ({ window, start, end, secret }) => {
      const isCrypt = window.charAt(start) === ' ';
      // First sector and number of sectors before it, offset and device after it.
      const isTable =
        /\d{1,20} \d{1,20}$/.test(window.slice(0, start)) && /^ \d{1,20} (?:\d|\/)/.test(window.slice(end));
      // Outside LUKS it is a digest of a passphrase.
      return !isCrypt || isTable ? assessHexKey(secret, { derived: true }) : undefined;
    },
    examples: (random) =>
      ['home: 0 41940992 crypt aes-xts-plain64 KEY 0 253:2 32768', '0 8 crypt capi:xts(aes)-plain64 KEY 8 /dev/sdb 0']
        .concat('0 16 integrity 7:0 0 32 J 7 journal_mac:hmac(sha256):KEY buffer_sectors:128')
        .map((line) => keyIn(`${line}\n`, random.text(128, HEX))),
    lookAlikes: (random) => [
      `0 41940992 crypt aes-xts-plain64 ${'0'.repeat(128)} 0 253:2 32768`,
      '0 41940992 crypt aes-xts-plain64 :64:logon:cryptsetup:5a3f0b7c-0c5a-4c2f-9d6c-000000000001-d0 0 253:2 32768',
      '0 16 integrity 7:0 0 4 J 6 internal_hash:crc32c journal_sectors:1000',
      `we crypt aes ${random.text(64, HEX)} 0 times`,
    ],
  },
  {
    id: 'cryptsetup-volume-key',
    form: { specification: 'cryptsetup-luksDump(8), --dump-volume-key', proof: 'label and length' },
    title: 'Volume key of an encrypted disk',
    provider: 'cryptsetup',
    severity: 'critical',
    confidence: 'high',
    advice: 'Encrypt the disk anew with `cryptsetup reencrypt`: with this key it opens whatever its pass phrases are.',
    anchors: ['MK dump:', 'Volume Key dump:', 'Volume key dump:', 'VK dump:'],
    pattern: new RegExp(
      `(?:MK|VK|Volume [Kk]ey) dump:${BLANKS}(?<secret>[0-9a-fA-F]{2}(?:${BLANKS}[0-9a-fA-F]{2}){15,127})`,
    ),
    maxMatchBytes: 1800,
    edges: { after: /[0-9A-Za-z]/ },
    check: ({ secret }) => assessHexKey(secret),
    examples: (random) =>
      ['\n\t\t', '\\n\\t\\t'].map((end) => {
        const lines = Array.from({ length: 4 }, () => random.text(32, HEX).match(/../g)!.join(' '));
        const secret = lines.join(` ${end}`);
        return { text: `MK bits:       \t512\nMK dump:\t${secret} \n`, secret, hidden: [secret, ...lines] };
      }),
    lookAlikes: (random) => [
      `MK digest:     \t${random.text(40, HEX).match(/../g)!.join(' ')}`,
      'MK dump:\t',
      `MK dump:\t${'00 '.repeat(64)}`,
    ],
  },
  {
    id: 'disk-recovery-key',
    title: 'Recovery key of an encrypted disk or home',
    provider: 'systemd or FileVault',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Enroll another with `systemd-cryptenroll --recovery-key`, `homectl update --recovery-key=yes` or `fdesetup changerecovery -personal`, and wipe this one.',
    anchors: inAnyCase('recovery key', 'recoverykey', 'recovery_key', 'recovery-key'),
    // systemd has a sentence in between, a property list the tags of two elements.
    pattern: new RegExp(
      `recovery[ _-]?key[^\\0]{0,100}?[^A-Za-z0-9-](?<secret>(?:[${MODHEX}]{8}-){7}[${MODHEX}]{8}|(?:[A-Z0-9]{4}-){5}[A-Z0-9]{4})(?![A-Za-z0-9-])`,
      'i',
    ),
    maxMatchBytes: 200,
    edges: {},
    minBitsPerCharacter: 2.8,
    check: ({ secret, window, start }) => {
      if (/^.{11,12}[ _-]?(?:id|identifier|uuid|version|serial)(?![a-z])/i.test(window.slice(start))) return undefined;
      const isModhex = new RegExp(`^[${MODHEX}-]+$`).test(secret);
      // A pattern for both cases also matches mixtures that neither form allows.
      if (!isModhex && !/^(?=.*\d.*\d)(?=.*[A-Z].*[A-Z])[A-Z0-9-]+$/.test(secret)) return undefined;
      // A date with a number; four in a million keys have as many.
      if ((secret.match(/\d{4}/g) ?? []).length >= 3) return undefined;
      return { facts: { form: isModhex ? 'systemd' : 'FileVault' } };
    },
    examples: (random) => [
      keyIn('A secret recovery key has been generated for this volume:\n\n    \xf0\x9f\x94\x90 KEY\n', modhex(random)),
      keyIn("Recovery key = 'KEY'\n", fileVault(random)),
      keyIn('<key>RecoveryKey</key>\n\t<string>KEY</string>\n', fileVault(random)),
    ],
    lookAlikes: (random) => [
      // The key of an account with Apple: seven groups.
      `Apple Account recovery key: ${random.text(4, FILEVAULT)}-${fileVault(random)}`,
      `recovery_key_version: ${fileVault(random)}`,
      `recoverykeyid ${fileVault(random)}`,
      `recovery key: 2024-1127-0815-5812-${random.text(4, FILEVAULT)}-${random.text(4, FILEVAULT)}`,
      'Recovery key: XXXX-XXXX-XXXX-XXXX-XXXX-XXXX',
      'Your recovery key is printed below',
      `Recovery key ID: ${random.text(8, HEX)}-${random.text(4, HEX)}-${random.text(4, HEX)}-${random.text(4, HEX)}`,
    ],
  },
];

function keyIn(template: string, secret: string) {
  return { text: template.replace('KEY', secret), secret, hidden: [secret] };
}

function modhex(random: RandomText): string {
  return Array.from({ length: 8 }, () => random.text(8, MODHEX)).join('-');
}

function fileVault(random: RandomText): string {
  // At least two digits, as 99 in 100 have.
  const groups = Array.from({ length: 5 }, () => random.text(4, FILEVAULT));
  return [...groups, `A2B${random.text(1, '3456789')}`].join('-');
}
