import { UsageError } from '../../model/errors.ts';
import { field, numberField, textField } from '../api/fields.ts';
import { JsonApi } from '../api/json-api.ts';
import type { Tell } from '../api/patience.ts';
import { openSigned } from './follow.ts';
import type { StoredArtifact } from './stored-artifact.ts';

/*
 * Artifacts of the run that we are part of. The runner gives every job a token for the service that stores them, so no
 * permission is needed. Twirp with JSON; names of methods and fields as in the protocol files of @actions/artifact
 * (github.actions.results.api.v1, artifact.proto).
 */

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService';

/** The service's ids of our run and our job. */
interface BackendIds {
  readonly workflow_run_backend_id: string;
  readonly workflow_job_run_backend_id: string;
}

export interface ResultsService {
  readonly url: string;
  readonly token: string;
}

/** Undefined outside of a job, and in steps that the runner does not give access to the service. */
export function resultsServiceFrom(env: NodeJS.ProcessEnv): ResultsService | undefined {
  const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = env;
  return url && token ? { url: new URL(url).origin, token } : undefined;
}

/** @throws ApiError, or a UsageError for a token that names no run */
export async function artifactsOfOwnRun({ url, token }: ResultsService, tell: Tell): Promise<StoredArtifact[]> {
  const own = backendIdsIn(token);
  const api = new JsonApi({ url, token, tell });
  const call = (method: string, body: unknown) =>
    api.json({ method: 'POST', path: `${SERVICE}/${method}`, body, accept: 'application/json', isRepeatable: true });
  const listed = field(await call('ListArtifacts', own), 'artifacts');
  return (Array.isArray(listed) ? listed : []).map((record): StoredArtifact => {
    const name = textField(record, 'name') ?? '';
    const target = {
      workflow_run_backend_id: textField(record, 'workflow_run_backend_id') ?? own.workflow_run_backend_id,
      workflow_job_run_backend_id: textField(record, 'workflow_job_run_backend_id') ?? own.workflow_job_run_backend_id,
      name,
    };
    return {
      id: String(numberField(record, 'database_id') ?? name),
      name,
      digest: textField(record, 'digest'),
      open: async () => openSigned(textField(await call('GetSignedArtifactURL', target), 'signed_url') ?? '', url),
      remove: async () => void (await call('DeleteArtifact', target)),
    };
  });
}

/** Read from the token's `scp` claim: `… Actions.Results:<run>:<job> …`. */
function backendIdsIn(token: string): BackendIds {
  const [, claims = ''] = token.split('.');
  const [, run, job] =
    /(?:^|[" ])Actions\.Results:([^: "]+):([^: "]+)/.exec(Buffer.from(claims, 'base64url').toString()) ?? [];
  if (run === undefined || job === undefined)
    throw new UsageError('artifacts: the token of the job names no run; give run-id to read them through the API');
  return { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
}
