import { join } from 'node:path';
import type { Db } from '../../db/index.ts';
import type { Clock } from '../../domain/index.ts';
import { createDestination, type Destination, type DestinationSetting } from '../../upload/index.ts';
import { officeSettings } from '../settings/office-settings.ts';

/** The repository that an office has until it sets up another: a folder in its own data folder. */
export const EMBEDDED_FOLDER = 'repository';

/** A repository, and the name under which its receipts are kept. */
export type NamedDestination = { readonly name: string; readonly destination: Destination };

/** The office's repository as it is set up now. @throws {Fault} `invalidInput` when the token is none. */
export async function officeDestination(
	db: Db,
	tools: { readonly clock: Clock; readonly token: string | undefined },
): Promise<NamedDestination> {
	const setting = await repositorySetting(db);
	return { name: nameOf(setting), destination: createDestination(setting, tools) };
}

/** The name of the office's repository as it is set up now. */
export async function officeDestinationName(db: Db): Promise<string> {
	return nameOf(await repositorySetting(db));
}

async function repositorySetting(db: Db): Promise<DestinationSetting> {
	const { repository } = await officeSettings(db);
	return repository ?? { kind: 'folder', folder: join(db.folder, EMBEDDED_FOLDER) };
}

function nameOf(setting: DestinationSetting): string {
	return setting.kind === 'folder' ? `folder:${setting.folder}` : `http:${setting.baseUrl}`;
}
