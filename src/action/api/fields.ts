/** A field of untrusted JSON; undefined where it does not exist. */
export function field(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>)[name] : undefined,
    value,
  );
}

export function textField(value: unknown, ...names: readonly string[]): string | undefined {
  const found = field(value, ...names);
  return typeof found === 'string' ? found : undefined;
}

/** A number, or one written as text, as protobuf's JSON writes 64-bit integers. */
export function numberField(value: unknown, ...names: readonly string[]): number | undefined {
  const found = field(value, ...names);
  const number = typeof found === 'string' && /^\d{1,16}$/.test(found) ? Number(found) : found;
  return typeof number === 'number' ? number : undefined;
}
