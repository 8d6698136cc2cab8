import { capiPrivateKey } from './binary/capi-private-key.ts';
import { cngPrivateKey } from './binary/cng-private-key.ts';
import { cosePrivateKey } from './binary/cose-private-key.ts';
import { derPrivateKey } from './binary/der-private-key.ts';
import { dpapiBlob } from './binary/dpapi-blob.ts';
import { kerberosCcache } from './binary/kerberos-ccache.ts';
import { kerberosKeytab } from './binary/kerberos-keytab.ts';
import { luksHeader } from './binary/luks-header.ts';
import { opensshPrivateKey } from './binary/openssh-private-key.ts';
import type { Detector } from './detector.ts';
import { certificateDer } from './public/certificate-der.ts';
import { certificatePem } from './public/certificate-pem.ts';
import { jwkPublicKey } from './public/jwk-public-key.ts';
import { sshPublicKey } from './public/ssh-public-key.ts';
import { base64PrivateKey } from './text/base64-private-key.ts';
import { dotnetPrivateKey } from './text/dotnet-private-key.ts';
import { dpapiText } from './text/dpapi-text.ts';
import { jwkPrivateKey } from './text/jwk-private-key.ts';
import { paserkPrivateKey } from './text/paserk-private-key.ts';
import { pemPrivateKey } from './text/pem-private-key.ts';
import type { Rule } from './text/rule.ts';
import { ruleDetector } from './text/rule-detector.ts';
import * as ruleFamilies from './text/rules.ts';
import { vapidPrivateKey } from './text/vapid-private-key.ts';
import type { Witness } from './witness.ts';

/** Token rules, in the order of `text/rules.ts`. */
export const rules: readonly Rule[] = Object.values(ruleFamilies).flat();

/** Every detector, one line each. A family of token rules has its line in `text/rules.ts` instead. */
export const detectors: readonly Detector[] = [
  pemPrivateKey,
  derPrivateKey,
  opensshPrivateKey,
  base64PrivateKey,
  jwkPrivateKey,
  dotnetPrivateKey,
  vapidPrivateKey,
  paserkPrivateKey,
  cosePrivateKey,
  cngPrivateKey,
  capiPrivateKey,
  dpapiBlob,
  dpapiText,
  kerberosKeytab,
  kerberosCcache,
  luksHeader,
  ...rules.map(ruleDetector),
];

/** Every form of public key that says more about the private one. */
export const witnesses: readonly Witness[] = [certificateDer, certificatePem, sshPublicKey, jwkPublicKey];
