import { z } from 'zod';
import { getSetting, type ReadableDb } from '../../db/index.ts';
import {
	DEFAULT_OUTCOME_CODE_TEMPLATE,
	FIELD_NAMES,
	type FieldName,
	isOutcomeCodeTemplate,
	OUTCOME_KIND_NAMES,
	type OutcomeKind,
	parseResultTypeCode,
} from '../../domain/index.ts';
import { destinationSettingSchema } from '../../upload/index.ts';

/** Where an office's settings are kept. */
export const OFFICE_SETTINGS = 'office';

/**
 * What an office decides for itself: everything that a law leaves open, or that was amended more than once (domain.md §8).
 * Secrets are not here but in the secret store.
 */
export const officeSettingsSchema = z.strictObject({
	/** Which comes first: TT 01/2023 Đ8-9 has the clerk sign before the data is accepted. */
	order: z.enum(['signFirst', 'verifyFirst']).default('signFirst'),
	outcomeCodeTemplate: z.string().refine(isOutcomeCodeTemplate).default(DEFAULT_OUTCOME_CODE_TEMPLATE),
	/** Mã loại kết quả of each kind of paper, from the national database of procedures: `KQ.G15.000031`. */
	resultTypes: z
		.partialRecord(
			z.enum(OUTCOME_KIND_NAMES as [OutcomeKind, ...OutcomeKind[]]),
			z.string().refine((code) => parseResultTypeCode(code) === code),
		)
		.default({}),
	/** Absent: the folder `repository` in the data folder. */
	repository: destinationSettingSchema.optional(),
	/** Largest file that the repository takes, MB (10⁶ bytes). */
	maxUploadMb: z.number().int().min(1).max(2_000).default(100),
	/** Fields that are typed a second time, without sight of the first value, before an outcome is verified. */
	doubleKeyFields: z.array(z.enum(FIELD_NAMES as [FieldName, ...FieldName[]])).default([]),
});
export type OfficeSettings = z.output<typeof officeSettingsSchema>;

/** The office's settings, with the defaults for what it has not decided. */
export async function officeSettings(db: ReadableDb): Promise<OfficeSettings> {
	return officeSettingsSchema.parse((await getSetting(db, OFFICE_SETTINGS)) ?? {});
}
