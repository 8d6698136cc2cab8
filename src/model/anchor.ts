/** A literal that the kernel looks for. A detector is called only where one of its anchors is found. */
export interface Anchor {
  /** 3 to 32 bytes. */
  readonly bytes: Uint8Array;
  /** ASCII letters match in either case. */
  readonly ignoreCase: boolean;
}

// One encoder for all: a start without prepared tables makes some five thousand anchors.
const encoder = new TextEncoder();

/** An anchor of text; with `ignoreCase`, `text` must be lower case. */
export function textAnchor(text: string, options: { ignoreCase?: boolean } = {}): Anchor {
  return { bytes: encoder.encode(text), ignoreCase: options.ignoreCase ?? false };
}

/** An anchor of bytes, written in hex with optional spaces: `06 09 2a 86 48`. */
export function byteAnchor(hex: string): Anchor {
  return { bytes: Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex')), ignoreCase: false };
}
