import type { ServedApp } from '../contract/index.ts';
import { type CoreOptions, openCore } from './open-core.ts';
import { readResource } from './router/read-resource.ts';
import { createRouter } from './router/router.ts';
import { bindUseCases, type UseCases } from './use-cases.ts';

/** The use cases over one open data folder. Every host calls these and nothing below them. */
export type SohoaApp = UseCases & {
	/** The same use cases behind the contract, for `serve` and Electron. */
	readonly served: ServedApp;
	/** Runs waiting jobs in the background until `close`. */
	startJobs(): void;
	/** Works until nothing is due any more. */
	finishJobs(): Promise<void>;
	/** Puts down what is under way (it is queued again) and lets go of the data folder. */
	close(): Promise<void>;
};

/**
 * Opens a data folder.
 *
 * @throws {Fault} `dataFolderReadOnly|OnNetwork|InUse`, `databaseFromFuture`, `databaseDamaged`, `migrationFailed`, `diskFull`.
 */
export async function createApp(options: CoreOptions): Promise<SohoaApp> {
	const { core, close } = await openCore(options);
	const useCases = bindUseCases(core);
	const app: Omit<SohoaApp, 'served'> = {
		...useCases,
		startJobs: () => core.jobs.start(),
		finishJobs: () => core.jobs.runUntilIdle(),
		close,
	};
	const served: ServedApp = {
		router: createRouter(useCases, core),
		readResource: (resource, token) => readResource(useCases, resource, token),
	};
	return { ...app, served };
}
