import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Whether the process of that number is one that plays Electron's main. */
function isDouble(pid: number): boolean {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('electron-double');
	} catch {
		return false;
	}
}

/** Takes the file for this process, and hears of those that come later; else tells the one that has it. */
export function takeInstanceLock(file: string, onSecond: () => void): boolean {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
	} catch {
		const holder = Number(readFileSync(file, 'utf8'));
		if (isDouble(holder)) {
			process.kill(holder, 'SIGUSR2');
			return false;
		}
		rmSync(file, { force: true });
		return takeInstanceLock(file, onSecond);
	}
	process.on('SIGUSR2', onSecond);
	process.once('exit', () => rmSync(file, { force: true }));
	return true;
}
