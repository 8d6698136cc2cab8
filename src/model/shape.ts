/** Something that the kernel recognises by its arithmetic and not by its bytes. Looked for in data, not in text. */
export type Shape = 'aes-schedule';
