/**
 * Passwords that Elasticsearch draws and prints: at its first start (in a terminal and in the log of a package), by
 * `elasticsearch-reset-password` and by `elasticsearch-setup-passwords auto`. 20 characters (KeyStoreWrapper and
 * SetupPasswordTool of elastic/elasticsearch: letters, digits and `*+-=_`).
 */
import { ALPHANUMERIC } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const PASSWORD = '(?<secret>[A-Za-z0-9*+=_-]{20})';
/** Before it: line ends, blanks, colours. */
const BEFORE = String.raw`(?:\x1b\[[0-9;]{1,8}m|\\[nr]|\s){1,16}`;

export const elasticSetupRules: readonly Rule[] = [
  {
    id: 'elasticsearch-initial-password',
    title: 'Password that Elasticsearch drew for a user',
    provider: 'Elastic',
    severity: 'high',
    confidence: 'high',
    advice: 'Set another with `elasticsearch-reset-password -u NAME`: this one is that of a superuser in most cases.',
    anchors: [
      ...['assword for the elastic ', 'assword for the [', 'PASSWORD elastic = ', 'PASSWORD kibana'],
      ...[
        'PASSWORD apm_system',
        'PASSWORD logstash_system',
        'PASSWORD beats_system',
        'PASSWORD remote_monitoring_user',
      ],
    ],
    pattern: new RegExp(
      [
        String.raw`(?:assword for the elastic user[^\n\\]{0,100}:${BEFORE}`,
        '|assword for the elastic built-in superuser is : ',
        String.raw`|assword for the \[[\w-]{1,40}\] user successfully reset\.${BEFORE}New value: `,
        `|PASSWORD [a-z_]{5,24} = )${PASSWORD}`,
      ].join(''),
    ),
    maxMatchBytes: 260,
    edges: { after: /[A-Za-z0-9*+=_-]/ },
    minBitsPerCharacter: 2.5,
    examples: (random) => {
      const secret = random.text(20, ALPHANUMERIC);
      return [
        `Password for the elastic user (reset with \`bin/elasticsearch-reset-password -u elastic\`):\n  ${secret}\n`,
        `Password for the elastic user (reset with \`bin/elasticsearch-reset-password -u elastic\`):\n  \x1b[1m${secret}\x1b[22m\n`,
        `The generated password for the elastic built-in superuser is : ${secret}\n`,
        `Password for the [kibana_system] user successfully reset.\nNew value: ${secret}\n`,
        `Changed password for user elastic\nPASSWORD elastic = ${secret}\n`,
        `PASSWORD kibana_system = ${secret}\n`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      'Password for the elastic user (reset with `bin/elasticsearch-reset-password -u elastic`):\n  <generated>\n',
      'Enter password for the elastic user: \n',
      'PASSWORD elastic = changeme\n',
    ],
  },
];
