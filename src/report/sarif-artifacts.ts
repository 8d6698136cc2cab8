import type { Artifact, Location, PropertyBag } from 'sarif';
import type { Finding } from '../model/finding.ts';
import { INNER, type Place } from '../model/place.ts';
import type { ArtifactRecord } from '../model/result.ts';
import { escapedByte } from '../model/system-path.ts';
import { escapePath, escapeText } from './escape.ts';
import { hexAddress, isInside } from './place-text.ts';

const MAX_URI_CHARACTERS = 1024;
const MAX_QUALIFIED_NAME_CHARACTERS = 2000;
/** Limit for the list of scanned files, which includes files without findings, with their digests. */
const MAX_LISTED_BYTES = 1_000_000;

/**
 * Builds the `artifacts` of a SARIF run as locations are made: the scanned files first, then each container and inner
 * file that a location names, with the index of its parent. The URI of a nested one is its path in the parent, without
 * the leading slash that the standard's example has, because the SARIF multitool rejects that (SARIF1004).
 */
export class SarifArtifacts {
  readonly #artifacts: Artifact[] = [];
  readonly #keys: string[] = [];
  readonly #indexes = new Map<string, number>();

  constructor(scanned: readonly ArtifactRecord[]) {
    let bytes = 0;
    for (const { path, size, sha256 } of scanned) {
      const uri = relativeUri(path);
      bytes += uri.length + 200;
      if (bytes > MAX_LISTED_BYTES) return;
      const hashes = sha256 === undefined ? {} : { hashes: { 'sha-256': sha256 } };
      this.#index(undefined, { location: { uri }, length: size, roles: ['analysisTarget'], ...hashes });
    }
  }

  /** All artifacts, in the order of their indexes. */
  list(): Artifact[] {
    return [...this.#artifacts];
  }

  get length(): number {
    return this.#artifacts.length;
  }

  /** The artifacts added since there were `length` of them. */
  since(length: number): Artifact[] {
    return this.#artifacts.slice(length);
  }

  /** Removes the artifacts added since there were `length` of them. */
  backTo(length: number): void {
    for (const key of this.#keys.splice(length)) this.#indexes.delete(key);
    this.#artifacts.length = length;
  }

  /**
   * The line of a file that lies in no container; otherwise line 1, since GitHub requires one. Columns are left out:
   * ours count bytes, SARIF's count characters.
   */
  location(artifact: string, place: Place): Location {
    const uri = relativeUri(artifact);
    const index = this.#index(undefined, { location: { uri } });
    const inside = isInside(artifact, place);
    return {
      physicalLocation: {
        artifactLocation: { uri, index },
        region: { startLine: inside ? 1 : (place.line ?? 1) },
      },
      ...(inside ? { logicalLocations: [logicalLocation(place.path)] } : {}),
      properties: inside
        ? { ...placeProperties(place), artifactIndex: this.#nested(index, place.path.slice(artifact.length)) }
        : placeProperties(place),
    };
  }

  #nested(outermost: number, path: string): number {
    return path
      .split(INNER)
      .slice(1)
      .reduce((parentIndex, name) => {
        return this.#index(parentIndex, { location: { uri: relativeUri(name) }, parentIndex });
      }, outermost);
  }

  #index(parentIndex: number | undefined, artifact: Artifact): number {
    const key = `${parentIndex ?? ''} ${artifact.location?.uri}`;
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    this.#keys.push(key);
    this.#indexes.set(key, this.#artifacts.length);
    return this.#artifacts.push(artifact) - 1;
  }
}

/** Where a finding comes from in the repository; empty when that was not traced. */
export function originLocations({ origin }: Finding): Location[] {
  if (origin === undefined) return [];
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: relativeUri(origin.file) },
        region: { startLine: origin.line },
      },
      properties: { origin: origin.by },
    },
  ];
}

/**
 * Where a gap is. Its artifact is the outermost file of the path that is in `scanned`, or else what precedes the first
 * `!/`.
 */
export function gapLocation(path: string, scanned: ReadonlySet<string>): Location {
  const artifact = outermost(path, scanned);
  return {
    physicalLocation: { artifactLocation: { uri: relativeUri(artifact) }, region: { startLine: 1 } },
    ...(artifact === path ? {} : { logicalLocations: [logicalLocation(path)] }),
  };
}

function outermost(path: string, scanned: ReadonlySet<string>): string {
  if (scanned.has(path)) return path;
  const first = path.indexOf(INNER);
  for (let at = first; at >= 0; at = path.indexOf(INNER, at + 1)) {
    if (scanned.has(path.slice(0, at))) return path.slice(0, at);
  }
  return first < 0 ? path : path.slice(0, first);
}

function logicalLocation(path: string) {
  return {
    name: escapeText(path.slice(path.lastIndexOf('/') + 1), 255),
    fullyQualifiedName: escapePath(path, MAX_QUALIFIED_NAME_CHARACTERS),
    kind: 'resource',
  };
}

function placeProperties({ offset, length, address, region, form }: Place): PropertyBag {
  return {
    ...{ offset, length },
    ...(address === undefined ? {} : { address: hexAddress(address) }),
    ...(region === undefined ? {} : { region: escapeText(region, 255) }),
    ...(form === undefined ? {} : { form: escapeText(form, 255) }),
  };
}

/**
 * Stands for a leading `..`, as webpack writes it in asset paths, so that `../one/key` and `one/key` stay two files.
 */
const ABOVE = '_';

/**
 * A relative, percent-encoded URI with slashes, never empty, as GitHub accepts it for a file. A `..` never leads above
 * the root.
 */
export function relativeUri(path: string): string {
  const slashed = /^([A-Za-z]:|\\)\\/.test(path) ? path.replaceAll('\\', '/') : path;
  const above: string[] = [];
  const names: string[] = [];
  for (const name of escapeLong(slashed)
    .replace(/^[A-Za-z]:(?=\/)/, '')
    .split('/')) {
    if (name === '..') {
      if (names.pop() === undefined) above.push(ABOVE);
    } else if (name !== '' && name !== '.') names.push(name);
  }
  return encodePath([...above, ...names].join('/')) || 'artifact';
}

function escapeLong(path: string): string {
  return path.length <= MAX_URI_CHARACTERS ? path : escapePath(path, MAX_URI_CHARACTERS);
}

/** Percent-encodes each name (RFC 3986). */
function encodePath(path: string): string {
  return path.replace(/[^/\p{Cs}]+|\p{Cs}/gu, encodePart);
}

/** A byte that is not UTF-8 is encoded as that byte; any other lone surrogate has no encoding and becomes U+FFFD. */
function encodePart(part: string): string {
  if (!/^\p{Cs}/u.test(part)) return encodeURIComponent(part);
  const byte = escapedByte(part.charCodeAt(0));
  return byte === undefined ? encodeURIComponent('\ufffd') : `%${byte.toString(16).toUpperCase()}`;
}
