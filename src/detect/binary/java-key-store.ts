/**
 * Java key stores (JKS, JCEKS) at any offset. For the format and how it is opened, see structures/java-key-store.ts. A store that
 * a usual password opens is as good as a key in the clear; any other is encrypted. Stores with certificates alone (`cacerts`) are
 * no finding; stores above 64 KiB are not read.
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { blobFingerprint } from '../fingerprint.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { aliasFacts } from '../structures/alias-facts.ts';
import { readJavaKeyStore } from '../structures/java-key-store.ts';

export const javaKeyStore: Detector = {
  id: 'key-store-java',
  form: { specification: 'JKS and JCEKS of the JDK', proof: 'digest under a common password' },
  title: 'Java key store with a common password',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    // Magic, and version without its last byte.
    anchors: [byteAnchor('fe ed fe ed 00 00 00'), byteAnchor('ce ce ce ce 00 00 00')],
    bytesBefore: 0,
    reads: 'bytes',
  },
  maxMatchBytes: 64 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const store = readJavaKeyStore(window.subarray(0, at + javaKeyStore.maxMatchBytes), at);
  if (store === undefined) return undefined;
  const { format, length, publicKey } = store;
  const preview = format === 'jks' ? 'fe ed fe ed… (JKS)' : 'ce ce ce ce… (JCEKS)';
  const shared = { offset: at, length, preview };
  const facts = aliasFacts(store.aliases);
  if (publicKey !== undefined) {
    return keyMatch({ state: 'proven', structure: format, length, publicKey }, { ...shared, form: format, facts });
  }
  const fingerprint = blobFingerprint(store.ciphertext);
  if (store.opened) return { ...shared, fingerprint, facts: { form: format, ...facts } };
  return {
    ...{ ...shared, fingerprint, title: 'Java key store, encrypted with a passphrase', severity: 'low' },
    confidence: 'high',
    facts: { encrypted: true, form: format, ...facts },
  };
}
