import { createHash } from 'node:crypto';
import { type Answer, type Ask, TOKEN } from './fake-github.ts';
import { nextId, type Release, type StoredArtifact, type StoredAsset, sizeOf } from './state.ts';

/*
 * The REST API, as far as keysieve asks for it (docs.github.com/rest, version 2022-11-28). A request without the permission that
 * its route wants is answered as GitHub answers it: 403, "Resource not accessible by integration".
 */

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly permission?: string;
  answer(ask: Ask, parts: readonly string[], query: URLSearchParams): Answer;
}

export function answerApi(ask: Ask): Answer {
  const url = new URL(ask.path, 'http://fake');
  const prefix = `/repos/${ask.state.repository}`;
  if (!url.pathname.startsWith(`${prefix}/`)) return NOT_FOUND;
  if (ask.headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, json: { message: 'Bad credentials' } };
  const path = url.pathname.slice(prefix.length);
  for (const route of ROUTES) {
    const found = route.method === ask.method ? route.path.exec(path) : null;
    if (found === null) continue;
    if (route.permission !== undefined && !ask.state.permissions.has(route.permission)) return FORBIDDEN;
    return route.answer(ask, found.slice(1).map(decodeURIComponent), url.searchParams);
  }
  return NOT_FOUND;
}

const NOT_FOUND: Answer = { status: 404, json: { message: 'Not Found' } };
const FORBIDDEN: Answer = { status: 403, json: { message: 'Resource not accessible by integration' } };
const GONE: Answer = { status: 410, json: { message: 'Artifact has expired' } };

const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/actions\/runs\/(\d+)\/artifacts$/,
    permission: 'actions:read',
    answer({ state }, [runId], query) {
      const own = state.artifacts.filter((artifact) => `${artifact.runId}` === runId);
      if (own.length === 0 && runId === '404') return NOT_FOUND;
      return { status: 200, json: { total_count: own.length, artifacts: pageOf(own, query).map(artifactRecord) } };
    },
  },
  {
    method: 'GET',
    path: /^\/actions\/artifacts\/(\d+)\/zip$/,
    permission: 'actions:read',
    answer({ state, sign }, [id]) {
      const found = state.artifacts.find((artifact) => `${artifact.id}` === id);
      if (found === undefined) return NOT_FOUND;
      return found.expired ? GONE : { status: 302, location: sign(found.content) };
    },
  },
  {
    method: 'DELETE',
    path: /^\/actions\/artifacts\/(\d+)$/,
    permission: 'actions:write',
    answer: ({ state }, [id]) => remove(state.artifacts, id),
  },
  {
    method: 'GET',
    path: /^\/releases\/tags\/(.+)$/,
    permission: 'contents:read',
    answer({ state }, [tag]) {
      const found = state.releases.find((release) => release.tag_name === tag && !release.draft);
      return found === undefined ? NOT_FOUND : { status: 200, json: releaseRecord(found) };
    },
  },
  {
    method: 'GET',
    path: /^\/releases$/,
    permission: 'contents:read',
    answer({ state }, _, query) {
      const visible = state.releases.filter(({ draft }) => !draft || state.permissions.has('contents:write'));
      return { status: 200, json: pageOf(visible, query).map(releaseRecord) };
    },
  },
  {
    method: 'GET',
    path: /^\/releases\/(\d+)\/assets$/,
    permission: 'contents:read',
    answer({ state }, [id], query) {
      const found = state.releases.find((release) => `${release.id}` === id);
      return found === undefined ? NOT_FOUND : { status: 200, json: pageOf(found.assets, query).map(assetRecord) };
    },
  },
  {
    method: 'GET',
    path: /^\/releases\/assets\/(\d+)$/,
    permission: 'contents:read',
    answer({ state, headers, sign }, [id]) {
      const found = state.releases.flatMap(({ assets }) => assets).find((asset) => `${asset.id}` === id);
      if (found === undefined) return NOT_FOUND;
      if (headers.accept !== 'application/octet-stream') return { status: 200, json: assetRecord(found) };
      return { status: 302, location: sign(found.content) };
    },
  },
  {
    method: 'DELETE',
    path: /^\/releases\/assets\/(\d+)$/,
    permission: 'contents:write',
    answer({ state }, [id]) {
      const release = state.releases.find(({ assets }) => assets.some((asset) => `${asset.id}` === id));
      return release === undefined ? NOT_FOUND : remove(release.assets, id);
    },
  },
  {
    method: 'GET',
    path: /^\/contents\/(.+)$/,
    permission: 'contents:read',
    answer({ state }, [path], query) {
      const bytes = state.files.get(`${query.get('ref')}:${path}`);
      if (bytes === undefined) return NOT_FOUND;
      const isSmall = bytes.length <= 1_000_000;
      const content = isSmall ? Buffer.from(bytes).toString('base64').replace(/.{60}/g, '$&\n') : '';
      const encoding = isSmall ? 'base64' : 'none';
      return { status: 200, json: { type: 'file', path, size: bytes.length, sha: blobSha(bytes), encoding, content } };
    },
  },
  {
    method: 'GET',
    path: /^\/git\/blobs\/([0-9a-f]+)$/,
    permission: 'contents:read',
    answer({ state }, [sha]) {
      const bytes = [...state.files.values()].find((file) => blobSha(file) === sha);
      if (bytes === undefined) return NOT_FOUND;
      return { status: 200, json: { sha, encoding: 'base64', content: Buffer.from(bytes).toString('base64') } };
    },
  },
  {
    method: 'GET',
    path: /^\/git\/commits\/([0-9a-f]+)$/,
    permission: 'contents:read',
    answer: (_, [sha]) => ({ status: 200, json: { sha } }),
  },
  {
    method: 'GET',
    path: /^\/commits\/([0-9a-f]+)\/pulls$/,
    answer: ({ state }, _, query) => ({ status: 200, json: pageOf(state.pulls, query) }),
  },
  {
    method: 'GET',
    path: /^\/issues\/(\d+)\/comments$/,
    answer({ state }, [issue], query) {
      const own = state.comments.filter((comment) => `${comment.issue}` === issue);
      return { status: 200, json: pageOf(own, query) };
    },
  },
  {
    method: 'POST',
    path: /^\/issues\/(\d+)\/comments$/,
    permission: 'pull-requests:write',
    answer({ state, body }, [issue]) {
      const user = { login: 'github-actions[bot]', type: 'Bot' };
      const author_association = 'NONE';
      const comment = { id: nextId(), issue: Number(issue), body: JSON.parse(body).body, user, author_association };
      state.comments.push(comment);
      return { status: 201, json: comment };
    },
  },
  {
    method: 'PATCH',
    path: /^\/issues\/comments\/(\d+)$/,
    permission: 'pull-requests:write',
    answer({ state, body }, [id]) {
      const comment = state.comments.find((one) => `${one.id}` === id);
      if (comment === undefined) return NOT_FOUND;
      comment.body = JSON.parse(body).body;
      return { status: 200, json: comment };
    },
  },
  {
    method: 'GET',
    path: /^\/commits\/([0-9a-f]+)\/check-runs$/,
    answer({ state }, [sha], query) {
      const name = query.get('check_name');
      const own = state.checkRuns.filter((run) => run.head_sha === sha && (name === null || run.name === name));
      return { status: 200, json: { total_count: own.length, check_runs: pageOf(own, query) } };
    },
  },
  {
    method: 'POST',
    path: /^\/check-runs$/,
    permission: 'checks:write',
    answer({ state, body }) {
      const order = JSON.parse(body);
      const { annotations = [], ...output } = order.output;
      if (annotations.length > 50) return { status: 422, json: { message: 'too many annotations' } };
      const run = { ...order, id: nextId(), output, annotations };
      state.checkRuns.push(run);
      return { status: 201, json: run };
    },
  },
  {
    method: 'PATCH',
    path: /^\/check-runs\/(\d+)$/,
    permission: 'checks:write',
    answer({ state, body }, [id]) {
      const run = state.checkRuns.find((one) => `${one.id}` === id);
      if (run === undefined) return NOT_FOUND;
      const { output: { annotations = [], ...output } = {}, ...order } = JSON.parse(body);
      if (annotations.length > 50) return { status: 422, json: { message: 'too many annotations' } };
      run.annotations.push(...annotations);
      Object.assign(run, order, { output: { ...run.output, ...output } });
      return { status: 200, json: run };
    },
  },
  {
    method: 'POST',
    path: /^\/statuses\/([0-9a-f]+)$/,
    permission: 'statuses:write',
    answer({ state, body }, [sha]) {
      const status = { sha, ...JSON.parse(body) };
      state.statuses.push(status);
      return { status: 201, json: status };
    },
  },
  {
    method: 'GET',
    path: /^\/commits\/([0-9a-f]+)\/statuses$/,
    answer({ state }, [sha], query) {
      const own = state.statuses.filter((status) => status.sha === sha).toReversed();
      return { status: 200, json: pageOf(own, query) };
    },
  },
  {
    method: 'POST',
    path: /^\/code-scanning\/sarifs$/,
    permission: 'security-events:write',
    answer({ state, body }) {
      const id = `sarif-${nextId()}`;
      state.sarifs.push({ id, ...JSON.parse(body) });
      return { status: 202, json: { id, url: `https://api.github.com/sarifs/${id}` } };
    },
  },
  {
    method: 'GET',
    path: /^\/code-scanning\/sarifs\/([\w-]+)$/,
    permission: 'security-events:write',
    answer: ({ state }) => ({ status: 200, json: state.sarifProcessing }),
  },
];

function pageOf<T>(items: readonly T[], query: URLSearchParams): T[] {
  const perPage = Number(query.get('per_page') ?? 30);
  const page = Number(query.get('page') ?? 1);
  return items.slice((page - 1) * perPage, page * perPage);
}

function remove(items: { readonly id: number }[], id: string | undefined): Answer {
  const index = items.findIndex((item) => `${item.id}` === id);
  if (index < 0) return NOT_FOUND;
  items.splice(index, 1);
  return { status: 204 };
}

function artifactRecord({ id, runId, name, content, digest, expired }: StoredArtifact) {
  return {
    ...{ id, name, expired, size_in_bytes: sizeOf(content), expires_at: '2026-11-01T00:00:00Z' },
    ...(digest === undefined ? {} : { digest }),
    workflow_run: { id: runId },
  };
}

function releaseRecord({ id, tag_name, draft }: Release) {
  return { id, tag_name, draft };
}

function assetRecord({ id, name, state, content, digest }: StoredAsset) {
  return { id, name, state, size: sizeOf(content), digest: digest ?? null };
}

/** As git names a blob. */
function blobSha(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
