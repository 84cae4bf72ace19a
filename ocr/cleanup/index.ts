export { cleanPage } from './clean-page.ts';
export type { CleanedPage, CleanOptions, CleanStep, Gray, GrayImage, Orientation, QuarterTurn } from './types.ts';
