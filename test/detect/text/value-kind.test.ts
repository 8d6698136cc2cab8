import { describe, expect, it } from 'vitest';
import { ALPHANUMERIC, BASE64URL, DIGITS, HEX, LOWER } from '../../../src/detect/text/random-text.ts';
import { isDrawn, isDrawnBriefly, isDrawnLetters, isGuessable, isIssued } from '../../../src/detect/text/value-kind.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const random = seededRandom(3);
const share = (length: number, alphabet: string) =>
  Array.from({ length: 5000 }, () => random.text(length, alphabet)).filter(isDrawn).length / 5000;

describe('what a machine drew', () => {
  it.each([
    ['letters and digits', 16, ALPHANUMERIC, 0.9],
    ['letters and digits', 20, ALPHANUMERIC, 0.98],
    ['letters and digits', 24, ALPHANUMERIC, 0.99],
    ['letters and digits', 32, ALPHANUMERIC, 0.995],
    ['base64url', 43, BASE64URL, 0.98],
    ['small letters and digits', 24, DIGITS + LOWER, 0.98],
    ['hex digits', 32, HEX, 0.98],
    ['small letters', 24, LOWER, 0.75],
    ['letters', 24, LOWER + LOWER.toUpperCase(), 0.8],
  ])('is known: %s, %i of them', (_, length, alphabet, least) => {
    expect(share(length, alphabet)).toBeGreaterThan(least);
  });
});

describe('what a person wrote', () => {
  it.each([
    'thisismypassword',
    'correct-horse-battery-staple-2024',
    'passwordResetTokenExpiry2',
    'oauth2ClientSecret1',
    'servicelogin-production-01',
    'getPasswordFromEnvironment',
    'SMTP-adgangskode',
    'com.example.security.token.v2',
    'user_session_timeout_30',
    'getUserInfoV2ById4Client',
    'utf8mb4_0900_ai_ci',
    'aaaaaaaaaaaaaaaaaaaa1',
    '20240131235959',
    'changed on 3 May 2024',
    'Kennwörter12345678',
    'Sup3rDup3rS3cr3tz',
  ])('is not: %s', (text) => {
    expect(isDrawn(text)).toBe(false);
    expect(isGuessable(text)).toBe(true);
  });
});

describe('what a service issued', () => {
  it.each(['acme_live_', 'acme-prod-key-', 'ACME_', 'at.'])('is known behind %s', (prefix) => {
    for (const [length, alphabet] of [
      [32, HEX],
      [64, HEX],
      [32, DIGITS + LOWER],
      [32, ALPHANUMERIC],
    ] as const) {
      const texts = Array.from({ length: 500 }, () => prefix + random.text(length, alphabet));
      expect(texts.filter(isIssued).length).toBeGreaterThan(485);
    }
  });

  it.each(['acme_live_', 'my-very-long-service-name-'])('is no name behind %s', (prefix) => {
    expect(isIssued(`${prefix}configuration_file_4`)).toBe(false);
    expect(isIssued(`${prefix}${random.text(8, HEX)}`)).toBe(false);
    expect(isIssued(`${prefix}0x${'0f07286bbe586b88'.repeat(4)}`)).toBe(false);
  });

  it('can be guessed where the part that was drawn is short', () => {
    expect(isGuessable(`acme_${random.text(20, HEX)}`)).toBe(true);
    expect(isGuessable(`acme_${random.text(32, HEX)}`)).toBe(false);
  });
});

it('less than 96 bits can be guessed, whoever drew them', () => {
  expect(isGuessable(random.text(20, HEX))).toBe(true);
  expect(isGuessable(random.text(32, HEX))).toBe(false);
});

describe('letters alone', () => {
  const of = (length: number, alphabet: string) =>
    Array.from({ length: 5000 }, () => random.text(length, alphabet)).filter(isDrawnLetters).length / 5000;
  it.each([
    ['of both cases', 20, LOWER + LOWER.toUpperCase(), 0.82],
    ['of both cases', 32, LOWER + LOWER.toUpperCase(), 0.92],
    ['small ones', 24, LOWER, 0.92],
    ['capitals', 40, LOWER.toUpperCase(), 0.95],
  ])('are known as drawn: %s, %i of them', (_, length, alphabet, least) => {
    expect(of(length, alphabet)).toBeGreaterThan(least);
  });

  // Of packages of Go and Rust: what comes nearest.
  it.each([
    'RdsDbSnapshotKmsKeyId',
    'WebhookBuildTypeBuild',
    'KmsKeyMemberKmsKeyArn',
    'DvbSdtOutputSdtSdtManual',
    'AsyncFdReadyMutGuard',
    'getPasswordFromEnvironment',
    'rechtsschutzversicherungsgesellschaften',
    'ERRORMESSAGEINVALIDPASSWORD',
    'aaaabbbbccccddddeeeeffffgggghhhh',
    'camelCaseIdentifiersAreNotSecrets',
  ])('are a name: %s', (name) => {
    expect(isDrawnLetters(name)).toBe(false);
  });
});

describe('10 to 15 letters', () => {
  const of = (length: number, alphabet: string) =>
    Array.from({ length: 5000 }, () => random.text(length, alphabet)).filter(isDrawnBriefly).length / 5000;
  it.each([
    ['of both cases', 10, LOWER + LOWER.toUpperCase(), 0.64],
    ['of both cases', 14, LOWER + LOWER.toUpperCase(), 0.78],
    ['small ones', 12, LOWER, 0.82],
    ['capitals', 12, LOWER.toUpperCase(), 0.82],
  ])('are known as drawn: %s, %i of them', (_, length, alphabet, least) => {
    expect(of(length, alphabet)).toBeGreaterThan(least);
  });

  it.each([
    'correcthorse',
    'NullKeyword',
    'bgCyanBright',
    'WebGLBuffer',
    'dumpMaxSize',
    'Katalaluan',
    'BasicDigestNTLM',
    'xmlHttpAuth',
    'aabbaabbaabb',
  ])('are a name: %s', (name) => {
    expect(isDrawnBriefly(name)).toBe(false);
  });
});
