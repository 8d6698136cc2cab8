import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { download } from '../../../src/action/artifacts/download.ts';
import type { StoredArtifact } from '../../../src/action/artifacts/stored-artifact.ts';
import { FormatError } from '../../../src/model/errors.ts';

const CONTENT = Buffer.from('what was uploaded');
const HEX = createHash('sha256').update(CONTENT).digest('hex');

function answerWith(bytes: Buffer): IncomingMessage {
  const body = new IncomingMessage(new Socket());
  body.push(bytes);
  body.push(null);
  return body;
}

/** Downloads it, and says what came, what was told, and how often it was asked for. */
async function downloadWith(digest: string | undefined, content = CONTENT) {
  const told: string[] = [];
  let asked = 0;
  const artifact: StoredArtifact = {
    ...{ id: '1', name: 'site', digest },
    open: async () => {
      asked++;
      return { status: 200, headers: {}, body: answerWith(content) };
    },
    remove: async () => {},
  };
  const file = await download(artifact, { path: 'site', maxBytes: 1000, tell: (line) => void told.push(line) });
  const bytes = readFileSync(file.selected.file);
  file.close();
  return { bytes, told, asked };
}

describe('a download', () => {
  test.each([`sha256:${HEX}`, `SHA256:${HEX.toUpperCase()}`, `Sha256:${HEX}`])(
    'is checked against %s',
    async (digest) => {
      expect(await downloadWith(digest)).toEqual({ bytes: CONTENT, told: [], asked: 1 });
    },
  );

  test('with other bytes than those of its digest is refused, whatever the case of that', async () => {
    const wrong = downloadWith(`SHA256:${HEX}`, Buffer.from('something else'));
    await expect(wrong).rejects.toThrow(FormatError);
    await expect(wrong).rejects.toThrow(/expected bytes with the digest that GitHub says/);
  });

  test.each([
    ['none', undefined],
    ['md5:00', 'md5:00'],
  ])('for which GitHub gives no SHA-256 but %s is told of', async (found, digest) => {
    const line = `download of site: expected a SHA-256 from GitHub, found ${found}; it is scanned unchecked`;
    expect(await downloadWith(digest)).toEqual({ bytes: CONTENT, told: [line], asked: 1 });
  });
});
