/**
 * Manifests of Kubernetes Secrets (core/v1 Secret): the values of `data`, in base64, and of `stringData`, plain, are secret by
 * their place, whatever their names. This rule reports those that a machine drew. Names that say so themselves are left to
 * `generic-secret` and `generic-password`. Chosen values under other names cannot be told apart: `data` has users and hosts too.
 */
import { decodeBase64Text } from '../base64.ts';
import { drawnPassword } from '../password.ts';
import { looksMadeUp } from '../placeholder.ts';
import { isPublished } from '../published.ts';
import { ALPHANUMERIC, uuidOf } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { isGuessable, isIssued } from '../value-kind.ts';
import { type ManifestEntry, manifestEntries } from './kubernetes-manifest.ts';
import { NAMES_SECRET } from './setting-name.ts';
import { isForShow } from './shown-value.ts';

const ESCAPED_KIND = String.raw`\"kind\":\"Secret\"`;

export const kubernetesSecretRules: readonly Rule[] = [
  {
    id: 'kubernetes-secret',
    title: 'Value of a Secret of Kubernetes',
    provider: 'Kubernetes',
    severity: 'high',
    confidence: 'medium',
    isFallback: true,
    advice:
      'Replace the value wherever it is used, and the Secret in the cluster. Base64 hides nothing: keep Secrets out of the build output, or seal them.',
    anchors: [
      'kind: Secret',
      'kind: "Secret"',
      "kind: 'Secret'",
      '"kind":"Secret"',
      '"kind": "Secret"',
      "'kind': 'Secret'",
      ESCAPED_KIND,
    ],
    pattern: /(?:["']?kind["']?: ?["']?Secret["']?|\\"kind\\":\\"Secret\\")(?=[\s,}]|$)/,
    maxMatchBytes: 24,
    contextBytes: 8000,
    edges: { before: /[\w.-]/ },
    judgesPlaceholders: true,
    check: assessManifest,
    examples: (random) => {
      const secret = drawnPassword(random);
      const packed = Buffer.from(secret).toString('base64');
      const facts = { name: 'conn' };
      const account = Buffer.from(Buffer.from(random.bytes(64)).toString('base64')).toString('base64');
      return [
        {
          text: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ndata:\n  conn: ${account}\n`,
          packed: account,
        },
        {
          text: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ndata:\n  user: YWRtaW4=\n  conn: ${packed}\n`,
          packed,
        },
        { text: `apiVersion: v1\ndata:\n  conn: "${packed}"\nkind: Secret\nmetadata:\n  name: app\n`, packed },
        { text: `kind: Secret\napiVersion: v1\nstringData:\n  user: admin\n  conn: ${secret}\n`, packed: secret },
        { text: `{"apiVersion":"v1","data":{"conn":"${packed}"},"kind":"Secret","metadata":{"name":"app"}}`, packed },
        {
          text: `{\n  "kind": "Secret",\n  "apiVersion": "v1",\n  "stringData": {\n    "conn": "${secret}"\n  }\n}\n`,
          packed: secret,
        },
        {
          text: String.raw`"last-applied-configuration": "{\"apiVersion\":\"v1\",\"data\":{\"conn\":\"${packed}\"},\"kind\":\"Secret\",\"metadata\":{\"name\":\"app\"}}\n"`,
          packed,
        },
      ].map(({ text, packed }) => ({ text, secret: packed, hidden: [packed, secret], facts }));
    },
    lookAlikes: (random) => {
      const packed = Buffer.from(random.text(24, ALPHANUMERIC)).toString('base64');
      const words = Buffer.from('postgres.example.internal').toString('base64');
      const publicKey = Buffer.from(`MFkw${random.text(120, ALPHANUMERIC)}`).toString('base64');
      const head = 'apiVersion: v1\nkind: Secret\n';
      return [
        `apiVersion: v1\nkind: ConfigMap\ndata:\n  conn: ${packed}\n---\n${head}data:\n  host: ${words}\n`,
        `${head}data:\n  host: ${words}\n---\napiVersion: v1\nkind: ConfigMap\ndata:\n  conn: ${packed}\n`,
        `${head}data:\n  conn: ${publicKey}\n`,
        `${head}data:\n  conn: {{ .Values.conn | b64enc }}\n`,
        `${head}stringData:\n  tenant: ${uuidOf(random)}\n  conn: ENC[AES256_GCM,data:${packed},type:str]\n`,
        `${head}metadata:\n  annotations:\n    sum: ${packed}\n`,
        `kind: SecretStore\napiVersion: v1\ndata:\n  conn: ${packed}\n`,
        String.raw`"{\"data\":{\"conn\":\"${packed}\"},\"kind\":\"ConfigMap\"}", "{\"data\":{\"host\":\"${words}\"},\"kind\":\"Secret\"}"`,
      ];
    },
  },
];

/** A guessable one takes 30 ms. Further ones are identified by their name. */
const MAX_STRETCHED = 16;

function assessManifest({ window, start, end }: Candidate): Assessment | undefined {
  const manifest = window[start] === '\\' ? unescaped(window, start, end) : window;
  const all = [...manifestEntries(manifest, start, end)].flatMap(assessEntry);
  const [first, ...also] = all.map((one, index) =>
    index < MAX_STRETCHED || !one.guessable ? one : { ...one, named: String(one.facts?.name) },
  );
  return first && (also.length === 0 ? first : { ...first, also });
}

/**
 * JSON in a JSON string, as kubectl stores the last applied configuration in an annotation; all positions are preserved. A second
 * kind is another manifest, so that in a flood nothing is read many times. Everything before that one's kind counts as closed.
 */
function unescaped(window: string, start: number, end: number): string {
  const before = window.lastIndexOf(ESCAPED_KIND, start - ESCAPED_KIND.length);
  const from = start < ESCAPED_KIND.length || before < 0 ? 0 : before + ESCAPED_KIND.length;
  const next = window.indexOf(ESCAPED_KIND, end);
  const own = window.slice(from, next < 0 ? window.length : next);
  return '}'.repeat(from) + own.replace(/\\"(?=[ ]?[:,}\]])/g, '" ').replaceAll('\\"', ' "');
}

/** A longer value, or an object, is a file of its own, whose keys are recognised by themselves. */
const TOKEN = /^[^\s"'<>{}]{1,64}$/;
/** Unless it is a key of 64 bytes, as those of Azure Storage are, in hex or base64. */
const LONG_KEY = /^(?:[0-9a-fA-F]{128}|[A-Za-z0-9+/]{86}==|[A-Za-z0-9_-]{86})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/**
 * Signed tokens, DER in base64, keys of ledgers, values encrypted by SOPS, references for a plug-in, digests, Amazon's names;
 * times; addresses.
 */
const OF_OTHERS =
  /^(?:eyJ|M[CI][A-Z0-9]CA|nsec1|(?:ed|sp|p2)sk|sEd|ENC\[|vault:|op:\/\/|ref\+|sha(?:1|256|512)[:-]|arn:|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|$))|@[\w.-]+\.[A-Za-z]{2,}$|^[a-z]+:\/\/[^@]*$/;
/** Last words of a name that say what the value belongs to, and digests. */
const NAMES_OTHER = new Set(
  `id uid guid uuid user username account host hostname url uri endpoint server domain region bucket arn email sum hash checksum digest sha sha1
sha256 sha512 version revision commit image tag crt cert pub expiration expiry expires date time timestamp`.split(/\s/),
);

function assessEntry({ name, value, start, end, isPacked }: ManifestEntry): Assessment[] {
  if (NAMES_SECRET.test(name) || NAMES_OTHER.has(lastWord(name))) return [];
  const secret = isPacked ? unpacked(value) : value;
  if (secret === undefined || !(TOKEN.test(secret) || LONG_KEY.test(secret))) return [];
  if (UUID.test(secret) || OF_OTHERS.test(secret)) return [];
  if (!isIssued(secret) || looksMadeUp(secret) || isForShow(secret) || isPublished(secret)) return [];
  return [{ place: { start, end }, identity: secret, guessable: isGuessable(secret), facts: { name } }];
}

function lastWord(name: string): string {
  return name
    .split(/[^A-Za-z0-9]|(?<=[a-z0-9])(?=[A-Z])/)
    .at(-1)!
    .toLowerCase();
}

/** The text encoded by base64, also twice, or the base64 itself if it is a key of bytes. */
function unpacked(value: string): string | undefined {
  const text = textIn(value);
  if (text !== undefined) return (text.length >= MIN_PACKED ? textIn(text) : undefined) ?? text;
  return KEY_BYTES.has(Buffer.from(value, 'base64').length) ? value : undefined;
}
/** Base64 of 12 characters. */
const MIN_PACKED = 16;

function textIn(value: string): string | undefined {
  const text = decodeBase64Text(value, 'standard')?.replace(/\r?\n$/, '');
  return text !== undefined && /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}

const KEY_BYTES: ReadonlySet<number> = new Set([16, 24, 32, 48, 64]);
