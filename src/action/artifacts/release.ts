import { UsageError } from '../../model/errors.ts';
import { field, numberField, textField } from '../api/fields.ts';
import { ApiError, type JsonApi } from '../api/json-api.ts';
import { follow } from './follow.ts';
import type { StoredArtifact } from './stored-artifact.ts';

export interface ReleaseAddress {
  /** `owner/name`. */
  readonly repository: string;
  readonly tag: string;
}

/**
 * Assets of the release of a tag (`contents: read`), and of all its drafts, which only a token that may write can see
 * (`contents: write`). There may be several drafts, and any of them may be published.
 * @throws ApiError; a UsageError when there is no such release
 */
export async function assetsOfRelease(
  api: JsonApi,
  { repository, tag }: ReleaseAddress,
  apiUrl: string,
): Promise<StoredArtifact[]> {
  const ids = await releasesOf(api, { repository, tag });
  if (ids.length === 0) {
    throw new UsageError(
      `release: expected a release of ${JSON.stringify(tag)} in ${repository}, found none; a draft is shown only to a token with contents: write`,
    );
  }
  const lists = await Promise.all(
    ids.map((id) => api.list(`/repos/${repository}/releases/${id}/assets`, (page) => page)),
  );
  return lists.flat().map((record) => assetOf(api, repository, record, apiUrl));
}

async function releasesOf(api: JsonApi, { repository, tag }: ReleaseAddress): Promise<number[]> {
  const published = await publishedRelease(api, { repository, tag });
  const all = await api.list(`/repos/${repository}/releases`, (page) => page);
  const ofTag = all.filter((release) => field(release, 'tag_name') === tag);
  const ids = [published, ...ofTag].map((release) => numberField(release, 'id')).filter((id) => id !== undefined);
  return [...new Set(ids)];
}

async function publishedRelease(api: JsonApi, { repository, tag }: ReleaseAddress): Promise<unknown> {
  try {
    return await api.json({ path: `/repos/${repository}/releases/tags/${encodeURIComponent(tag)}` });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

function assetOf(api: JsonApi, repository: string, record: unknown, apiUrl: string): StoredArtifact {
  const id = String(numberField(record, 'id') ?? '');
  const path = `/repos/${repository}/releases/assets/${id}`;
  return {
    id,
    name: textField(record, 'name') ?? '',
    digest: textField(record, 'digest'),
    ...(field(record, 'state') !== 'uploaded' && {
      gone: 'the asset is not uploaded to its end; upload it again, or delete it',
    }),
    open: async () => follow(await api.open({ path, accept: 'application/octet-stream' }), apiUrl),
    remove: async () => void (await api.json({ method: 'DELETE', path })),
  };
}
