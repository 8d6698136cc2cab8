/** What the demo's service says when its dumps are written. */
export const READY = 'ready';
