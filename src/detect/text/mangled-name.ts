/**
 * The source of a pattern: a name of C++ or Rust as linkers know it (Itanium C++ ABI, section 5.1; RFC 2603), up to the end of the
 * text. Any printable characters in it belong to the name; none of them is a length.
 */
export const MANGLED_NAME = String.raw`_{1,2}(?:Z[0-9A-Z]|RI?N[A-Za-z])[\w.$]*$`;
