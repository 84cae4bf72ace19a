import { openDatabase, setSetting } from '../../../db/index.ts';
import { toFaultRecord } from '../../../domain/index.ts';

// Opens the data folder named on the command line, commits a row, says how it went, and holds the folder until it is killed.
const folder = process.argv[2] ?? '';
try {
	const db = await openDatabase(folder);
	await db.write((tx) => setSetting(tx, 'opened', true, new Date().toISOString()));
	process.stdout.write('open\n');
	setInterval(() => undefined, 1_000);
} catch (error) {
	process.stdout.write(`${toFaultRecord(error).code}\n`);
}
