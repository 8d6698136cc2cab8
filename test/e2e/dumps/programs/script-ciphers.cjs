// AES keys that crypto-js, node-forge and sjcl have expanded and keep: FILE …, four of each size, each for another use.
const { readFileSync } = require('node:fs');
// By name, since they are packages of the lab and not of this project.
const [CryptoJS, forge, sjcl] = ['crypto-js', 'node-forge', 'sjcl'].map((name) => require(name));

const TEXT = 'a text that is longer than a block';
const USES = [
  (key) => {
    const words = CryptoJS.lib.WordArray.create(Uint8Array.from(key));
    const cipher = CryptoJS.algo.AES.createEncryptor(words, { iv: CryptoJS.lib.WordArray.create(new Uint8Array(16)) });
    cipher.process(TEXT);
    return cipher;
  },
  (key) => forgeCipher(forge.cipher.createCipher('AES-CBC', key.toString('binary'))),
  (key) => forgeCipher(forge.cipher.createDecipher('AES-CBC', key.toString('binary'))),
  (key) => {
    const cipher = new sjcl.cipher.aes(sjcl.codec.hex.toBits(key.toString('hex')));
    cipher.encrypt([1, 2, 3, 4]);
    return cipher;
  },
];

function forgeCipher(cipher) {
  cipher.start({ iv: Buffer.alloc(16).toString('binary') });
  cipher.update(forge.util.createBuffer(TEXT));
  return cipher;
}

globalThis.kept = process.argv.slice(2).map((file, index) => {
  const key = readFileSync(file);
  const cipher = USES[index % USES.length](key);
  key.fill(0);
  return cipher;
});
console.log('up');
setInterval(() => undefined, 60_000);
