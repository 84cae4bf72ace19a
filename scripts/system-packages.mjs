import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const succeeds = (program, ...args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
const onPath = (program) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;

/** Test pages are set in it; the folder's name differs between Debian releases. */
const hasLiberation = () =>
	['liberation', 'liberation2'].some((name) => existsSync(`/usr/share/fonts/truetype/${name}`));

/** What the tests need from the system: how to tell that it is there, and Debian's package. */
const TEST_PACKAGES = [
	{ isThere: () => onPath('chromium'), package: 'chromium' },
	{ isThere: () => onPath('pdftotext'), package: 'poppler-utils' },
	{ isThere: () => onPath('qpdf'), package: 'qpdf' },
	{ isThere: () => onPath('scanimage'), package: 'sane-utils' },
	{ isThere: () => onPath('java'), package: 'default-jre-headless' },
	{ isThere: () => onPath('openssl'), package: 'openssl' },
	{ isThere: () => succeeds('python3', '-c', 'import ensurepip, venv'), package: 'python3-venv' },
	{ isThere: hasLiberation, package: 'fonts-liberation' },
];

/** Installs what is missing as root on Debian; elsewhere says what is missing and goes on (tests then say what they skip). */
export function ensureTestPackages() {
	const missing = TEST_PACKAGES.filter((need) => !need.isThere()).map((need) => need.package);
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
