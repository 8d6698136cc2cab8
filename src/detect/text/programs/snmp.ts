/**
 * Passwords, keys and community names of Net-SNMP: of its agent (snmpd.conf(5), snmpd.examples(5)), the keys that it writes
 * itself, and arguments of its commands (snmpcmd(1), -A and -X).
 */
import { assessPassword, drawnPassword } from '../password.ts';
import { HEX } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { G, OTHERS } from './program-option.ts';
import { assessHexKey } from './symmetric-key.ts';

const QUOTE = String.raw`(?:\\?["'])?`;
const SHA = '(?:MD5|SHA(?:-?(?:1|224|256|384|512))?)';

export const snmpRules: readonly Rule[] = [
  {
    id: 'snmp-password',
    title: 'Password, key or community of SNMP',
    provider: 'SNMP',
    severity: 'high',
    confidence: 'high',
    advice:
      'Set another on the agent and on what asks it, with `snmpusm passwd` for users; a community that may write configures the device.',
    anchors: [
      ...['createUser ', 'createUser\t', 'usmUser ', 'rocommunity', 'rwcommunity', 'com2sec'],
      ...[
        'snmpget ',
        'snmpgetnext ',
        'snmpwalk ',
        'snmpset ',
        'snmpbulkget ',
        'snmpbulkwalk ',
        'snmptable ',
        'snmptrap ',
      ],
    ],
    pattern: new RegExp(
      `(?:snmp(?:bulk)?(?:get|getnext|walk|set|table|trap)${OTHERS}-[AX]${G}${QUOTE}|createUser[ \\t]{1,8}(?:-e[ \\t]{1,4}\\S{1,70}[ \\t]{1,4})?${QUOTE}[\\w.@-]{1,32}${QUOTE}[ \\t]{1,8}${SHA}[ \\t]{1,8}(?:-[lm][ \\t]{1,4})?${QUOTE}|usmUser(?: [^\\s\\0]{1,140}){6,8}? (?=0x)|r[ow]community6?[ \\t]{1,8}${QUOTE}|com2sec6?[ \\t]{1,8}(?:-Cn[ \\t]{1,4}\\S{1,40}[ \\t]{1,4})?[\\w.-]{1,40}[ \\t]{1,8}[\\w.:/-]{1,64}[ \\t]{1,8}${QUOTE})(?<secret>[^\\s"'\\\\#\\0]{6,256})(?![^\\s"'\\\\#\\0])`,
    ),
    maxMatchBytes: 900,
    contextBytes: 24,
    edges: { before: /[A-Za-z0-9_.-]/ },
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => {
      const [secret, key] = [drawnPassword(random), random.text(40, HEX)];
      const user = '0x80001f8880 0x6f707300 0x6f707300 NULL .1.3.6.1.6.3.10.1.1.3';
      return [
        ...[
          '\ncreateUser ops SHA "KEY" AES\n',
          '"\\ncreateUser ops SHA \\"KEY\\"\\n"',
          '\ncreateUser\tops\tSHA\tKEY\n',
          'snmpwalk -v3 -u ops -l authNoPriv -a SHA -A "KEY" host\n',
          'sudo snmpget -v3 -u ops \\\n  -X KEY host\n',
          '\ncreateUser -e 0x80001f8880 ops SHA-256 KEY\n',
          '\nrwcommunity KEY 192.0.2.0/24\n',
        ],
        '\ncom2sec local 192.0.2.0/24 KEY\n',
      ]
        .map((form) => ({ text: form.replace('KEY', secret), secret, hidden: [secret] }))
        .concat([
          { text: `\nusmUser 1 3 ${user} 0x${key} .1.3.6.1.6.3.10.1.2.4 "" 0x\n`, secret: `0x${key}`, hidden: [key] },
        ]);
    },
    lookAlikes: (random) => [
      '\nrocommunity public default\n',
      '\nrwcommunity private\n',
      '\nrocommunity6 2001:db8::1/64\n',
      '\nrocommunity COMMUNITY1\n',
      'snmpwalk -v3 -A <password> host',
      `await createUser ops ${drawnPassword(random)}`,
      '\ncom2sec readonly default public\n',
      '\nrocommunity <community>\n',
      `const rocommunity = ${drawnPassword(random)}`,
    ],
  },
];

/** Names of communities in every manual, and addresses, in case the name is omitted. */
const COMMON =
  /^(?:(?:public|private|default|secret|communit(?:y|ies))\d{0,3}|[a-z]{6,12}|[\d.:/]+|[\da-f]{0,4}:[\da-f.:]+(?:\/\d{1,3})?)$/i;

function assess({ window, start, secret }: Candidate): Assessment | undefined {
  if (window.startsWith('snmp', start)) return assessPassword(secret, { of: window.slice(start, start + 7) });
  if (!/(?:^|[\r\n\0"'`]|\\n)[ \t]{0,8}$/.test(window.slice(0, start))) return undefined;
  if (/^usmU/.test(window.slice(start)))
    return /^0x[0-9a-fA-F]{32,128}$/.test(secret) ? assessHexKey(secret, { derived: true }) : undefined;
  if (/^(?:r[ow]c|com2)/.test(window.slice(start)) && COMMON.test(secret)) return undefined;
  return assessPassword(secret, { of: window.slice(start, start + 11), chosen: 'medium' });
}
