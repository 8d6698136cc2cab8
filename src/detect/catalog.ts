import { bouncyKeyStore } from './binary/bouncy-key-store.ts';
import { derPrivateKey } from './binary/der-private-key.ts';
import { gcryptPrivateKey } from './binary/gcrypt-private-key.ts';
import { javaKeyStore } from './binary/java-key-store.ts';
import { openpgpPrivateKey } from './binary/openpgp-private-key.ts';
import { opensshPrivateKey } from './binary/openssh-private-key.ts';
import { pkcs12KeyStore } from './binary/pkcs12-key-store.ts';
import type { Detector } from './detector.ts';
import { jwkPrivateKey } from './text/jwk-private-key.ts';
import { openpgpPrivateKeyArmour } from './text/openpgp-private-key-armour.ts';
import { pemPrivateKey } from './text/pem-private-key.ts';
import { puttyPrivateKey } from './text/putty-private-key.ts';
import type { Rule } from './text/rule.ts';
import { ruleDetector } from './text/rule-detector.ts';
import * as ruleFamilies from './text/rules.ts';

/** Token rules, in the order of `text/rules.ts`. */
export const rules: readonly Rule[] = Object.values(ruleFamilies).flat();

/** Every detector, one line each. A family of token rules has its line in `text/rules.ts` instead. */
export const detectors: readonly Detector[] = [
  pemPrivateKey,
  derPrivateKey,
  opensshPrivateKey,
  jwkPrivateKey,
  puttyPrivateKey,
  pkcs12KeyStore,
  javaKeyStore,
  bouncyKeyStore,
  openpgpPrivateKey,
  openpgpPrivateKeyArmour,
  gcryptPrivateKey,
  ...rules.map(ruleDetector),
];
