import { PIECE_BYTES } from '../../contract/index.ts';
import type { StackId } from '../../domain/ids.ts';
import { client } from '../client.ts';

/** A file on its way to the core. */
export type Sending = {
	readonly key: string;
	readonly name: string;
	/** 0-1. */
	readonly value: number;
	readonly error?: unknown;
};

type Options = {
	/** The stack that all go into; absent: pictures make one new stack together, each PDF one of its own. */
	readonly stackId?: StackId | undefined;
	readonly onChange: (sending: Sending) => void;
	/** Called when a file has become pages. */
	readonly onDone: (key: string, stackId: StackId) => void;
};

/** Sends files one after the other, in the order of their names as people count (`2` before `10`). One that is refused stops no other. */
export async function sendFiles(files: readonly File[], options: Options): Promise<void> {
	const order = new Intl.Collator('vi', { numeric: true });
	let together = options.stackId;
	for (const [index, file] of files.toSorted((a, b) => order.compare(a.name, b.name)).entries()) {
		const key = `${Date.now()}-${index}`;
		const alone = options.stackId === undefined && !isPicture(file);
		try {
			const stackId = await sendFile(file, alone ? undefined : together, (value) =>
				options.onChange({ key, name: file.name, value }),
			);
			if (!alone) together = stackId;
			options.onDone(key, stackId);
		} catch (error) {
			options.onChange({ key, name: file.name, value: 1, error });
		}
	}
}

/** TIFF files can hold a whole paper, as PDFs do. */
function isPicture({ name }: File): boolean {
	return /\.(jpe?g|jpe|jfif|png|webp|bmp|dib)$/i.test(name);
}

async function sendFile(
	file: File,
	stackId: StackId | undefined,
	onProgress: (value: number) => void,
): Promise<StackId> {
	onProgress(0);
	const { uploadId } = await client.capture.beginFile({ name: file.name, byteLength: file.size, stackId });
	try {
		for (let from = 0; from < file.size; from += PIECE_BYTES) {
			const base64 = await base64Of(file.slice(from, from + PIECE_BYTES));
			const { received } = await client.capture.sendPiece({ uploadId, from, base64 });
			onProgress(received / file.size);
		}
		return (await client.capture.endFile({ uploadId })).stackId;
	} catch (error) {
		await client.capture.dropFile({ uploadId }).catch(() => undefined);
		throw error;
	}
}

function base64Of(piece: Blob): Promise<string> {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
		reader.onerror = () => reject(reader.error);
		reader.readAsDataURL(piece);
	});
}
