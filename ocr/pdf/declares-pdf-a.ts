import { createReadStream } from 'node:fs';

const PART = '<pdfaid:part>2</pdfaid:part>';
const LEVEL = '<pdfaid:conformance>U</pdfaid:conformance>';

/** Whether a PDF says that it is PDF/A-2u, in the form in which our writer says it (XMP, never compressed). Whether it is, only a validator can tell. */
export async function declaresPdfA(path: string): Promise<boolean> {
	let part = false;
	let level = false;
	let rest = '';
	for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
		const text = rest + (chunk as Buffer).toString('latin1');
		part ||= text.includes(PART);
		level ||= text.includes(LEVEL);
		if (part && level) return true;
		rest = text.slice(-LEVEL.length);
	}
	return false;
}
