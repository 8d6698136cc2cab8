/**
 * Passwords in configurations of routers and switches, in the form of Cisco's IOS, which others adopted: in the clear, or as type
 * 7, which is XOR with a public text and so no protection. Hashes (types 5, 8 and 9) are left to `password-hash`.
 */
import { assessPassword, drawnPassword, isWordAlone } from '../password.ts';
import { looksMadeUp } from '../placeholder.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';

const ADVICE =
  'Change it on the device, keep secrets as type 8 or 9, and take them out of configurations before these go anywhere.';
/** The text of type 7 (`service password-encryption`); the first two digits say where in it to begin. */
const TYPE_7_TEXT = 'dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87';

const COMMON = {
  provider: 'Network device',
  severity: 'high',
  confidence: 'high',
  advice: ADVICE,
  contextBytes: 80,
  judgesPlaceholders: true,
} as const;

export const networkDeviceRules: readonly Rule[] = [
  {
    ...COMMON,
    id: 'network-device-type-7-password',
    title: 'Password of a network device, as type 7',
    anchors: ['password 7 ', 'key 7 ', 'secret 7 ', 'key-string 7 ', 'community 7 '],
    pattern: /(?:password|key|secret|key-string|community) 7 (?<secret>(?:0\d|1[0-5])(?:[0-9A-Fa-f]{2}){3,64})/,
    maxMatchBytes: 150,
    edges: { after: /[A-Za-z0-9]/ },
    check({ secret }) {
      const password = opened(secret);
      if (password === undefined || looksMadeUp(secret)) return undefined;
      return { ...assessPassword(password, { of: 'type 7', chosen: 'high' }), identity: password };
    },
    examples: (random) => {
      const password = drawnPassword(random);
      const secret = sealed(password, 7);
      return ['enable password 7', 'username ops privilege 15 password 7', ' tacacs-server key 7', 'pac key 7'].map(
        (lead) => ({ text: `${lead} ${secret}\n`, secret, hidden: [secret, password] }),
      );
    },
    lookAlikes: (random) => [
      'enable password 7 <password>',
      `key 7 ${sealed(drawnPassword(random), 7).slice(0, 5)}`,
      // A sign that no keyboard has.
      `password 7 ${sealed(`abc\x07${drawnPassword(random)}`, 3)}`,
      `key 7 99${random.text(20, '0123456789ABCDEF')}`,
    ],
  },
  {
    ...COMMON,
    id: 'network-device-password',
    title: 'Password of a network device, in the clear',
    anchors: [
      ...['enable password ', 'enable secret ', 'snmp-server community ', 'tacacs-server key ', 'radius-server key '],
      ...['crypto isakmp key ', 'pac key ', ' password 0 ', ' secret 0 '],
    ],
    pattern:
      /(?: (?:password|secret) 0 |enable (?:password|secret) (?:level \d{1,2} )?(?:0 )?|(?:tacacs-server|radius-server|crypto isakmp|pac) key (?:0 )?|snmp-server community )(?<secret>[^\s\x00-\x20]{4,64})(?=[ \t]{0,4}(?:\r?\n|$)| R[OW]\b| address )/,
    maxMatchBytes: 110,
    edges: {},
    check: assessLine,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        ...[`enable secret ${secret}`, `enable password level 15 ${secret}`, `pac key 0 ${secret}`],
        ...[`snmp-server community ${secret} RW 99`, `username ops privilege 15 secret 0 ${secret}`],
        ...[` tacacs-server key ${secret}`, `crypto isakmp key ${secret} address 192.0.2.7`],
      ].map((line) => ({ text: `!\n${line}\n!\n`, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      'enable password authentication\n',
      'enable secret <password>\n',
      `no enable password ${drawnPassword(random)}\n`,
      `! enable password ${drawnPassword(random)}\n`,
      `To enable password ${drawnPassword(random)}\n`,
      'snmp-server community public RO\n',
      'no pac key\n',
      `enable secret 9 ${drawnPassword(random)}\n`,
    ],
  },
];

/** Requires that it begins a line of the configuration, or follows the user of the password; prose has neither. */
function assessLine({ window, start, secret }: Candidate): Assessment | undefined {
  const line = /[^\n]*$/.exec(window.slice(0, start))![0];
  const isOfUser = window.charAt(start) === ' ';
  if (!(isOfUser ? /^ {0,4}username \S{1,64}(?: privilege \d{1,2})?$/ : /^[ \t]{0,8}$/).test(line)) return undefined;
  // `enable password authentication`, and the community that every device has.
  if (isWordAlone(secret) || /^[5-9]$/.test(secret)) return undefined;
  return assessPassword(secret, { of: window.slice(start, window.indexOf(secret, start)) });
}

function opened(text: string): string | undefined {
  const password = masked(Buffer.from(text.slice(2), 'hex'), Number(text.slice(0, 2))).toString('latin1');
  return /^[\x20-\x7e]+$/.test(password) ? password : undefined;
}

function sealed(password: string, seed: number): string {
  const bytes = masked(Buffer.from(password, 'latin1'), seed);
  return `${`${seed}`.padStart(2, '0')}${bytes.toString('hex').toUpperCase()}`;
}

/** Both encrypts and decrypts. */
function masked(bytes: Buffer, seed: number): Buffer {
  return Buffer.from(bytes.map((byte, at) => byte ^ TYPE_7_TEXT.charCodeAt((seed + at) % TYPE_7_TEXT.length)));
}
