import { mkdir, rm } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Job } from '../../db/index.ts';
import { Fault, type PageOrigin, type Sha256, type StoredFile } from '../../domain/index.ts';
import { type ExtractedPage, extractPages, safeFileName } from '../../scan/index.ts';
import type { JobTools } from '../jobs/job-tools.ts';
import { originalPath } from './outcome-paths.ts';

/** A file of a paper that is taken in. `name`: as its sender called it; the source's own name when absent. */
type ImportedFile = {
	readonly source: string;
	readonly sha256: Sha256;
	readonly name?: string | undefined;
	/** Only this page of it (from 0) is the paper's. */
	readonly page?: number | undefined;
	/** It was cut out of a larger file before. */
	readonly cutFrom?: PageOrigin | undefined;
};

/** A kept original, and where it was cut out of, if it was. */
export type StoredOriginal = { readonly file: StoredFile; readonly origin?: PageOrigin | undefined };

type Paper = { readonly files: readonly ImportedFile[]; readonly folder: string };

/**
 * Copies the files of a paper into the vault. Of a file whose other pages are other papers, only the paper's own pages are kept, each as
 * a file of its own: nobody who may see this outcome sees another citizen's paper.
 *
 * @throws {Fault} `fileLost` when somebody changed a file between the look and the copy; of the `scan` family; `diskFull`.
 */
export async function storeOriginals(
	tools: JobTools,
	job: Job<unknown>,
	paper: Paper,
): Promise<readonly StoredOriginal[]> {
	const scratch = await tools.scratchPath(job.id, 'pages');
	try {
		const cut = await cutPages(
			paper.files,
			scratch,
			paper.files.some(({ page }) => page !== undefined),
		);
		const stored: StoredOriginal[] = [];
		for (const [index, file] of paper.files.entries()) {
			const extracted = cut.get(keyOf(file));
			const from = extracted?.path ?? file.source;
			const kept = await tools.vault.putFile(originalPath(paper.folder, nameOf(paper, index, extracted)), from);
			if (extracted === undefined && kept.sha256 !== file.sha256) throw new Fault('fileLost', { reason: 'changed' });
			const origin = extracted === undefined ? file.cutFrom : originOf(file, extracted);
			stored.push({ file: kept, origin });
		}
		return stored;
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

/** The pages that are cut out, by file and number; each file is opened once. */
async function cutPages(
	files: readonly ImportedFile[],
	scratch: string,
	any: boolean,
): Promise<ReadonlyMap<string, ExtractedPage>> {
	const cut = new Map<string, ExtractedPage>();
	if (!any) return cut;
	const sources = new Map(files.filter(({ page }) => page !== undefined).map((file) => [file.source, file]));
	for (const [index, { source, sha256 }] of [...sources.values()].entries()) {
		const pages = files.flatMap((file) => (file.source === source && file.page !== undefined ? [file.page] : []));
		const folder = `${scratch}/${index}`;
		await mkdir(folder, { recursive: true, mode: 0o700 });
		for (const page of await extractPages(source, pages, { folder, sha256 })) {
			cut.set(keyOf({ source, page: page.page }), page);
		}
	}
	return cut;
}

function keyOf({ source, page }: Pick<ImportedFile, 'source' | 'page'>): string {
	return `${page ?? ''} ${source}`;
}

function originOf(file: ImportedFile, { page, how }: ExtractedPage): PageOrigin {
	return { sha256: file.sha256, page, how };
}

/** Names may repeat, and the order must be seen in the folder. A page that was cut out says its number. */
function nameOf({ files }: Paper, index: number, extracted: ExtractedPage | undefined): string {
	const file = files[index];
	const name = safeFileName(file?.name ?? basename(file?.source ?? ''));
	const stem = name.slice(0, name.length - extname(name).length);
	const own = extracted === undefined ? name : `${stem}-tr${extracted.page + 1}${extname(extracted.path)}`;
	return files.length === 1 ? own : `${String(index + 1).padStart(4, '0')}-${own}`;
}
