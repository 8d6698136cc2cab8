/**
 * Keys of Google service accounts: a JSON object with `"type": "service_account"`, `"private_key": "<PEM>"` and `"client_email"`,
 * in any order, plain or as an escaped string in other JSON. The key inside decides.
 */
import { keyMatch } from '../../proof/key-match.ts';
import { KEY_HOLDS } from '../../proof/proof-text.ts';
import { armouredKey } from './armoured-key.ts';
import { keyTextDetector } from './key-text.ts';
import { readArmour } from './pem-armour.ts';

/** The object has some 2.4 KB; escapes make it longer. */
const REACH_BYTES = 6 * 1024;
const Q = '\\\\{0,7}"';
const KEY = new RegExp(`${Q}private_key${Q}\\s{0,8}:\\s{0,8}${Q}(?=-----BEGIN )`, 'g');
const EMAIL = new RegExp(`${Q}client_email${Q}\\s{0,8}:\\s{0,8}${Q}([a-z0-9._-]{1,100}@[a-z0-9.-]{1,100})${Q}`, 'g');
const PROJECT = /@([a-z0-9-]{4,40})\.iam\.gserviceaccount\.com$/;

export const googleServiceAccount = keyTextDetector({
  id: 'google-service-account',
  form: { specification: 'Google Cloud, service account keys', proof: KEY_HOLDS },
  title: 'Google service account key',
  advice:
    'Delete the key of this service account in the Google Cloud console (IAM, Service Accounts, Keys), make a new one, and look into the audit logs for what it did.',
  anchors: ['service_account'],
  bytesBefore: REACH_BYTES,
  maxMatchBytes: REACH_BYTES,
  read(text, at) {
    const type = /"type\\{0,7}"\s{0,8}:\s{0,8}\\{0,7}"$/.exec(text.slice(Math.max(0, at - 40), at));
    if (type === null || !/^service_account\\{0,7}"/.test(text.slice(at, at + 24))) return undefined;
    // The object that contains the member: no other account is between here and its ends.
    const from = Math.max(0, text.lastIndexOf('service_account', at - 1) + 1);
    const next = text.indexOf('service_account', at + 1);
    const until = next < 0 ? text.length : next;
    const member = nearest(KEY, text, from, until, at);
    const email = nearest(EMAIL, text, from, until, at);
    if (member === undefined) return undefined;
    const pemStart = member.index + member[0].length;
    const armour = readArmour(Buffer.from(text.slice(0, until), 'latin1'), pemStart, REACH_BYTES);
    const key = armour && armouredKey(armour);
    if (armour === undefined || key === undefined) return undefined;
    const offset = Math.min(member.index, at - type[0].length);
    const end = Math.max(armour.end, at + 'service_account'.length);
    const account = email?.[1];
    const project = account === undefined ? undefined : PROJECT.exec(account)?.[1];
    return keyMatch(key, {
      ...{ offset, length: end - offset, form: 'google-service-account', preview: '{"type":"service_account",…}' },
      facts: { provider: 'Google', ...(account && { clientEmail: account }), ...(project && { projectId: project }) },
    });
  },
});

/** The match inside [from, until) whose start is closest to `at`. */
function nearest(pattern: RegExp, text: string, from: number, until: number, at: number): RegExpExecArray | undefined {
  let best: RegExpExecArray | undefined;
  pattern.lastIndex = from;
  for (let found = pattern.exec(text); found !== null && found.index < until; found = pattern.exec(text)) {
    if (best === undefined || Math.abs(found.index - at) < Math.abs(best.index - at)) best = found;
  }
  return best;
}
