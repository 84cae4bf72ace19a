import type { Resource, ResourceBytes } from '../../contract/index.ts';
import type { UseCases } from '../use-cases.ts';

/** The bytes that a resource path names, for whoever the token stands for. @throws {Fault} as the use cases do. */
export async function readResource(
	useCases: UseCases,
	resource: Resource,
	token: string | undefined,
): Promise<ResourceBytes> {
	const actor = await useCases.currentActor(token);
	if (resource.kind !== 'page') {
		const revision = resource.kind === 'revision' ? resource.sha256 : undefined;
		const { bytes, sha256 } = await useCases.readDocument(actor, resource.outcomeId, revision);
		return { contentType: 'application/pdf', bytes, sha256 };
	}
	const { bytes, mediaType } = await useCases.readPagePicture(actor, resource.outcomeId, resource.page);
	return { contentType: mediaType, bytes };
}
