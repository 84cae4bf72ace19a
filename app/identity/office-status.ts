import { listOrgUnits } from '../../db/index.ts';
import type { IdentityCore } from '../core.ts';
import { PRODUCER_VERSION } from '../version.ts';
import { namesToChoose } from './names-to-choose.ts';

/** What the first screen has to know before anybody has signed in. */
export type OfficeStatus = {
	/** Absent until somebody has set the office up. */
	readonly office?: { readonly name: string; readonly agencyCode: string };
	/** Of Sohoa. */
	readonly version: string;
	/** Offered at sign-in, where the office has switched that on. */
	readonly accountNames?: readonly string[];
};

/** The office, once it is set up, and Sohoa's version. */
export async function officeStatus(core: IdentityCore): Promise<OfficeStatus> {
	const [unit] = await listOrgUnits(core.db);
	const accountNames = unit && (await namesToChoose(core));
	return {
		version: PRODUCER_VERSION,
		...(unit !== undefined && { office: { name: unit.name, agencyCode: unit.agencyCode } }),
		...(accountNames !== undefined && { accountNames }),
	};
}
