import type { Answer, Ask } from './fake-github.ts';
import { RUN_ID, type StoredArtifact, sizeOf } from './state.ts';

/*
 * The service that keeps a run's own artifacts: Twirp with JSON, names of fields as in the protocol files
 * (github.actions.results.api.v1, artifact.proto).
 */

const RUN_BACKEND = 'ce7f54c7-61c7-4aae-887f-30da475f5f1a';
const JOB_BACKEND = 'ca395085-040a-526b-2ce8-bdc85f692774';
const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/';

/** A JWT without a signature; its `scp` claim names the run and the job. */
export const RUNTIME_TOKEN = [
  { alg: 'none', typ: 'JWT' },
  { scp: `Actions.Example Actions.Results:${RUN_BACKEND}:${JOB_BACKEND}` },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('runtimeSignature')
  .join('.');

export function answerResultsService({ method, path, headers, body, state, sign }: Ask): Answer {
  if (method !== 'POST' || !path.startsWith(SERVICE)) return { status: 404, json: { code: 'bad_route' } };
  if (headers.authorization !== `Bearer ${RUNTIME_TOKEN}`) return { status: 401, json: { code: 'unauthenticated' } };
  const order = JSON.parse(body);
  if (order.workflow_run_backend_id !== RUN_BACKEND) return { status: 403, json: { code: 'permission_denied' } };
  const own = state.artifacts.filter(({ runId }) => runId === RUN_ID);
  const named = own.find(({ name }) => name === order.name);
  switch (path.slice(SERVICE.length)) {
    case 'ListArtifacts':
      return { status: 200, json: { artifacts: own.map(recordOf) } };
    case 'GetSignedArtifactURL':
      return named === undefined ? NOT_FOUND : { status: 200, json: { signed_url: sign(named.content) } };
    case 'DeleteArtifact':
      if (named === undefined) return NOT_FOUND;
      state.artifacts.splice(state.artifacts.indexOf(named), 1);
      return { status: 200, json: { ok: true, artifact_id: `${named.id}` } };
    default:
      return { status: 404, json: { code: 'bad_route' } };
  }
}

const NOT_FOUND = { status: 404, json: { code: 'not_found', msg: 'artifact not found' } };

/** Protobuf's JSON: 64-bit numbers are text. */
function recordOf({ id, name, content, digest }: StoredArtifact) {
  return {
    workflow_run_backend_id: RUN_BACKEND,
    workflow_job_run_backend_id: JOB_BACKEND,
    database_id: `${id}`,
    name,
    size: `${sizeOf(content)}`,
    created_at: '2026-11-25T12:00:00Z',
    ...(digest === undefined ? {} : { digest }),
  };
}
