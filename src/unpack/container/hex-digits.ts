/** The bit that no digit has, so that `(high | low) & NO_HEX_DIGIT` tells of two at once. */
export const NO_HEX_DIGIT = 16;

/** Indexed by byte: the value of a hex digit; `NO_HEX_DIGIT` for any other byte. */
export const HEX_DIGITS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? NO_HEX_DIGIT : value;
});
