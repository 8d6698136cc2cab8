import { describe, expect, it } from 'vitest';
import { drawnPassword } from '../../../../src/detect/text/password.ts';
import { genericKeyRules } from '../../../../src/detect/text/programs/generic-key.ts';
import { genericSecretRules } from '../../../../src/detect/text/programs/generic-secret.ts';
import { SETTING_FORMS } from '../../../../src/detect/text/programs/setting-forms.ts';
import { readSetting } from '../../../../src/detect/text/programs/setting-value.ts';
import type { Rule } from '../../../../src/detect/text/rule.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { anchorPositions, inspectAll } from '../../../support/inspect-all.ts';
import { randomSetting } from '../../../support/random-settings.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const rules = [...genericSecretRules, ...genericKeyRules].map((rule) => ({
  rule,
  detector: ruleDetector(rule),
  pattern: new RegExp(rule.pattern.source, `${rule.pattern.flags}y`),
}));

/** Where the name ends of what the rule would report if it were asked at `at` without a glance. */
function reportedAt({ rule, pattern }: { rule: Rule; pattern: RegExp }, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [secret] = match;
  const end = at + secret.length;
  const candidate = { window: text, start: at, end, secret, body: secret, groups: match.groups ?? {} };
  return rule.check?.(candidate) === undefined ? undefined : end;
}

describe('the glance at what follows a name', () => {
  // The same grammar twice, in patterns and in bytes: here they are held against one another.
  it('says yes wherever the rule would report something', () => {
    const random = seededRandom(1);
    const forms = new Set<string>();
    for (let count = 0; count < 60_000; count++) {
      const text = randomSetting(random);
      const bytes = Buffer.from(text, 'latin1');
      for (const each of rules)
        for (const at of anchorPositions(each.detector, bytes)) {
          const end = reportedAt(each, text, at);
          if (end === undefined) continue;
          forms.add(readSetting(text, end, at)!.form);
          if (!each.rule.glance!(bytes, at)) expect.fail(`${each.rule.id} is not asked about ${JSON.stringify(text)}`);
        }
    }
    expect(forms).toEqual(new Set([...SETTING_FORMS.map(({ form }) => form), 'counted']));
  });

  const drawn = drawnPassword(seededRandom(3));
  const ofLetters = seededRandom(3).text(20, 'bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ');
  it.each([
    [`acme login --token f${drawn}`, `f${drawn}`],
    [`acme login --token i${drawn}`, `i${drawn}`],
    [`api_key = @\\"${drawn}\\"`, drawn],
    [`db_password: b\\"${drawn}\\"`, drawn],
    [`{"name": "API_TOKEN" "value": "${drawn}"}`, drawn],
    [`client_secret = "(${drawn}"`, `(${drawn}`],
    [`apiKey: '${ofLetters}'`, ofLetters],
    ["user = 'joe'\npassword = 'my house'\n", 'my house'],
    [`x_token_${'of_a_service_'.repeat(3)}main = "${drawn}"`, drawn],
    [`"--${'of-a-service-'.repeat(5)}password",\n  "${drawn}"`, drawn],
  ])('lets %j be found', (text, value) => {
    const found = rules.flatMap(({ detector }) => inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1'))));
    expect(found).toMatchObject([{ offset: text.lastIndexOf(value), length: value.length }]);
  });

  // Most of what is named like a secret in programs; the patterns would refuse it too, at a cost.
  it.each([
    'this.token = SyntaxKind.EqualsToken;',
    'const token = this.reader.readToken();',
    'if (token === nextLastSignificantToken) {',
    'options.password = parsed.password;',
    '{ pass: true, message }',
    'interface User { password: string; name: string }',
    'if (!asteriskToken || !!expression) {',
    'return this.getChild("equalsToken"); }',
    'createToken: () => factory.createToken(),',
    '"list-secrets": { parameters: { path: string } }',
    'Operation<"/orgs/{org}/{secret_name}", "get">;',
    'type Token = QuestionToken | (ColonToken & Other);',
    'this.nextToken[fields.TYPE] === open',
    'pem_password_cb *SSL_get_default_passwd_cb(SSL *s);',
    `TOKEN=\${OTHER_TOKEN}`,
  ])('refuses %j', (text) => {
    const bytes = Buffer.from(text, 'latin1');
    for (const { rule, detector } of rules.filter(({ rule }) => rule.id !== 'generic-key'))
      for (const at of anchorPositions(detector, bytes)) expect(rule.glance!(bytes, at)).toBe(false);
  });

  // They decided this alone; now the patterns say the same.
  it.each([
    `compare(password, "${drawn}")`,
    `"A_PASSWORD" || "${drawn}"`,
    'token = qXvbTzkWpLmNcRdFgHjX;',
    'keywordToken: SyntaxKind.NewKeyword | SyntaxKind.ImportKeyword',
    String.raw`'<auth-user-pass>\napp\n</auth-user-pass>'`,
  ])('is not alone in saying that %j is none', (text) => {
    const bytes = Buffer.from(text, 'latin1');
    for (const each of rules)
      for (const at of anchorPositions(each.detector, bytes)) expect(reportedAt(each, text, at)).toBe(undefined);
  });
});
