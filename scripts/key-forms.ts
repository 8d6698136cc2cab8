/** What docs/key-forms.md says of a rule beyond what the catalog and the samples know. */
export interface KeyForm {
  /** Which specification the file follows. */
  readonly specification: string;
  /** What has to hold before it is reported at the confidence of the rule. */
  readonly proof: string;
}

const RSA = 'n = p·q, e·d ≡ 1 mod p−1 and q−1, each CRT number';
const ANY = `RSA: ${RSA}. EC: d·G = Q. Edwards: the seed gives the public half`;

/** By id of the rule. Every detector has a line here, and those token rules that are keys. */
export const KEY_FORMS: Readonly<Record<string, KeyForm>> = {
  'private-key-pem': { specification: 'RFC 7468, RFC 1421; content as below', proof: ANY },
  'private-key-der': { specification: 'RFC 8017, RFC 5915, RFC 5208, RFC 5958, RFC 8410', proof: ANY },
  'private-key-openssh': { specification: 'OpenSSH PROTOCOL.key', proof: `${ANY}; both halves agree` },
  'private-key-jwk': { specification: 'RFC 7517, RFC 7518, RFC 8037', proof: ANY },
  'private-key-dotnet': { specification: 'XML Signature, RSAKeyValue; .NET RSAParameters', proof: RSA },
  'private-key-vapid': { specification: 'RFC 8292', proof: 'd·G is the public half that stands near it' },
  'private-key-paserk': {
    specification: 'PASERK, types/secret.md',
    proof: `k2, k4: the seed gives the public half. k1: ${RSA}. k3: structure alone, high`,
  },
  'private-key-cose': { specification: 'RFC 9052, RFC 9053, RFC 8230', proof: ANY },
  'private-key-cng': {
    specification: 'bcrypt.h: BCRYPT_RSAKEY_BLOB, _ECCKEY_BLOB, _DSA_KEY_BLOB, _DSA_KEY_BLOB_V2',
    proof: `RSA: ${RSA}. EC: d·G = Q. DSA: q | p−1, g^q = 1, g^x = y`,
  },
  'private-key-capi': {
    specification: 'wincrypt.h: PRIVATEKEYBLOB; .pvk as OpenSSL reads it',
    proof: `RSA: ${RSA}. DSS has no public half: q | p−1, g^q = 1, high`,
  },
  'dpapi-blob': { specification: 'CryptProtectData, as dpapick and impacket read it', proof: 'every length fits' },
  'dpapi-text': { specification: 'the same in hex or base64', proof: 'every length fits' },
  'kerberos-keytab': { specification: 'MIT krb5, keytab file format 0502', proof: 'every length and key size fits' },
  'kerberos-ccache': { specification: 'MIT krb5, ccache file format 0504', proof: 'every length and key size fits' },
  'luks-header': {
    specification: 'LUKS On-Disk Format 1.2.3, LUKS2 1.1.2',
    proof: 'LUKS2: SHA-256 of the header. LUKS1: all fields',
  },
  'azure-identifiable-key': { specification: 'microsoft/security-utilities, version 1', proof: 'Marvin32' },
  'azure-common-annotated-key': { specification: 'microsoft/security-utilities, version 2', proof: 'Marvin32' },
  'aspnet-machine-key': { specification: 'machineKey element of web.config', proof: 'hex of the lengths in use' },
  'aspnet-data-protection-key': { specification: 'ASP.NET Core key storage format', proof: 'structure' },
  'aspnet-data-protection-key-encrypted': { specification: 'ASP.NET Core key storage format', proof: 'structure' },
  'azure-publish-settings': { specification: '.publishsettings', proof: 'structure' },
  'paserk-local-key': { specification: 'PASERK, types/local.md', proof: 'prefix and length' },
  'password-hash': { specification: 'crypt(5), PHC string format, RFC 2307', proof: 'exact length of each scheme' },
  'rails-master-key': { specification: 'Rails guides, custom credentials', proof: 'name and 32 hex digits' },
  'rails-secret-key-base': { specification: 'Rails guides, secret_key_base', proof: 'name and 128 hex digits' },
  'django-secret-key': { specification: 'Django settings, SECRET_KEY', proof: 'name, length and entropy' },
  'laravel-app-key': { specification: 'Laravel, key:generate', proof: 'name, prefix and 16 or 32 bytes' },
  'jenkins-encrypted-secret': { specification: 'hudson.util.CryptoConfidentialKey', proof: 'lengths inside fit' },
  'ansible-vault': { specification: 'Ansible Vault payload format 1.1, 1.2', proof: 'salt and HMAC in hex inside hex' },
  'tls-key-log': { specification: 'RFC 9850', proof: 'label and lengths' },
  'private-key-base64': { specification: 'RFC 4648; content as above', proof: ANY },
  'private-key-hex': { specification: 'hex and byte arrays as source code spells them; content as above', proof: ANY },
  'private-key-putty': { specification: 'PuTTY manual, appendix C (ppk 2 and 3)', proof: `Private-MAC; ${ANY}` },
  'private-key-openpgp': { specification: 'RFC 4880, RFC 9580', proof: `checksum of the packet; ${ANY}` },
  'private-key-openpgp-armour': { specification: 'RFC 4880, section 6', proof: 'as the packets inside' },
  'private-key-gcrypt': { specification: 'libgcrypt manual; GnuPG, agent/keyformat.txt', proof: ANY },
  'private-key-minisign': {
    specification: 'minisign and signify secret key files',
    proof: 'the seed gives the public half',
  },
  'private-key-libp2p': { specification: 'libp2p peer-ids specification', proof: ANY },
  'key-store-pkcs12': { specification: 'RFC 7292, RFC 9579', proof: `MAC under a usual password; ${ANY}` },
  'key-store-java': { specification: 'JKS and JCEKS of the JDK', proof: 'digest under a usual password' },
  'key-store-bouncy-castle': {
    specification: 'BKS, UBER, BCFKS of Bouncy Castle',
    proof: 'BKS: MAC under a usual password',
  },
  'age-identity': { specification: 'age-encryption.org/v1; BIP 173', proof: 'Bech32 checksum' },
  'wireguard-private-key': { specification: 'wg(8)', proof: 'clamping and section' },
  'tor-onion-key': {
    specification: 'Tor rend-spec-v3',
    proof: 'the expanded key gives the public half where it is there',
  },
  'kubernetes-private-key': { specification: 'kubeconfig, Secret of type kubernetes.io/tls', proof: ANY },
  'google-service-account': { specification: 'Google Cloud, service account keys', proof: ANY },
  'dnssec-private-key': { specification: 'BIND 9, Private-key-format v1', proof: ANY },
  'bitcoin-private-key': { specification: 'WIF; BIP 32', proof: 'Base58Check' },
  'nkey-seed': { specification: 'NATS nkeys; Stellar SEP-23', proof: 'CRC-16' },
  'ethereum-private-key': {
    specification: 'Web3 Secret Storage; Keccak-256',
    proof: 'd·G gives the address beside it',
  },
  'bip39-recovery-phrase': { specification: 'BIP 39', proof: 'checksum of the words' },
  'solana-keypair': { specification: 'solana-keygen', proof: 'the seed gives the public half' },
  'tink-keyset': { specification: 'Tink keyset, JSON', proof: 'structure; Ed25519: the seed gives the public half' },
  'cosign-private-key': { specification: 'sigstore cosign, encrypted PEM', proof: 'structure' },
};
