// Fetches what judges our files in the tests into .cache/validators/: veraPDF (PDF/A) and pyHanko (signatures). Plain JavaScript:
// runs on Node 20 and later. Exit 0 when they are there, or are skipped for a reason that is printed; 1 when
// SOHOA_REQUIRE_VALIDATORS=1 and one is missing.
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Pinned: 1.28.2 is the last release with a jar on Maven Central (seen November 2026). */
const VERAPDF = {
	version: '1.28.2',
	coordinates: 'org.verapdf.apps:greenfield-apps:1.28.2',
	url: 'https://repo1.maven.org/maven2/org/verapdf/apps/greenfield-apps/1.28.2/greenfield-apps-1.28.2.jar',
	sha256: '687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6',
	file: 'greenfield-apps-1.28.2.jar',
};
/** Pinned; its own dependencies come in what versions pip finds. In a folder of its own: a virtual environment can't be moved. */
const PYHANKO = { version: '0.38.0', packages: ['pyhanko==0.38.0', 'pyhanko-cli==0.6.0'], folder: 'pyhanko-0.38.0' };
const DOWNLOAD_TIMEOUT_MS = 120_000;

function say(text) {
	process.stdout.write(`validators: ${text}\n`);
}

function isGenuine(bytes) {
	return createHash('sha256').update(bytes).digest('hex') === VERAPDF.sha256;
}

async function readIfThere(path) {
	try {
		return await readFile(path);
	} catch (error) {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	}
}

async function hasJava() {
	try {
		await run('java', ['-version']);
		return true;
	} catch {
		return false;
	}
}

async function byHttps() {
	const response = await fetch(VERAPDF.url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
	if (!response.ok) throw new Error(`HTTP ${response.status}`);
	return Buffer.from(await response.arrayBuffer());
}

/** Maven knows the mirrors and proxies of closed networks. */
async function byMaven(folder) {
	const args = ['-q', '-B', 'dependency:copy', `-Dartifact=${VERAPDF.coordinates}`, `-DoutputDirectory=${folder}`];
	await run('mvn', args, { cwd: folder, timeout: 2 * DOWNLOAD_TIMEOUT_MS });
	return await readFile(join(folder, VERAPDF.file));
}

async function download(folder) {
	const failures = [];
	const scratch = join(folder, `maven-${randomBytes(4).toString('hex')}`);
	const ways = [
		['https', byHttps],
		['mvn', () => mkdir(scratch, { recursive: true }).then(() => byMaven(scratch))],
	];
	try {
		for (const [name, way] of ways) {
			try {
				const bytes = await way();
				if (isGenuine(bytes)) return bytes;
				failures.push(`${name}: another SHA-256 than the pinned one`);
			} catch (error) {
				failures.push(`${name}: ${error.cause?.code ?? error.code ?? error.message}`);
			}
		}
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
	throw new Error(failures.join('; '));
}

async function fetchVeraPdf() {
	const folder = join(root, '.cache', 'validators');
	const target = join(folder, VERAPDF.file);
	const present = await readIfThere(target);
	if (present !== undefined && isGenuine(present)) return `veraPDF ${VERAPDF.version} is there`;
	await mkdir(folder, { recursive: true });
	const bytes = await download(folder);
	const temporary = `${target}.${randomBytes(4).toString('hex')}.part`;
	await writeFile(temporary, bytes);
	await rename(temporary, target);
	return `veraPDF ${VERAPDF.version} fetched`;
}

/** Debian has venv in a package of its own (python3-venv). */
async function hasPython() {
	try {
		await run('python3', ['-c', 'import ensurepip, venv']);
		return true;
	} catch {
		return false;
	}
}

async function fetchPyHanko() {
	const folder = join(root, '.cache', 'validators', PYHANKO.folder);
	// Written last: without it the environment is half made.
	const mark = join(folder, 'sohoa-complete');
	if ((await readIfThere(mark)) !== undefined) return `pyHanko ${PYHANKO.version} is there`;
	await rm(folder, { recursive: true, force: true });
	await run('python3', ['-m', 'venv', folder]);
	const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PYHANKO.packages];
	await run(join(folder, 'bin', 'python3'), pip, { timeout: 3 * DOWNLOAD_TIMEOUT_MS });
	await writeFile(mark, PYHANKO.packages.join('\n'));
	return `pyHanko ${PYHANKO.version} fetched`;
}

const VALIDATORS = [
	{ name: 'veraPDF', checks: 'PDF/A', need: hasJava, lack: 'no Java on this machine', fetch: fetchVeraPdf },
	{
		name: 'pyHanko',
		checks: 'signature',
		need: hasPython,
		lack: 'no Python 3 with venv on this machine',
		fetch: fetchPyHanko,
	},
];

async function main() {
	const required = process.env.SOHOA_REQUIRE_VALIDATORS === '1';
	for (const { name, checks, need, lack, fetch: fetchIt } of VALIDATORS) {
		try {
			if (!(await need())) throw new Error(lack);
			say(await fetchIt());
		} catch (error) {
			const [why] = error.message.split('\n');
			say(`${name} is missing (${why}); ${required ? 'it is required' : `its ${checks} checks will be skipped`}`);
			if (required) process.exitCode = 1;
		}
	}
}

await main();
