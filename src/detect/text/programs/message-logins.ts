/**
 * Passwords that clients send unencrypted in binary messages, as in a capture: PostgreSQL (Frontend/Backend Protocol, section
 * 55.7), simple bind of LDAP (RFC 4511, section 4.2), CONNECT of MQTT (3.1.1 and 5.0, section 3.1), SASL PLAIN of AMQP (0-9-1,
 * section 1.4.2.3; 1.0, section 5.3.3.2). All lengths in a message must agree, which excludes look-alikes.
 */
import { varint } from '../../structures/proto-fields.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import { LOWER } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';

const ADVICE = 'Change the password at the server, and have clients log in over TLS only.';
const COMMON = {
  severity: 'high',
  confidence: 'high',
  advice: ADVICE,
  edges: {},
  judgesPlaceholders: true,
  reads: 'bytes',
} as const;
const MAX_PASSWORD_BYTES = 128;

/** First parameter of a client: libpq, JDBC and Npgsql begin with the user, asyncpg with the encoding, Go drivers with any. */
const STARTUP_NAMES = ['user', 'database', 'client_encoding', 'application_name'];

/** A DER length, in one byte or after one that counts its bytes; Windows always takes four. */
const LENGTH = String.raw`(?:[\x00-\x7f]|\x81[\x00-\xff]|\x82[\x00-\xff]{2}|\x84[\x00-\xff]{4})`;
const BEFORE_BIND = new RegExp(`0${LENGTH}\\x02[\\x01-\\x04][\x00-\xff]{1,4}$`);
const [OCTET_STRING, SIMPLE] = [0x04, 0x80];

/** A CONNECT packet: its kind, and the length of the rest in seven bits per byte. */
const BEFORE_CONNECT = /\x10([\x80-\xff]{0,3}[\x00-\x7f])$/;
const [HAS_USER, HAS_PASSWORD, HAS_WILL, RESERVED] = [0x80, 0x40, 0x04, 0x01];
const WITH_PROPERTIES = 5;

/** The list of SASL-init, whose bytes and elements are counted in one byte each, or in four; the mechanism is a symbol. */
const BEFORE_MECHANISM =
  /SA(?:\xc0(?<short>[\x00-\xff])(?<count>[\x02\x03])|\xd0(?<long>\x00\x00[\x00-\xff]{2})(?<many>\x00\x00\x00[\x02\x03]))\xa3$/;
const [NONE, TEXT] = ['\x40', '\xa1'];

export const messageLoginRules: readonly Rule[] = [
  {
    id: 'postgresql-login-password',
    title: 'Password that a client of PostgreSQL sends',
    provider: 'PostgreSQL',
    ...COMMON,
    // Version 3.0; 3.2 is that of PostgreSQL 18.
    anchors: STARTUP_NAMES.flatMap((name) => [`\x00\x03\x00\x00${name}\x00`, `\x00\x03\x00\x02${name}\x00`]),
    pattern:
      /\x00\x03\x00[\x00\x02](?:[^\x00]{1,48}\x00[^\x00]{0,128}\x00){1,10}\x00p\x00\x00(?<length>[\x00-\xff]{2})(?<secret>[^\x00]{3,128})\x00/,
    maxMatchBytes: 1924,
    check: assessPostgres,
    examples: (random) => {
      const secret = drawnPassword(random);
      const password = `p${uint(4 + secret.length + 1, 4)}${secret}\0`;
      return [
        `\0\0\0\x08\x04\xd2\x16/\0\0\0\x25\0\x03\0\0user\0app\0database\0shop\0\0${password}`,
        `\0\0\0\x25\0\x03\0\x02client_encoding\0'utf-8'\0user\0app\0\0${password}Q\0\0\0\x04`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `\0\0\0\x25\0\x03\0\0user\0app\0\0p\0\0\0\x28md5${random.text(32, '0123456789abcdef')}\0`,
      `\0\0\0\x25\0\x03\0\0user\0app\0\0p\0\0\0\x36SCRAM-SHA-256\0\0\0\0\x20n,,n=,r=${drawnPassword(random)}`,
      `\0\0\0\x25\0\x03\0\0user\0app\0\0p\0\0\0\x18${drawnPassword(random)}\0`,
    ],
  },
  {
    id: 'ldap-bind-password',
    title: 'Password of a simple bind of LDAP',
    provider: 'LDAP',
    ...COMMON,
    anchors: ['\x02\x01\x03\x04'],
    bytesBefore: 6,
    glance: (window, at) => window.subarray(Math.max(0, at - 6), at).includes(0x60),
    pattern: new RegExp(`\`${LENGTH}\\x02\\x01\\x03\\x04[\x00-\xff]{4,400}`),
    maxMatchBytes: 410,
    contextBytes: 14,
    check: assessBind,
    examples: (random) => {
      const secret = drawnPassword(random);
      const name = `cn=${random.text(6, LOWER)},dc=shop,dc=io`;
      const bind = (long: string) => {
        const der = (tag: string, content: string) =>
          `${tag}${long}${uint(content.length, long === '' ? 1 : 4)}${content}`;
        const request = `\x02\x01\x03\x04${uint(name.length, 1)}${name}\x80${uint(secret.length, 1)}${secret}`;
        return der('0', `\x02\x01\x01${der('`', request)}`);
      };
      return ['', '\x84'].map((long) => ({ text: bind(long), secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `0\x2a\x02\x01\x01\`\x25\x02\x01\x03\x04\x06cn=app\x80\x15${drawnPassword(random)}`,
      `0\x28\x02\x01\x01\`\x23\x02\x01\x03\x04\x06cn=app\xa3\x14${drawnPassword(random)}`,
      '0\x14\x02\x01\x01`\x0f\x02\x01\x03\x04\x06cn=app\x80\x02ab',
    ],
  },
  {
    id: 'mqtt-connect-password',
    title: 'Password that a client of MQTT sends',
    provider: 'MQTT',
    ...COMMON,
    anchors: ['\x00\x04MQTT\x04', '\x00\x04MQTT\x05', '\x00\x06MQIsdp\x03'],
    pattern: /\x00(?:\x04MQTT(?<version>[\x04\x05])|\x06MQIsdp\x03)(?<flags>[\xc0-\xfe])[\x00-\xff]{6,1000}/,
    maxMatchBytes: 1012,
    contextBytes: 5,
    check: assessConnect,
    examples: (random) => {
      const [secret, user] = [drawnPassword(random), random.text(6, LOWER)];
      const connect = (begin: string, ...strings: string[]) => {
        const rest = begin + strings.map((text) => uint(text.length, 2) + text).join('');
        return `\x10${uint(rest.length, 1)}${rest}`;
      };
      return [
        connect('\0\x04MQTT\x04\xc2\0\x3c', 'meter', user, secret),
        connect('\0\x04MQTT\x04\xc6\0\x3c', '', 'gone', 'by', user, secret),
        connect('\0\x04MQTT\x05\xc2\0\x3c\x03\x21\0\x14', 'meter', user, secret),
        connect('\0\x06MQIsdp\x03\xc2\0\x3c', 'meter', user, secret),
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `\x10\x25\0\x04MQTT\x04\xc2\0\x3c\0\0\0\x03app\0\x15${drawnPassword(random)}`,
      `\x10\x30\0\x04MQTT\x04\x82\0\x3c\0\0\0\x03app\0\x14${drawnPassword(random)}`,
    ],
  },
  {
    id: 'amqp-plain-password',
    title: 'Password that a client of AMQP sends',
    provider: 'AMQP',
    ...COMMON,
    anchors: ['\x05PLAIN'],
    glance: (window, at) => window[at + 6] === 0 || window[at + 6] === 0xa0,
    pattern:
      /\x05PLAIN(?:\x00\x00\x00|\xa0)(?<length>[\x00-\xff])(?<response>[^\x00]{0,128}\x00[^\x00]{1,128}\x00[\x00-\xff]{3,400})/,
    maxMatchBytes: 669,
    contextBytes: 12,
    check: assessPlain,
    examples: (random) => {
      const [secret, user] = [drawnPassword(random), random.text(6, LOWER)];
      const response = `\0${user}\0${secret}`;
      const length = uint(response.length, 1);
      return [
        `\x05PLAIN\0\0\0${length}${response}\x05en_US\xce`,
        ...['', '\x40', '\xa1\x09127.0.0.1'].flatMap((host) => {
          const list = `\xa3\x05PLAIN\xa0${length}${response}${host}`;
          const count = host === '' ? '\x02' : '\x03';
          return [
            `\0SA\xc0${uint(list.length + 1, 1)}${count}${list}`,
            `\0SA\xd0${uint(list.length + 4, 4)}\0\0\0${count}${list}`,
          ];
        }),
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `\x05PLAIN\0\0\0\x1a\0app\0${drawnPassword(random)}\x05en_US\xce`,
      `\x05PLAIN\0\0\0\x18\0app\0${drawnPassword(random)} and more`,
      `\xa3\x05PLAIN\xa0\x19\0app\0${drawnPassword(random)}`,
      `\0SA\xc0\x24\x02\xa3\x05PLAIN\xa0\x19\0app\0${drawnPassword(random)}`,
    ],
  },
];

/** The other messages `p` belong to MD5 and SASL: a hash, or a name followed by a NUL. */
function assessPostgres({ secret, groups: { length } }: Candidate): Assessment | undefined {
  if (secret.length + 5 !== numberAt(length!, 0, 2) || /^md5[0-9a-f]{32}$/.test(secret)) return undefined;
  return assessPassword(secret, { of: 'a client of PostgreSQL' });
}

function assessBind({ window, start }: Candidate): Assessment | undefined {
  if (!BEFORE_BIND.test(window.slice(0, start))) return undefined;
  const request = derAt(window, start);
  const name = request && derAt(window, request.start + 3);
  const password = name && derAt(window, name.end);
  if (name?.tag !== OCTET_STRING || password?.tag !== SIMPLE || password.end !== request!.end) return undefined;
  return passwordIn(window, password, window.slice(name.start, name.end));
}

function assessConnect({ window, start, groups: { version, flags } }: Candidate): Assessment | undefined {
  const sent = BEFORE_CONNECT.exec(window.slice(0, start))?.[1];
  const has = flags!.charCodeAt(0);
  if (sent === undefined || (has & (HAS_USER | HAS_PASSWORD | RESERVED)) !== (HAS_USER | HAS_PASSWORD))
    return undefined;
  const hasProperties = version?.charCodeAt(0) === WITH_PROPERTIES;
  const name = stringAt(window, start);
  // After the version, the flags, and two bytes of keep-alive time.
  let at = name.end + 4;
  const passProperties = () => {
    if (hasProperties) at = propertiesEnd(window, at);
  };
  passProperties();
  at = stringAt(window, at).end;
  if ((has & HAS_WILL) !== 0) {
    passProperties();
    at = stringAt(window, stringAt(window, at).end).end;
  }
  const user = stringAt(window, at);
  const password = stringAt(window, user.end);
  if (password.end !== start + varint(Buffer.from(sent, 'latin1'), 0)!.value) return undefined;
  return passwordIn(window, password, window.slice(user.start, user.end));
}

function assessPlain({ window, start, end, groups: { length, response } }: Candidate): Assessment | undefined {
  const from = end - response!.length;
  const after = from + length!.charCodeAt(0);
  const parts = window.slice(from, after).split('\0');
  const isWhole = window[start + 6] === '\0' ? endsStartOk(window, after) : endsInit(window, start, after);
  if (after > window.length || parts.length !== 3 || !isWhole) return undefined;
  return passwordIn(window, { start: after - parts[2]!.length, end: after }, parts[1]!);
}

/** For 0-9-1: a language, and the end of the frame. */
function endsStartOk(window: string, at: number): boolean {
  return /^\x05[a-z]{2}_[A-Z]{2}\xce/.test(window.slice(at, at + 7));
}

/** For 1.0: the mechanism is the first element of a list whose byte count starts after the count itself; a host may follow. */
function endsInit(window: string, mechanism: number, at: number): boolean {
  const before = BEFORE_MECHANISM.exec(window.slice(0, mechanism));
  if (before === null) return false;
  const { short, long, count, many } = before.groups!;
  const size = numberAt((short ?? long)!, 0, short === undefined ? 4 : 1);
  const end = mechanism - 1 - (count ?? many)!.length + size;
  if ((count ?? many)!.endsWith('\x02')) return at === end;
  const host = window.slice(at, end);
  return host === NONE || (host[0] === TEXT && host.charCodeAt(1) === host.length - 2);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** @param user the owner of the password */
function passwordIn(window: string, place: Span, user: string): Assessment | undefined {
  if (place.end > window.length || place.end - place.start > MAX_PASSWORD_BYTES) return undefined;
  const identity = window.slice(place.start, place.end);
  const found = assessPassword(identity, { of: `${user} of a login` });
  return found && { ...found, identity, place };
}

/** A DER value with its length. */
function derAt(text: string, at: number): (Span & { readonly tag: number }) | undefined {
  const [tag, first] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  const more = first < 0x80 ? 0 : first - 0x80;
  if (Number.isNaN(first) || more > 4) return undefined;
  const start = at + 2 + more;
  return { tag, start, end: start + (more === 0 ? first : numberAt(text, at + 2, more)) };
}

/** For MQTT: preceded by two bytes of length. */
function stringAt(text: string, at: number): Span {
  return { start: at + 2, end: at + 2 + numberAt(text, at, 2) };
}

/** For MQTT 5.0 (section 2.2.2): preceded by their length. */
function propertiesEnd(text: string, at: number): number {
  const length = varint(Buffer.from(text.slice(at, at + 4), 'latin1'), 0);
  return length === undefined ? Number.NaN : at + length.end + length.value;
}

/** NaN past the end. */
function numberAt(text: string, at: number, width: number): number {
  let number = 0;
  for (let next = at; next < at + width; next++) number = number * 256 + text.charCodeAt(next);
  return number;
}

/** A number below 256, in that many bytes. */
function uint(number: number, width: number): string {
  return String.fromCharCode(number).padStart(width, '\0');
}
