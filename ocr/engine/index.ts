export * from './engine.ts';
export { createEnginePool, type EnginePool, type EnginePoolOptions } from './pool.ts';
export { poolSize } from './pool-size.ts';
