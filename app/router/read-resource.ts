import type { Resource, ResourceBytes } from '../../contract/index.ts';
import { assertNever } from '../../domain/index.ts';
import type { UseCases } from '../use-cases.ts';

/** The bytes that a resource path names, for whoever the token stands for. @throws {Fault} as the use cases do. */
export async function readResource(
	useCases: UseCases,
	resource: Resource,
	token: string | undefined,
): Promise<ResourceBytes> {
	const actor = await useCases.currentActor(token);
	switch (resource.kind) {
		case 'page': {
			const { bytes, mediaType } = await useCases.readPagePicture(actor, resource.outcomeId, resource.page);
			return { contentType: mediaType, bytes };
		}
		case 'stackPage': {
			const bytes = await useCases.readStackPage(actor, resource.pageId, resource.size);
			return { contentType: 'image/webp', bytes };
		}
		case 'document':
		case 'revision': {
			const revision = resource.kind === 'revision' ? resource.sha256 : undefined;
			const { bytes, sha256 } = await useCases.readDocument(actor, resource.outcomeId, revision);
			return { contentType: 'application/pdf', bytes, sha256 };
		}
		default:
			return assertNever(resource);
	}
}
