import type { z } from 'zod';
import { appendAudit, setSetting } from '../../db/index.ts';
import { type Actor, Fault } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { OFFICE_SETTINGS, type OfficeSettings, officeSettings, officeSettingsSchema } from './office-settings.ts';

type Settings = z.input<typeof officeSettingsSchema>;

/** What may be changed: any of the settings; the others stay. `null`: back to the default. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | null };

/** The office's settings. @throws {Fault} `notAllowed`. */
export async function showSettings(actor: Actor, core: Core): Promise<OfficeSettings> {
	permit(actor, 'showSettings');
	return officeSettings(core.db);
}

/** Changes some of the settings. @throws {Fault} `notAllowed`, `invalidInput` ({ paths }). */
export async function changeSettings(actor: Actor, core: Core, change: SettingsChange): Promise<OfficeSettings> {
	const { accountId } = permit(actor, 'changeSettings');
	const at = instantOf(core);
	return core.db.write(async (tx) => {
		const merged = Object.entries({ ...(await officeSettings(tx)), ...change }).filter(([, value]) => value !== null);
		const parsed = officeSettingsSchema.safeParse(Object.fromEntries(merged));
		if (!parsed.success) {
			const paths = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
			throw new Fault('invalidInput', { paths });
		}
		await setSetting(tx, OFFICE_SETTINGS, parsed.data, at);
		for (const key of Object.keys(change)) {
			await appendAudit(tx, auditActor(accountId), { kind: 'settingChanged', key: `${OFFICE_SETTINGS}.${key}` }, at);
		}
		return parsed.data;
	});
}
