import { createHash, type Hash } from 'node:crypto';
import { AccessError, FormatError } from '../../model/errors.ts';
import { type SpooledFile, spoolFile } from '../../sources/spooled-file.ts';
import type { HttpAnswer } from '../api/exchange.ts';
import { reasonOf } from '../api/json-api.ts';
import { type Outcome, patiently, type Tell } from '../api/patience.ts';
import type { StoredArtifact } from './stored-artifact.ts';

export interface DownloadOptions {
  /** Path as reports show it. */
  readonly path: string;
  readonly maxBytes: number;
  readonly tell: Tell;
}

/**
 * Streams an artifact into a private temp file exactly as it is stored: a zip stays a zip, and a file uploaded unpacked
 * stays that. A download that breaks off or does not match GitHub's digest is repeated from the beginning. Where GitHub
 * gives no SHA-256, a line says that nothing was verified.
 * @throws ApiError, AccessError, BudgetError, or FormatError for bytes that stay wrong
 */
export function download(artifact: StoredArtifact, options: DownloadOptions): Promise<SpooledFile> {
  return patiently(() => tryDownload(artifact, options), {
    what: whatOf(options),
    tell: options.tell,
    giveUp: ({ why, status }) =>
      status === WRONG_BYTES ? new FormatError(`download: ${why}`) : new AccessError(`cannot download it: ${why}`),
  });
}

function whatOf({ path }: DownloadOptions): string {
  return `download of ${path}`;
}

/** Pseudo-status for bytes with another digest. */
const WRONG_BYTES = -1;

async function tryDownload(artifact: StoredArtifact, options: DownloadOptions): Promise<Outcome<SpooledFile>> {
  let answer: HttpAnswer;
  try {
    answer = await artifact.open();
  } catch (error) {
    // From the API client, which has retried already.
    if (error instanceof AccessError) throw error;
    return { trouble: { why: `the storage gives no answer (${reasonOf(error)})`, status: 0 } };
  }
  const { status, body } = answer;
  if (status !== 200) {
    body.destroy();
    return { trouble: { why: `the storage answers ${status}`, status } };
  }
  return spoolAnswer(body, artifact, options);
}

async function spoolAnswer(
  body: HttpAnswer['body'],
  { digest }: StoredArtifact,
  options: DownloadOptions,
): Promise<Outcome<SpooledFile>> {
  const hash = createHash('sha256');
  const watched = new WatchedStream(body, hash);
  try {
    const { path, maxBytes, tell } = options;
    const file = await spoolFile(path, watched, { maxBytes, name: 'the download', advice: 'run the job again' });
    const found = `sha256:${hash.digest('hex')}`;
    const expected = digest?.toLowerCase();
    if (expected === found) return { done: file };
    if (!expected?.startsWith('sha256:')) {
      tell(`${whatOf(options)}: expected a SHA-256 from GitHub, found ${digest ?? 'none'}; it is scanned unchecked`);
      return { done: file };
    }
    file.close();
    const why = `expected bytes with the digest that GitHub says (${digest}), found ${found}`;
    return { trouble: { why, status: WRONG_BYTES } };
  } catch (error) {
    if (watched.failure === undefined) throw error;
    return { trouble: { why: `it breaks off (${watched.failure})`, status: 0 } };
  } finally {
    body.destroy();
  }
}

/** A stream that records whether it failed itself, as opposed to its consumer. */
class WatchedStream implements AsyncIterable<Uint8Array> {
  failure: string | undefined;
  readonly #body: AsyncIterable<Uint8Array>;
  readonly #hash: Hash;

  constructor(body: AsyncIterable<Uint8Array>, hash: Hash) {
    this.#body = body;
    this.#hash = hash;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const chunks = this.#body[Symbol.asyncIterator]();
    while (true) {
      const step = await chunks.next().catch((error: unknown) => {
        this.failure = reasonOf(error);
        throw error;
      });
      if (step.done) return;
      this.#hash.update(step.value);
      yield step.value;
    }
  }
}
