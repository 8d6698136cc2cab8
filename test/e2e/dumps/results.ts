/** The tables of RESULTS.md. */
import { isAlarm, isMissed, type JudgedDump, type JudgedSecret, kindOf } from './judge.ts';
import type { Sighting } from './oracle.ts';
import type { Scenario } from './scenario.ts';

export interface Ran {
  readonly scenario: Scenario;
  readonly dumps: readonly JudgedDump[];
  /** Why it did not run. */
  readonly trouble?: string;
}

const FAMILIES = ['rsa', 'ec', 'ed25519', 'ml-dsa', 'ml-kem', 'aes', 'text'] as const;
const HEADINGS = {
  rsa: 'RSA',
  ec: 'EC',
  ed25519: 'Ed25519',
  'ml-dsa': 'ML-DSA',
  'ml-kem': 'ML-KEM',
  aes: 'AES schedules',
  text: 'tokens',
};

export function renderResults(ran: readonly Ran[], versions: readonly string[], minutes: number): string {
  const dumps = ran.flatMap((one) => one.dumps.map((judged) => ({ scenario: one.scenario, judged })));
  return [
    '# Keys in dumps of real processes',
    '',
    'Written by `npm run test:dumps`; each figure is of that run. Every process got fresh keys. An oracle that knows them (and',
    'shares no code with keysieve) searches each dump for their numbers: a key is *whole* when what is there suffices to have',
    'it, in whatever form. *Found* is a finding that names its public half, proven, or of high confidence where that public',
    'half is not in the dump; of AES one that has the digest of the key.',
    'An *alarm* is a finding of severity high or critical, and not of low confidence, about something that the process was not given.',
    'A *session key* is none: there the bytes at its place are the private half of the key that it names, such as TLS makes, or the k of an ECDSA',
    'signature in the dump. *Medium* and *low* are other findings about nothing that it was given, such as ciphers of a session.',
    '',
    `${dumps.length} dumps in ${minutes.toFixed(1)} minutes. ${versions.join(', ')}.`,
    '',
    '## Found of those that are whole',
    '',
    ...table(
      ['producer', ...FAMILIES.map((family) => HEADINGS[family]), 'session keys', 'alarms'],
      [
        ...ran.map(({ scenario, dumps, trouble }) => summaryRow(scenario.name, dumps, trouble)),
        summaryRow(
          '**all**',
          ran.flatMap((one) => one.dumps),
        ),
      ],
    ),
    '',
    '## By kind of key',
    '',
    ...table(['key', 'given', 'whole', 'found', 'recall'], kindRows(dumps.flatMap(({ judged }) => judged.secrets))),
    '',
    '## Each dump',
    '',
    ...table(
      [
        'producer',
        'process',
        'dump by',
        'MiB',
        'not zero',
        'seconds',
        'found / whole / given',
        'alarms',
        'medium',
        'low',
        'gaps',
      ],
      dumps.map(({ scenario, judged }) => dumpRow(scenario, judged)),
    ),
    '',
    '## Missed',
    '',
    ...list(dumps.flatMap(({ scenario, judged }) => missedLines(scenario, judged))),
    '',
    '## Alarms',
    '',
    ...list(dumps.flatMap(({ scenario, judged }) => alarmLines(scenario, judged))),
    '',
    '## In no dump',
    '',
    'Given to a process and not whole in its dump: shielded, wiped, or in a form that nobody can read without more.',
    '',
    ...list(dumps.flatMap(({ scenario, judged }) => absentLines(scenario, judged))),
    '',
  ].join('\n');
}

function summaryRow(name: string, dumps: readonly JudgedDump[], trouble?: string): string[] {
  if (trouble !== undefined) return [name, `did not run: ${trouble}`, '', '', '', '', '', ''];
  const secrets = dumps.flatMap((judged) => judged.secrets);
  const strangers = dumps.flatMap((judged) => judged.strangers);
  return [
    name,
    ...FAMILIES.map((family) => ratio(secrets.filter(({ secret }) => secret.family === family))),
    `${strangers.filter((stranger) => !isAlarm(stranger)).length}`,
    `${strangers.filter(isAlarm).length}`,
  ];
}

function ratio(secrets: readonly JudgedSecret[]): string {
  const whole = secrets.filter((secret) => secret.whole);
  return whole.length === 0 ? '' : `${whole.filter(({ finding }) => finding).length}/${whole.length}`;
}

function kindRows(secrets: readonly JudgedSecret[]): string[][] {
  const kinds = [...new Set(secrets.map(({ secret }) => kindOf(secret)))].sort();
  return kinds.map((kind) => {
    const given = secrets.filter(({ secret }) => kindOf(secret) === kind);
    const whole = given.filter((secret) => secret.whole);
    const found = whole.filter(({ finding }) => finding).length;
    const recall = whole.length === 0 ? '' : `${((100 * found) / whole.length).toFixed(0)} %`;
    return [kind, `${given.length}`, `${whole.length}`, `${found}`, recall];
  });
}

function dumpRow({ name }: Scenario, judged: JudgedDump): string[] {
  const { dump, scanned, secrets } = judged;
  const whole = secrets.filter((secret) => secret.whole);
  return [
    name,
    dump.process ?? '',
    dump.by,
    judged.mebibytes.toFixed(0),
    judged.nonZeroMebibytes.toFixed(1),
    scanned.seconds.toFixed(1),
    `${whole.filter(({ finding }) => finding).length} / ${whole.length} / ${secrets.length}`,
    `${judged.strangers.filter(isAlarm).length}`,
    `${judged.medium}`,
    `${judged.low}`,
    [...new Set(scanned.gaps.map(({ code }) => code))].join(' '),
  ];
}

const title = ({ name }: Scenario, { dump }: JudgedDump) => [name, dump.process, dump.by].filter(Boolean).join(', ');

function missedLines(scenario: Scenario, judged: JudgedDump): string[] {
  return grouped(title(scenario, judged), judged.secrets.filter(isMissed));
}

/** Keys of which the same was seen share a line. */
function grouped(where: string, secrets: readonly JudgedSecret[]): string[] {
  const names = new Map<string, string[]>();
  for (const { secret, sightings, finding } of secrets) {
    const seen = sightings.length === 0 ? 'nothing of it' : sightings.map(sightingText).join('; ');
    const text = finding ? `${seen} (found all the same)` : seen;
    names.set(text, [...(names.get(text) ?? []), secret.name]);
  }
  return [...names].map(([text, all]) => `${where}: ${all.join(', ')}: ${text}`);
}

/** Offsets are of one run, and go to the terminal; see `explain`. */
function sightingText({ what, form, offsets }: Sighting): string {
  return `${what} ${form}${offsets.length > 1 ? ` ×${offsets.length}` : ''}`;
}

function alarmLines(scenario: Scenario, judged: JudgedDump): string[] {
  return judged.strangers
    .filter(isAlarm)
    .map(({ finding: { rule, severity, confidence, form, region } }) =>
      [`${title(scenario, judged)}: ${rule}`, severity, confidence, form, region && `in ${region}`]
        .filter(Boolean)
        .join(', '),
    );
}

function absentLines(scenario: Scenario, judged: JudgedDump): string[] {
  return grouped(
    title(scenario, judged),
    judged.secrets.filter(({ whole }) => !whole),
  );
}

/** For the terminal: where each missed key stands, and each alarm. */
export function explain(scenario: Scenario, judged: JudgedDump): string[] {
  const missed = judged.secrets
    .filter(isMissed)
    .flatMap(({ secret, sightings }) => [
      `  missed ${secret.name}`,
      ...sightings.map(({ what, form, offsets }) => `    ${what} ${form} at ${offsets.slice(0, 8).join(' ')}`),
    ]);
  const alarms = judged.strangers.map(({ finding, real }) => {
    const places = finding.places.slice(0, 4).map(({ offset, region, form }) => `${offset} ${form} ${region}`);
    return `  ${real ? 'session key' : 'ALARM'} ${finding.rule} ${JSON.stringify(finding.facts)} at ${places.join('; ')}`;
  });
  return missed.length + alarms.length === 0 ? [] : [title(scenario, judged), ...missed, ...alarms];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function list(lines: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const one of lines) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts.size === 0
    ? ['None.']
    : [...counts].map(([one, count]) => `- ${one}${count > 1 ? ` (${count} times)` : ''}`);
}
