import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

/** 128 bits in eight numbers of 16, each times 11. */
function password(seed: number): string {
  const bytes = Buffer.from(seededRandom(seed).bytes(16));
  const groups = Array.from({ length: 8 }, (_, index) => 11 * bytes.readUInt16LE(2 * index));
  return groups.map((group) => `${group}`.padStart(6, '0')).join('-');
}

export function samples(): readonly Sample[] {
  const at = (variant: string, seed: number, before: string, after = '\r\n'): Sample => {
    const text = password(seed);
    const facts = { form: 'bitlocker-recovery-password', checksum: 'valid' };
    return inText({ variant, before, text, after, secrets: [Buffer.from(text)], confidence: 'high', facts });
  };
  const explained =
    'If the above identifier matches the one displayed by your PC, then use the following key to unlock your drive.';
  return [
    at(
      'the file of Windows',
      1,
      `BitLocker Drive Encryption recovery key\r\n\r\n${explained}\r\n\r\nRecovery Key:\r\n\r\n\t`,
    ),
    at(
      'the file in another language',
      2,
      `Wiederherstellungsschlüssel für die BitLocker-Verschlüsselung\r\n${'Text. '.repeat(90)}\t`,
    ),
    at('manage-bde -protectors -get', 3, 'Numerical Password:\r\n      ID: {0}\r\n      Password:\r\n        '),
    at('PowerShell', 4, 'KeyProtectorType : RecoveryPassword\r\nRecoveryPassword : '),
    at('Active Directory', 5, 'msFVE-RecoveryPassword: '),
    at('JSON', 6, '{"recoveryKey":"', '"}'),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const groups = password(7).split('-');
  const off = [...groups.slice(0, 7), `${(Number(groups[7]) + 1) % 700_000}`.padStart(6, '0')].join('-');
  const made = {
    'a digit off': `BitLocker recovery key: ${off}`,
    'a number of 17 bits': `Recovery key: ${[...groups.slice(0, 7), `${11 * 65_536}`].join('-')}`,
    'seven numbers': `RecoveryPassword: ${groups.slice(0, 7).join('-')}`,
    'nine numbers': `RecoveryPassword: ${groups.join('-')}-${groups[0]}`,
    'numbers that documents print': `Recovery Key: ${[1, 2, 3, 4, 5, 6, 1, 2].map((digit) => `${digit}`.repeat(6)).join('-')}`,
    'without a name': password(8),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
