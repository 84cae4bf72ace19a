import type { AccountId, OrgUnitId, SessionId } from './ids.ts';

/** What a person is in the office. clerk: cán bộ một cửa · registrar: văn thư · supervisor: lãnh đạo duyệt · archivist: lưu trữ · admin: quản trị. */
export const ROLES = ['clerk', 'registrar', 'supervisor', 'archivist', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. `localOperator` is the built-in actor of commands that keep nothing. */
export type Actor =
	| {
			readonly kind: 'account';
			readonly accountId: AccountId;
			readonly sessionId: SessionId;
			readonly name: string;
			readonly roles: readonly Role[];
			readonly orgUnitId: OrgUnitId;
			/** The org unit and all below it: rows outside are not there for this actor. */
			readonly orgUnitScope: readonly OrgUnitId[];
	  }
	| { readonly kind: 'localOperator' };

/** An actor with an account. */
export type AccountActor = Extract<Actor, { kind: 'account' }>;

/** The built-in actor of `digitize` and `doctor`. */
export const LOCAL_OPERATOR: Actor = { kind: 'localOperator' };
