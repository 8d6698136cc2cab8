/**
 * ipsec.secrets of strongSwan and Libreswan (ipsec.secrets(5)): the ends of a tunnel, a colon, the kind of secret, and the secret:
 * quoted, `0x` and hex, or `0s` and base64. RSA keys are in files of their own, or have the form of private-key-printed.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import { bytesCountUp, looksMadeUp } from '../placeholder.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';

/** From the beginning of a line, or of a literal: nothing, or names of both ends followed by a blank each. */
const ENDS = /(?:^|[\r\n"'`]|\\n)[ \t]{0,8}((?:[%@A-Za-z0-9_.:*/=,+-]{1,80}[ \t]{1,8}){0,6})$/;

/** Text or bytes that count up, in hex or base64: `0sQUJDREVGR0g…`. */
function isMadeUpNumber(secret: string): boolean {
  const bytes = Buffer.from(secret.slice(2), secret[1] === 'x' ? 'hex' : 'base64');
  return bytesCountUp(bytes) || looksMadeUp(bytes.toString('latin1'));
}

export const ipsecSecretsRules: readonly Rule[] = [
  {
    id: 'ipsec-shared-secret',
    title: 'Shared secret or password of IPsec',
    provider: 'IPsec',
    severity: 'high',
    confidence: 'high',
    advice: 'Set another at both ends of the tunnel, or use certificates, and keep /etc/ipsec.secrets out of images.',
    anchors: ['PSK', 'EAP', 'XAUTH', 'NTLM'].flatMap((kind) =>
      [': ', ':', ':\t'].flatMap((colon) =>
        [' ', '\t'].map((blank) => ({ text: `${colon}${kind}${blank}`.toLowerCase(), ignoreCase: true }) as const),
      ),
    ),
    pattern:
      /:[ \t]{0,8}(?<kind>PSK|EAP|XAUTH|NTLM)[ \t]{1,8}(?<open>"?)(?<secret>[^"\s\x00][^"\r\n\x00]{2,200})(?<close>"?)/i,
    maxMatchBytes: 230,
    contextBytes: 200,
    edges: {},
    judgesPlaceholders: true,
    check({ secret, groups, window, start }) {
      const ends = ENDS.exec(window.slice(0, start))?.[1];
      if (ends === undefined) return undefined;
      const isQuoted = groups.open === '"' && groups.close === '"';
      if (!isQuoted && !/^0(?:x[0-9A-Fa-f]{16,128}|s[A-Za-z0-9+/]{16,172}={0,2})$/.test(secret)) return undefined;
      const of = `${groups.kind!.toUpperCase()} ${ends.trim()}`.trim();
      if (!isQuoted && isMadeUpNumber(secret)) return { confidence: 'low', guessable: true, named: of };
      // Quoted prose has blanks, and so have passphrases made of words.
      return assessPassword(isQuoted ? secret : secret.slice(2), { of, chosen: /\s/.test(secret) ? 'low' : 'medium' });
    },
    examples: (random) => {
      const secret = drawnPassword(random);
      const number = `0x${random.text(64, HEX)}`;
      const counted = `0s${btoa('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}`;
      return [
        ...['@east @west : PSK', 'carol@example.org : EAP', ': XAUTH', '%any 192.0.2.1 : NTLM'].map((lead) => ({
          text: `# secrets\n${lead} "${secret}"\n`,
          ...{ secret, hidden: [secret] },
        })),
        { text: `# secrets\n@east : PSK ${number}\n`, secret: number, hidden: [number] },
        { text: `# secrets\n@east : PSK ${counted}\n`, secret: counted, hidden: [], confidence: 'low' },
        { text: `# secrets\n@east @west :psk\t"${secret}"\n`, secret, hidden: [secret] },
      ];
    },
    lookAlikes: () => [
      ...[': PSK "<secret>"', ': PSK 0', ': PSK 0x00', 'state: PSK 0 of 12', ': RSA vpn.key'],
      ...['wifi security: PSK "WPA2-Personal"', 'auth: EAP "PEAP/MSCHAPv2"'],
    ],
  },
];
