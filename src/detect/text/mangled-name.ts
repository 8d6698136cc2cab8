/**
 * The source of a pattern: a name of C++ or Rust as linkers know it (Itanium C++ ABI, section 5.1; RFC 2603), up to the end of the text. What prints
 * in it is its own, and no length of anything.
 */
export const MANGLED_NAME = String.raw`_{1,2}(?:Z[0-9A-Z]|RI?N[A-Za-z])[\w.$]*$`;
