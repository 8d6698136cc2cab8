/**
 * Kerberos keytabs (MIT krb5 documentation, "Keytab file format"), version 0502, big-endian: the version, then entries, each with
 * its size in 4 bytes (negative: a hole): components, realm, names, name type, time, key version, type and bytes of the key, and
 * optionally the key version again in 4 bytes. Every size and every key length must fit.
 *
 * Refused: version 0501, an entry with an encryption type that is not listed. Bytes after the last whole entry are ignored. One
 * keytab is one finding. Its keys may be derived from a password, so the fingerprint does not depend on them: realm, name, key
 * version and encryption type of each entry identify them.
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { blobFingerprint } from '../fingerprint.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { ENCRYPTION_TYPES, KerberosCursor } from '../structures/kerberos-cursor.ts';

export const kerberosKeytab: Detector = {
  id: 'kerberos-keytab',
  form: { specification: 'MIT krb5, keytab file format 0502', proof: 'every length and key size fits' },
  title: 'Kerberos keytab',
  severity: 'critical',
  confidence: 'high',
  advice:
    'Change the keys of the principal (`ktadd`, or the password of the account), which makes these worthless. Until then anyone is that service.',
  // The first entry is shorter than 64 KiB.
  trigger: { anchors: [byteAnchor('05 02 00 00')], bytesBefore: 0, reads: 'bytes' },
  maxMatchBytes: 8 * 1024,
  inspect,
};

interface Entry {
  readonly principal: string;
  readonly version: number;
  readonly type: string;
}

function inspect(window: Uint8Array, at: number): Match | undefined {
  // One to ten components; their count is in two bytes after the size.
  if (window[at + 6] !== 0 || window[at + 7] === 0 || window[at + 7]! > 10) return undefined;
  const reach = window.subarray(0, at + kerberosKeytab.maxMatchBytes);
  const entries: Entry[] = [];
  let end = at + 2;
  for (let next = readEntry(reach, end); next !== undefined; next = readEntry(reach, end)) {
    if (next.entry !== undefined) entries.push(next.entry);
    else if (entries.length === 0) return undefined;
    end = next.end;
  }
  const [first] = entries;
  if (first === undefined) return undefined;
  const names = entries.map(({ principal, version, type }) => `${principal} ${version} ${type}`);
  const keys = [...new Set(names)].sort().join('\n');
  return {
    ...{ offset: at, length: end - at, preview: '05 02 … (keytab)' },
    fingerprint: blobFingerprint(Buffer.from(keys)),
    facts: {
      ...{ kind: 'symmetric', form: 'keytab', principal: first.principal, kvno: first.version },
      ...{ encryption: first.type, entries: entries.length },
    },
  };
}

/** The entry or hole at `start`; undefined if there is none. */
function readEntry(bytes: Uint8Array, start: number): { readonly end: number; readonly entry?: Entry } | undefined {
  const cursor = new KerberosCursor(bytes, start);
  const size = cursor.unsigned(4) | 0;
  const end = cursor.position + Math.abs(size);
  if (size === 0 || end > bytes.length || bytes.length - start < 4) return undefined;
  if (size < 0) return -size < MAX_HOLE_BYTES ? { end } : undefined;
  const components = cursor.unsigned(2);
  const realm = components >= 1 && components <= 10 ? cursor.name(2) : undefined;
  if (realm === undefined) return undefined;
  const names: string[] = [];
  for (let i = 0; i < components; i++) {
    const name = cursor.name(2);
    if (name === undefined) return undefined;
    names.push(name);
  }
  const nameType = cursor.unsigned(4);
  cursor.unsigned(4);
  const shortVersion = cursor.unsigned(1);
  const type = ENCRYPTION_TYPES[cursor.unsigned(2)];
  const key = cursor.counted(2, 64);
  if (nameType > 11 || type === undefined || key?.length !== type.bytes) return undefined;
  if (key.length >= 16 && isMonotonous(key)) return undefined;
  const rest = end - cursor.position;
  if (rest !== 0 && rest !== 4 && rest !== 8) return undefined;
  const version = rest === 0 ? shortVersion : cursor.unsigned(4);
  return { end, entry: { principal: `${names.join('/')}@${realm}`, version, type: type.name } };
}
const MAX_HOLE_BYTES = 4096;
