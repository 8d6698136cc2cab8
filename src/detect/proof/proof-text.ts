/** What must hold for a key to be reported as proven, worded for docs/key-forms.md. */
export const RSA_HOLDS = 'n = p·q, e·d ≡ 1 mod p−1 and q−1, each CRT number';
export const KEY_HOLDS = `RSA: ${RSA_HOLDS}. EC: d·G = Q. Edwards: the seed gives the public half. Without a public half: high`;
