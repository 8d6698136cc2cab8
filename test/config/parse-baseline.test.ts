import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseBaseline } from '../../src/config/parse-baseline.ts';
import { PathGlob } from '../../src/model/path-glob.ts';
import { renderBaseline } from '../../src/report/baseline.ts';
import { allowedExample, leakExample } from '../report/verdict-example.ts';

const parse = (text: string, name = 'b.json') => parseBaseline({ name, bytes: Buffer.from(text) });

describe('a baseline', () => {
  test('that was written is read, and has every finding that nothing else allows', () => {
    const verdict = leakExample();
    const fingerprints = verdict.findings.map(({ fingerprint }) => fingerprint);
    const allows = fingerprints.map((fingerprint) => ({
      by: 'baseline',
      reason: 'known since the baseline',
      fingerprint,
    }));
    expect(parse(renderBaseline(verdict))).toEqual({ allows, remarks: [] });
    const written = JSON.parse(renderBaseline(allowedExample()));
    expect(written.findings.map(({ path }: { path: string }) => path)).toEqual([
      'dist/app.zip!/conf/server.key',
      'dist/debug.tar.gz!/crash/core.4711',
    ]);
  });

  test('of gitleaks, a report in JSON: by the secret, which stays out of all messages, and by its place', () => {
    const report = [
      { RuleID: 'jwt', File: 'src/a.ts', StartLine: 3, Secret: 'hush' },
      { RuleID: 'jwt', File: './src/[b]*.ts', StartLine: 4, Secret: 'REDACTED' },
      { RuleID: 'jwt' },
      'nothing',
    ];
    const sha256 = createHash('sha256').update('hush').digest('hex');
    const common = { by: 'baseline', reason: 'known to gitleaks (jwt)' };
    expect(parse(JSON.stringify(report))).toEqual({
      allows: [
        { ...common, sha256 },
        { ...common, path: '**/src/a.ts', line: 3 },
        { ...common, path: '**/src/[b]?.ts', line: 4 },
      ],
      remarks: ['b.json: an entry (2 times): it has neither a file and a line nor a secret'],
      notCarriedOver: 2,
    });
  });

  test('of gitleaks, a match of two lines: the line of the name, and that of the secret', () => {
    const entry = {
      RuleID: 'generic',
      File: 'a.xml',
      StartLine: 3,
      Match: '<password>\n  REDACTED',
      Secret: 'REDACTED',
    };
    const common = { by: 'baseline', reason: 'known to gitleaks (generic)', path: '**/a.xml' };
    expect(parse(JSON.stringify([entry]))).toMatchObject({ allows: [3, 4].map((line) => ({ ...common, line })) });
    // What does not say where in the match the secret stands, or that there is one.
    for (const odd of [{ Match: 'a\nb' }, { Match: 7 }, { Secret: 7 }])
      expect(parse(JSON.stringify([{ ...entry, ...odd }]))).toMatchObject({ allows: [{ ...common, line: 3 }] });
  });

  test('of gitleaks, a list to be ignored', () => {
    const commit = 'a'.repeat(40);
    const text = `# known\nsrc/a.ts:jwt:3\n\n${commit}:src/b.ts:jwt:4\r\nC:\\x.ts:jwt:5\nnonsense\n`;
    const common = { by: 'baseline', reason: 'known to gitleaks (jwt)' };
    expect(parse(text, '.gitleaksignore')).toEqual({
      allows: [
        { ...common, path: '**/src/a.ts', line: 3 },
        { ...common, path: '**/C:/x.ts', line: 5 },
      ],
      remarks: [
        `.gitleaksignore: ${commit}:src/b.ts:jwt:4: it names a commit, which artifacts do not have`,
        '.gitleaksignore: line 6: expected file, rule and line, joined by colons',
      ],
      notCarriedOver: 2,
    });
  });

  test('that is no list, such as a file of settings: its lines are counted and not shown, since they may be secrets', () => {
    const result = parse('API_TOKEN=drawn\nDB_PASSWORD=drawn\n', '.env');
    expect(result).toMatchObject({ remarks: ['.env: line 1, line 2: expected file, rule and line, joined by colons'] });
  });

  test('of gitleaks, a list of a scan of the history: it is said how many entries are meant', () => {
    const commit = 'a'.repeat(40);
    const lines = Array.from({ length: 9 }, (_, index) => `${commit}:deploy/production/a.ts:jwt:${index + 1}`);
    const named = new Array(5).fill(`${commit}:deploy/production/…`).join(', ');
    expect(parse(lines.join('\n'), '.gitleaksignore')).toEqual({
      allows: [],
      remarks: [`.gitleaksignore: ${named} and 4 more: it names a commit, which artifacts do not have`],
      notCarriedOver: 9,
    });
  });

  test('of gitleaks, what lies in an archive (--max-archive-depth): as one, and as a name with a mark in it', () => {
    const path = 'dist/app.zip!lib/in.tar.gz!conf/x.env';
    const paths = [`**/${path}`, '**/dist/app.zip/lib/in.tar.gz/conf/x.env'];
    const report = JSON.stringify([{ RuleID: 'jwt', File: path, StartLine: 3 }]);
    for (const baseline of [parse(report), parse(`${path}:jwt:3\n`, '.gitleaksignore')])
      expect(baseline).toMatchObject({ allows: paths.map((one) => ({ path: one, line: 3 })), remarks: [] });
    expect(new PathGlob(paths[1]!).matches('out/dist/app.zip!/lib/in.tar.gz!/conf/x.env')).toBe(true);
  });

  test('of detect-secrets, by place', () => {
    const results = {
      'src/a.py': [{ type: 'Secret Keyword', hashed_secret: 'x', line_number: 7 }, { type: 'Secret Keyword' }, 3],
      'src/b.py': 'nothing',
    };
    const common = { by: 'baseline', reason: 'known to detect-secrets (Secret Keyword)' };
    expect(parse(JSON.stringify({ version: '1.5.0', plugins_used: [], results }))).toEqual({
      allows: [{ ...common, path: '**/src/a.py', line: 7 }],
      remarks: ['b.json: an entry of src/a.py (2 times): it names no line'],
      notCarriedOver: 2,
    });
  });

  test.each([
    ['{"format": "keysieve-report/1"}', 'b.json: expected a baseline (keysieve-baseline/1), found "keysieve-report/1"'],
    ['{"format": "keysieve-baseline/1"}', 'b.json: findings: expected a list'],
    [
      '{"format": "keysieve-baseline/1", "findings": [{"fingerprint": "a"}, 3]}',
      'b.json: findings[1]: expected a fingerprint',
    ],
    ['{\n  "a": hush-hush\n}', 'b.json: cannot be read as JSON'],
    ['{}', 'b.json: expected a baseline'],
    ['[', 'b.json: cannot be read as JSON'],
  ])('is refused with its place: %j', (text, message) => {
    const problems = parse(text);
    expect(problems).toEqual([expect.stringContaining(message)]);
    expect(String(problems)).not.toContain('hush');
  });
});
