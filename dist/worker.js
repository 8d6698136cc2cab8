// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  Examiner,
  configuredChain
} from "./shared-16.js";
import "./shared-15.js";
import {
  NO_CHANGES,
  isUnchanged
} from "./shared-9.js";
import {
  PROGRESS,
  Sharing
} from "./shared-5.js";
import "./shared-12.js";
import "./shared-14.js";
import "./shared-13.js";
import "./shared-11.js";
import "./shared-4.js";
import "./shared-3.js";
import "./shared-2.js";
import "./shared-1.js";

// src/engine/worker.ts
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
var { progress, out, threads } = workerData;
var sharing = new Sharing({
  ...{ out, threads, poll },
  post: (handOn) => post({ handOn }),
  onWait: (isWaiting) => Atomics.store(progress, PROGRESS.waiting, isWaiting ? 1 : 0)
});
var plainChain = configuredChain(NO_CHANGES);
var examiner;
parentPort?.on("message", obey);
async function obey(order) {
  if ("handedBack" in order) return sharing.take(order.handedBack);
  const { task, setUp } = order;
  let answer;
  try {
    if (setUp !== void 0) examiner = await makeExaminer(setUp);
    answer = { result: await examiner.run(task, (index) => Atomics.store(progress, PROGRESS.artifact, index)) };
  } catch (error) {
    answer = { bug: error instanceof Error ? error : new Error(String(error)) };
  }
  post(answer);
}
function poll() {
  for (let got = next(); got !== void 0; got = next()) void obey(got.message);
}
function next() {
  return parentPort === null ? void 0 : receiveMessageOnPort(parentPort);
}
function post(answer) {
  parentPort?.postMessage(answer);
}
async function makeExaminer(options) {
  const chain = isUnchanged(options.changes) ? plainChain : configuredChain(options.changes, progress);
  return new Examiner(await chain, options, sharing);
}
