import { type ContractRouterClient, oc } from '@orpc/contract';
import { z } from 'zod';
import type { AccountId } from '../domain/ids.ts';
import { archiveContract } from './archive.ts';
import { captureContract } from './capture.ts';
import { auditContract, dataContract } from './data.ts';
import { FAULT_ERRORS } from './faults.ts';
import { fieldsContract } from './fields.ts';
import {
	accountViewSchema,
	actorViewSchema,
	createAccountSchema,
	officeStatusSchema,
	rolesSchema,
	setUpOfficeSchema,
	signInSchema,
	workCountsSchema,
} from './office.ts';
import { outcomesContract } from './outcomes.ts';
import { overviewContract } from './overview.ts';
import { reviewContract } from './review.ts';
import { settingsContract } from './settings.ts';
import { signingContract } from './signing.ts';
import { uploadsContract } from './uploads.ts';
import { idSchema, passwordSchema } from './values.ts';
import { workflowContract } from './workflow.ts';

const base = oc.errors(FAULT_ERRORS);

const officeContract = {
	/** Needs no sign-in: which screen comes first? */
	status: base.output(officeStatusSchema),
	/** Needs no sign-in; works once. Does not sign in. @throws `officeExists`, `passwordTooWeak`. */
	setUp: base.input(setUpOfficeSchema).output(z.void()),
};

const sessionContract = {
	/** The token goes into the context's carrier. @throws `signInFailed`, `accountLocked`, `accountDisabled`. */
	signIn: base.input(signInSchema).output(actorViewSchema),
	/** Also when nobody is signed in. */
	signOut: base.output(z.void()),
	/** `null` when nobody is signed in or the session has ended. */
	current: base.output(actorViewSchema.nullable()),
};

/** What waits for the one who is signed in. */
const workContract = {
	/** Cheap: may be asked every few seconds. */
	counts: base.output(workCountsSchema),
};

const accountsContract = {
	/** By name, Vietnamese order. */
	list: base.output(z.array(accountViewSchema).readonly()),
	/** @throws `accountExists`, `passwordTooWeak`. */
	create: base.input(createAccountSchema).output(accountViewSchema),
	/** Its sessions end. @throws `accountMissing`, `lastAdmin`. */
	disable: base.input(z.object({ accountId: idSchema<AccountId>() })).output(z.void()),
	/** Also takes a lock after wrong passwords off. @throws `accountMissing`. */
	enable: base.input(z.object({ accountId: idSchema<AccountId>() })).output(z.void()),
	/** @throws `accountMissing`, `lastAdmin`. */
	changeRoles: base.input(z.object({ accountId: idSchema<AccountId>(), roles: rolesSchema })).output(z.void()),
	/** @throws `accountMissing`, `passwordTooWeak`. */
	setPassword: base.input(z.object({ accountId: idSchema<AccountId>(), password: passwordSchema })).output(z.void()),
};

/**
 * All that a screen may ask. Without a session every procedure but `office.*` and `session.*` throws `sessionExpired`;
 * without the right role, `notAllowed`.
 */
export const contract = {
	office: officeContract,
	session: sessionContract,
	work: workContract,
	outcomes: outcomesContract,
	capture: captureContract,
	fields: fieldsContract,
	workflow: workflowContract,
	signing: signingContract,
	review: reviewContract,
	uploads: uploadsContract,
	archive: archiveContract,
	overview: overviewContract,
	settings: settingsContract,
	accounts: accountsContract,
	data: dataContract,
	audit: auditContract,
};

export type Contract = typeof contract;

/** The contract as its callers see it: functions that return promises. */
export type SohoaClient = ContractRouterClient<Contract>;
