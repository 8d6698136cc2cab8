// Keys of elliptic that have signed: MODULE CURVE FILE …, files of d as bytes. The module is Debian's.
const { readFileSync } = require('node:fs');

const [elliptic, ...words] = process.argv.slice(2);
const { ec: EC } = require(elliptic);
globalThis.kept = [];
for (let index = 0; index < words.length; index += 2) {
  const bytes = readFileSync(words[index + 1]);
  const key = new EC(words[index]).keyFromPrivate(bytes);
  bytes.fill(0);
  key.getPublic();
  key.sign(Buffer.alloc(32, 7));
  globalThis.kept.push(key);
}
console.log('up');
setInterval(() => undefined, 60_000);
