import { field, numberField, textField } from '../api/fields.ts';
import type { JsonApi } from '../api/json-api.ts';
import { follow } from './follow.ts';
import type { StoredArtifact } from './stored-artifact.ts';

export interface RunAddress {
  /** `owner/name`. */
  readonly repository: string;
  readonly runId: string;
}

/** Artifacts of any run that the token may see, through the REST API (`actions: read`). @throws ApiError */
export async function artifactsOfRun(
  api: JsonApi,
  { repository, runId }: RunAddress,
  apiUrl: string,
): Promise<StoredArtifact[]> {
  const records = await api.list(`/repos/${repository}/actions/runs/${runId}/artifacts`, (page) =>
    field(page, 'artifacts'),
  );
  return records.map((record): StoredArtifact => {
    const id = String(numberField(record, 'id') ?? '');
    const path = `/repos/${repository}/actions/artifacts/${id}`;
    return {
      id,
      name: textField(record, 'name') ?? '',
      digest: textField(record, 'digest'),
      ...(field(record, 'expired') === true && { gone: expiredText(textField(record, 'expires_at')) }),
      open: async () => follow(await api.open({ path: `${path}/zip` }), apiUrl),
      remove: async () => void (await api.json({ method: 'DELETE', path })),
    };
  });
}

function expiredText(expiresAt: string | undefined): string {
  const when = expiresAt === undefined ? '' : ` on ${expiresAt.slice(0, 10)}`;
  return `the artifact expired${when} and is no longer stored; scan it before that, or keep it longer (retention-days)`;
}
