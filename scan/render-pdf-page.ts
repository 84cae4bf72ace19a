import { createPageDrawer, type DrawOptions, type RenderedPage } from './page-drawer.ts';

/**
 * Draws one page of a PDF that is not asked for again soon.
 *
 * @throws {Fault} as {@link createPageDrawer}'s `draw`.
 */
export async function renderPdfPage(path: string, index: number, options: DrawOptions): Promise<RenderedPage> {
	const drawer = createPageDrawer();
	try {
		return await drawer.draw(path, index, options);
	} finally {
		await drawer.close();
	}
}
