import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';
import { systemPath } from '../model/system-path.ts';
import { DebugInfo } from './debug-info.ts';
import { mapOf, SourceMaps } from './source-maps.ts';
import { startOf } from './start-of.ts';
import type { LocalFile, TracingPorts } from './tracing-ports.ts';
import type { Checkout } from './tracked-files.ts';
import type { Trail } from './trail.ts';

/** Larger files are data that was checked in, not sources. */
const MAX_SOURCE_BYTES = 4 << 20;
const MAX_TRACED_BYTES = 512 << 20;

/** Most artifacts that are opened again. */
const MAX_READS = 20;
/** Most places looked up, in all artifacts together. */
const MAX_PLACES = { inGenerated: 200, inPrograms: 20 };

/**
 * Adds origins to findings. The checkout is scanned like the artifacts, and equal fingerprints mean the same secret, so
 * the engine never has to reveal it. For secrets not found that way, the artifacts are read once more.
 */
export async function traceOrigins(findings: readonly Finding[], ports: TracingPorts): Promise<readonly Finding[]> {
  const byContent = await originsByContent(findings, ports);
  const others = findings.filter(({ fingerprint }) => !byContent.has(fingerprint));
  const byTrail = await originsByTrail(others, ports);
  return findings.map((finding) => {
    const origin = byContent.get(finding.fingerprint) ?? byTrail.get(finding) ?? ports.stepOf(finding.artifact);
    return origin === undefined ? finding : { ...finding, origin };
  });
}

async function originsByTrail(
  findings: readonly Finding[],
  { checkout, artifacts, read }: TracingPorts,
): Promise<ReadonlyMap<Finding, Origin>> {
  const origins = new Map<Finding, Origin>();
  if (checkout === undefined) return origins;
  const named = new Set(findings.map(({ artifact }) => artifact));
  const left = { ...MAX_PLACES };
  let reads = 0;
  for (const artifact of artifacts.filter(({ path }) => named.has(path))) {
    const its = findings.filter((finding) => finding.artifact === artifact.path);
    const maps = new SourceMaps(its, checkout.paths, left.inGenerated);
    const programs = new DebugInfo(its, checkout.paths, left.inPrograms);
    const trails: readonly Trail[] = [maps, programs];
    const wanted = new Set(trails.flatMap(({ paths }) => paths));
    if (wanted.size === 0 || ++reads > MAX_READS) continue;
    left.inGenerated -= maps.places;
    left.inPrograms -= programs.places;
    const take = (path: string, bytes: Uint8Array): void => {
      for (const trail of trails) if (trail.paths.includes(path)) trail.take(path, bytes);
    };
    await read(artifact, wanted, take);
    // For a generated file that is itself the artifact, the map lies beside it.
    const map = mapOf(artifact.path);
    if (wanted.has(map)) await read({ path: map, file: mapOf(artifact.file) }, new Set([map]), take);
    for (const finding of its) {
      const [origin] = trails.flatMap((trail) => trail.originOf(finding) ?? []);
      if (origin !== undefined) origins.set(finding, origin);
    }
  }
  return origins;
}

async function originsByContent(
  findings: readonly Finding[],
  { checkout, artifacts, scan }: TracingPorts,
): Promise<ReadonlyMap<string, Origin>> {
  if (checkout === undefined) return new Map();
  const tracked = new Set(checkout.paths);
  const scanned = new Set(artifacts.map(({ file }) => file));
  const isTracked = new Map(artifacts.map(({ path, file }) => [path, pathIn(checkout, file)]));
  const sightings = findings.flatMap((finding): Sighting[] => {
    const file = isTracked.get(finding.artifact);
    return file !== undefined && tracked.has(file) ? [{ file, finding }] : [];
  });
  const known = new Set(sightings.map(({ finding }) => finding.fingerprint));
  if (findings.some(({ fingerprint }) => !known.has(fingerprint))) {
    const others = sourcesOf(checkout).filter(({ file }) => !scanned.has(file));
    sightings.push(...(await scan(others)).map((finding) => ({ file: finding.artifact, finding })));
  }
  return firstOrigins(sightings, new Set(findings.map(({ fingerprint }) => fingerprint)), checkout);
}

/** A secret found in a tracked file. */
interface Sighting {
  readonly file: string;
  readonly finding: Finding;
}

/**
 * Chooses for each secret the first file by path, preferring places where it is in plain text to those where it is
 * encoded.
 */
function firstOrigins(
  sightings: readonly Sighting[],
  wanted: ReadonlySet<string>,
  checkout: Checkout,
): ReadonlyMap<string, Origin> {
  const best = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const { fingerprint } = sighting.finding;
    const before = best.get(fingerprint);
    if (wanted.has(fingerprint) && (before === undefined || order(sighting) < order(before)))
      best.set(fingerprint, sighting);
  }
  return new Map(
    [...best].map(([fingerprint, { file, finding }]) => {
      const line = startOf(finding, join(checkout.root, file));
      return [fingerprint, { file, line, by: 'content' }];
    }),
  );
}

function order({ file, finding }: Sighting): string {
  return `${finding.path === finding.artifact ? 0 : 1}${file}`;
}

function pathIn({ root }: Checkout, file: string): string | undefined {
  const start = `${root}/`.replaceAll('\\', '/');
  const slashed = file.replaceAll('\\', '/');
  return slashed.startsWith(start) ? slashed.slice(start.length) : undefined;
}

/** Tracked files that exist, within the limits of size. */
function sourcesOf({ root, paths }: Checkout): LocalFile[] {
  const sources: LocalFile[] = [];
  let left = MAX_TRACED_BYTES;
  for (const path of paths) {
    const file = join(root, path);
    const size = sizeOfFile(file);
    if (size === undefined || size > MAX_SOURCE_BYTES) continue;
    left -= size;
    if (left < 0) break;
    sources.push({ path, file });
  }
  return sources;
}

/** Undefined when it is not a regular file, or cannot be examined: an index may name anything. */
function sizeOfFile(file: string): number | undefined {
  try {
    const stats = lstatSync(systemPath(file));
    return stats.isFile() ? stats.size : undefined;
  } catch {
    return undefined;
  }
}
