import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import type { OutcomeId } from '../domain/ids.ts';
import type { SignatureReport } from '../domain/signature-report.ts';
import { FAULT_ERRORS, faultRecordSchema } from './faults.ts';
import { fieldNameSchema, outcomeKindSchema, stateKindSchema } from './outcome-views.ts';
import { countSchema, idSchema, instantSchema, lineSchema, passwordSchema, sha256Schema } from './values.ts';

const base = oc.errors(FAULT_ERRORS);

/** Outcomes that one batch may hold. */
export const SIGN_BATCH_MAX = 1_000;

/** Largest certificate file, bytes: it has to pass the hosts' limit of 1 MB for one call. */
export const CERTIFICATE_FILE_MAX = 500_000;

/** Whose signature: the clerk's own, or the agency's `SAO Y`. */
const signatureKindSchema = z.enum(['clerk', 'agency']);
export type SignatureUse = z.output<typeof signatureKindSchema>;

const signResultSchema = z.object({
	id: idSchema<OutcomeId>(),
	state: stateKindSchema.exactOptional(),
	fault: faultRecordSchema.exactOptional(),
});

const signatureReportSchema = z.custom<SignatureReport>((value) => typeof value === 'object' && value !== null);

const certificateSchema = z.object({
	/** SHA-256 of the file. */
	id: sha256Schema,
	fileName: z.string(),
	/** `demo`: of the demo's invented people; only in demo data. */
	owner: z.enum(['own', 'agency', 'demo']),
	/** Absent until the file was opened once: most encrypt their certificate too. */
	facts: z
		.object({
			holder: z.string(),
			organisation: z.string().exactOptional(),
			issuer: z.string(),
			/** Hexadecimal. */
			serial: z.string(),
			validFrom: instantSchema,
			validUntil: instantSchema,
			fitness: z.enum(['fit', 'expired', 'notYetValid', 'notForSigning', 'keyTooWeak', 'unknownIssuer']),
		})
		.exactOptional(),
	chosen: z.boolean(),
});
export type CertificateView = z.output<typeof certificateSchema>;

const signRowSchema = z.object({
	id: idSchema<OutcomeId>(),
	kind: outcomeKindSchema,
	state: stateKindSchema,
	revision: countSchema,
	/** Number, date, subject, owner and dossier code, as far as they are known. */
	values: z.partialRecord(fieldNameSchema, z.string()).readonly(),
	sourceName: z.string(),
	clerkName: z.string(),
	pageCount: countSchema,
	createdAt: instantSchema,
	documentSha256: sha256Schema.exactOptional(),
	/** `by`: the supervisor's name. The hash and length are of the bytes that were looked at. */
	approval: z
		.object({ by: z.string(), at: instantSchema, sha256: sha256Schema, byteLength: countSchema })
		.exactOptional(),
	/** Whether the document still is what was approved, or that with the agency's signature added. */
	asApproved: z.boolean().exactOptional(),
	/** The outcome code may hold a citizen's id: never in a URL. */
	codes: z.object({ outcomeCode: z.string(), docCode: z.string() }).exactOptional(),
});
export type SignRow = z.output<typeof signRowSchema>;

const deskSchema = z.object({
	/** The oldest first, at most {@link SIGN_BATCH_MAX}. */
	rows: z.array(signRowSchema).readonly(),
	/** How many there are in all, by state. */
	counts: z.partialRecord(stateKindSchema, countSchema).readonly(),
});

const certificateKey = z.object({ use: signatureKindSchema, id: sha256Schema });

/** Signatures. The password of a certificate is used for one batch and kept nowhere. */
export const signingContract = {
	/** What the signed-in person may sign with; nobody else's. */
	certificates: base.input(z.object({ use: signatureKindSchema })).output(z.array(certificateSchema).readonly()),
	/** Keeps a `.p12` or `.pfx` file and chooses it. @throws `signingKeyDamaged`. */
	addCertificate: base
		.input(
			z.object({
				use: signatureKindSchema,
				name: lineSchema(255),
				file: z.instanceof(Blob).refine((file) => file.size <= CERTIFICATE_FILE_MAX, 'Too large'),
			}),
		)
		.output(z.object({ id: sha256Schema })),
	/** @throws `signingKeyMissing`. */
	removeCertificate: base.input(certificateKey).output(z.void()),
	/** Remembered for the account. @throws `signingKeyMissing`. */
	chooseCertificate: base.input(certificateKey).output(z.void()),
	/** What waits for a clerk's signature. `mine`: digitized by the signed-in clerk. */
	toSign: base.input(z.object({ mine: z.boolean() })).output(deskSchema),
	/** What is approved and not stored yet; `states`: only these of it. */
	forAgency: base.input(z.object({ states: z.array(stateKindSchema).optional() })).output(deskSchema),
	/** One result an outcome, as they come. @throws `signingPasswordWrong` and its kin before anything is signed. */
	sign: base
		.input(
			z.object({
				kind: signatureKindSchema,
				ids: z.array(idSchema<OutcomeId>()).min(1).max(SIGN_BATCH_MAX),
				/** One of `certificates`. */
				certificate: sha256Schema,
				password: passwordSchema,
			}),
		)
		.output(eventIterator(signResultSchema)),
	/** What is signed in the newest revision, and whether it holds. */
	report: base.input(z.object({ id: idSchema<OutcomeId>() })).output(signatureReportSchema),
};
