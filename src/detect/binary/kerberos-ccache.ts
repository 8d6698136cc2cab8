/**
 * Kerberos credential caches (MIT krb5 documentation, "Credential cache file format"), version 0504, big-endian: header, default
 * principal, then credentials: client, server, session key, four timestamps, flags, addresses, authorization data, ticket, second
 * ticket. Read up to the first credential that is not a configuration entry; every length must fit.
 *
 * A ticket gives access until it expires; that time is a fact.
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { sha256Hex, tokenFingerprint } from '../fingerprint.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { ENCRYPTION_TYPES, KerberosCursor } from '../structures/kerberos-cursor.ts';

export const kerberosCcache: Detector = {
  id: 'kerberos-ccache',
  form: { specification: 'MIT krb5, ccache file format 0504', proof: 'every length and key size fits' },
  title: 'Kerberos credential cache',
  severity: 'high',
  confidence: 'high',
  advice:
    'Whoever has the ticket is its owner until it ends (see the fact `expires`). Keep KRB5CCNAME out of the build output.',
  trigger: {
    // With the one header that MIT writes (the clock offset), and without any.
    anchors: [byteAnchor('05 04 00 0c 00 01 00 08'), byteAnchor('05 04 00 00 00 00 00 01 00 00 00')],
    bytesBefore: 0,
    reads: 'bytes',
  },
  maxMatchBytes: 16 * 1024,
  inspect,
};

const MAX_CREDENTIALS = 16;

function inspect(window: Uint8Array, at: number): Match | undefined {
  const cursor = new KerberosCursor(window.subarray(0, at + kerberosCcache.maxMatchBytes), at + 2);
  if (cursor.counted(2, 64) === undefined) return undefined;
  const principal = readPrincipal(cursor);
  if (principal === undefined) return undefined;
  for (let i = 0; i < MAX_CREDENTIALS; i++) {
    const credential = readCredential(cursor);
    if (credential === undefined) return undefined;
    if (credential.server.endsWith('@X-CACHECONF:')) continue;
    const { key, type, expires, server } = credential;
    return {
      ...{ offset: at, length: cursor.position - at, preview: '05 04 … (ccache)' },
      fingerprint: tokenFingerprint(key),
      facts: {
        ...{ kind: 'symmetric', form: 'ccache', principal, server, encryption: type },
        ...{ expires: new Date(expires * 1000).toISOString(), keySha256: sha256Hex(key) },
      },
    };
  }
  return undefined;
}

interface Credential {
  readonly server: string;
  readonly key: Uint8Array;
  readonly type: string;
  readonly expires: number;
}

function readCredential(cursor: KerberosCursor): Credential | undefined {
  const client = readPrincipal(cursor);
  const server = client && readPrincipal(cursor);
  if (server === undefined) return undefined;
  const number = cursor.unsigned(2);
  const key = cursor.counted(4, 64);
  const configuration = server.endsWith('@X-CACHECONF:');
  const type = ENCRYPTION_TYPES[number];
  if (key === undefined || (!configuration && (type === undefined || key.length !== type.bytes || isMonotonous(key)))) {
    return undefined;
  }
  const times = [0, 1, 2, 3].map(() => cursor.unsigned(4));
  const isSessionKey = cursor.unsigned(1);
  cursor.unsigned(4);
  if (isSessionKey < 0 || isSessionKey > 1 || !skipTyped(cursor) || !skipTyped(cursor)) return undefined;
  const ticket = cursor.counted(4, 12 * 1024);
  const second = cursor.counted(4, 12 * 1024);
  if (ticket === undefined || second === undefined) return undefined;
  return { server, key, type: type?.name ?? '', expires: times[2]! };
}

/** Addresses or authorization data: a count, then a type and counted bytes each. */
function skipTyped(cursor: KerberosCursor): boolean {
  const count = cursor.unsigned(4);
  if (count < 0 || count > 64) return false;
  for (let i = 0; i < count; i++) {
    if (cursor.unsigned(2) < 0 || cursor.counted(4, 4096) === undefined) return false;
  }
  return true;
}

function readPrincipal(cursor: KerberosCursor): string | undefined {
  const type = cursor.unsigned(4);
  const components = cursor.unsigned(4);
  if (type < 0 || type > 11 || components < 1 || components > 10) return undefined;
  const realm = cursor.name(4);
  if (realm === undefined) return undefined;
  const names: string[] = [];
  for (let i = 0; i < components; i++) {
    const name = cursor.name(4);
    if (name === undefined) return undefined;
    names.push(name);
  }
  return `${names.join('/')}@${realm}`;
}
