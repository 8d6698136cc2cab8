import { AccessError } from '../../model/errors.ts';
import { exchange, type HttpAnswer } from '../api/exchange.ts';

const MAX_REDIRECTS = 5;

/**
 * Requests a signed URL, which needs no other authorization and gets no header of ours: storage refuses a request with
 * two credentials, and only GitHub may see the token.
 * @throws AccessError for invalid or too many redirects, and what `exchange` throws
 */
export async function openSigned(url: string, from: string): Promise<HttpAnswer> {
  let at = new URL(from);
  let next = url;
  for (let redirects = 0; redirects < MAX_REDIRECTS; redirects++) {
    const target = new URL(next, at);
    if (target.protocol !== 'https:' && target.protocol !== at.protocol)
      throw new AccessError(`expected a redirect to https, found one to ${target.protocol}`);
    const answer = await exchange({ method: 'GET', url: target.href });
    const { location } = answer.headers;
    if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer;
    answer.body.destroy();
    [at, next] = [target, location];
  }
  throw new AccessError(`expected at most ${MAX_REDIRECTS} redirects, found more`);
}

/** An answer of the API itself, or what it redirects to. */
export async function follow(answer: HttpAnswer, from: string): Promise<HttpAnswer> {
  const { location } = answer.headers;
  if (answer.status < 300 || location === undefined) return answer;
  answer.body.destroy();
  return openSigned(location, from);
}
