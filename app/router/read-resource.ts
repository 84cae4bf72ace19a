import type { Resource, ResourceBytes } from '../../contract/index.ts';
import type { UseCases } from '../use-cases.ts';

/** The bytes that a resource path names, for whoever the token stands for. @throws {Fault} as the use cases do. */
export async function readResource(
	useCases: UseCases,
	resource: Resource,
	token: string | undefined,
): Promise<ResourceBytes> {
	const actor = await useCases.currentActor(token);
	if (resource.kind === 'document') {
		const { bytes, sha256 } = await useCases.readDocument(actor, resource.outcomeId);
		return { contentType: 'application/pdf', bytes, sha256 };
	}
	if (resource.kind === 'stackPage') {
		const bytes = await useCases.readStackPage(actor, resource.pageId, resource.size);
		return { contentType: 'image/webp', bytes };
	}
	const { bytes, mediaType } = await useCases.readPagePicture(actor, resource.outcomeId, resource.page);
	return { contentType: mediaType, bytes };
}
