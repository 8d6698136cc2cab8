import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { type ArtifactOptions, selectArtifacts } from '../../src/sources/select-artifacts.ts';
import { files, tempTree } from './temp-tree.ts';

async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

/** An input that nobody may read. */
function untouched(): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      throw new Error('standard input was read');
    },
  };
}

function options(choices: Partial<ArtifactOptions>): ArtifactOptions {
  return {
    base: tempTree(files('a.zip', 'b/c')),
    hidden: 'include',
    syntax: 'arguments',
    whenNothingMatches: 'error',
    maxInputBytes: 1000,
    standardInput: untouched(),
    ...choices,
  };
}

describe('standard input', () => {
  it('stands in a private file until the scan is over', async () => {
    const selection = await selectArtifacts(['-'], options({ standardInput: chunks('some ', '', 'bytes') }));
    const [input] = selection.files;
    expect(input).toMatchObject({ path: '-' });
    expect(structuredClone(selection.files)).toEqual(selection.files);
    expect(readFileSync(input!.file, 'utf8')).toBe('some bytes');
    if (process.platform !== 'win32') expect(statSync(input!.file).mode & 0o777).toBe(0o600);
    selection.close();
    expect(existsSync(input!.file)).toBe(false);
  });

  it('comes before the files', async () => {
    const selection = await selectArtifacts(['b', '-', 'a.zip'], options({ standardInput: chunks('x') }));
    expect(selection.files.map(({ path }) => path)).toEqual(['-', 'a.zip', 'b/c']);
    selection.close();
  });

  it('may be empty', async () => {
    const selection = await selectArtifacts(['-'], options({ standardInput: chunks() }));
    expect(readFileSync(selection.files[0]!.file)).toHaveLength(0);
    selection.close();
  });

  it('is not read unless it was asked for', async () => {
    const selection = await selectArtifacts(['a.zip'], options({}));
    expect(selection.files.map(({ path }) => path)).toEqual(['a.zip']);
  });

  it('of more than the limit is a gap', async () => {
    const selection = await selectArtifacts(
      ['-', 'b'],
      options({ maxInputBytes: 9, standardInput: chunks('some ', 'bytes') }),
    );
    expect(selection.files.map(({ path }) => path)).toEqual(['b/c']);
    expect(selection.gaps).toMatchObject([
      {
        path: '-',
        code: 'budget',
        message: expect.stringContaining('more than 9 bytes on standard input'),
      },
    ]);
    selection.close();
  });

  it('of exactly the limit is scanned', async () => {
    const selection = await selectArtifacts(
      ['-'],
      options({ maxInputBytes: 10, standardInput: chunks('some ', 'bytes') }),
    );
    expect(selection.gaps).toEqual([]);
    selection.close();
  });

  it('that breaks off is a gap', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('some');
      throw Object.assign(new Error('read EIO'), { code: 'EIO' });
    }
    const selection = await selectArtifacts(['-'], options({ standardInput: broken() }));
    expect(selection.files).toEqual([]);
    expect(selection.gaps).toMatchObject([{ code: 'unreadable', message: expect.stringContaining('EIO') }]);
    selection.close();
  });

  it.each([
    ['a pattern matches nothing', ['-', 'no*']],
    ['a path does not exist', ['-', 'no']],
  ])('is not read when %s', async (_, paths) => {
    await expect(selectArtifacts(paths, options({}))).rejects.toThrow(UsageError);
  });

  it.each([
    ['it is too long', chunks('x'.repeat(2000))],
    ['it is scanned and closed', chunks('x')],
  ])('leaves no file behind when %s', async (_, standardInput) => {
    const given = options({ standardInput });
    const folder = tempTree({});
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, folder);
    onTestFinished(() => void vi.unstubAllEnvs());
    (await selectArtifacts(['-'], given)).close();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a pattern that matches nothing', () => {
  it('is an error that names it', async () => {
    await expect(selectArtifacts(['a.zip', 'no*'], options({}))).rejects.toThrow('paths: "no*" matched no file');
  });

  it('that is a folder is told as one', async () => {
    const given = options({ base: tempTree(files('a.zip', 'b/.c')), hidden: 'leave-out' });
    await expect(selectArtifacts(['no*', 'b'], given)).rejects.toThrow(
      'paths: "no*" matched no file; "b" is a folder in which there is no file to scan; correct the path, take hidden',
    );
  });

  it('says when what it may have meant is hidden', async () => {
    const given = options({ base: tempTree(files('a.zip', 'b/.c')), hidden: 'leave-out' });
    await expect(selectArtifacts(['a.zip', 'b'], given)).rejects.toThrow(
      /"b" is a folder .*include-hidden-files; 1 left out/,
    );
    await expect(selectArtifacts(['a.zip', 'no*'], given)).rejects.not.toThrow(/hidden/);
  });

  it('is counted when it shall warn', async () => {
    const selection = await selectArtifacts(['a.zip', 'no*'], options({ whenNothingMatches: 'warn' }));
    expect(selection.leftOut).toEqual({ unmatched: 1 });
  });

  it('says nothing when it shall be ignored', async () => {
    const selection = await selectArtifacts(['a.zip', 'no*'], options({ whenNothingMatches: 'ignore' }));
    expect(selection.leftOut).toEqual({});
    expect(selection.files.map(({ path }) => path)).toEqual(['a.zip']);
  });
});

it('without a path there is nothing to scan', async () => {
  await expect(selectArtifacts([], options({}))).rejects.toThrow(UsageError);
});

it('names files as the system knows them', async () => {
  const given = options({});
  const selection = await selectArtifacts(['b'], given);
  expect(selection.files).toEqual([{ path: 'b/c', file: join(given.base, 'b', 'c') }]);
});
