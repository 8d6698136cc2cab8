/**
 * Keys on command lines and in their output: `openssl enc -K` and `-P` (openssl-enc(1)), and content keys of video for ffmpeg,
 * mp4decrypt, shaka-packager and yt-dlp.
 */

import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { G, OTHERS } from './program-option.ts';
import { assessHexKey } from './symmetric-key.ts';

export const cipherCommandRules: readonly Rule[] = [
  {
    id: 'openssl-enc-key',
    form: { specification: 'openssl-enc(1)', proof: 'names and lengths' },
    title: 'Key on a command line of openssl, or printed by it',
    provider: 'OpenSSL',
    severity: 'high',
    confidence: 'high',
    advice:
      'Encrypt anew with another key what it protects. Command lines are in histories, logs and lists of processes.',
    anchors: ['openssl enc ', 'openssl aes-', 'openssl aes1', 'openssl aes2', '\niv =', '\\niv ='],
    bytesBefore: 90,
    pattern: new RegExp(
      `(?:openssl (?:enc|aes-?\\d{3}[\\w-]{0,24})${OTHERS}-K${G}["']?|key=)(?<secret>[0-9a-fA-F]{64}|[0-9a-fA-F]{48}|[0-9a-fA-F]{32})(?:\\\\?\\r?\\n|\\\\n|[^0-9A-Za-z]|$)(?:iv =)?`,
    ),
    maxMatchBytes: 800,
    edges: {},
    // With -P it is derived from a passphrase, and -K may have the output of sha256sum for one.
    check: ({ secret, window, start, end }) =>
      window.startsWith('openssl', start) || window.slice(0, end).endsWith('iv =')
        ? assessHexKey(secret, { derived: true })
        : undefined,
    examples: (random) => {
      const secret = random.text(64, HEX).toUpperCase();
      return [
        `openssl enc -aes-256-cbc -K ${secret} -iv 0 -in a\n`,
        `openssl aes-256-cbc -d -in a -K '${secret}' -iv 0\n`,
        `openssl enc -aes-256-cbc -in a \\\n  -K ${secret} \\\n  -iv 0\n`,
        `salt=0123456789ABCDEF\nkey=${secret}\niv =${random.text(32, HEX).toUpperCase()}\n`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      'openssl enc -aes-256-cbc -K "$KEY" -iv "$IV"',
      `openssl enc -aes-256-cbc -K ${'0'.repeat(64)} -iv 0`,
      `openssl enc -aes-256-cbc -iv ${random.text(32, HEX)} -in a`,
    ],
  },
  {
    id: 'media-content-key',
    title: 'Content key of a video',
    provider: 'Media',
    severity: 'medium',
    confidence: 'high',
    advice: 'Package the video anew with another key, and let programs fetch keys from the licence server.',
    anchors: ['cryption_key ', '--key ', 'key_id='],
    bytesBefore: 32,
    pattern:
      /(?:-(?:cenc_)?(?:de|en)cryption_key[ \t]{1,4}["']?|--key[ \t]{1,4}["']?(?:\d{1,3}|[0-9a-fA-F]{32}):|key_id=[0-9a-fA-F]{32}:key=)(?<secret>[0-9a-fA-F]{32})/,
    maxMatchBytes: 110,
    edges: { after: /[0-9A-Za-z]/ },
    check: ({ secret }) => assessHexKey(secret),
    examples: (random) => {
      const [id, secret] = [random.text(32, HEX), random.text(32, HEX)];
      return [
        ...[`ffmpeg -decryption_key ${secret} -i a.mp4 b.mp4`, `mp4decrypt --key ${id}:${secret} a.mp4 b.mp4`],
        `packager --keys label=:key_id=${id}:key=${secret}`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      'ffmpeg -decryption_key $KEY -i a.mp4',
      `mp4decrypt --key <id>:<key> a.mp4`,
      `tool --key ${random.text(32, HEX)}`,
      `--key 1:${random.text(30, HEX)}`,
    ],
  },
];
