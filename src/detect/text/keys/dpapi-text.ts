/**
 * Blobs of the Windows data protection API in text: hex, as written by ConvertFrom-SecureString and in .rdp files, and base64, as
 * in .NET's configuration and Chromium's `Local State` (there after the word DPAPI). For their layout, see
 * structures/dpapi-blob.ts.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { latin1 } from '../../latin1.ts';
import { DPAPI_HEADER, MAX_DPAPI_BYTES, readDpapiBlob } from '../../structures/dpapi-blob.ts';
import { DPAPI_RULE, dpapiMatch } from '../../structures/dpapi-match.ts';

const HEX = textAnchor(DPAPI_HEADER.slice(0, 32), { ignoreCase: true });
const BASE64 = textAnchor('AQAAANCMnd8BFdERjHoAwE/Cl');
const CHROMIUM = textAnchor('RFBBUEkBAAAA0Iyd3wEV0RGMegDAT8KX');
/** `DPAPI`. */
const CHROMIUM_PREFIX_BYTES = 5;

export const dpapiText: Detector = {
  id: 'dpapi-text',
  form: { specification: 'the same in hex or base64', proof: 'every length fits' },
  title: 'Secret encrypted with DPAPI, as text',
  ...DPAPI_RULE,
  trigger: { anchors: [HEX, BASE64, CHROMIUM], bytesBefore: 0, reads: 'text' },
  maxMatchBytes: 2 * MAX_DPAPI_BYTES,
  inspect,
};

/** Bytes up to the length of the description, the first field that a look-alike gets wrong. */
const LOOK_BYTES = 48;

function inspect(window: Uint8Array, at: number): Match | undefined {
  if (!beginsBlob(latin1(window, at, at + 2 * LOOK_BYTES))) return undefined;
  const text = latin1(window, at, at + dpapiText.maxMatchBytes);
  if (text.startsWith('0')) {
    const bytes = Buffer.from(/^[0-9a-fA-F]*/.exec(text)![0], 'hex');
    const blob = readDpapiBlob(bytes);
    return blob && dpapiMatch(blob, { offset: at, length: 2 * blob.length, form: 'dpapi-hex' });
  }
  const skip = text.startsWith('R') ? CHROMIUM_PREFIX_BYTES : 0;
  const bytes = Buffer.from(/^[A-Za-z0-9+/]*={0,2}/.exec(text)![0], 'base64').subarray(skip);
  const blob = readDpapiBlob(bytes);
  if (blob === undefined) return undefined;
  const digits = Math.ceil(((skip + blob.length) * 4) / 3);
  const padding = text.slice(digits, digits + 2).match(/^=*/)![0].length;
  return dpapiMatch(blob, { offset: at, length: digits + padding, form: 'dpapi-base64' });
}

function beginsBlob(text: string): boolean {
  const skip = text.startsWith('R') ? CHROMIUM_PREFIX_BYTES : 0;
  const bytes = Buffer.from(text, text.startsWith('0') ? 'hex' : 'base64').subarray(skip);
  if (bytes.length < LOOK_BYTES || bytes.toString('hex', 0, 20) !== DPAPI_HEADER) return false;
  return bytes.readUInt32LE(20) === 1 && bytes.readUInt32LE(44) <= 512;
}
