/**
 * Unencrypted secrets of Pulumi. A secret value is in an object with a signature (`sdk/go/common/resource/properties.go`, `SigKey`
 * and `SecretSig`): with `plaintext`, a string that contains the value as JSON, in output of `pulumi stack export --show-secrets`;
 * with `value` in messages to providers, which `PULUMI_DEBUG_GRPC` logs. In a checkpoint it has a `ciphertext`, which reveals
 * nothing.
 */
import { drawnPassword } from '../password.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { GO_CHARACTER } from './go-strings.ts';
import { assessHeld } from './held-for-secret.ts';

/** The name of the member, and its value for a secret: 16 random bytes each. */
const SIGNATURE_KEY = '4dabf18193072939515e22adb298388d';
const SECRET_SIGNATURE = '1b47061264138c4ac30d75fd1eb44270';

export const pulumiStateRules: readonly Rule[] = [
  {
    id: 'pulumi-secret',
    title: 'Secret of a Pulumi stack in the clear',
    provider: 'Pulumi',
    severity: 'high',
    confidence: 'high',
    advice: 'Replace the credential. Export stacks without --show-secrets, and keep logs of gRPC out of artifacts.',
    anchors: [SECRET_SIGNATURE],
    pattern: new RegExp(
      String.raw`${SECRET_SIGNATURE}",\s{0,80}"(?:plaintext":\s{0,2}"\\"|value":\s{0,2}")(?<secret>${GO_CHARACTER}{3,256})(?:\\")?"`,
    ),
    maxMatchBytes: 1000,
    contextBytes: 200,
    edges: {},
    judgesPlaceholders: true,
    check: assessSecret,
    examples: (random) => {
      const secret = drawnPassword(random);
      const signature = `"${SIGNATURE_KEY}": "${SECRET_SIGNATURE}"`;
      return [
        `"adminWord": {\n    ${signature},\n    "plaintext": "\\"${secret}\\""\n}`,
        `"adminWord":{${signature.replace(' ', '')},"value":"${secret}"}`,
      ].map((text) => ({ text, secret, hidden: [secret], facts: { property: 'adminWord' } }));
    },
    lookAlikes: (random) => [
      `"${SIGNATURE_KEY}": "${SECRET_SIGNATURE}",\n "ciphertext": "v1:${drawnPassword(random)}"`,
      `"${SIGNATURE_KEY}": "${SECRET_SIGNATURE}",\n "plaintext": "5432"`,
      `"${SIGNATURE_KEY}": "c44067f5952c0a294b673a41bacd8c17", "value": "${drawnPassword(random)}"`, // an asset
    ],
  },
];

function assessSecret({ window, start, secret }: Candidate): Assessment | undefined {
  const property = NAME.exec(window.slice(0, start))?.[1];
  return assessHeld(secret, { of: property ?? '', ...(property !== undefined && { facts: { property } }) });
}
const NAME = new RegExp(String.raw`"([\w.:-]{1,64})":\s{0,2}\{\s{0,80}"${SIGNATURE_KEY}":\s{0,2}"$`);
