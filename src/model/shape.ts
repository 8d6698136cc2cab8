/**
 * A structure that the kernel recognises by its arithmetic and not by literal bytes. Searched for in data, not in text.
 */
export type Shape = 'aes-schedule';
