import { appleKeychain } from './binary/apple-keychain.ts';
import { bitlockerKey } from './binary/bitlocker-key.ts';
import { bouncyKeyStore } from './binary/bouncy-key-store.ts';
import { browserStore } from './binary/browser-store.ts';
import { capiPrivateKey } from './binary/capi-private-key.ts';
import { cngPrivateKey } from './binary/cng-private-key.ts';
import { cosePrivateKey } from './binary/cose-private-key.ts';
import { cutPrivateKey } from './binary/cut-private-key.ts';
import { derPrivateKey } from './binary/der-private-key.ts';
import { dpapiBlob } from './binary/dpapi-blob.ts';
import { gcryptPrivateKey } from './binary/gcrypt-private-key.ts';
import { gitCryptKey } from './binary/git-crypt-key.ts';
import { i2pPrivateKey } from './binary/i2p-private-key.ts';
import { javaKeyStore } from './binary/java-key-store.ts';
import { kerberosCcache } from './binary/kerberos-ccache.ts';
import { kerberosKeytab } from './binary/kerberos-keytab.ts';
import { luksHeader } from './binary/luks-header.ts';
import { mangledPrivateKey } from './binary/mangled-private-key.ts';
import { nssKeyStore } from './binary/nss-key-store.ts';
import { openpgpPrivateKey } from './binary/openpgp-private-key.ts';
import { opensshPrivateKey } from './binary/openssh-private-key.ts';
import { pkcs12KeyStore } from './binary/pkcs12-key-store.ts';
import { psaKey } from './binary/psa-key.ts';
import { ssh1PrivateKey } from './binary/ssh1-private-key.ts';
import { tinkKeysetBinary } from './binary/tink-keyset-binary.ts';
import { torOnionKey } from './binary/tor-onion-key.ts';
import { tpmState } from './binary/tpm-state.ts';
import type { Detector } from './detector.ts';
import { fieldFiles } from './files/field-files.ts';
import { keyFiles } from './files/key-files.ts';
import type { NamedFile } from './files/named-file.ts';
import { passwordFiles } from './files/password-files.ts';
import { rawKeyFile } from './files/raw-key-file.ts';
import { aesInScripts } from './memory/aes-in-scripts.ts';
import { aesKeySchedule } from './memory/aes-key-schedule.ts';
import { chacha20State } from './memory/chacha20-state.ts';
import { ecInMemory } from './memory/ec-in-memory.ts';
import { edwardsInMemory } from './memory/edwards-in-memory.ts';
import type { MemorySearch } from './memory/memory-search.ts';
import { mlDsaInMemory } from './memory/ml-dsa-in-memory.ts';
import { mlKemInMemory } from './memory/ml-kem-in-memory.ts';
import { rsaInMemory } from './memory/rsa-in-memory.ts';
import { slhDsaInMemory } from './memory/slh-dsa-in-memory.ts';
import { certificateDer } from './public/certificate-der.ts';
import { certificatePem } from './public/certificate-pem.ts';
import { jwkPublicKey } from './public/jwk-public-key.ts';
import { sshPublicKey } from './public/ssh-public-key.ts';
import * as ruleFamilies from './rules.ts';
import { ageIdentity } from './text/keys/age-identity.ts';
import { antelopeKey } from './text/keys/antelope-key.ts';
import { base64KeyStore } from './text/keys/base64-key-store.ts';
import { base64PrivateKey } from './text/keys/base64-private-key.ts';
import { bip39Phrase } from './text/keys/bip39-phrase.ts';
import { bitcoinKey } from './text/keys/bitcoin-key.ts';
import { bitlockerRecoveryPassword } from './text/keys/bitlocker.ts';
import { cosignKey } from './text/keys/cosign-key.ts';
import { dnssecPrivateKey } from './text/keys/dnssec-private-key.ts';
import { dotnetPrivateKey } from './text/keys/dotnet-private-key.ts';
import { dpapiText } from './text/keys/dpapi-text.ts';
import { encodedKey } from './text/keys/encoded-key.ts';
import { ethereumKey } from './text/keys/ethereum-key.ts';
import { googleServiceAccount } from './text/keys/google-service-account.ts';
import { hexPrivateKey } from './text/keys/hex-private-key.ts';
import { jwkPrivateKey } from './text/keys/jwk-private-key.ts';
import { kubernetesKey } from './text/keys/kubernetes-key.ts';
import { ledgerKey } from './text/keys/ledger-key.ts';
import { libp2pPrivateKey } from './text/keys/libp2p-private-key.ts';
import { nkeySeed } from './text/keys/nkey-seed.ts';
import { nodeKey } from './text/keys/node-key.ts';
import { openpgpPrivateKeyArmour } from './text/keys/openpgp-private-key-armour.ts';
import { paserkPrivateKey } from './text/keys/paserk-private-key.ts';
import { pemNewestFirst } from './text/keys/pem-newest-first.ts';
import { pemPrivateKey } from './text/keys/pem-private-key.ts';
import { printedPrivateKey } from './text/keys/printed-private-key.ts';
import { puttyPrivateKey } from './text/keys/putty-private-key.ts';
import { rawPrivateKey } from './text/keys/raw-private-key.ts';
import { signingKeyFile } from './text/keys/signing-key-file.ts';
import { solanaKey } from './text/keys/solana-key.ts';
import { tinkKeyset } from './text/keys/tink-keyset.ts';
import { torControlKey } from './text/keys/tor-control-key.ts';
import { vapidPrivateKey } from './text/keys/vapid-private-key.ts';
import { wireguardKey } from './text/keys/wireguard-key.ts';
import { zeromqKey } from './text/keys/zeromq-key.ts';
import { zerotierIdentity } from './text/keys/zerotier-identity.ts';
import type { Rule } from './text/rule.ts';
import { ruleDetector } from './text/rule-detector.ts';
import type { Witness } from './witness.ts';

/**
 * Token rules, sorted by the names of their families. The language lists the members of a namespace in that order, but module
 * loaders of their own, such as vitest's, need not. What is precomputed when dist is built relies on the order.
 */
export const rules: readonly Rule[] = Object.entries(ruleFamilies)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .flatMap(([, family]) => family);

/** Every detector of keys, one line each. */
const keyDetectors: readonly Detector[] = [
  pemPrivateKey,
  pemNewestFirst,
  derPrivateKey,
  cutPrivateKey,
  opensshPrivateKey,
  ssh1PrivateKey,
  base64PrivateKey,
  hexPrivateKey,
  printedPrivateKey,
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
  gitCryptKey,
  luksHeader,
  bitlockerKey,
  bitlockerRecoveryPassword,
  puttyPrivateKey,
  pkcs12KeyStore,
  javaKeyStore,
  bouncyKeyStore,
  nssKeyStore,
  appleKeychain,
  browserStore,
  base64KeyStore,
  openpgpPrivateKey,
  openpgpPrivateKeyArmour,
  gcryptPrivateKey,
  ageIdentity,
  signingKeyFile,
  wireguardKey,
  torOnionKey,
  torControlKey,
  i2pPrivateKey,
  tpmState,
  psaKey,
  kubernetesKey,
  googleServiceAccount,
  dnssecPrivateKey,
  libp2pPrivateKey,
  bitcoinKey,
  antelopeKey,
  nkeySeed,
  zeromqKey,
  zerotierIdentity,
  nodeKey,
  ethereumKey,
  bip39Phrase,
  solanaKey,
  ledgerKey,
  mangledPrivateKey,
  rawPrivateKey,
  tinkKeyset,
  tinkKeysetBinary,
  cosignKey,
  aesKeySchedule,
  chacha20State,
];

/** Every detector. A family of token rules has its line in `rules.ts`. */
export const detectors: readonly Detector[] = [...keyDetectors, encodedKey(keyDetectors), ...rules.map(ruleDetector)];

/** Files that are a secret as a whole, recognised by their name. */
export const namedFiles: readonly NamedFile[] = [...keyFiles, ...passwordFiles, ...fieldFiles, rawKeyFile];

/** What looks for keys in a memory image as a whole. */
export const searches: readonly MemorySearch[] = [
  rsaInMemory,
  ecInMemory,
  edwardsInMemory,
  mlDsaInMemory,
  mlKemInMemory,
  slhDsaInMemory,
  aesInScripts,
];

/** Every form of public key that says more about the private one. */
export const witnesses: readonly Witness[] = [certificateDer, certificatePem, sshPublicKey, jwkPublicKey];
