import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerApi } from './api.ts';
import { type Fault, type FaultScript, sendContent, takeFault } from './fault.ts';
import { answerResultsService, RUNTIME_TOKEN } from './results-service.ts';
import { type Content, emptyState, RUN_ID, type State, sizeOf } from './state.ts';

/*
 * GitHub as a runner's job sees it, in one process: the REST API, the service that keeps a run's artifacts, and the storage that
 * both send to. Each has a port of its own, so that what is said to which is told apart. Routes and shapes follow the
 * descriptions of GitHub's REST API and the protocol files of @actions/artifact.
 */

export const TOKEN = `ghs_${'fakeToken'.repeat(4)}`;

export type Host = 'api' | 'results' | 'storage';

export interface RecordedRequest {
  readonly host: Host;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As text; empty for none. */
  readonly body: string;
}

/** What a route says: a status and JSON, a place to go to, or bytes. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly location?: string;
  readonly content?: Content;
}

/** What a route may ask for and look at. */
export interface Ask extends RecordedRequest {
  readonly state: State;
  /** A URL of the storage that serves `content` once signed. */
  sign(content: Content): string;
}

export class FakeGitHub {
  readonly state: State = emptyState();
  readonly requests: RecordedRequest[] = [];
  readonly scripts: FaultScript[] = [];
  readonly #servers = new Map<Host, Server>();
  readonly #signed = new Map<string, Content>();

  static async start(): Promise<FakeGitHub> {
    const fake = new FakeGitHub();
    for (const host of ['api', 'results', 'storage'] as const) {
      const server = createServer((request, response) => void fake.#serve(host, request, response));
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      fake.#servers.set(host, server);
    }
    return fake;
  }

  urlOf(host: Host): string {
    return `http://127.0.0.1:${(this.#servers.get(host)!.address() as AddressInfo).port}`;
  }

  /** What a runner sets for a job of this GitHub. */
  env(): NodeJS.ProcessEnv {
    return {
      GITHUB_API_URL: this.urlOf('api'),
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: this.state.repository,
      GITHUB_RUN_ID: `${RUN_ID}`,
      GITHUB_RUN_ATTEMPT: '1',
      ACTIONS_RESULTS_URL: `${this.urlOf('results')}/`,
      ACTIONS_RUNTIME_TOKEN: RUNTIME_TOKEN,
    };
  }

  /** The first requests that match end in `faults`, one each. */
  fail(match: RegExp, ...faults: Fault[]): void {
    this.scripts.push({ match, faults });
  }

  failAlways(match: RegExp, always: Fault): void {
    this.scripts.push({ match, faults: [], always });
  }

  /** `METHOD path`, of the requests to one host. */
  asked(host: Host): string[] {
    return this.requests.filter((request) => request.host === host).map(({ method, path }) => `${method} ${path}`);
  }

  async close(): Promise<void> {
    for (const server of this.#servers.values()) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }

  async #serve(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const recorded = { host, method, path: url, headers, body: Buffer.concat(chunks).toString() };
    this.requests.push(recorded);
    const fault = takeFault(this.scripts, `${method} ${url}`);
    if (fault !== undefined && 'status' in fault)
      return send(response, { status: fault.status, json: fault.body ?? {} }, fault);
    if (fault?.kind === 'reset') {
      response.destroy();
      return;
    }
    return send(response, this.#answer(recorded), fault);
  }

  #answer(recorded: RecordedRequest): Answer {
    const ask: Ask = { ...recorded, state: this.state, sign: (content) => this.#sign(content) };
    if (recorded.host === 'api') return answerApi(ask);
    if (recorded.host === 'results') return answerResultsService(ask);
    // As Azure's storage: a signature and an Authorization header do not go together.
    if (recorded.headers.authorization !== undefined) return { status: 400 };
    const content = this.#signed.get(recorded.path);
    return content === undefined ? { status: 403 } : { status: 200, content };
  }

  #sign(content: Content): string {
    const path = `/blob/${this.#signed.size}?sig=${SIGNATURE}${this.#signed.size}`;
    this.#signed.set(path, content);
    return `${this.urlOf('storage')}${path}`;
  }
}

/** In every signed URL: no log may hold it. */
export const SIGNATURE = 'signatureOfStorage';

async function send(response: ServerResponse, answer: Answer, fault: Fault | undefined): Promise<void> {
  const headers = fault !== undefined && 'status' in fault ? fault.headers : {};
  const { status, json, location, content } = answer;
  if (content === undefined) {
    const text = json === undefined ? '' : JSON.stringify(json);
    response.writeHead(status, {
      ...{ 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(text)}` },
      ...(location === undefined ? {} : { location }),
      ...headers,
    });
    response.end(text);
    return;
  }
  response.writeHead(status, { 'content-type': 'application/octet-stream', 'content-length': `${sizeOf(content)}` });
  await sendContent(response, content instanceof Uint8Array ? once(content) : content.chunks(), fault);
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
