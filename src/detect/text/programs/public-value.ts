/** Excludes values of settings that are public though the name says that a secret follows: signatures, fingerprints, challenges. */
import { type NamedSetting, textBefore } from './named-setting.ts';
import { NAMES_SECRET } from './setting-name.ts';
import { isTwoNumbers } from './two-numbers.ts';

/** Whether the value is public. */
export function isPublic(named: NamedSetting): boolean {
  const {
    window,
    end,
    name,
    setting: { value },
  } = named;
  if ((SIGNED_QUERY.test(value) && !SIGNATURE.test(value)) || isTwoNumbers(value) || isOfPod(named)) return true;
  if (/^encryption_key$/i.test(name)) return RSPAMD_KEY.test(value);
  if (/^_/.test(name) && EXPORTED.test(value)) return true;
  if (/signingkey$/.test(name) && KEY_ID.test(value)) return true;
  if (/signing[_.-]?keys?$/i.test(name) && KEY_FINGERPRINT.test(value)) return true;
  if (!/^token$/i.test(name)) return false;
  if (STELLAR_ASSET.test(value) || STRONG_NAME.test(window.slice(end, end + 32))) return true;
  return ACME_CHALLENGE.test(window) || (/^[0-9a-f]{32,}$/.test(value) && REPORTED.test(window.slice(0, end)));
}

/**
 * `  AGConnectCredential: f70c50…` below another one in SPEC CHECKSUMS of a Podfile.lock of CocoaPods: the SHA-1 of the description of
 * that library.
 */
function isOfPod(named: NamedSetting): boolean {
  if (!/^[0-9a-f]{40}$/.test(named.setting.value) || !/^[A-Z][A-Za-z0-9+-]+$/.test(named.name)) return false;
  const [, other] = POD_BEFORE.exec(textBefore(named).slice(-160)) ?? [];
  return other !== undefined && !NAMES_SECRET.test(other);
}
const POD_BEFORE = /\n {2}["']?([A-Za-z][\w+./-]{0,100})["']?: [0-9a-f]{40}\r?\n {2}$/;

/** A shared access signature of Azure, `sv=2015-12-11&sr=c&sp=rl&sig=1234`, without the 32-byte HMAC that would sign it. */
const SIGNED_QUERY = /^\??(?:s[a-z]{1,2}=[^&\s]{0,80}&){1,12}(?:sig|s[a-z]{1,2})=/;
const SIGNATURE = /[?&]sig=[\w+/%-]{43}/;
/** 32 bytes in Zooko's base32: the public key of an rspamd server, whose own half is a `privkey`. */
const RSPAMD_KEY = /^[ybndrfg8ejkmcpqxot1uwisza345h769]{51}[yo]$/;
/** `signingkey = BDF1…` of git and of git-remote-gcrypt: the fingerprint of an OpenPGP key, or its id, the last eight bytes of that (RFC 4880, 12.2). */
const KEY_ID = /^(?:0x)?[0-9A-F]{16}(?:[0-9A-F]{24})?!?$/i;
/** PASSWORD_STORE_SIGNING_KEY of pass, `valid_signing_keys` of ripasso: the fingerprint as GnuPG prints it. */
const KEY_FINGERPRINT = /^(?=[0-9]*[A-F])[0-9A-F]{40}$/;
/** `"_…_deserialize_private_key_inplace","_vscf_ed25519_new"`: exports of a WebAssembly program. */
const EXPORTED = /^_[a-z]{2,}(?:_[a-z0-9]+)+$/;
/** Part of the hash of the key behind it (ECMA-335, II.6.3): `<map Token="…" PublicKey="…" />` in machine.config of Mono. */
const STRONG_NAME = /^="[0-9a-f]{16}" PublicKey="/;
/** An asset code followed by the account that issues it, by its public key (Stellar's SEP-23): `txlm:BST-GBQT…` */
const STELLAR_ASSET = /[-:]G[A-Z2-7]{55}$/;
/**
 * Next to the token of an ACME challenge (RFC 8555, 8.3 and 8.4; RFC 8737), which its server requests at a public place: in JSON, and as
 * Python prints one.
 */
const ACME_CHALLENGE =
  /\b(?:DNS|HTTP|TLSALPN|TLSSNI)01\(token=|["'`](?:dns|http|tls-alpn|tls-sni)-0[12]["'`]|["']type["']: ?["']dns["'],\s{0,20}["']value["']/;
/** `fingerprint token:3c46…`, as in this program's own reports. */
const REPORTED = /\bfingerprint[ \t]{1,8}token$/;
