/** Passwords of IRC: what a client or a bot sends to NickServ, as in its settings (`autosendcmd` of irssi), in code and in logs. */
import { assessPassword, drawnPassword, isWordAlone } from '../password.ts';
import { LOWER } from '../random-text.ts';
import { inAnyCase, type Rule } from '../rule.ts';

export const ircRules: readonly Rule[] = [
  {
    id: 'irc-nickserv-password',
    title: 'Password of an IRC nickname (NickServ)',
    provider: 'IRC',
    severity: 'medium',
    confidence: 'high',
    advice: 'Change it (`/msg NickServ SET PASSWORD`), and log in with SASL, from a setting of its own.',
    anchors: inAnyCase('nickserv identify ', 'nickserv :identify '),
    pattern:
      /nickserv :?identify (?:[\w[\]{}^`|-]{1,32} )?(?<secret>[^\s"'`<>\\;,\x00]{6,64})(?=["'`\\;]|\s{0,4}(?:[\r\n]|$))/i,
    maxMatchBytes: 128,
    edges: {},
    judgesPlaceholders: true,
    // A word alone is the next one of a sentence.
    check: ({ secret }) =>
      isWordAlone(secret) ? undefined : assessPassword(secret, { of: 'NickServ', drawn: 'high', chosen: 'low' }),
    examples: (random) => {
      const [secret, nick] = [drawnPassword(random), random.text(6, LOWER)];
      return [
        `autosendcmd = "/msg nickserv identify ${secret}";`,
        `/msg NickServ IDENTIFY ${nick} ${secret}\n`,
        `PRIVMSG NickServ :IDENTIFY ${secret}\r\n`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      '/msg NickServ IDENTIFY <password>',
      'PRIVMSG NickServ :IDENTIFY %s\r\n',
      '"NICKSERV IDENTIFY " + password',
      'use /msg NickServ IDENTIFY after joining\n',
      '/msg NickServ IDENTIFY $password\n',
    ],
  },
];
