import { dpapiBlob } from '../builders/dpapi-blob.ts';
import { MASTER_KEY, PROTECTED } from './dpapi-blob.ts';
import type { LookAlike, Sample } from './sample.ts';

const blob = dpapiBlob(PROTECTED);

export function samples(): readonly Sample[] {
  const made: Record<string, [text: string, form: string]> = {
    'hex of a SecureString': [blob.toString('hex'), 'dpapi-hex'],
    'hex in upper case': [blob.toString('hex').toUpperCase(), 'dpapi-hex'],
    base64: [blob.toString('base64'), 'dpapi-base64'],
    'base64 with another padding': [dpapiBlob(PROTECTED.subarray(1)).toString('base64'), 'dpapi-base64'],
    'Local State of Chromium': [Buffer.concat([Buffer.from('DPAPI'), blob]).toString('base64'), 'dpapi-base64'],
  };
  return Object.entries(made).map(([variant, [text, form]]): Sample => {
    const before = 'password 51:b:"';
    return {
      variant,
      bytes: Buffer.from(`${before}${text}"\r\n`),
      ...{ offset: before.length, length: text.length },
      secrets: [PROTECTED],
      ...{ severity: 'low', confidence: 'high' },
      facts: { encrypted: true, masterKey: MASTER_KEY, form },
    };
  });
}

export function lookAlikes(): readonly LookAlike[] {
  return [
    { variant: 'header in hex', bytes: Buffer.from(blob.toString('hex').slice(0, 40).repeat(50)) },
    { variant: 'cut base64', bytes: Buffer.from(blob.toString('base64').slice(0, -8)) },
    { variant: 'of zeros', bytes: Buffer.from(dpapiBlob(Buffer.alloc(48)).toString('hex')) },
  ];
}
