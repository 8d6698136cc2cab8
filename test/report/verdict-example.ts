import { createHash } from 'node:crypto';
import type { RuleInfo } from '../../src/model/finding.ts';
import type { Place } from '../../src/model/place.ts';
import {
  type JudgedFinding,
  type JudgedGap,
  NO_EXCEPTIONS,
  type Policy,
  type Verdict,
} from '../../src/model/result.ts';

/** 64 hex digits that depend on nothing but `seed`: in the place of a digest of a public key. */
export function digestOf(seed: string): string {
  return createHash('sha256').update(seed).digest('hex');
}

export const rules: readonly RuleInfo[] = [
  {
    id: 'private-key-pem',
    title: 'Private key in PEM',
    severity: 'critical',
    confidence: 'proven',
    advice: 'Replace the key pair and revoke its certificates. Then find out how the key came into the build.',
  },
  {
    id: 'github-personal-token',
    title: 'GitHub token',
    severity: 'high',
    confidence: 'high',
    advice: 'Revoke the token on GitHub under Developer settings, and look for its use in the audit log.',
  },
];

const policy: Policy = {
  failOn: 'high',
  minConfidence: 'medium',
  onGap: {
    encrypted: 'warn',
    damaged: 'fail',
    budget: 'fail',
    unsupported: 'fail',
    unreadable: 'fail',
    timeout: 'fail',
    'plug-in': 'fail',
  },
  inlineAllows: false,
  exceptions: NO_EXCEPTIONS,
};

/** A finding with one place, unless `places` says otherwise; the first place is also the finding's own. */
export function findingExample(fields: Partial<JudgedFinding> = {}): JudgedFinding {
  const place: Place = { path: 'dist/app.zip!/conf/server.key', offset: 0, length: 1704, line: 1, column: 1 };
  const places = fields.places ?? [place];
  return {
    rule: 'private-key-pem',
    title: 'Private key in PEM',
    artifact: 'dist/app.zip',
    severity: 'critical',
    confidence: 'proven',
    fails: true,
    fingerprint: `key:${digestOf('rsa')}`,
    preview: '',
    facts: { kind: 'rsa', bits: 2048, spkiSha256: digestOf('rsa'), form: 'pem' },
    ...places[0]!,
    places,
    count: places.length,
    ...fields,
  };
}

export function gapExample(fields: Partial<JudgedGap> = {}): JudgedGap {
  return {
    path: 'dist/app.zip!/backup.zip!/data.bin',
    code: 'encrypted',
    outcome: 'warn',
    message: 'zip entry: expected plain data, found encryption; scan it where it is decrypted.',
    ...fields,
  };
}

/** A clean verdict, unless `fields` says otherwise. */
export function verdictExample(fields: Partial<Verdict> = {}): Verdict {
  const findings = fields.findings ?? [];
  const gaps = fields.gaps ?? [];
  const fails = findings.some((finding) => finding.fails) || gaps.some((gap) => gap.outcome === 'fail');
  return {
    verdict: fails ? 'fail' : 'pass',
    tool: { name: 'keysieve', version: '0.1.0' },
    artifacts: [
      { path: 'dist/app.zip', size: 48_213, sha256: digestOf('app.zip'), entries: 45, scannedBytes: 1_204_882 },
      { path: 'dist/debug.tar.gz', size: 9_001_234, sha256: digestOf('debug'), entries: 7, scannedBytes: 61_204_111 },
    ],
    findings,
    gaps,
    policy,
    rules,
    expired: [],
    remarks: [],
    notCarriedOver: 0,
    stats: {
      artifacts: 2,
      entries: 52,
      scannedBytes: 62_408_993,
      formats: { zip: 2, tar: 1, gzip: 1, 'elf-core': 1 },
      unpacked: { zip: { entries: 44, bytes: 12_000_000 }, tar: { entries: 1, bytes: 345_678 } },
      leftOut: { hidden: 3, excluded: 0 },
      elapsedMs: 1342,
    },
    ...fields,
  };
}

/** A key in many places of a dump and again in another artifact, a token with a line, a finding below the policy, gaps. */
export function leakExample(): Verdict {
  const dumpPlaces = Array.from(
    { length: 7 },
    (_, index): Place => ({
      path: 'dist/debug.tar.gz!/crash/core.4711',
      offset: 73_216 + index * 4096,
      length: 1192,
      address: 0x7ffd_1200_0000n + BigInt(index * 4096),
      region: '[heap]',
      form: index % 2 === 0 ? 'der-pkcs1' : 'bignum',
    }),
  );
  return verdictExample({
    findings: [
      findingExample(),
      findingExample({ artifact: 'dist/debug.tar.gz', places: dumpPlaces, count: 1043 }),
      findingExample({
        rule: 'github-personal-token',
        title: 'GitHub token',
        artifact: 'dist/config.txt',
        severity: 'high',
        confidence: 'high',
        fingerprint: `token:${digestOf('token')}`,
        preview: 'ghp_…',
        facts: { provider: 'GitHub', checksum: 'valid' },
        places: [{ path: 'dist/config.txt', offset: 211, length: 40, line: 12, column: 9 }],
      }),
      findingExample({
        title: 'Private key in PEM, encrypted',
        severity: 'medium',
        confidence: 'high',
        fails: false,
        fingerprint: `blob:${digestOf('blob')}`,
        preview: '',
        facts: { kind: 'rsa', encrypted: true, certificate: { subject: 'CN=api.example.com', serial: '0a:1b' } },
        places: [{ path: 'dist/app.zip!/conf/old.key', offset: 0, length: 1800, line: 1, column: 1 }],
      }),
    ],
    gaps: [
      gapExample({
        path: 'dist/app.zip!/lib/huge.jar',
        code: 'budget',
        outcome: 'fail',
        message: 'entry of 9,000,000,000 bytes: expected at most 4,294,967,296; raise max-entry-bytes.',
      }),
      gapExample(),
    ],
  });
}

/** One key that fails, and what a configuration, a baseline and a line of text allow; what has expired, what was not carried over. */
export function allowedExample(): Verdict {
  const leak = leakExample();
  const [key, copies, token, old] = leak.findings;
  const allowed = { fails: false } as const;
  const inlineAllow = { mark: 'keysieve:allow', reason: 'a key for tests' } as const;
  return verdictExample({
    findings: [
      key!,
      { ...token!, ...allowed, suppressed: { by: 'configuration', reason: 'revoked', until: '2030-12-31' } },
      {
        ...old!,
        ...allowed,
        suppressed: { by: 'inline', reason: inlineAllow.reason },
        places: [{ ...old!.places[0]!, inlineAllow }],
      },
      {
        ...copies!,
        ...allowed,
        fingerprint: 'key:0',
        suppressed: { by: 'baseline', reason: 'known since the baseline' },
      },
    ],
    expired: [{ by: 'configuration', reason: 'until the rotation', until: '2026-01-31', findings: 1 }],
    remarks: ['.gitleaks.toml: rule curl-auth: no keyword of 3 characters or more; add one'],
    notCarriedOver: 1,
    configuration: { name: '.gitleaks.toml', rulesOff: ['jwt'] },
    policy: {
      ...policy,
      inlineAllows: true,
      exceptions: {
        overrides: new Map([['jwt', { severity: 'low' }]]),
        allows: [{ by: 'configuration', reason: 'revoked', rule: 'jwt' }],
        today: '2026-11-25',
      },
    },
  });
}
