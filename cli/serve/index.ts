export { openInBrowser } from './open-in-browser.ts';
export { MAX_BODY_BYTES, type RunningServe, type ServeOptions, startServe } from './serve.ts';
