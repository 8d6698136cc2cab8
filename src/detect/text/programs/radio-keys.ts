/**
 * Keys of radio devices, in settings, logs and programs: LoRaWAN (the names of LoRaWAN 1.0.4 and 1.1, section 6), Zigbee, Z-Wave
 * and Thread, the interface of ESPHome, and devices that BlueZ is paired with (settings-storage.txt of BlueZ). A key is 32 hex digits, or 16 bytes in a row: `0x2b, 0x7e`, `43, 126`, `2b:7e`.
 */
import { isPlaceholder } from '../placeholder.ts';
import { HEX, type RandomText } from '../random-text.ts';
import { type Assessment, type Example, inAnyCase, type Rule } from '../rule.ts';
import { assessHexKey, assessKeyBytes } from './symmetric-key.ts';

/** In a list of lines each has a dash before it. */
const BETWEEN = String.raw`(?:[ \t\r\n,:-]|\\[nr]){1,24}`;
/** The key in one of these notations. */
const KEY = `(?<secret>[0-9a-fA-F]{32}(?![0-9a-fA-F])|[0-9a-fA-F]{2}(?:[ :-][0-9a-fA-F]{2}){15}(?![0-9a-fA-F])|(?:0[xX])[0-9a-fA-F]{1,2}(?:${BETWEEN}0[xX][0-9a-fA-F]{1,2}){15}(?![0-9a-fA-Fx,])|\\d{1,3}(?:${BETWEEN}\\d{1,3}){15}(?![0-9a-fA-Fx.]))`;
/** Between a name and its value: in settings, in C, in property lists. */
const SIGNS = String.raw`(?:\\?["'])?(?:\[[ \w]{0,16}\])?[ \t]{0,8}(?:PROGMEM |value)?[ \t]{0,8}[=:][ \t\r\n]{0,12}(?:0x(?=[0-9a-fA-F]{32})|\\?["'[{(]|- ){0,3}[ \t\r\n]{0,8}`;

const COMMON = { severity: 'high', confidence: 'high', maxMatchBytes: 620, edges: { before: /[A-Za-z0-9]/ } } as const;
/** An object around it, as in The Things Stack and Z-Wave JS. */
const WRAPPED = String.raw`(?:\\?["']?key\\?["']?[ \t]{0,4}:[ \t]{0,4}\\?["'])?`;
/** `network_key` is a common name; 32 hex digits count only near other words of such networks. */
const MESH = /zigbee|z-?wave|openthread|\bthread\b|\bpan[ _]?id|channel\W{1,6}\d{2}\b|coordinator|\bmesh|\bzha\b/i;

export const radioKeyRules: readonly Rule[] = [
  {
    ...COMMON,
    id: 'lorawan-key',
    title: 'Key of a device of LoRaWAN',
    provider: 'LoRaWAN',
    advice:
      'Register the device anew with another AppKey, and keep keys in its secure element: who has them reads and sends for it.',
    anchors: inAnyCase(
      ...['appskey', 'nwkskey', 'nwkkey', 'app_s_key', 'nwk_s_key', 'nwk_key', 'appkey', 'app_key', 'nwksenckey'],
      'nwksintkey',
    ),
    pattern: new RegExp(
      `(?:app_?(?:s_?)?key|nwk_?(?:s_?)?key|nwks(?:enc|int)key)(?:${SIGNS}${WRAPPED}|(?<define>[ \\t]{1,8}["{(][ \\t"{(]{0,3}))${KEY}`,
      'i',
    ),
    contextBytes: 400,
    edges: { before: /[A-EG-RT-Za-eg-rt-z0-9]/ },
    check: (candidate) => {
      const { window, start, groups } = candidate;
      if (groups.define !== undefined && !/#define[ \t]{1,8}\w{0,40}$/.test(window.slice(0, start))) return undefined;
      // `appKey` is a common name; in hex, one of LoRaWAN is recognised by its surroundings.
      const isNamed =
        /^(?:app_?s_?|nwk)/i.test(window.slice(start)) || /\bAPPKEY\[16\]/.test(window.slice(start, start + 10));
      return isNamed || /dev_?eui|app_?eui|join_?eui|nwk_?s?_?key|lora|otaa/i.test(window)
        ? assessSpelled(groups.secret!)
        : undefined;
    },
    examples: (random) => [
      ...['NwkSKey=VALUE\n', 'AppSKey: VALUE\n', '"nwkKey": "VALUE"', 'devEUI: 70B3D57ED0000001\nAppKey: VALUE\n'].map(
        (form) => hexIn(form, random),
      ),
      hexIn('"dev_eui": "70B3D57ED0000001", "root_keys": {"app_key": {"key": "VALUE"}}', random),
      hexIn('#define LORAWAN_NWKSKEY "VALUE"\n', random),
      listIn(
        'static const u1_t PROGMEM APPKEY[16] = { VALUE };',
        random,
        (byte) => `0x${byte.toString(16).padStart(2, '0')}`,
        ', ',
      ),
    ],
    lookAlikes: (random) => [
      `appKey: "${random.text(32, HEX)}"`,
      `the NwkSKey "${random.text(32, HEX)}"`,
      `NwkSKey=${random.text(30, HEX)}`,
      `NwkSKey=${'0'.repeat(32)}`,
      `static const u1_t PROGMEM APPKEY[16] = { ${'0x00, '.repeat(15)}0x00 };`,
    ],
  },
  {
    ...COMMON,
    id: 'mesh-network-key',
    title: 'Key of a network of Zigbee, Z-Wave or Thread',
    provider: 'Home automation',
    advice:
      'Form the network anew with a key that its coordinator draws, and join the devices again: who has it opens the locks in it.',
    // The first tag of a Thread dataset is the active timestamp, whose upper half is zero until the year 2106.
    anchors: [
      ...inAnyCase('network_key', 'networkkey', 'network key'),
      ...['S0_Legacy', 'S2_AccessControl', 'S2_Authenticated', 'S2_Unauthenticated', '0e080000'],
    ],
    pattern: new RegExp(
      `(?:(?:network[ _]?key|S0_Legacy|S2_(?:AccessControl|Authenticated|Unauthenticated))(?:["']? value=["']|${SIGNS})${WRAPPED}${KEY}|(?<dataset>0e080000[0-9a-f]{80,504}))`,
      'i',
    ),
    edges: { before: /[A-Za-z0-9]/, after: /[0-9a-fA-F]/ },
    contextBytes: 400,
    // A dataset has zeros in it.
    judgesPlaceholders: true,
    check: ({ groups, start, window }) => {
      if (groups.dataset !== undefined) return assessDataset(groups.dataset, start);
      const isNetworkKey =
        !/^[0-9a-fA-F]{32}$/.test(groups.secret!) || window.startsWith('S', start) || MESH.test(window);
      return isNetworkKey ? assessSpelled(groups.secret!) : undefined;
    },
    examples: (random) => [
      ...[
        'Channel: 15\nNetwork Key: VALUE\nPAN ID: 0x1a35\n',
        '"S2_AccessControl": "VALUE"',
        'zwave:\n  network_key: VALUE\n',
      ].map((form) => hexIn(form, random)),
      listIn('  network_key: [VALUE]\n', random, String, ', '),
      listIn('  network_key:\n    - VALUE\n', random, String, '\n    - '),
      listIn('<Option name="NetworkKey" value="VALUE" />', random, (byte) => `0x${byte.toString(16)}`, ', '),
      threadDataset(random),
    ],
    lookAlikes: (random) => [
      'network_key: [1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 13]',
      'network_key: GENERATE',
      `"network_key": "${random.text(32, HEX)}", "ad_unit": "banner"`,
      `const NETWORK_KEY = "${random.text(32, HEX)}";`,
      `social network key: ${random.text(32, HEX)}, cache.network_key=1`,
      `network_key: ${random.text(31, HEX)}`,
      `0e080000${random.text(120, HEX)}`,
      '"S2_AccessControl": "00000000000000000000000000000000"',
    ],
  },
  {
    id: 'esphome-api-key',
    title: 'Key of the interface of an ESPHome device',
    provider: 'ESPHome',
    severity: 'high',
    confidence: 'high',
    advice:
      'Put another key into the configuration, install it on the device and tell Home Assistant; keep it in secrets.yaml.',
    anchors: ['encryption:'],
    pattern: /encryption:[ \t]{0,4}\r?\n[ \t]{1,16}key:[ \t]{1,4}["']?(?<secret>[A-Za-z0-9+/]{43}=)/,
    maxMatchBytes: 100,
    edges: { before: /[A-Za-z0-9_-]/, after: /[A-Za-z0-9+/=]/ },
    check: ({ secret }) => assessKeyBytes(Buffer.from(secret, 'base64')),
    examples: (random) => {
      const secret = Buffer.from(random.bytes(32)).toString('base64');
      return [{ text: `api:\n  encryption:\n    key: "${secret}"\n`, secret, hidden: [secret] }];
    },
    lookAlikes: (random) => [
      'encryption:\n    key: !secret api_key\n',
      `encryption:\n    key: "${Buffer.from(random.bytes(16)).toString('base64')}"\n`,
    ],
  },
  {
    ...COMMON,
    id: 'bluetooth-pairing-key',
    title: 'Key of a Bluetooth device that was paired',
    provider: 'BlueZ',
    advice: 'Remove the device on both sides and pair it anew: who has the key listens, and connects as the device.',
    anchors: ['LinkKey]', 'LongTermKey]', 'IdentityResolvingKey]', 'SignatureKey]'],
    pattern: /[A-Z][A-Za-z]{1,20}Key\]\r?\nKey=(?<secret>[0-9A-F]{32})/,
    bytesBefore: 16,
    maxMatchBytes: 80,
    edges: { before: /[^[]/, after: /[0-9A-Za-z]/ },
    check: ({ secret }) => assessHexKey(secret),
    examples: (random) =>
      ['LinkKey', 'LongTermKey', 'PeripheralLongTermKey', 'IdentityResolvingKey', 'LocalSignatureKey'].map((name) => {
        const secret = random.text(32, '0123456789ABCDEF');
        return { text: `[${name}]\nKey=${secret}\nType=4\n`, secret, hidden: [secret] };
      }),
    lookAlikes: (random) => [
      `[LinkKey]\nKey=${'0'.repeat(32)}\n`,
      `[LinkKey]\nKey=${random.text(30, '0123456789ABCDEF')}\n`,
      `[General]\nKey=${random.text(32, '0123456789ABCDEF')}\n`,
    ],
  },
];

/** Sixteen bytes, in the notation of the first one. */
function assessSpelled(text: string): Assessment | undefined {
  if (isPlaceholder(text)) return undefined;
  const isHex = /^(?:[0-9a-fA-F]{32}$|[0-9a-fA-F]{2}[ :-][0-9a-fA-F]{2}[ :-])/.test(text) || /^0x/i.test(text);
  const dense = text.replace(/\\[nr]/g, ' ');
  if (/^[0-9a-fA-F]{32}$/.test(dense)) return assessKeyBytes(Buffer.from(dense, 'hex'));
  const numbers = (dense.match(/[0-9a-fA-Fx]+/gi) ?? []).map((digits) => Number.parseInt(digits, isHex ? 16 : 10));
  return numbers.length === 16 && numbers.every((number) => number < 256)
    ? assessKeyBytes(Buffer.from(numbers))
    : undefined;
}

/** Types of the operational dataset of Thread (OpenThread, meshcop_tlvs.hpp) go up to the wake-up channel, 74. */
const MAX_TYPE = 74;
const NETWORK_KEY = 5;

/** Requires that all of it is a sequence of type, length and value, one of which is the key. */
function assessDataset(text: string, start: number): Assessment | undefined {
  const bytes = Buffer.from(text, 'hex');
  let key: number | undefined;
  let at = 0;
  while (at + 2 <= bytes.length) {
    const [type, length] = [bytes[at]!, bytes[at + 1]!];
    if (type > MAX_TYPE) return undefined;
    if (type === NETWORK_KEY && length === 16) key = at + 2;
    at += 2 + length;
  }
  if (at !== bytes.length || text.length % 2 !== 0 || key === undefined) return undefined;
  const found = assessKeyBytes(bytes.subarray(key, key + 16));
  return found && { ...found, place: { start: start + 2 * key, end: start + 2 * (key + 16) } };
}

function hexIn(form: string, random: RandomText): Example {
  const secret = random.text(32, HEX);
  return { text: form.replace('VALUE', secret), secret, hidden: [secret] };
}

function listIn(form: string, random: RandomText, spell: (byte: number) => string, between: string): Example {
  const secret = [...random.bytes(16)].map(spell).join(between);
  return { text: form.replace('VALUE', secret), secret, hidden: [secret] };
}

function threadDataset(random: RandomText): Example {
  const secret = random.text(32, HEX);
  const text = `0e080000000000010000000300001a35060004001fffe00208${random.text(16, HEX)}0510${secret}030474657374`;
  return { text, secret, hidden: [secret] };
}
