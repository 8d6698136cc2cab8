/**
 * Manifests of Secrets of Kubernetes (core/v1 Secret): what stands in `data`, in base64, or in `stringData`, as it is, is secret by its
 * place, whatever its name is. Of that, what a machine drew is told here; names that say so themselves are those of `generic-secret` and
 * `generic-password`, and what chosen values of other names are, nobody can tell: `data` has users and hosts too.
 */
import { decodeBase64Text } from '../base64.ts';
import { drawnPassword } from '../password.ts';
import { looksMadeUp } from '../placeholder.ts';
import { isPublished } from '../published.ts';
import { ALPHANUMERIC, uuidOf } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { isDrawn, isGuessable } from '../value-kind.ts';
import { NAMES_SECRET } from './setting-name.ts';
import { isForShow } from './shown-value.ts';

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
    anchors: ['kind: Secret', 'kind: "Secret"', '"kind":"Secret"', '"kind": "Secret"'],
    pattern: /"?kind"?: ?"?Secret"?(?=[\s,}]|$)/,
    maxMatchBytes: 20,
    contextBytes: 4000,
    edges: { before: /[\w.-]/ },
    judgesPlaceholders: true,
    check: assessManifest,
    examples: (random) => {
      const secret = drawnPassword(random);
      const packed = Buffer.from(secret).toString('base64');
      const facts = { name: 'conn' };
      return [
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
      ].map(({ text, packed }) => ({ text, secret: packed, hidden: [packed, secret], facts }));
    },
    lookAlikes: (random) => {
      const packed = Buffer.from(random.text(24, ALPHANUMERIC)).toString('base64');
      const words = Buffer.from('postgres.example.internal').toString('base64');
      const head = 'apiVersion: v1\nkind: Secret\n';
      return [
        `apiVersion: v1\nkind: ConfigMap\ndata:\n  conn: ${packed}\n---\n${head}data:\n  host: ${words}\n`,
        `${head}data:\n  host: ${words}\n---\napiVersion: v1\nkind: ConfigMap\ndata:\n  conn: ${packed}\n`,
        `${head}data:\n  conn: {{ .Values.conn | b64enc }}\n`,
        `${head}stringData:\n  tenant: ${uuidOf(random)}\n  conn: ENC[AES256_GCM,data:${packed},type:str]\n`,
        `${head}metadata:\n  annotations:\n    sum: ${packed}\n`,
        `kind: SecretStore\napiVersion: v1\ndata:\n  conn: ${packed}\n`,
      ];
    },
  },
];

function assessManifest({ window, start, end }: Candidate): Assessment | undefined {
  const values = [...entriesOf(manifestAround(window, start, end))].flatMap(assessEntry);
  const [first, ...also] = values;
  return first && (also.length === 0 ? first : { ...first, also });
}

interface Part {
  readonly text: string;
  /** Where it begins in the window. */
  readonly base: number;
}

/** From its `apiVersion`, or from what parts documents of YAML, up to the next. Who writes `kind` first has its version behind it. */
function manifestAround(window: string, start: number, end: number): Part {
  const [line, version] = [window.lastIndexOf('\n---', start), window.lastIndexOf('apiVersion', start)];
  const isLater = version > line;
  const base = Math.max(0, line, version);
  const behind = isLater ? end : window.indexOf('apiVersion', end) + 1 || end;
  const stops = [window.indexOf('\n---', end), window.indexOf('apiVersion', behind)].filter((at) => at >= 0);
  return { text: window.slice(base, Math.min(window.length, ...stops)), base };
}

interface Entry {
  readonly name: string;
  readonly value: string;
  /** Where the value stands in the window. */
  readonly start: number;
  readonly isPacked: boolean;
}

/** Lines of YAML that are indented behind `data:`, or what stands in braces behind it: a block, and its members. */
const LAYOUTS = [
  [
    /\n[ ]{0,40}(data|stringData):[ \t]{0,8}\r?(?=\n)((?:\n[ ]{1,44}[\w.-]{1,253}: [^\n]{0,4000}){1,200})/g,
    /\n[ ]{1,44}([\w.-]{1,253}): ["']?([^\s"']{1,700})["']?(?=[ \t]{0,8}(?:\r?\n|$| #))/g,
  ],
  [
    /"?(data|stringData)"?: ?\{([^{}]{1,8000})\}/g,
    /(?<=[\s{,])"?([\w.-]{1,253})"?: ?"?([^\s"',{}]{1,700})(?=["\s,}]|$)/g,
  ],
] as const;

function* entriesOf({ text, base }: Part): Generator<Entry> {
  for (const [pattern, member] of LAYOUTS) {
    for (const block of text.matchAll(pattern)) {
      const [whole, kind, members] = block as unknown as readonly [string, string, string];
      // What stands before it parts members from what they stand in.
      const from = base + block.index + whole.lastIndexOf(members) - 1;
      for (const { index, 0: found, 2: value, 1: name } of ` ${members}`.matchAll(member)) {
        const start = from + index + found.lastIndexOf(value!);
        yield { name: name!, value: value!, start, isPacked: kind === 'data' };
      }
    }
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Tokens that are signed, and what SOPS has encrypted. */
const OF_OTHERS = /^(?:eyJ|ENC\[)/;
/** What it is of, and sums. */
const NAMES_OTHER =
  /(?:^|[^a-z])(?:id|user(?:name)?|account|host(?:name)?|url|sum|hash|checksum|version|commit|crt|cert)$/i;

function assessEntry({ name, value, start, isPacked }: Entry): Assessment[] {
  if (NAMES_SECRET.test(name) || NAMES_OTHER.test(name)) return [];
  const secret = isPacked ? unpacked(value) : value;
  if (secret === undefined || UUID.test(secret) || OF_OTHERS.test(secret)) return [];
  if (!isDrawn(secret) || looksMadeUp(secret) || isForShow(secret) || isPublished(secret)) return [];
  const place = { start, end: start + value.length };
  return [{ place, identity: secret, guessable: isGuessable(secret), facts: { name } }];
}

/** The text that base64 stands for, or the base64 itself where that is a key of bytes. */
function unpacked(value: string): string | undefined {
  const text = decodeBase64Text(value, 'standard')?.replace(/\r?\n$/, '');
  if (text !== undefined && /^[\x20-\x7e]+$/.test(text)) return text;
  return KEY_BYTES.has(Buffer.from(value, 'base64').length) ? value : undefined;
}
const KEY_BYTES: ReadonlySet<number> = new Set([16, 24, 32, 48, 64]);
