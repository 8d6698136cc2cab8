/**
 * Secrets of Juniper's Junos, `$9$…`: each character is encoded as distances between letters of a fixed alphabet, so anyone can
 * read it. The proof is that it decodes to text, and encodes to the same distances again. (`$9$` of Cisco is a hash:
 * `password-hash`.)
 */
import { assessPassword, drawnPassword } from '../password.ts';
import type { RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

/**
 * The alphabet in its four families, as in Crypt::Juniper of Perl; characters of the first family are followed by three letters of
 * filling.
 */
const FAMILIES = ['QzF3n6/9CAtpu0O', 'B1IREhcSyrleKvMW8LXx', '7N-dVbwsY2g4oaJZGUDj', 'iHkq.mPf5T'];
const ALPHABET = FAMILIES.join('');
/** The weight of each distance, by the position of the character. */
const WEIGHTS = [
  [1, 4, 32],
  [1, 16, 32],
  [1, 8, 32],
  [1, 64],
  [1, 32],
  [1, 4, 16, 128],
  [1, 32, 64],
];

export const juniperSecretRules: readonly Rule[] = [
  {
    id: 'junos-secret',
    title: 'Password of a device of Juniper, in $9$',
    provider: 'Juniper',
    severity: 'high',
    confidence: 'high',
    advice:
      'Change it on the device and at its peers: anyone reads it. Keep configurations where secrets may be, or set a master password.',
    anchors: ['$9$'],
    pattern: /(?<prefix>\$9\$)(?<secret>[A-Za-z0-9/.-]{7,400})(?=["';\s]|\\["'nr]|%|<|\0|$)/,
    maxMatchBytes: 410,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => {
      const password = opened(secret);
      if (password === undefined) return undefined;
      return {
        ...assessPassword(password, { of: 'junos' }),
        ...{ identity: password, guessable: true, confidence: 'high' },
      };
    },
    examples: (random) => {
      const password = drawnPassword(random);
      const secret = sealed(password, random);
      return [
        `set system tacplus-server 192.0.2.1 secret "$9$${secret}"\n`,
        `authentication-key "$9$${secret}"; ## SECRET-DATA\n`,
      ].map((text) => ({ text, secret, hidden: [secret, password] }));
    },
    lookAlikes: (random) => ['replace("$9$1")', `"$9$${sealed(drawnPassword(random), random)}/Q"`, '"$9$abcdefghijkl"'],
  },
];

/** How many filling letters follow the first one. */
function filling(first: string): number {
  return 3 - FAMILIES.findIndex((family) => family.includes(first));
}

function opened(text: string): string | undefined {
  let at = 1 + filling(text.charAt(0));
  let before = text.charAt(0);
  let password = '';
  while (at < text.length) {
    const weights = WEIGHTS[password.length % WEIGHTS.length]!;
    const letters = [...text.slice(at, at + weights.length)];
    if (letters.length < weights.length) return undefined;
    const gaps = letters.map((letter, index) => distance(index === 0 ? before : letters[index - 1]!, letter));
    const code = gaps.reduce((sum, gap, index) => sum + gap * weights[index]!, 0);
    // Only one spelling is valid: the greatest weights first.
    if (code < 0x20 || code > 0x7e || gapsOf(code, weights).some((gap, index) => gap !== gaps[index])) return undefined;
    password += String.fromCharCode(code);
    before = letters.at(-1)!;
    at += weights.length;
  }
  return password.length >= 3 ? password : undefined;
}

function distance(from: string, to: string): number {
  const length = ALPHABET.length;
  return ((ALPHABET.indexOf(to) - ALPHABET.indexOf(from) + length) % length) - 1;
}

function gapsOf(code: number, weights: readonly number[]): number[] {
  let rest = code;
  const gaps = [...weights].reverse().map((weight) => {
    const gap = Math.floor(rest / weight);
    rest %= weight;
    return gap;
  });
  return gaps.reverse();
}

function sealed(password: string, random: RandomText): string {
  let text = random.text(1, ALPHABET);
  text += random.text(filling(text), ALPHABET);
  let before = text.charAt(0);
  for (const [index, letter] of [...password].entries()) {
    for (const gap of gapsOf(letter.charCodeAt(0), WEIGHTS[index % WEIGHTS.length]!)) {
      before = ALPHABET.charAt((ALPHABET.indexOf(before) + gap + 1) % ALPHABET.length);
      text += before;
    }
  }
  return text;
}
