/**
 * `terraform.tfstate` (version 4): outputs with `"sensitive": true` have their value in the clear. So have attributes of
 * resources, where `sensitive_attributes` after them lists the sensitive ones as paths. Attributes not listed are left to the
 * rules for settings in general, except `result` of `random_password`, whose name says nothing. `terraform output -json` and
 * `terraform show -json` have the same in another order, and `sensitive_values` for attributes
 * (developer.hashicorp.com/terraform/internals/json-format).
 */
import { drawnPassword } from '../password.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { GO_CHARACTER } from './go-strings.ts';
import { assessHeld } from './held-for-secret.ts';

const ADVICE = 'Replace the credential. Keep states in a backend that encrypts them, and out of artifacts.';
/** Attributes of one resource, before the list of the sensitive ones. */
const ATTRIBUTES_BYTES = 8192;

const RANDOM_PASSWORD = '"random_password"';
const RANDOM_PASSWORD_BYTES = 3000;

const SPACE = String.raw`\s{0,16}`;
const SENSITIVE = String.raw`"sensitive":\s{0,2}true`;
const OF_TEXT = String.raw`"type":\s{0,2}"string"`;

export const terraformStateRules: readonly Rule[] = [
  {
    id: 'terraform-sensitive-output',
    title: 'Sensitive output in a Terraform state',
    provider: 'Terraform',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['"sensitive": true', '"sensitive":true'],
    bytesBefore: 500, // 256 characters, of which 40 are escaped
    pattern: new RegExp(
      `(?:${SENSITIVE},${SPACE}(?:${OF_TEXT},${SPACE})?)?"value":\\s{0,2}"(?<secret>${GO_CHARACTER}{3,256})"` +
        `(?:,?${SPACE}${OF_TEXT})?(?:,?${SPACE}${SENSITIVE})?`,
    ),
    maxMatchBytes: 760,
    contextBytes: 200,
    edges: {},
    judgesPlaceholders: true,
    check: assessOutput,
    examples: (random) => {
      const secret = drawnPassword(random);
      const outputs = [
        `"value": "${secret}",\n      "type": "string",\n      "sensitive": true`, // terraform.tfstate
        `"sensitive": true,\n      "type": "string",\n      "value": "${secret}"`, // terraform output -json
        `"sensitive":true,"value":"${secret}","type":"string"`, // terraform show -json, of a state
      ];
      return outputs.map((output) => {
        return {
          text: `"db_admin": {\n      ${output}\n    }`,
          secret,
          hidden: [secret],
          facts: { output: 'db_admin' },
        };
      });
    },
    lookAlikes: (random) => [
      `{"key": "region", "sensitive": true, "value": "${drawnPassword(random)}"}`,
      `"sensitive": false,\n      "type": "string",\n      "value": "${drawnPassword(random)}"`,
      `"value": "${drawnPassword(random)}",\n      "type": "string"\n    }`,
      '"value": "",\n      "type": "string",\n      "sensitive": true',
      '"type": "string",\n      "sensitive": true',
    ],
  },
  {
    id: 'terraform-sensitive-attribute',
    title: 'Sensitive attribute in a Terraform state',
    provider: 'Terraform',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['"sensitive_attributes"', '"sensitive_values"'],
    pattern:
      /"sensitive_(?:attributes":\s{0,4}\[(?<paths>[^\x00]{0,1500}?"value":\s{0,4}"\w{1,64}"[^\x00]{0,500})|values":\s{0,4}\{(?<values>[\w\s",:{}[\]-]{0,1500}))/,
    maxMatchBytes: 2100,
    contextBytes: ATTRIBUTES_BYTES,
    edges: {},
    judgesPlaceholders: true,
    check: assessAttributes,
    examples: (random) => {
      const secret = drawnPassword(random);
      const path =
        '[\n            {\n              "type": "get_attr",\n              "value": "admin_word"\n            }\n          ]';
      return [
        {
          text: `"attributes": {\n  "engine": "postgres",\n  "admin_word": "${secret}",\n  "port": 5432\n},\n"sensitive_attributes": [\n${path}\n],\n"private": "e30="`,
          ...{ secret, hidden: [secret], facts: { attribute: 'admin_word' } },
        },
        {
          text: `"values":{"admin_word":"${secret}","engine":"postgres","filter":[{"values":["a"]}]},"sensitive_values":{"admin_word":true,"filter":[{}]}`,
          ...{ secret, hidden: [secret], facts: { attribute: 'admin_word' } },
        },
      ];
    },
    lookAlikes: (random) => [
      `"attributes": {"result": "${drawnPassword(random)}"}, "sensitive_attributes": [], "private": "e30="`,
      `"attributes": {"name": "${drawnPassword(random)}"}, "sensitive_attributes": [[{"type":"get_attr","value":"other"}]]`,
      `"values":{"name":"${drawnPassword(random)}"},"sensitive_values":{"tags":{}}},{"address":"a.b","values":{"name":true}}`,
    ],
  },
  {
    id: 'terraform-random-password',
    title: 'Generated password in a Terraform state',
    provider: 'Terraform',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: [RANDOM_PASSWORD],
    latestEnd: beforeNextPassword,
    pattern: new RegExp(
      String.raw`"random_password",[^\x00]{1,2500}?"result":\s{0,4}"(?<secret>${GO_CHARACTER}{4,256})"`,
    ),
    maxMatchBytes: RANDOM_PASSWORD_BYTES,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => assessHeld(secret, { of: 'random_password', chosen: 'high' }),
    examples: (random) => {
      const secret = drawnPassword(random);
      const text = `"type": "random_password",\n"name": "db",\n"instances": [{"attributes": {"length": 20, "lower": true, "result": "${secret}", "special": true}}]`;
      return [{ text, secret, hidden: [secret] }];
    },
    lookAlikes: () => [
      'resource "random_password" "db" {\n  length = 20\n}',
      '"type": "random_password", "result": null',
    ],
  },
];

/** `result` belongs to the last resource type before it: without this limit, each of many results would search all the others. */
function beforeNextPassword(window: Uint8Array, at: number): number {
  const end = at + RANDOM_PASSWORD_BYTES;
  const bytes = Buffer.from(window.buffer, window.byteOffset, window.length).subarray(at + 1, end);
  const next = bytes.indexOf(RANDOM_PASSWORD, 0, 'latin1');
  return next < 0 ? end : at + 1 + next;
}

function assessOutput({ window, start, end, secret }: Candidate): Assessment | undefined {
  const members = window.slice(start, end);
  if (!members.includes('"sensitive":') || !members.includes('"type":')) return undefined;
  const name = /"([\w-]{1,64})":\s{0,4}\{\s{0,16}$/.exec(window.slice(0, start))?.[1];
  return assessHeld(secret, { of: name ?? '', facts: name === undefined ? {} : { output: name } });
}

/** The first of the listed attributes that has a value: a resource seldom has two. */
function assessAttributes({ window, start, groups }: Candidate): Assessment | undefined {
  const from = Math.max(
    ...(groups.paths === undefined ? VALUES : ATTRIBUTES).map((each) => window.lastIndexOf(each, start)),
  );
  if (from < 0) return undefined;
  const attributes = window.slice(from, start);
  for (const attribute of groups.paths === undefined ? namesIn(groups.values!) : lastOfPaths(groups.paths)) {
    const found = new RegExp(`"${attribute}":\\s{0,4}"(${GO_CHARACTER}{3,512})"`).exec(attributes);
    if (found === null || BCRYPT.test(found[1]!)) continue;
    const isClear = CLEAR_NAMES.some((name) => attributes.includes(`${name}"${found[1]}"`));
    const assessment = assessHeld(found[1]!, { of: attribute, facts: { attribute }, ...(isClear && CLEAR) });
    if (!assessment) continue;
    const end = from + found.index + found[0].length - 1;
    return { ...assessment, place: { start: end - found[1]!.length, end } };
  }
  return undefined;
}
/** `bcrypt_hash` of `random_password` precedes its `result`. */
const BCRYPT = /^\$2[aby]\$\d\d\$/;
/**
 * A parameter of Systems Manager that is a `String` and not a `SecureString`: `value` is sensitive all the same, and the same
 * value is next to it as one that is not. Whoever stored it did not consider it secret.
 */
const CLEAR = { drawn: 'medium', chosen: 'low' } as const;
const CLEAR_NAMES = ['"insecure_value": ', '"insecure_value":'];
const ATTRIBUTES = ['"attributes":'];
/** With the brace: filters of data sources have a list of that name. */
const VALUES = ['"values":{', '"values": {'];

/** Reads `[[{"type": "get_attr", "value": "password"}], …]`, which ends where the next member of the resource begins. */
function lastOfPaths(paths: string): string[] {
  const own = paths.split(/"(?:private|dependencies|schema_version|attributes)"/, 1)[0]!;
  return [...own.matchAll(/"value":\s{0,4}"(\w{1,64})"/g)].map(([, name]) => name!);
}

/** Reads `{"password": true, "tags": {}, …}`. */
function namesIn(values: string): string[] {
  return [...values.matchAll(/"(\w{1,64})":\s{0,4}true/g)].map(([, name]) => name!);
}
