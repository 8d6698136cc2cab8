/**
 * `npm run test:redactions [-- WORD …]`: what of a key is found after a redaction that lost a race
 * (redactions.ts), in dumps of the scenarios, or of those whose names have one of the words. Reports and does not fail, since
 * docs/memory.md says which remains nobody recognises.
 */
import { createHash, createPublicKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCENARIOS } from './catalog.ts';
import { loadImage } from './image.ts';
import { openLab } from './lab.ts';
import { FAMILIES, type Fill, isBinary, isTelling, type Redaction, redact, type Spot, spotsOf } from './redactions.ts';
import { type ReportedFinding, scanEach } from './scan.ts';
import type { Dump, Scenario } from './scenario.ts';
import { isRealKey } from './strangers.ts';
import type { AsymmetricKey, Secret } from './truth.ts';

interface Outcome {
  readonly scenario: string;
  readonly dump: Dump;
  readonly key: AsymmetricKey;
  readonly redaction: Redaction;
  readonly isFound: boolean;
  /** Findings that fail a job and name neither this key nor another one that the process was given. */
  readonly alarms: number;
}

const FILLS: readonly Fill[] = ['zeros', 'random'];
/** Copies of so many bytes of dumps may lie in the temporary folder at a time. */
const BATCH_BYTES = 2 ** 30;

/** One key of each family, as the first one stands for those of other sizes. */
async function outcomesOf(scenario: string, dump: Dump, folder: string): Promise<Outcome[]> {
  const image = loadImage(dump.path);
  const keys = new Map<string, AsymmetricKey>();
  for (const key of dump.secrets) if (isRedactable(key) && !keys.has(key.family)) keys.set(key.family, key);
  const known = new Set(dump.secrets.flatMap((secret) => ('spkiSha256' in secret ? [secret.spkiSha256] : [])));
  const outcomes: Outcome[] = [];
  for (const key of keys.values()) {
    const spots = spotsOf(image, key);
    const wanted = redactionsOf(key, spots);
    const batch = Math.max(1, Math.floor(BATCH_BYTES / statSync(dump.path).size));
    if (key.family === 'rsa') known.add(withUsualExponent(key));
    for (let at = 0; at < wanted.length; at += batch) {
      const some = wanted.slice(at, at + batch);
      const found = await scanRedacted(dump.path, { folder, spots }, some);
      for (const [index, redaction] of some.entries()) {
        const high = (found.get(`${index}`) ?? []).filter(isHigh);
        const isFound = high.some(({ facts, confidence }) => names(facts, key) && confidence === 'proven');
        const strangers = high.filter(({ facts }) => !known.has(`${facts.spkiSha256}`));
        // Of a session of TLS, which no redaction touches: the dump as it was has its bytes too.
        const alarms = strangers.filter((finding) => !isRealKey(finding, image)).length;
        outcomes.push({ scenario, dump, key, redaction, isFound, alarms });
      }
    }
  }
  return outcomes;
}

/** With e gone or in a form of its own (17 in Crypto++), keysieve says that it assumes 65537. */
function names({ spkiSha256, exponent }: ReportedFinding['facts'], key: AsymmetricKey): boolean {
  return spkiSha256 === (exponent === 'assumed' ? withUsualExponent(key) : key.spkiSha256);
}

function withUsualExponent({ numbers }: AsymmetricKey): string {
  const jwk = { kty: 'RSA', n: numbers.n!.toString('base64url'), e: 'AQAB' };
  const spki = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

const isHigh = ({ severity, confidence }: ReportedFinding) =>
  (severity === 'critical' || severity === 'high') && confidence !== 'low';

function isRedactable(secret: Secret): secret is AsymmetricKey {
  return secret.family in FAMILIES && !secret.name.startsWith('X');
}

/** Of the kinds that the dump has as numbers. */
function redactionsOf({ family }: AsymmetricKey, spots: readonly Spot[]): Redaction[] {
  const { telling, silent } = FAMILIES[family as keyof typeof FAMILIES];
  const kinds = new Set(spots.filter(isBinary).map(({ kind }) => kind));
  const possible = [...telling, ...silent].filter((kept) => kept.every((kind) => kinds.has(kind)));
  return possible.flatMap((kept) => FILLS.map((fill) => ({ kept, fill })));
}

async function scanRedacted(
  from: string,
  { folder, spots }: { readonly folder: string; readonly spots: readonly Spot[] },
  redactions: readonly Redaction[],
) {
  mkdirSync(folder);
  for (const [index, redaction] of redactions.entries())
    redact({ from, to: join(folder, `${index}`) }, spots, redaction);
  const found = await scanEach(folder);
  rmSync(folder, { recursive: true });
  return found;
}

async function runScenario(scenario: Scenario, folder: string): Promise<Outcome[]> {
  const lab = openLab(join(folder, scenario.name.replace(/[^a-z0-9]+/gi, '-')));
  try {
    const outcomes: Outcome[] = [];
    for (const dump of await scenario.make(lab))
      outcomes.push(...(await outcomesOf(scenario.name, dump, join(lab.folder, 'redacted'))));
    return outcomes;
  } finally {
    await lab.close();
  }
}

/** A line for each key of each dump: how many of the copies that tell the key were found, and which were not. */
function linesOf(outcomes: readonly Outcome[]): string[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const { scenario, dump, key } = outcome;
    const name = [scenario, dump.process, dump.by, key.name].filter(Boolean).join(', ');
    groups.set(name, [...(groups.get(name) ?? []), outcome]);
  }
  return [...groups].map(([name, all]) => {
    const telling = all.filter(({ key, redaction }) =>
      isTelling(FAMILIES[key.family as keyof typeof FAMILIES], redaction.kept),
    );
    const missed = telling.filter(({ isFound }) => !isFound);
    const names = missed.map(({ redaction: { kept, fill } }) => `${kept.join('+')} (${fill})`);
    const alarms = all.reduce((sum, one) => sum + one.alarms, 0);
    return `${name}: ${telling.length - missed.length} / ${telling.length}, ${alarms} alarms${names.map((one) => `, missed ${one}`).join('')}`;
  });
}

if (import.meta.main) {
  const words = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-redacted-'));
  try {
    for (const scenario of SCENARIOS) {
      if (words.length > 0 && !words.some((word) => scenario.name.includes(word))) continue;
      try {
        for (const line of linesOf(await runScenario(scenario, folder))) console.log(line);
      } catch (error) {
        console.log(`${scenario.name} failed: ${error}`.split('\n')[0]);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
