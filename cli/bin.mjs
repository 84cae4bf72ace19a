#!/usr/bin/env node
// `npx sohoa`: the same as `npm run sohoa --`.
import { fileURLToPath } from 'node:url';

process.argv.splice(2, 0, fileURLToPath(new URL('./main.ts', import.meta.url)));
await import('../scripts/run.mjs');
