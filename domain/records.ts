import type { AccountId, ComponentId, DossierId, OrgUnitId, OutcomeId, Sha256, VersionId } from './ids.ts';
import type { OutcomeKind } from './outcome-kinds.ts';
import type { OutcomeState } from './outcome-state.ts';

/** Đơn vị: an office or a part of one. Codes: QĐ 20/2020, dots between groups, at most 35 characters. */
export type OrgUnit = {
	readonly id: OrgUnitId;
	readonly parentId?: OrgUnitId;
	readonly name: string;
	readonly agencyCode: string;
};

/** Hồ sơ: one citizen's case, known by its dossier code (mã hồ sơ); has many outcomes and components. */
export type Dossier = { readonly id: DossierId; readonly orgUnitId: OrgUnitId; readonly code: string };

/** Thành phần hồ sơ: a paper handed in with the dossier. */
export type Component = { readonly id: ComponentId; readonly dossierId: DossierId; readonly name: string };

/** Phiên bản: V1 is the first scan, V2 a correction or rescan. Old versions stay. */
export type OutcomeVersion = {
	readonly id: VersionId;
	readonly outcomeId: OutcomeId;
	readonly number: number;
	readonly originalSha256: Sha256;
	readonly pageCount: number;
	/** UTC, ISO 8601. */
	readonly createdAt: string;
};

/** Kết quả: one paper result on its way. */
export type Outcome = {
	readonly id: OutcomeId;
	readonly orgUnitId: OrgUnitId;
	readonly dossierId?: DossierId;
	readonly clerkId: AccountId;
	readonly kind: OutcomeKind;
	readonly state: OutcomeState;
	/** Counts changes: who writes with an old one is told. */
	readonly revision: number;
	/** UTC, ISO 8601. */
	readonly createdAt: string;
	readonly updatedAt: string;
};
