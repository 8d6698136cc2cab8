import type { RuleInfo } from '../../model/finding.ts';
import type { Match } from '../../model/match.ts';
import { blobFingerprint } from '../fingerprint.ts';
import type { DpapiBlob } from './dpapi-blob.ts';

/** Shared by the binary and the textual form. */
export const DPAPI_RULE: Omit<RuleInfo, 'id' | 'title'> = {
  severity: 'low',
  confidence: 'high',
  advice:
    'Encrypted for one user or machine of Windows. Find out what it protects; if the master key of that user or machine may be in other hands, replace it.',
};

export function dpapiMatch(
  blob: DpapiBlob,
  place: Pick<Match, 'offset' | 'length'> & { readonly form: string },
): Match {
  const { form, ...at } = place;
  const description = blob.description === undefined ? {} : { description: blob.description };
  return {
    ...at,
    fingerprint: blobFingerprint(blob.data),
    preview: '01 00 00 00 d0 8c 9d df … (DPAPI)',
    facts: { encrypted: true, cipher: 'dpapi', masterKey: blob.masterKey, ...description, form },
  };
}
