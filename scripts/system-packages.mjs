import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the tests need from the system: the program that shows it is there, and Debian's package. */
const TEST_PACKAGES = [
	{ program: 'chromium', package: 'chromium' },
	{ program: 'pdftotext', package: 'poppler-utils' },
	{ program: 'qpdf', package: 'qpdf' },
	{ program: 'java', package: 'default-jre-headless' },
];

const onPath = (program) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;

/** Installs what is missing as root on Debian; elsewhere says what is missing and goes on (tests then say what they skip). */
export function ensureTestPackages() {
	const missing = TEST_PACKAGES.filter((need) => !onPath(need.program)).map((need) => need.package);
	if (missing.length === 0) return;
	const canInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;
	if (!canInstall) {
		process.stderr.write(`Sohoa: missing system packages, some tests will be skipped: ${missing.join(' ')}\n`);
		process.stderr.write(`       on Debian: sudo apt-get install ${missing.join(' ')}\n`);
		return;
	}
	process.stderr.write(`Sohoa: installing system packages: ${missing.join(' ')} …\n`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2], env });
	execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
		stdio: ['ignore', 2, 2],
		env,
	});
}
