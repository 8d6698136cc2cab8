/** `npm run test:slow`: all of what CI, which has ten minutes for everything, only tries in turns. */
export const isSlowRun = process.env.npm_lifecycle_event === 'test:slow';
