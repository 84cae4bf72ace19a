import { getSetting, type ReadableDb } from '../../db/index.ts';

/** Set when the office is set up as a demo: its papers are samples, its people invented. */
export const DEMO_DATA = 'data.demo';

/** Whether this data folder holds samples only. */
export async function isDemoData(db: ReadableDb): Promise<boolean> {
	return (await getSetting(db, DEMO_DATA)) === true;
}
