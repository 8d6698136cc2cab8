import { AccessError } from '../../model/errors.ts';
import { exchange, type HttpAnswer, type HttpRequest, readText } from './exchange.ts';
import { type Outcome, patiently, rateLimitWait, type Tell, type Trouble } from './patience.ts';

/** A failed request that is not worth repeating. */
export class ApiError extends AccessError {
  /** HTTP status; 0 when there was no answer, or it broke off. */
  readonly status: number;

  constructor(what: string, { status, why }: Pick<Trouble, 'status' | 'why'>) {
    super(`${what}: ${status === 0 ? why : `GitHub answers ${status} (${why})`}`);
    this.status = status;
  }
}

export interface ApiCall {
  readonly method?: HttpRequest['method'];
  /** Relative to the API's URL, with its query: `/repos/octo-org/octo-repo/releases`. */
  readonly path: string;
  readonly body?: unknown;
  readonly accept?: string;
  /** Whether sending it twice has the same effect as once. Default: yes, except for POST. */
  readonly isRepeatable?: boolean;
}

export interface ApiOptions {
  /** Without a trailing slash. */
  readonly url: string;
  /** Sent to this server only. Empty for none. */
  readonly token: string;
  readonly tell: Tell;
}

/** A page of a hundred artifacts has some 100 KB. */
const MAX_JSON_BYTES = 64 << 20;
const PAGE_SIZE = 100;
const MAX_PAGES = 100;

/** Client of one of GitHub's JSON servers, with one token. Waits when a rate limit says so, and logs that. */
export class JsonApi {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  /** The parsed answer; undefined for an empty one. @throws ApiError */
  json(call: ApiCall): Promise<unknown> {
    return this.#ask(call, async ({ body }) => {
      const text = await readText(body, MAX_JSON_BYTES);
      return text === '' ? undefined : parseJson(text);
    });
  }

  /** All items of a paginated list; `itemsOf` extracts them from one page. @throws ApiError */
  async list(path: string, itemsOf: (page: unknown) => unknown): Promise<unknown[]> {
    const items: unknown[] = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const query = `${path.includes('?') ? '&' : '?'}per_page=${PAGE_SIZE}&page=${page}`;
      const some = itemsOf(await this.json({ path: path + query }));
      if (!Array.isArray(some)) throw new ApiError(`GET ${path}`, { status: 0, why: 'expected a list, found none' });
      items.push(...some);
      if (some.length < PAGE_SIZE) return items;
    }
    const why = `expected at most ${MAX_PAGES * PAGE_SIZE} items, found more`;
    throw new ApiError(`GET ${path}`, { status: 0, why });
  }

  /** An answer of 200 to 399, whose body is yet to be read. @throws ApiError */
  open(call: ApiCall): Promise<HttpAnswer> {
    return this.#ask(call, async (answer) => answer);
  }

  #ask<T>(call: ApiCall, take: (answer: HttpAnswer) => Promise<T>): Promise<T> {
    const { method = 'GET', path, isRepeatable = method !== 'POST' } = call;
    const what = `${method} ${path}`;
    const giveUp = (trouble: Trouble) => new ApiError(what, trouble);
    return patiently(
      async () => {
        const outcome = await this.#try(call, take);
        // Otherwise nobody knows whether the request arrived, and a comment must not be posted twice.
        const mayAskAgain = 'done' in outcome || isRepeatable || outcome.trouble.waitMs !== undefined;
        if (!mayAskAgain || ('trouble' in outcome && isFinal(outcome.trouble))) throw giveUp(outcome.trouble);
        return outcome;
      },
      { what, tell: this.#options.tell, giveUp },
    );
  }

  async #try<T>(call: ApiCall, take: (answer: HttpAnswer) => Promise<T>): Promise<Outcome<T>> {
    try {
      const answer = await exchange(this.#requestOf(call));
      const { status } = answer;
      if (status >= 200 && status < 400) return { done: await take(answer) };
      const text = await readText(answer.body, MAX_JSON_BYTES);
      const waitMs = rateLimitWait(answer, text);
      if (waitMs !== undefined) return { trouble: { why: 'the rate limit is used up', status: 429, waitMs } };
      return { trouble: { why: messageIn(text), status } };
    } catch (error) {
      return { trouble: { why: `no whole answer (${reasonOf(error)})`, status: 0 } };
    }
  }

  #requestOf({ method = 'GET', path, body, accept = 'application/vnd.github+json' }: ApiCall): HttpRequest {
    const { url, token } = this.#options;
    return {
      method,
      url: url + path,
      headers: {
        ...{ accept, 'x-github-api-version': '2022-11-28' },
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
  }
}

/** V8's own message repeats a piece of the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('it is no JSON');
  }
}

/** GitHub understood the request and refuses it. */
function isFinal({ status, waitMs }: Trouble): boolean {
  return status >= 400 && status < 500 && waitMs === undefined;
}

/** The system's error code if there is one: the message may repeat a signed URL. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? String(error.code) : error.message;
}

/** GitHub's own message, truncated. */
function messageIn(text: string): string {
  try {
    const { message, msg } = JSON.parse(text);
    return String(message ?? msg).slice(0, 200);
  } catch {
    return 'no reason given';
  }
}
