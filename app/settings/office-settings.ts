import type { z } from 'zod';
import { officeSettingsSchema as viewSchema } from '../../contract/index.ts';
import { getSetting, type ReadableDb } from '../../db/index.ts';
import { destinationSettingSchema } from '../../upload/index.ts';

/** Where an office's settings are kept. */
export const OFFICE_SETTINGS = 'office';

/** The settings as they are kept: those of the contract, with a repository that can be one. */
export const officeSettingsSchema = viewSchema.extend({ repository: destinationSettingSchema.optional() });
export type OfficeSettings = z.output<typeof officeSettingsSchema>;

/** The office's settings, with the defaults for what it has not decided. */
export async function officeSettings(db: ReadableDb): Promise<OfficeSettings> {
	return officeSettingsSchema.parse((await getSetting(db, OFFICE_SETTINGS)) ?? {});
}
