import type { Template } from '../types.ts';
import { enterpriseCertificate, householdCertificate, landCertificate, maritalStatus } from './seen/certificates.ts';
import { communeDecision, notice, officialLetter, provinceDecision } from './seen/decisions.ts';
import { birthExtract, deathExtract, marriageExtract } from './seen/extracts.ts';
import { constructionPermit, waterLicence } from './seen/licences.ts';
import { UNSEEN } from './unseen/unseen.ts';

/** Every template: thirteen seen and four unseen ones (about a quarter). */
export const TEMPLATES: readonly Template[] = [
	communeDecision,
	waterLicence,
	constructionPermit,
	householdCertificate,
	enterpriseCertificate,
	landCertificate,
	birthExtract,
	marriageExtract,
	deathExtract,
	maritalStatus,
	officialLetter,
	notice,
	provinceDecision,
	...UNSEEN,
];
