import { HttpClient, type HttpClientResponse } from '@actions/http-client';
import { VERSION } from '../../model/version.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: HttpClientResponse['message']['headers'];
  /** Must be read to its end, or destroyed. */
  readonly body: HttpClientResponse['message'];
}

/** A server that sends nothing for this long is given up. */
const MAX_SILENCE_MS = 60_000;

/**
 * Sends one request and returns its answer, through the proxy that the runner names. Follows no redirect: the caller
 * decides what the next server may see.
 * @throws an Error whose message repeats no URL, or the system's error, when there is no answer
 */
export async function exchange(
  { method, url, headers, body }: HttpRequest,
  maxSilenceMs: number = MAX_SILENCE_MS,
): Promise<HttpAnswer> {
  const client = new HttpClient(`keysieve/${VERSION}`, [], {
    allowRedirects: false,
    allowRetries: false,
    socketTimeout: maxSilenceMs,
  });
  const { message } = await client.request(method, url, body ?? null, { ...headers }).catch((error: unknown) => {
    // The client's own timeout error repeats the path, which may contain a signature.
    throw error instanceof Error && 'code' in error ? error : new Error(`no answer for ${maxSilenceMs / 1000} s`);
  });
  message.setTimeout(maxSilenceMs, () => message.destroy(new Error(`no byte for ${maxSilenceMs / 1000} s`)));
  return { status: message.statusCode ?? 0, headers: message.headers, body: message };
}

/** Reads the body as UTF-8. @throws the system's error when it breaks off, and an Error when it exceeds `maxBytes` */
export async function readText(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`the answer has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
