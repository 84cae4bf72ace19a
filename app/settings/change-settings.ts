import type { z } from 'zod';
import { appendAudit, setSetting } from '../../db/index.ts';
import { type Actor, Fault } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { OFFICE_SETTINGS, type OfficeSettings, officeSettings, officeSettingsSchema } from './office-settings.ts';

/** What may be changed: any of the settings; the others stay. */
export type SettingsChange = Partial<z.input<typeof officeSettingsSchema>>;

/** The office's settings. @throws {Fault} `notAllowed`. */
export async function showSettings(actor: Actor, core: Core): Promise<OfficeSettings> {
	permit(actor, 'showSettings');
	return officeSettings(core.db);
}

/** Changes some of the settings. @throws {Fault} `notAllowed`, `invalidInput` ({ paths }). */
export async function changeSettings(actor: Actor, core: Core, change: SettingsChange): Promise<OfficeSettings> {
	const { accountId } = permit(actor, 'changeSettings');
	const parsed = officeSettingsSchema.safeParse({ ...(await officeSettings(core.db)), ...change });
	if (!parsed.success) {
		const paths = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
		throw new Fault('invalidInput', { paths });
	}
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		await setSetting(tx, OFFICE_SETTINGS, parsed.data, at);
		for (const key of Object.keys(change)) {
			await appendAudit(tx, auditActor(accountId), { kind: 'settingChanged', key: `${OFFICE_SETTINGS}.${key}` }, at);
		}
	});
	return parsed.data;
}
