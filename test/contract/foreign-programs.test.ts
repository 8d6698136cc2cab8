import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectors } from '../../src/detect/catalog.ts';

const sourcesOf = (folder: string) =>
  readdirSync(new URL(folder, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readFileSync(new URL(`${folder}${path}`, import.meta.url), 'utf8') }));
const detectorFiles = sourcesOf('../../src/detect/');
const foreignTests = sourcesOf('../foreign/');
const forms = detectors.filter(({ form }) => form !== undefined).map(({ id }) => id);

/** Forms that no program writes which runs where the tests run, and why. */
const WINDOWS = 'Windows alone: Wine has a format of its own';
const VOLUME = 'Windows alone, which encrypts volumes; Debian can open them and not make them';
const NET = '.NET on a server of Windows or its SDK, which Debian does not have';
const HAND = 'a value that people put under a name of their own into an environment';
const WITHOUT: Readonly<Record<string, string>> = {
  ...{ 'dpapi-blob': WINDOWS, 'dpapi-text': WINDOWS },
  ...{ 'bitlocker-key': VOLUME, 'bitlocker-recovery-password': VOLUME },
  'key-store-keychain': 'macOS alone',
  'zerotier-identity': 'ZeroTier, which Debian does not have',
  'i2p-private-key': 'i2pd, which asks servers in the net for others when it starts',
  'google-service-account': 'issued by Google; the PEM in it is what openssl writes',
  'aes-key-schedule': 'no file: expanded keys in the memory of programs',
  'psa-key': 'no program of Debian: one of ours with Mbed TLS writes it for test:dumps',
  'chacha20-state': 'no file: states of ciphers in the memory of programs',
  ...{ 'aspnet-machine-key': NET, 'aspnet-data-protection-key': NET, 'aspnet-data-protection-key-encrypted': NET },
  'azure-publish-settings': 'issued by Azure',
  ...{ 'azure-identifiable-key': 'issued by Azure', 'azure-common-annotated-key': 'issued by Azure' },
  'jenkins-encrypted-secret': 'Jenkins, which Debian does not have',
  ...{ 'rails-master-key': HAND, 'rails-secret-key-base': HAND, 'laravel-app-key': HAND },
};

/** By the file that has the detector to itself, or else by its id. */
function isTested(id: string): boolean {
  const home = detectorFiles.find(({ text }) => text.includes(`id: '${id}'`))!;
  const isAlone = home.text.split(/\bid: '/).length === 2;
  const name = home.path.split('/').at(-1)!;
  return foreignTests.some(({ text }) => text.includes(`'${id}'`) || (isAlone && text.includes(`/${name}'`)));
}

describe('every form of key is made by a program that is not ours, or it says why not', () => {
  test.each(forms)('%s', (id) => expect(isTested(id)).toBe(!(id in WITHOUT)));

  test('no reason without its form', () => {
    for (const id of Object.keys(WITHOUT)) expect(forms).toContain(id);
  });
});
