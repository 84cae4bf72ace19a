export type { Destination, Presence, Receipt, Upload } from './destination.ts';
