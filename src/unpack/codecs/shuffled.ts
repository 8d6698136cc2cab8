/**
 * Undoes the shuffle filter: before packing, the first bytes of all elements are stored together, then all second ones (HDF5, Blosc),
 * or the same for bits (Blosc).
 */

/** Unshuffles bytes. A partial element at the end was left unshuffled. @returns `bytes` itself where nothing was shuffled */
export function unshuffled(bytes: Uint8Array, elementBytes: number): Uint8Array {
  const count = Math.floor(bytes.length / elementBytes);
  if (elementBytes <= 1 || count <= 1) return bytes;
  const target = Uint8Array.from(bytes);
  for (let place = 0, from = 0; place < elementBytes; place++)
    for (let to = place, end = place + count * elementBytes; to < end; to += elementBytes) target[to] = bytes[from++]!;
  return target;
}

/** Unshuffles bits, lowest first; Blosc shuffles nothing when the number of elements is no multiple of 8. */
export function unshuffledBits(bytes: Uint8Array, elementBytes: number): Uint8Array {
  const count = Math.floor(bytes.length / Math.max(1, elementBytes));
  if (elementBytes === 0 || count === 0 || count % 8 !== 0) return bytes;
  const target = Uint8Array.from(bytes).fill(0, 0, count * elementBytes);
  for (let place = 0, from = 0; place < elementBytes; place++)
    for (let bit = 0; bit < 8; bit++)
      for (let element = 0; element < count; element += 8, from++)
        for (let one = 0, to = element * elementBytes + place; one < 8; one++, to += elementBytes)
          target[to]! |= ((bytes[from]! >> one) & 1) << bit;
  return target;
}
