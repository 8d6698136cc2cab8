import { createHash } from 'node:crypto';

/** What lies on the fake GitHub. Tests fill it, requests change it, tests look at it again. */
export interface State {
  /** `owner/name`. */
  readonly repository: string;
  readonly artifacts: StoredArtifact[];
  readonly releases: Release[];
  /** Content by commit and path: `${sha}:${path}`. */
  readonly files: Map<string, Uint8Array>;
  readonly comments: Comment[];
  /** Of any commit. */
  readonly pulls: { readonly number: number; readonly state: string; readonly head: { readonly sha: string } }[];
  readonly checkRuns: CheckRun[];
  readonly statuses: Record<string, unknown>[];
  readonly sarifs: Record<string, unknown>[];
  /** How each uploaded SARIF is processed, as GitHub says it afterwards. */
  sarifProcessing: { readonly processing_status: string; readonly errors?: readonly string[] };
  /** What the token may do, such as `actions:read`, `checks:write`. A public repository is read without any. */
  readonly permissions: Set<string>;
}

/** Bytes, or a stream of so many of them. */
export type Content = Uint8Array | { readonly size: number; chunks(): AsyncIterable<Uint8Array> };

export interface StoredArtifact {
  readonly id: number;
  readonly runId: number;
  readonly name: string;
  readonly content: Content;
  /** `sha256:…`; absent where GitHub knows none. */
  readonly digest?: string;
  readonly expired: boolean;
}

export interface Release {
  readonly id: number;
  readonly tag_name: string;
  readonly draft: boolean;
  readonly assets: StoredAsset[];
}

export interface StoredAsset {
  readonly id: number;
  readonly name: string;
  readonly state: 'uploaded' | 'starter';
  readonly content: Content;
  readonly digest?: string;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
  readonly author_association: string;
}

export interface CheckRun {
  readonly id: number;
  readonly head_sha: string;
  readonly name: string;
  status: string;
  conclusion?: string;
  external_id?: string;
  readonly annotations: Record<string, unknown>[];
  output: Record<string, unknown>;
}

const REPOSITORY = 'octo-org/octo-repo';
export const RUN_ID = 4711;

let lastId = 1000;
export function nextId(): number {
  return ++lastId;
}

export function sizeOf(content: Content): number {
  return content instanceof Uint8Array ? content.length : content.size;
}

function sha256Of(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export function artifact(
  name: string,
  content: Content,
  fields: Partial<Omit<StoredArtifact, 'name' | 'content'>> = {},
): StoredArtifact {
  const digest = content instanceof Uint8Array ? { digest: sha256Of(content) } : {};
  return { id: nextId(), runId: RUN_ID, name, content, expired: false, ...digest, ...fields };
}

export function asset(name: string, content: Uint8Array, fields: Partial<StoredAsset> = {}): StoredAsset {
  return { id: nextId(), name, state: 'uploaded', content, digest: sha256Of(content), ...fields };
}

export function emptyState(): State {
  return {
    repository: REPOSITORY,
    artifacts: [],
    releases: [],
    files: new Map(),
    comments: [],
    pulls: [],
    checkRuns: [],
    statuses: [],
    sarifs: [],
    sarifProcessing: { processing_status: 'complete' },
    permissions: new Set(['actions:read', 'contents:read']),
  };
}
