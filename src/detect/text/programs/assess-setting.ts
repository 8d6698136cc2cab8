/**
 * Judges a setting whose name says that a secret follows (`generic-password`, `generic-secret`): no secret, the key of an account,
 * a value that a machine drew, or one that a person chose.
 */
import { looksMadeUp } from '../placeholder.ts';
import { isPublished } from '../published.ts';
import type { Assessment, Candidate } from '../rule.ts';
import { isDrawn } from '../value-kind.ts';
import { isChosenPassword, isChosenSecret, isPassOfNobody } from './chosen-value.ts';
import { assessDrawn, isDrawnValue, isLongDrawn } from './drawn-value.ts';
import { factsOf, lowByName, type NamedSetting, placeOf, readNamedSetting, textBefore } from './named-setting.ts';
import { isNoSetting } from './no-setting.ts';
import { isPublic } from './public-value.ts';
import { MAX_VALUE_BYTES } from './setting-glance.ts';
import { NAMES_SECRET } from './setting-name.ts';
import { isBareName } from './setting-text.ts';

/** By its name. People choose passwords, while most secrets are drawn, so a secret needs more evidence to count as chosen. */
type SettingKind = 'password' | 'secret';

export function assessSetting(candidate: Candidate, kind: SettingKind): Assessment | undefined {
  const named = readNamedSetting(candidate);
  if (named === undefined || asksLater(named) || isNoSetting(named) || isPublic(named)) return undefined;
  const { value, form } = named.setting;
  // A password may be one word if a sign says that it is one.
  if (isBareName(named.setting) && (kind === 'secret' || form === 'spaced')) return undefined;
  if (ACCOUNT_KEY.test(value)) return assessAccountKey(named);
  if (UUID.test(value) || isKindOfId(named))
    return isDrawnUuid(value.slice(-36)) && !isOfLibvirt(named) ? assessChosen(named) : undefined;
  if (value.length > MAX_VALUE_BYTES)
    return isLongDrawn(value) && !IS_ENCRYPTED.test(named.name) ? assessDrawn(named) : undefined;
  if (isDrawnValue(value)) return assessDrawn(named);
  const isChosen = kind === 'password' ? isChosenPassword(named) : isChosenSecret(named);
  return isChosen ? assessChosen(named) : undefined;
}

/** A long value under that name, usually 344 characters, is an RSA ciphertext of a secret. */
const IS_ENCRYPTED = /encrypted|cipher_?text|sealed|wrapped/i;

/** Whether a later word of the name says so too, which has an anchor of its own. */
function asksLater({ name, head, word }: NamedSetting): boolean {
  return NAMES_SECRET.test(name.slice(head.length + word.length));
}

/** Always low, as is a UUID that was drawn, since most UUIDs are not secrets. */
function assessChosen(named: NamedSetting): Assessment | undefined {
  const { setting } = named;
  // A word with blanks around it may be any word, and so may one with lengths, unless it is as policies want a password.
  if (setting.form === 'spaced' || isPassOfNobody(named)) return undefined;
  if (setting.form === 'counted' && !(isDrawn(setting.value) && KINDS.every((kind) => kind.test(setting.value))))
    return undefined;
  return { ...lowByName(named), place: placeOf(setting), facts: factsOf(named) };
}

const KINDS = [/[0-9]/, /[a-z]/, /[A-Z]/];

const ACCOUNT_KEY = /^0x[0-9a-fA-F]{64}$/;
/** Excludes a commitment to a key, and a code that contains one. */
const NAMES_ACCOUNT = /priv(?:ate)?[_.-]?key(?:[_.-]?[0-9]{1,3}|ToAccount)?$/i;

/** The key of an Ethereum account and the like, which looks like a hash. Proved ones are found by `ethereum-private-key`. */
function assessAccountKey(named: NamedSetting): Assessment | undefined {
  const { name, setting } = named;
  const digits = setting.value.slice(2).toLowerCase();
  if (!NAMES_ACCOUNT.test(name) || !isDrawn(digits) || looksMadeUp(digits) || isPublished(digits)) return undefined;
  return { place: placeOf(setting), facts: factsOf(named) };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `secret='UUID'` of libvirt, in its XML and in its messages: which of the secrets that it keeps (virsh secret-list). */
function isOfLibvirt(named: NamedSetting): boolean {
  if (named.name !== 'secret' || !named.window.startsWith("='", named.end)) return false;
  return OF_LIBVIRT.test(textBefore(named));
}
const OF_LIBVIRT = /<[a-z][^<>]*$|\b(?:lib)?vir(?:t|sh|Storage|Secret)/;

/** `programToken: "prg-4f1c…"`: an id with three letters for the kind of thing, which Hyperwallet calls a token. */
function isKindOfId({ name, setting: { value } }: NamedSetting): boolean {
  const kind = KIND.exec(value)?.[0] ?? '';
  return /token$/i.test(name) && kind !== '' && UUID.test(value.slice(kind.length));
}
const KIND = /^(?!key|pat|api|tok|sec|[ps]k)[a-z]{2,3}(?:_[a-z]{2,3})?[-_]/;

function isDrawnUuid(value: string): boolean {
  return value[14] === '4' && isDrawn(value.replaceAll('-', ''));
}
