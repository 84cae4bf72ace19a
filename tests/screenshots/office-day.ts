import type { FieldName, OutcomeId } from '../../domain/index.ts';
import type { Workplace } from '../e2e/workplace.ts';

/** Invented people and villages: no paper of theirs exists. */
const PEOPLE = [
	'Nguyễn Thị Hòa Mẫu',
	'Trần Văn Minh Mẫu',
	'Lê Hoàng Đức Mẫu',
	'Phạm Thu Trang Mẫu',
	'Vũ Đình Khôi Mẫu',
	'Hoàng Thị Yến Mẫu',
	'Đặng Quốc Việt Mẫu',
	'Bùi Ngọc Ánh Mẫu',
] as const;
const BODIES = [
	'UBND xã An Bình (mẫu)',
	'UBND xã Hòa Thuận (mẫu)',
	'UBND phường Tân Phú (mẫu)',
	'Sở Tài chính (mẫu)',
] as const;
const PAPERS = [
	'01-quyet-dinh-xa.jpg',
	'03-giay-phep-xay-dung.jpg',
	'05-dang-ky-doanh-nghiep.png',
	'07-trich-luc-khai-sinh.jpg',
	'02-giay-phep-tai-nguyen-nuoc.pdf',
] as const;

type Values = { readonly [F in FieldName]?: string };

/** How many outcomes stand at each step at the end of the day. */
const STANDING = { recognized: 9, signed: 7, submitted: 11, approved: 5, coded: 3, stored: 24, returned: 2 } as const;

function pick<T>(from: readonly T[], n: number): T {
	const one = from[n % from.length];
	if (one === undefined) throw new Error('Nothing to pick from');
	return one;
}

/** What stands on the n-th paper. */
function valuesOf(n: number): Values {
	const day = String(1 + (n % 20)).padStart(2, '0');
	return {
		documentNumber: `${120 + n}/QĐ-UBND`,
		issueDate: `2026-11-${day}`,
		issuingBody: pick(BODIES, n),
		ownerName: pick(PEOPLE, n * 3 + 1),
		dossierCode: `H00.00.00-2611${day}-${String(n + 1).padStart(4, '0')}`,
		subject: 'Về việc giải quyết thủ tục hành chính (dữ liệu mẫu)',
	};
}

/** A day at the office: papers at every step of the way. Answers with the outcomes by step. */
export async function liveTheDay(
	place: Workplace,
): Promise<Readonly<Record<keyof typeof STANDING, readonly OutcomeId[]>>> {
	const read = await place.read(...PAPERS);
	let n = 0;
	const made: Record<string, readonly OutcomeId[]> = {};
	for (const [step, count] of Object.entries(STANDING)) {
		const ids: OutcomeId[] = [];
		for (let one = 0; one < count; one += 1) {
			n += 1;
			const values = valuesOf(n);
			ids.push(...(await place.copy(pick(read, n), 1, () => values)));
		}
		made[step] = ids;
	}
	const of = (step: keyof typeof STANDING) => made[step] ?? [];
	await sign(place, 'clerk', [...of('signed'), ...submitted(of)]);
	for (const id of submitted(of)) await submit(place, id);
	for (const id of [...of('approved'), ...of('coded'), ...of('stored')]) await approve(place, id);
	for (const id of of('returned')) await giveBack(place, id);
	const registrar = await place.actor('registrar');
	for (const id of [...of('coded'), ...of('stored')]) await place.app.issueCodes(registrar, id);
	await sign(place, 'agency', of('stored'));
	await place.core.jobs.runUntilIdle();
	place.core.jobs.start();
	return made as Readonly<Record<keyof typeof STANDING, readonly OutcomeId[]>>;
}

type Of = (step: keyof typeof STANDING) => readonly OutcomeId[];

function submitted(of: Of): readonly OutcomeId[] {
	return [...of('submitted'), ...of('approved'), ...of('coded'), ...of('stored'), ...of('returned')];
}

async function sign(place: Workplace, kind: 'clerk' | 'agency', ids: readonly OutcomeId[]): Promise<void> {
	const batch = { ids, key: place.certificates[kind] };
	const results =
		kind === 'clerk'
			? place.app.signByClerk(await place.actor('clerk'), batch)
			: place.app.signByAgency(await place.actor('registrar'), batch);
	for await (const result of results) {
		if (result.kind === 'failed') throw new Error(`Not signed: ${result.fault.code}`);
	}
}

/** The clerk corrects what the machine read of every third paper. */
async function submit(place: Workplace, id: OutcomeId): Promise<void> {
	const clerk = await place.actor('clerk');
	const { readings } = await place.app.showOutcome(clerk, id);
	const typed: [FieldName, string][] = [['ownerName', readings.ownerName?.value ?? PEOPLE[0]]];
	if (id.charCodeAt(id.length - 1) % 3 === 0) typed.push(['signerName', 'Trần Văn Ký Mẫu']);
	for (const [field, value] of typed) await place.app.correctField(clerk, id, { field, value });
	await place.app.verifyOutcome(clerk, id);
	await place.app.submitOutcome(clerk, id);
}

async function approve(place: Workplace, id: OutcomeId): Promise<void> {
	const supervisor = await place.actor('supervisor');
	const { document } = await place.app.showOutcome(supervisor, id);
	if (document === undefined) throw new Error('There is no document');
	await place.app.approveOutcome(supervisor, id, { sha256: document.sha256 });
}

async function giveBack(place: Workplace, id: OutcomeId): Promise<void> {
	const reason = 'Tên chủ giấy tờ chưa khớp với bản giấy, đề nghị đối chiếu lại.';
	await place.app.returnOutcome(await place.actor('supervisor'), id, { reason });
}
