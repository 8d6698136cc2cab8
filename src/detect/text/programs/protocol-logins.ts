/**
 * Passwords that clients send unencrypted, as in a capture or a trace (`curl -v`): `PASS` of FTP (RFC 959) and POP3 (RFC 1939)
 * after `USER`, `LOGIN` of IMAP (RFC 9051), SASL `PLAIN` (RFC 4616) and `LOGIN` of SMTP, IMAP and POP3, `AUTH` of Redis in RESP.
 */
import { decodeBase64Text } from '../base64.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import { LOWER } from '../random-text.ts';
import { type Assessment, type Candidate, inAnyCase, type Rule } from '../rule.ts';

const ADVICE = 'Change the password at the server, and have clients log in over TLS only.';
const WORD = String.raw`[^\s"'\x00]`;
/** Prefix of a sent line in a trace: curl, documents, swaks. */
const SENT = '(?:> |C: | -> )?';
/** If a trace has both sides, the server's prompt is in between: 331 of FTP, +OK of POP3, 334 of SMTP, + of IMAP. */
const ASKS = String.raw`(?:(?:< |S: |<-  )?(?:331|334|\+)[^\r\n\x00]{0,120}\r?\n)?`;
/** Between two lines of smtplib (`set_debuglevel(1)`), which writes sent data as Python literals, and each answer twice. */
const SMTPLIB = String.raw`\\r\\n'\r?\n(?:reply: [^\r\n\x00]{0,120}\r?\n){1,2}send: '`;
const NEXT = String.raw`(?:\r?\n${ASKS}${SENT}|${SMTPLIB})`;
const END = String.raw`(?=\r?\n|$)`;
/** `USER`, a name, and the server's answer to it; no more than this of the command's tag before `LOGIN`. */
const [MAX_BEFORE_BYTES, MAX_TAG_BYTES] = [280, 16];

/** The beginning of a line. */
const LINE_BEGINS = /(?:^|[\r\n\0])(?:> |C: )?$/;
/** The same in a trace, which in a log may have other line ends, and a time before it; imaplib writes Python literals. */
const TRACE_BEGINS = /(?:^|[\r\n\0 ])(?:> |C: )$| > b'$/;

export const protocolLoginRules: readonly Rule[] = [
  {
    id: 'login-command-password',
    title: 'Password that a client of FTP, POP3 or IMAP sends',
    provider: 'FTP, POP3, IMAP',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['\r\nPASS ', '\n> PASS ', ' LOGIN '],
    bytesBefore: MAX_BEFORE_BYTES,
    earliestStart,
    latestEnd: (window, at) => endOfLine(window, at + LOGIN_BYTES, MAX_COMMAND_BYTES) + '\r\n'.length,
    glance: mayBeLogin,
    pattern: new RegExp(
      `USER (?<user>${WORD}{1,128})${NEXT}PASS (?<secret>[^\\r\\n\\x00]{3,128})${END}|[A-Za-z]{0,8}[0-9]{1,8} LOGIN (?:"(?<name>[^\\r\\n"\\x00]{1,128})"|${WORD}{1,128}) (?:"(?<quoted>(?:[^\\r\\n"\\\\\\x00]|\\\\["\\\\]){3,128})"|(?<plain>[^\\s"\\\\\\x00]{3,128}))(?='?\\r?\\n)`,
    ),
    maxMatchBytes: 560,
    contextBytes: 8,
    edges: {},
    judgesPlaceholders: true,
    check: assessCommand,
    examples: (random) => {
      const [secret, user] = [drawnPassword(random), random.text(6, LOWER)];
      return [
        `USER ${user}\r\nPASS ${secret}\r\n`,
        `> USER ${user}\r\n< 331 Password, please\r\n> PASS ${secret}\r\n`,
        `USER ${user}\r\n+OK\r\nPASS ${secret}\r\n`,
        `A1 CAPABILITY\r\nA2 LOGIN ${user} ${secret}\r\n`,
        `A1 CAPABILITY\r\nCAPA1 LOGIN "${user}" "${secret}"\r\n`,
        `> A1 CAPABILITY\n< A1 OK\n> A2 LOGIN ${user} ${secret}\n`,
        `  30:06.50 > b'KLGE1 LOGIN ${user} "${secret}"'\n`,
        `2026-05-01 12:00:01 DEBUG imap > A1 LOGIN ${user} ${secret}\n`,
        `12:00:01 C: A1 LOGIN ${user} "${secret}"\n`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      'USER anonymous\r\nPASS ftp7@acme-shop.io\r\n',
      'USER app\r\nPASS ****************\r\n',
      'RUNS tests\r\nPASS src/archive7.test.ts\r\n',
      `NEW USER app\r\nand then\r\nPASS ${drawnPassword(random)}\r\n`,
      `CREATE LOGIN app ${drawnPassword(random)}\r\n`,
      '12:45:10 LOGIN app from10.0.0.1\r\n',
      '\r\n10 LOGIN app succeeded\r\n',
      'A1 LOGIN {4}\r\n',
      `A1 LOGIN app ${drawnPassword(random)}\n`,
      'INFO > A1 LOGIN app succeeded\n',
      'INFO > A1 LOGIN app ********\n',
    ],
  },
  {
    id: 'sasl-login-password',
    title: 'Password that a client of SMTP, IMAP or POP3 sends in base64',
    provider: 'SASL',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['AUTH PLAIN', 'AUTH LOGIN', 'AUTHENTICATE PLAIN', 'AUTHENTICATE LOGIN'],
    pattern: new RegExp(
      `AUTH(?:ENTICATE)? (?:PLAIN(?: |${NEXT})(?<plain>[A-Za-z0-9+/]{8,340}={0,2})|LOGIN(?: |${NEXT})(?<user>[A-Za-z0-9+/]{2,170}={0,2})${NEXT}(?<secret>[A-Za-z0-9+/]{4,170}={0,2}))`,
    ),
    maxMatchBytes: 760,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/=]/ },
    judgesPlaceholders: true,
    check: assessSasl,
    examples: (random) => {
      const [password, user] = [drawnPassword(random), random.text(6, LOWER)];
      const [plain, name, secret] = [`\0${user}\0${password}`, user, password].map(btoa) as [string, string, string];
      return [
        ...[
          `AUTH PLAIN ${plain}\r\n`,
          `A1 AUTHENTICATE PLAIN\r\n${plain}\r\n`,
          `send: 'AUTH PLAIN ${plain}\\r\\n'`,
        ].map((text) => ({ text, secret: plain, hidden: [plain, password] })),
        ...[
          `AUTH LOGIN\r\n${name}\r\n${secret}\r\n`,
          `AUTH LOGIN ${name}\r\n${secret}\r\n`,
          `> AUTH LOGIN\r\n< 334 VXNlcm5hbWU6\r\n> ${name}\r\n< 334 UGFzc3dvcmQ6\r\n> ${secret}\r\n`,
          ` -> AUTH LOGIN\n<-  334 VXNlcm5hbWU6\n -> ${name}\n<-  334 UGFzc3dvcmQ6\n -> ${secret}\n`,
          `send: 'AUTH LOGIN ${name}\\r\\n'\nreply: b'334 UGFzc3dvcmQ6\\r\\n'\nreply: retcode (334); Msg: b'UGFzc3dvcmQ6'\nsend: '${secret}\\r\\n'\n`,
        ].map((text) => ({ text, secret, hidden: [secret, password] })),
      ];
    },
    lookAlikes: (random) => [
      '250-AUTH PLAIN LOGIN\r\n250-SIZE 1000\r\n250 HELP\r\n',
      '250-AUTH LOGIN PLAIN\r\n250-8BITMIME\r\n250 PIPELINING\r\n',
      '* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nA1 AUTHENTICATE PLAIN\r\n+ \r\n',
      `AUTH PLAIN ${btoa(`${drawnPassword(random)} and no more`)}\r\n`,
      'AUTH PLAIN authentication is not supported\r\n',
    ],
  },
  {
    id: 'redis-auth-command',
    title: 'Password that a client of Redis sends',
    provider: 'Redis',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: inAnyCase('\r\n$4\r\nauth\r\n$'),
    bytesBefore: 22,
    pattern:
      /(?:\*[23]|\$5\r\nHELLO\r\n\$1\r\n[23])\r\n\$4\r\nAUTH\r\n(?:\$(?<userBytes>[0-9]{1,3})\r\n(?<user>[^\r\n\x00]{1,128})\r\n)?\$(?<bytes>[0-9]{1,4})\r\n(?<secret>[^\r\n\x00]{3,2048})\r\n/i,
    maxMatchBytes: 2260,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret, groups: { user = 'default', bytes } }) =>
      secret.length === Number(bytes) ? assessPassword(secret, { of: `${user} of Redis` }) : undefined,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `*2\r\n$4\r\nAUTH\r\n$20\r\n${secret}\r\n`,
        `*3\r\n$4\r\nauth\r\n$3\r\napp\r\n$20\r\n${secret}\r\n`,
        `*5\r\n$5\r\nHELLO\r\n$1\r\n3\r\n$4\r\nAUTH\r\n$7\r\ndefault\r\n$20\r\n${secret}\r\n`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `*3\r\n$3\r\nSET\r\n$4\r\nAUTH\r\n$20\r\n${drawnPassword(random)}\r\n`,
      `*2\r\n$4\r\nAUTH\r\n$21\r\n${drawnPassword(random)}\r\n`,
    ],
  },
];

const [NUL, LF, CR, SPACE, QUOTE, APOSTROPHE] = [0x00, 0x0a, 0x0d, 0x20, 0x22, 0x27];
const [PASS_BYTES, TRACED_PASS_BYTES, LOGIN_BYTES] = [7, 8, 7];
/** Of a name or a password; within quotes each character may have a backslash before it, and a terminator follows. */
const [MIN_BYTES, MAX_BYTES] = [3, 128];
const MAX_QUOTED_BYTES = 2 * MAX_BYTES + 3;
const MAX_COMMAND_BYTES = MAX_BYTES + 3 + MAX_QUOTED_BYTES;

/**
 * Whether a password follows `PASS`, or whether ` LOGIN ` follows the tag of a command (`A2 LOGIN`) and precedes two words at the
 * end of a line. Without this test, commands that never end would each cost the pattern's whole reach.
 */
function mayBeLogin(window: Uint8Array, at: number): boolean {
  if (window[at] !== SPACE) {
    const start = at + (window[at] === CR ? PASS_BYTES : TRACED_PASS_BYTES);
    return isLine(window, start, endOfLine(window, start, MAX_BYTES));
  }
  const before = window[at - 1] ?? 0;
  if (before < 0x30 || before > 0x39) return false;
  const name = at + LOGIN_BYTES;
  const nameEnd = window[name] === QUOTE ? behindQuote(window, name + 1) : endOfWord(window, name);
  if (window[nameEnd] !== SPACE) return false;
  const start = nameEnd + 1;
  if (window[start] === QUOTE) {
    const end = endOfLine(window, start, MAX_QUOTED_BYTES);
    const last = window[end - 1] === APOSTROPHE ? end - 2 : end - 1;
    return isLine(window, start, end) && window[last] === QUOTE;
  }
  return isLine(window, start, endOfWord(window, start));
}

/** The tag of a command, or the line of `USER`, one or two lines before that of `PASS`. */
function earliestStart(window: Uint8Array, at: number): number {
  if (window[at] === SPACE) return at - MAX_TAG_BYTES;
  const least = Math.max(0, at - MAX_BEFORE_BYTES);
  let start = at;
  for (let feeds = 0; start > least; start--) if (window[start - 1] === LF && ++feeds === 2) break;
  return start;
}

/** Whether it ends with its line, or with the window. */
function isLine(window: Uint8Array, start: number, end: number): boolean {
  return end - start >= MIN_BYTES && (end >= window.length || window[end] === LF || window[end] === CR);
}

function endOfLine(window: Uint8Array, start: number, most: number): number {
  const limit = Math.min(window.length, start + most);
  for (let at = start; at < limit; at++) {
    const byte = window[at]!;
    if (byte === LF || byte === CR || byte === NUL) return at;
  }
  return limit;
}

function endOfWord(window: Uint8Array, start: number): number {
  const limit = Math.min(window.length, start + MAX_BYTES + 1);
  for (let at = start; at < limit; at++) if (window[at]! <= SPACE || window[at] === QUOTE) return at;
  return limit;
}

function behindQuote(window: Uint8Array, start: number): number {
  const end = Math.min(window.length, start + MAX_BYTES + 1);
  for (let at = start; at < end; at++) if (window[at] === QUOTE) return at + 1;
  return end;
}

function assessCommand({ window, start, end, secret, groups }: Candidate): Assessment | undefined {
  const { user, quoted, plain } = groups;
  // After `USER`. For anonymous users it is a mail address, or anything else.
  if (user !== undefined)
    return /^(?:anonymous|ftp)$/i.test(user) ? undefined : assessPassword(secret, { of: `${user} of PASS` });
  const begins = window.startsWith('\r\n', end) ? LINE_BEGINS : TRACE_BEGINS;
  if (!begins.test(window.slice(0, start))) return undefined;
  const password = quoted?.replace(/\\(.)/g, '$1') ?? plain!;
  const found = assessPassword(password, { of: 'LOGIN' });
  // A word in a log: `10 LOGIN app succeeded`.
  if (found === undefined || found.confidence === 'low') return undefined;
  const last = quoted === undefined ? end : end - 1;
  return { ...found, identity: password, place: { start: last - (quoted ?? plain!).length, end: last } };
}

function assessSasl({ end, groups: { plain, user, secret } }: Candidate): Assessment | undefined {
  const encoded = plain ?? secret!;
  const text = encoded.length % 4 === 0 ? decodeBase64Text(encoded, 'standard') : undefined;
  const name = user === undefined ? undefined : user.length % 4 === 0 ? decodeBase64Text(user, 'standard') : undefined;
  if (text === undefined || (plain === undefined && name === undefined)) return undefined;
  // Authorization identity, authentication identity, and the password.
  const parts = plain === undefined ? ['', name!, text] : text.split('\0');
  if (parts.length !== 3 || parts[1] === '') return undefined;
  const password = parts[2]!;
  const found = assessPassword(password, { of: `${parts[1]} of SASL` });
  return found && { ...found, identity: password, place: { start: end - encoded.length, end } };
}
