import { z } from 'zod';
import { ROLES } from '../domain/actor.ts';
import type { AccountId, OrgUnitId } from '../domain/ids.ts';
import { countSchema, idSchema, instantSchema, lineSchema, passwordSchema } from './values.ts';

/** An account's name: how a person signs in. */
const accountNameSchema = lineSchema(100);

/** `office`: absent until somebody has set it up. `version`: of Sohoa, as in package.json. */
export const officeStatusSchema = z.object({
	office: z.object({ name: z.string(), agencyCode: z.string() }).exactOptional(),
	/** Offered at sign-in where the office has switched that on. */
	accountNames: z.array(z.string()).readonly().exactOptional(),
	version: z.string(),
});
export type OfficeStatus = z.output<typeof officeStatusSchema>;

/** The office and its first administrator. Agency code: QĐ 20/2020/QĐ-TTg, dots between groups, at most 35 characters. */
export const setUpOfficeSchema = z.object({
	officeName: lineSchema(200),
	agencyCode: lineSchema(35),
	adminName: accountNameSchema,
	adminPassword: passwordSchema,
});

/** Who is signed in. What they may do follows from the roles (`mayDo` of domain/use-cases.ts). */
export const actorViewSchema = z.object({
	accountId: idSchema<AccountId>(),
	name: z.string(),
	roles: z.array(z.enum(ROLES)).readonly(),
	orgUnit: z.object({ id: idSchema<OrgUnitId>(), name: z.string() }),
});
export type ActorView = z.output<typeof actorViewSchema>;

/** Name and password, as typed. */
export const signInSchema = z.object({ name: accountNameSchema, password: passwordSchema });

/** An account as administrators see it. */
export const accountViewSchema = z.object({
	id: idSchema<AccountId>(),
	name: z.string(),
	roles: z.array(z.enum(ROLES)).readonly(),
	orgUnit: z.object({ id: idSchema<OrgUnitId>(), name: z.string() }),
	disabled: z.boolean(),
	/** Closed until then after wrong passwords; may lie in the past. */
	lockedUntil: instantSchema.exactOptional(),
	createdAt: instantSchema,
});
export type AccountView = z.output<typeof accountViewSchema>;

/** Roles as they are given, each once. */
export const rolesSchema = z
	.array(z.enum(ROLES))
	.min(1)
	.transform((roles) => [...new Set(roles)]);

/** How much waits where; places that the roles do not lead to are absent. */
export const workCountsSchema = z.object({
	sign: countSchema.exactOptional(),
	verify: countSchema.exactOptional(),
	approve: countSchema.exactOptional(),
	agency: countSchema.exactOptional(),
	/** Failed ones: those that need a person. */
	uploads: countSchema.exactOptional(),
});
export type WorkCountsView = z.output<typeof workCountsSchema>;

/** A new account; without an org unit it belongs to the office itself. */
export const createAccountSchema = z.object({
	name: accountNameSchema,
	password: passwordSchema,
	roles: rolesSchema,
	orgUnitId: idSchema<OrgUnitId>().optional(),
});
