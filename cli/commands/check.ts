import type { Command } from 'commander';
import type { DataReport } from '../../app/index.ts';
import { assertNever } from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import { type AccountOptions, asAccount } from '../data-folder.ts';
import { withAccountOptions } from './account-options.ts';
import type { AddCommand, CommandHost } from './command.ts';

/** `check`: files, hashes, rows and the audit chain; exit 1 when something is wrong (orphans alone are not). */
export const addCheck: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	withAccountOptions(program.command('check').description(help.check), host).action((options: AccountOptions) =>
		run(options, host),
	);
};

async function run(options: AccountOptions, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	await asAccount(options, host, async (app, actor) => {
		const onProgress = terminal.progress;
		const report = await app.checkData(actor, { signal: host.signal, onProgress });
		terminal.result(report, describe(report, host));
		if (report.problems.length > 0) host.exit(1);
	});
}

function describe(report: DataReport, host: CommandHost): string {
	const words = texts(host.language).cli;
	const clean = fill(words.checkClean, { files: report.files, audit: report.auditEvents });
	const lines = [
		...report.problems.map((problem) => describeProblem(problem, host)),
		...report.orphans.map((path) => fill(words.checkOrphan, { path })),
	];
	return report.problems.length === 0 ? [...lines, clean].join('\n') : lines.join('\n');
}

function describeProblem(problem: DataReport['problems'][number], host: CommandHost): string {
	const words = texts(host.language).cli;
	switch (problem.kind) {
		case 'fileLost':
			return fill(words.checkMissing, { path: problem.path });
		case 'fileChanged':
			return fill(words.checkChanged, { path: problem.path });
		case 'auditBroken':
			return fill(words.checkAudit, { sequence: problem.seq });
		case 'auditRewritten':
			return fill(words.checkAuditRewritten, { sequence: problem.seq });
		case 'documentUnknown':
			return fill(words.checkDatabase, { problem: `${problem.kind} ${problem.outcomeId}` });
		case 'rowsUnlinked':
			return fill(words.checkDatabase, { problem: `${problem.kind} ${problem.table} ${problem.count}` });
		case 'databaseDamaged':
			return fill(words.checkDatabase, { problem: problem.detail });
		case 'searchIndex':
			return fill(words.checkDatabase, { problem: `${problem.kind} -${problem.missing} +${problem.extra}` });
		default:
			return assertNever(problem);
	}
}
