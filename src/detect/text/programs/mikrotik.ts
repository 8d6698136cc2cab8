/**
 * Passwords of users in output of `/export` of MikroTik's RouterOS: `/ppp secret`, then one `add name=… password=…` per line, with
 * a backslash where a line continues. (`wpa2-pre-shared-key=` is a password of Wi-Fi, and `secret=` of IPsec a `generic-secret`.)
 */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

const BLANK = String.raw`(?:[ \t]{1,4}(?:\\\r?\n[ \t]{1,8})?)`;
const VALUE = String.raw`(?:"[^"\r\n\0]{0,160}"|[^\s"\0]{1,160})`;

export const mikrotikRules: readonly Rule[] = [
  {
    id: 'mikrotik-password',
    title: 'Password of a user of RouterOS',
    provider: 'MikroTik',
    severity: 'high',
    confidence: 'high',
    advice: 'Change the password on the router; export with `hide-sensitive`, as versions from 7 on do by themselves.',
    anchors: [
      ...['add name=', 'add comment=', 'add disabled=', 'add group=', 'add local-address='],
      ...['/user set ', '/user/set '],
    ],
    pattern: new RegExp(
      `(?:add |/user[ /]set (?:\\[[^\\]\\r\\n\\0]{1,60}\\]|[\\w.-]{1,32})[ \\t]{1,4})(?:[a-z-]{2,30}=${VALUE}${BLANK}){0,8}?password=(?<open>"?)(?<secret>[^\\s"\\\\\\0]{4,256})(?![^\\s"\\\\\\0])`,
    ),
    maxMatchBytes: 2048,
    contextBytes: 16,
    edges: { before: /[A-Za-z0-9_-]/ },
    judgesPlaceholders: true,
    check: ({ secret, window, start, end }) =>
      assessPassword(secret, { of: /[ \t]name="?([\w.@-]{1,64})/.exec(window.slice(start, end))?.[1] ?? 'routeros' }),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `add name=ops password=${secret} profile=default\n`,
        `add group=full name=ops password=${secret}\n`,
        `add local-address=192.0.2.1 name=ops password=${secret} profile=default\n`,
        `/user set admin password=${secret}\n`,
        `/user set [find name=admin] password="${secret}"\n`,
        `add name=ops \\\n    password="${secret}" service=l2tp\n`,
      ].map((line) => ({ text: `/ppp secret\n${line}`, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      'add name=ops password="" profile=default',
      'add name=ops password=<password>',
      'add name=ops profile=default',
      '/user set admin password=$password',
    ],
  },
];
