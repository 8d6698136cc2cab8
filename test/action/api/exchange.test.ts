import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { exchange, readText } from '../../../src/action/api/exchange.ts';

const SILENCE_MS = 100;

async function serve(listener: RequestListener, prepare: (server: Server) => void = () => {}): Promise<string> {
  const server = createServer(listener);
  prepare(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('one request', () => {
  it('follows no redirect, whatever stands there', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end());
    expect((await exchange({ method: 'GET', url })).status).toBe(302);
  });

  it('is given up when nobody answers, with an error that does not repeat the signed URL', async () => {
    const url = await serve(() => {});
    const asking = exchange({ method: 'GET', url: `${url}/blob?sig=signature` }, SILENCE_MS);
    await expect(asking).rejects.toThrow(/^no answer for 0\.1 s$/);
  });

  it('is given up when an answer stops in its middle', async () => {
    const url = await serve((_, response) => void response.writeHead(200, { 'content-length': '100' }).write('half'));
    const { body } = await exchange({ method: 'GET', url }, SILENCE_MS);
    await expect(readText(body, 1000)).rejects.toThrow();
  });

  it('reads no more of an answer than was asked for', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(2000)));
    const { body } = await exchange({ method: 'GET', url });
    await expect(readText(body, 1000)).rejects.toThrow('the answer has more than 1000 bytes');
  });

  it('goes through the proxy of the environment', async () => {
    const asked: (string | undefined)[] = [];
    const proxy = await serve(
      () => {},
      (server) => {
        server.on('connect', ({ url }, socket) => {
          asked.push(url);
          socket.end();
        });
      },
    );
    vi.stubEnv('http_proxy', proxy);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(exchange({ method: 'GET', url: 'http://api.example/repos' })).rejects.toThrow();
    expect(asked).toEqual(['api.example:80']);
  });
});
