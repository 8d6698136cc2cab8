/**
 * `terraform.tfstate` (version 4): outputs that are `"sensitive": true` hold their value in the clear; attributes of resources do too,
 * and `sensitive_attributes` behind them says which, as paths. Attributes that it does not name are read by the rules for settings in
 * general, but for `result` of `random_password`, which no name tells.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';

const ADVICE = 'Replace the credential. Keep states in a backend that encrypts them, and out of artifacts.';
/** Attributes of one resource, before the list of those that are sensitive. */
const ATTRIBUTES_BYTES = 8192;

export const terraformStateRules: readonly Rule[] = [
  {
    id: 'terraform-sensitive-output',
    title: 'Sensitive output in a Terraform state',
    provider: 'Terraform',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['"sensitive": true', '"sensitive":true'],
    bytesBefore: 500,
    pattern:
      /"value":\s{0,2}"(?<secret>[^"\\\n\x00]{3,256})",?\s{1,16}"type":\s{0,2}"string",?\s{1,16}"sensitive":\s{0,2}true/,
    maxMatchBytes: 560,
    contextBytes: 200,
    edges: {},
    judgesPlaceholders: true,
    check: ({ window, start, secret }) => {
      const name = /"([\w-]{1,64})":\s{0,4}\{\s{0,16}$/.exec(window.slice(0, start))?.[1];
      return assessPassword(secret, { of: name ?? '', facts: name === undefined ? {} : { output: name } });
    },
    examples: (random) => {
      const secret = drawnPassword(random);
      const text = `"db_admin": {\n      "value": "${secret}",\n      "type": "string",\n      "sensitive": true\n    }`;
      return [{ text, secret, hidden: [secret], facts: { output: 'db_admin' } }];
    },
    lookAlikes: (random) => [
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
    anchors: ['"sensitive_attributes"'],
    pattern: /"sensitive_attributes":\s{0,4}\[(?<paths>[^\x00]{0,1500}?"value":\s{0,4}"\w{1,64}"[^\x00]{0,500})/,
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
      ];
    },
    lookAlikes: (random) => [
      `"attributes": {"result": "${drawnPassword(random)}"}, "sensitive_attributes": [], "private": "e30="`,
      `"attributes": {"name": "${drawnPassword(random)}"}, "sensitive_attributes": [[{"type":"get_attr","value":"other"}]]`,
    ],
  },
  {
    id: 'terraform-random-password',
    title: 'Generated password in a Terraform state',
    provider: 'Terraform',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['"random_password"'],
    pattern: /"random_password",[^\x00]{1,2500}?"result":\s{0,4}"(?<secret>[^"\\\n\x00]{4,256})"/,
    maxMatchBytes: 2800,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => assessPassword(secret, { of: 'random_password', chosen: 'high' }),
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

/** The first of the attributes named by `paths` that has a value: a resource seldom has two. */
function assessAttributes({ window, start, groups }: Candidate): Assessment | undefined {
  const from = window.lastIndexOf('"attributes":', start);
  if (from < 0) return undefined;
  const attributes = window.slice(from, start);
  const paths = groups.paths!.split(/"(?:private|dependencies|schema_version|attributes)"/, 1)[0]!;
  for (const [, attribute] of paths.matchAll(/"value":\s{0,4}"(\w{1,64})"/g)) {
    const found = new RegExp(`"${attribute}":\\s{0,4}"([^"\\\\\\n\\x00]{3,512})"`).exec(attributes);
    const assessment = found && assessPassword(found[1]!, { of: attribute!, facts: { attribute: attribute! } });
    if (!assessment) continue;
    const end = from + found.index + found[0].length - 1;
    return { ...assessment, place: { start: end - found[1]!.length, end } };
  }
  return undefined;
}
