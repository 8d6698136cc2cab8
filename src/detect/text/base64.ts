/**
 * Base64 of RFC 4648, sections 4 (standard) and 5 (URL), without line breaks. Padding may be absent, but must be right if it is
 * there. A character outside the alphabet rejects the whole text, where Buffer.from skips it. Unused low bits of the last
 * character are ignored.
 */
const SHAPES = {
  standard: /^[A-Za-z0-9+/]*={0,2}$/,
  url: /^[A-Za-z0-9_-]*={0,2}$/,
} as const;

/** @returns the bytes, owned by the caller, or undefined if `text` is not base64 of that alphabet */
export function decodeBase64(text: string, alphabet: keyof typeof SHAPES): Uint8Array | undefined {
  if (!SHAPES[alphabet].test(text)) return undefined;
  const digits = text.replace(/=+$/, '').length;
  const padded = text.length !== digits;
  if (digits % 4 === 1 || (padded && text.length % 4 !== 0)) return undefined;
  return Buffer.from(text, alphabet === 'url' ? 'base64url' : 'base64');
}

/** Base64 of UTF-8 text, decoded; undefined as above, and for bytes that are not UTF-8. */
export function decodeBase64Text(text: string, alphabet: keyof typeof SHAPES): string | undefined {
  const bytes = decodeBase64(text, alphabet);
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The object in base64url JSON, such as a part of a JWT; undefined for any other value. */
export function decodeBase64UrlJson(text: string): Readonly<Record<string, unknown>> | undefined {
  return objectOf(decodeBase64Text(text, 'url'));
}

/** The same for the standard alphabet. */
export function decodeBase64Json(text: string): Readonly<Record<string, unknown>> | undefined {
  return objectOf(decodeBase64Text(text, 'standard'));
}

function objectOf(json: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
