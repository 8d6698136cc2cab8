import { createDecipheriv } from 'node:crypto';

/** Decrypts with a block cipher that pads. @returns undefined when the padding is wrong, or when this Node lacks the cipher */
export function decrypt(cipher: string, key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Buffer | undefined {
  try {
    const decipher = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    return undefined;
  }
}
