import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type SohoaApp } from '../../app/index.ts';
import type { AccountActor, Clock, Role } from '../../domain/index.ts';
import type { Scanner } from '../../scan/index.ts';

/** The password of everybody in tests; of nobody elsewhere. */
export const PASSWORD = 'Matkhau-2026';

export type Office = {
	readonly dataDir: string;
	readonly app: SohoaApp;
	/** Makes an account of these roles (once a name) and signs in. */
	actor(...roles: readonly Role[]): Promise<AccountActor>;
	/** Closes the data folder and opens it again. */
	reopen(): Promise<SohoaApp>;
	close(): Promise<void>;
};

/** A scratch folder that `dispose` takes away. */
export async function scratchFolder(): Promise<{ readonly path: string; dispose(): Promise<void> }> {
	const path = await mkdtemp(join(tmpdir(), 'sohoa-test-'));
	return { path, dispose: () => rm(path, { recursive: true, force: true }) };
}

/** An office in a scratch data folder, with the real database, files and engine. */
export async function openOffice(clock?: Clock, more: { readonly scanner?: Scanner } = {}): Promise<Office> {
	const folder = await scratchFolder();
	const dataDir = join(folder.path, 'data');
	const options = { dataDir, workers: 1, ...(clock !== undefined && { clock }), ...more };
	let app = await createApp(options);
	await app.setUpOffice({
		officeName: 'Trung tâm thử nghiệm',
		agencyCode: 'H00.01',
		adminName: 'admin',
		adminPassword: PASSWORD,
	});
	return {
		dataDir,
		get app() {
			return app;
		},
		async actor(...roles) {
			const name = roles.join('-');
			if (name !== 'admin') {
				const { actor } = await app.signIn('admin', PASSWORD);
				const known = await app.listAccounts(actor);
				if (!known.some((account) => account.name === name)) {
					await app.createAccount(actor, { name, password: PASSWORD, roles });
				}
			}
			return (await app.signIn(name, PASSWORD)).actor;
		},
		async reopen() {
			await app.close();
			app = await createApp(options);
			return app;
		},
		async close() {
			await app.close();
			await folder.dispose();
		},
	};
}
