import type { Command } from 'commander';
import { checkSignature } from '../../app/index.ts';
import { LOCAL_OPERATOR, type SignatureFinding, type SignatureReport, vietnamWallTime } from '../../domain/index.ts';
import { fill, texts } from '../../i18n/index.ts';
import type { AddCommand, CommandHost } from './command.ts';

type Options = { readonly trust?: string; readonly json?: boolean };

/** `check-signature`: what is signed in a PDF, by whom, and whether it still holds. Exit code 0 only for a valid file. */
export const addCheckSignature: AddCommand = (program: Command, host: CommandHost) => {
	const { help } = texts(host.language).cli;
	program
		.command('check-signature')
		.description(help.checkSignature)
		.argument('<pdf>', help.pdf)
		.option('--trust <dir>', help.trust)
		.option('--json', help.json)
		.action((path: string, options: Options) => run(path, options, host));
};

async function run(path: string, options: Options, host: CommandHost): Promise<void> {
	const terminal = host.terminal(options);
	const report = await checkSignature(LOCAL_OPERATOR, { path, trust: options.trust });
	terminal.result(report, describe(report, host));
	if (report.verdict !== 'valid') host.exit(1);
}

function describe(report: SignatureReport, host: CommandHost): string {
	const words = texts(host.language);
	const { verdict } = words.signature;
	return [verdict[report.verdict], ...report.findings.map((finding) => describeFinding(finding, host))].join('\n');
}

function describeFinding(finding: SignatureFinding, host: CommandHost): string {
	const { signature } = texts(host.language);
	const by = [finding.signerName || signature.nobody, finding.organisation].filter((name) => name !== undefined);
	const lines = [
		`• ${by.join(', ')}: ${signature.verdict[finding.verdict]}`,
		finding.signedAt === undefined
			? signature.noTime
			: fill(signature.signedAt, { time: `${vietnamWallTime(new Date(finding.signedAt)).replace('T', ' ')} +07:00` }),
		signature.standing[finding.standing],
		fill(signature.addedAfter[finding.addedAfter], { bytes: finding.coversBytes }),
		finding.mark === undefined
			? signature.noMark
			: fill(signature.mark[finding.mark.corner], { page: finding.mark.page + 1 }),
	];
	return lines.join('\n    ');
}
