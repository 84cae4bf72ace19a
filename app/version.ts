import manifest from '../package.json' with { type: 'json' };

/** Sohoa's version, as in package.json. */
export const PRODUCER_VERSION: string = manifest.version;
