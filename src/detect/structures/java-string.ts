import type { SshCursor } from './ssh-cursor.ts';

/** What `DataOutputStream.writeUTF` writes: a length of two bytes, and modified UTF-8 (equal to UTF-8 in names of key stores). */
export function javaString(cursor: SshCursor): string | undefined {
  const length = cursor.uint16();
  const text = length === undefined ? undefined : cursor.take(length);
  return text && Buffer.from(text).toString('utf8');
}
