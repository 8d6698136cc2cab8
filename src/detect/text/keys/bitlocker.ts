/**
 * Recovery passwords of BitLocker (MS-FVE of libbde, "Recovery password"): eight numbers of six digits, each a multiple of 11
 * whose quotient has 16 bits, to catch typing errors. Eight random numbers pass with a chance of 3 · 10^-10. They have no prefix
 * of their own, so the text before them identifies them: in the file that Windows saves, in output of manage-bde and PowerShell,
 * in exports of Active Directory (msFVE-RecoveryPassword) and Intune.
 */
import { tokenFingerprint } from '../../fingerprint.ts';
import { keyTextDetector } from './key-text.ts';

/** Between the title of the file and the password, Windows explains the identifier in the user's language: some 500 characters. */
const REACH_BYTES = 1500;
const PASSWORD = /(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])/;
/** Numbers of one repeated digit that documents print: 111111-222222-… */
const MAX_EVEN = 2;

export const bitlockerRecoveryPassword = keyTextDetector({
  id: 'bitlocker-recovery-password',
  form: {
    specification: 'libbde, BitLocker Drive Encryption format',
    proof: 'each number is a multiple of 11 of 16 bits',
  },
  title: 'Recovery password of a BitLocker volume',
  confidence: 'high',
  advice:
    'Remove this protector from the volume and add a new one (manage-bde -protectors -delete, -add): until then it opens every copy of the disk.',
  anchors: [
    ...['any:bitlocker', 'any:recoverypassword', 'any:recovery password', 'any:recovery_password'],
    ...['any:recoverykey', 'any:recovery key', 'any:recovery_key', 'any:numerical password'],
  ],
  maxMatchBytes: REACH_BYTES,
  read(text, at) {
    const found = PASSWORD.exec(text.slice(at));
    if (found === null || !isRecoveryPassword(found[0])) return undefined;
    return {
      ...{ offset: at + found.index, length: found[0].length, preview: 'recovery password…' },
      fingerprint: tokenFingerprint(found[0]),
      facts: { form: 'bitlocker-recovery-password', checksum: 'valid' },
    };
  },
});

function isRecoveryPassword(text: string): boolean {
  const groups = text.split('-');
  const numbers = groups.map(Number);
  const even = groups.filter((group) => /^(\d)\1*$/.test(group));
  return numbers.every((number) => number % 11 === 0 && number / 11 < 1 << 16) && even.length <= MAX_EVEN;
}
