/** What keysieve says of a dump beside what the oracle saw in it. */
import { createHash } from 'node:crypto';
import { type Image, loadImage } from './image.ts';
import { look, type Presence } from './oracle.ts';
import { type ReportedFinding, type Scanned, scan } from './scan.ts';
import type { Dump } from './scenario.ts';
import { isRealKey } from './strangers.ts';
import type { Secret } from './truth.ts';

export interface JudgedSecret extends Presence {
  readonly finding?: ReportedFinding;
}

/** A finding of severity high or worse about nothing that the harness made, with which the default policy fails a job. */
export interface Stranger {
  readonly finding: ReportedFinding;
  /** The bytes at its place are the private half of the key that it names: one that the process made for a session. */
  readonly real: boolean;
}

export interface JudgedDump {
  readonly dump: Dump;
  readonly scanned: Scanned;
  readonly mebibytes: number;
  readonly nonZeroMebibytes: number;
  readonly secrets: readonly JudgedSecret[];
  readonly strangers: readonly Stranger[];
  /** Findings about nothing that the harness made, of severity medium and low: sessions' ciphers, test keys. */
  readonly medium: number;
  readonly low: number;
}

export async function judge(dump: Dump): Promise<JudgedDump> {
  const scanned = await scan(dump.path);
  const image = loadImage(dump.path);
  const secrets = look(image, dump.secrets).map((presence): JudgedSecret => {
    const finding = scanned.findings.find((candidate) => isAbout(candidate, presence));
    return { ...presence, ...(finding && { finding }) };
  });
  return {
    dump,
    scanned,
    mebibytes: image.size / 2 ** 20,
    nonZeroMebibytes: image.bytes.length / 2 ** 20,
    secrets,
    strangers: strangersOf(scanned.findings, secrets, image),
    medium: countOthers(scanned.findings, secrets, 'medium'),
    low: countOthers(scanned.findings, secrets, 'low'),
  };
}

const isHigh = ({ severity }: ReportedFinding) => severity === 'critical' || severity === 'high';

function countOthers(
  findings: readonly ReportedFinding[],
  secrets: readonly JudgedSecret[],
  wanted: ReportedFinding['severity'],
): number {
  return findings.filter(
    (finding) => finding.severity === wanted && !secrets.some((presence) => mentions(finding, presence)),
  ).length;
}

function strangersOf(findings: readonly ReportedFinding[], secrets: readonly JudgedSecret[], image: Image): Stranger[] {
  return findings
    .filter(
      (finding) =>
        isHigh(finding) && finding.confidence !== 'low' && !secrets.some((presence) => mentions(finding, presence)),
    )
    .map((finding) => ({ finding, real: isRealKey(finding, image) }));
}

/**
 * A key counts as found when it is told by its public half and proven, or of high confidence where there is nothing to prove it
 * by; a schedule by its digest; a text by its place.
 */
function isAbout(finding: ReportedFinding, presence: Presence): boolean {
  if (!mentions(finding, presence)) return false;
  if (presence.secret.family === 'aes' || presence.secret.family === 'text') return true;
  // Any 32 bytes are a key of X25519, and most belong to a session, as those of ML-KEM do.
  if (/^(X25519|ML-KEM)/.test(presence.secret.name))
    return finding.severity === 'medium' && finding.confidence === 'proven';
  return isHigh(finding) && (finding.confidence === 'proven' || (finding.confidence === 'high' && !presence.provable));
}

function mentions({ facts, places }: ReportedFinding, { secret, sightings }: Presence): boolean {
  switch (secret.family) {
    case 'aes':
      return Object.values(facts).includes(sha256(secret.key));
    case 'text': {
      const all = sightings.flatMap(({ offsets }) => offsets);
      return places.some(({ offset, length }) =>
        all.some((at) => at < offset + length && offset < at + secret.text.length),
      );
    }
    default:
      return facts.spkiSha256 === secret.spkiSha256;
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export const isMissed = ({ whole, finding }: JudgedSecret) => whole && finding === undefined;
export const isAlarm = ({ real }: Stranger) => !real;

/** For the table; XTS, GCM and the like are one kind. */
export function kindOf({ family, name }: Secret): string {
  return family === 'aes' ? name.slice(0, 7) : name;
}
