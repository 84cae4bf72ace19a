import type { Command } from 'commander';
import { examineMachine, type Finding } from '../../app/index.ts';
import { LOCAL_OPERATOR } from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import { formatTable } from '../table.ts';
import type { AddCommand, CommandHost } from './command.ts';

/** `doctor`: a self-test of this machine; needs no sign-in. */
export const addDoctor: AddCommand = (program: Command, host: CommandHost) => {
	const words = texts(host.language).cli;
	program
		.command('doctor')
		.description(words.help.doctor)
		.option('--data <dir>', words.help.data)
		.option('--json', words.help.json)
		.action(async (options: { readonly data?: string; readonly json?: boolean }) => {
			const terminal = host.terminal(options);
			const findings = await examineMachine(
				LOCAL_OPERATOR,
				options.data === undefined ? {} : { dataDir: options.data },
			);
			if (terminal.json) for (const finding of findings) terminal.result(finding, '');
			else
				terminal.result(
					undefined,
					formatTable(
						words.doctorHead,
						findings.map((finding) => row(finding, host)),
					),
				);
			if (findings.some((finding) => finding.state === 'bad')) host.exit(1);
		});
};

function row(finding: Finding, host: CommandHost): readonly string[] {
	const words = texts(host.language);
	const detail =
		finding.fault === undefined ? finding.detail : fill(words.fault[finding.fault.code].advice, finding.fault.data);
	return [words.cli.finding[finding.subject], words.cli.findingState[finding.state], detail];
}
