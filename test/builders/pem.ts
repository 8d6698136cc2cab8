/** Writes PEM armour for tests, in any of the ways that programs leave it. Independent of src. */
export interface ArmourStyle {
  /** Base64 characters in a line; Infinity for one line. */
  readonly width?: number;
  /** What stands in place of line ends. */
  readonly lineEnd?: string;
  /** Before each line but the first. */
  readonly indent?: string;
  /** RFC 1421 headers, each a line, then an empty line. */
  readonly headers?: readonly string[];
}

/** BEGIN line to END line, without a line end behind it. */
export function armour(label: string, body: Uint8Array, style: ArmourStyle = {}): string {
  const { width = 64, lineEnd = '\n', indent = '', headers = [] } = style;
  const base64 = Buffer.from(body).toString('base64');
  const lines = [];
  for (let at = 0; at < base64.length; at += width) lines.push(base64.slice(at, at + width));
  return [
    `-----BEGIN ${label}-----`,
    ...(headers.length > 0 ? [...headers, ''] : []),
    ...lines,
    `-----END ${label}-----`,
  ].join(lineEnd + indent);
}
