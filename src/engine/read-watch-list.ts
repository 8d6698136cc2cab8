import { statSync } from 'node:fs';
import { FileSource } from '../bytes/file-source.ts';
import type { KnownKey } from '../detect/known-key.ts';
import { readWatchedKeys } from '../detect/watched-keys.ts';
import { AccessError, UsageError } from '../model/errors.ts';
import type { Note } from './note-book.ts';
import type { ArtifactRef } from './task.ts';
import type { WatchList } from './watch-list.ts';

/** A JWKS of a large service has hundreds of keys; a larger file was meant for something else. */
const MAX_FILE_BYTES = 16 << 20;
const MAX_KEYS = 10_000;

/** @throws UsageError for a file that cannot be read as public keys */
export function readWatchList(files: readonly ArtifactRef[]): WatchList {
  const keys = new Map<string, KnownKey>();
  const notes: Note[] = [];
  for (const { path, file } of files) {
    for (const { spki, spkiSha256, name } of keysIn(path, file)) {
      keys.set(spkiSha256, { spki, spkiSha256, origin: 'watched' });
      notes.push({
        spkiSha256,
        fact: 'watchedKey',
        facts: name === undefined ? {} : { name },
        path,
        offset: notes.length,
      });
    }
  }
  if (keys.size > MAX_KEYS) throw new UsageError(`watch-keys: expected at most ${MAX_KEYS} keys, found ${keys.size}`);
  return { keys: [...keys.values()], notes };
}

function keysIn(path: string, file: string): ReturnType<typeof readWatchedKeys> {
  try {
    const { size } = statSync(file);
    if (size > MAX_FILE_BYTES)
      throw new UsageError(`expected a file of public keys of at most ${MAX_FILE_BYTES} bytes, found ${size}`);
    const source = FileSource.open(file);
    try {
      return readWatchedKeys(source.read(0, source.size));
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof UsageError || error instanceof AccessError)
      throw new UsageError(`watch-keys: ${path}: ${error.message}`);
    throw error;
  }
}
