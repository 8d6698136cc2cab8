/** Writes $out with kafkajs: `kafka-messages.cjs VERSION`, messages of before Kafka 0.11, packed with bare Snappy into one; modules in $work/n. */
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

const modules = createRequire(join(process.env.work, 'n', 'x.js'));
const messageSet = modules('kafkajs/src/protocol/messageSet');
const { compress } = modules('snappyjs');
const [SNAPPY, timestamp] = [2, 1_700_000_000_000];
const messageVersion = Number(process.argv[2]);

const plain = ['other.txt', 'long.txt', 'note.txt'].map((name) => ({
  timestamp,
  key: name,
  value: readFileSync(name),
}));
const { buffer } = messageSet({ messageVersion, compression: SNAPPY, entries: plain });
const packed = { compression: SNAPPY, timestamp, key: null, value: compress(buffer) };
const sets = [[plain[0]], [packed]].map(
  (entries) => messageSet({ messageVersion, compression: SNAPPY, entries }).buffer,
);
writeFileSync(process.env.out, Buffer.concat(sets));
