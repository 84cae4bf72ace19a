import type { OrgUnit, OutcomeCodes, OutcomeKind, OutcomeStateKind } from '../../domain/index.ts';
import { type FieldName, OUTCOME_KINDS } from '../../domain/index.ts';

/**
 * Columns of the result-sync row (domain.md §5.5), by the names that one-stop systems know, in their order. `DaHuyBoThayThe` is
 * added (other front-ends have it): a paper that is no longer in force must say so wherever it goes.
 */
export const EXPORT_COLUMNS = [
	'MaHoSo',
	'MaTTHC',
	'MaLinhVuc',
	'LoaiDoiTuong',
	'LoaiDinhDanhCHS',
	'MaChuGiayTo',
	'NgayTiepNhan',
	'TrangThaiHoSo',
	'HinhThuc',
	'MaCoQuan',
	'DonViXuLy',
	'MaGiayToKetQua',
	'TenGiayToKetQua',
	'SoKyHieu',
	'TrichYeuNoiDung',
	'NgayCap',
	'ThoiHanHieuLuc',
	'PhamViHieuLuc',
	'TenFileGiayToKetQuaDinhKem',
	'NoiNopHoSo',
	'HoSoCoThanhPhanSoHoa',
	'DaHuyBoThayThe',
] as const;
type ExportColumn = (typeof EXPORT_COLUMNS)[number];

/** What a row is made of. */
export type ExportSubject = {
	readonly kind: OutcomeKind;
	readonly state: OutcomeStateKind;
	readonly values: { readonly [F in FieldName]?: string };
	readonly unit: Pick<OrgUnit, 'name' | 'agencyCode'>;
	/** Mã loại kết quả of the kind, as the office has set it. */
	readonly resultType: string;
	readonly codes: OutcomeCodes | undefined;
	/** Name of the PDF in the export; empty when there is none. */
	readonly fileName: string;
};

/**
 * The row of an outcome. What Sohoa does not know (how the dossier was handed in, its own state) is left empty: the system that
 * takes the row in knows it by `MaHoSo`.
 */
export function exportRow(subject: ExportSubject): readonly string[] {
	const { values, unit, kind } = subject;
	const owner = values.ownerIdNumber ?? values.enterpriseCode ?? '';
	const known: Partial<Record<ExportColumn, string>> = {
		MaHoSo: values.dossierCode ?? '',
		MaTTHC: values.procedureCode ?? '',
		LoaiDoiTuong: ownerType(values),
		LoaiDinhDanhCHS: idType(owner),
		MaChuGiayTo: owner,
		MaCoQuan: unit.agencyCode,
		DonViXuLy: unit.name,
		MaGiayToKetQua: subject.resultType,
		TenGiayToKetQua: OUTCOME_KINDS[kind].title,
		SoKyHieu: values.documentNumber ?? '',
		TrichYeuNoiDung: values.subject ?? '',
		NgayCap: writtenDay(values.issueDate ?? ''),
		ThoiHanHieuLuc: writtenDay(values.validUntil ?? ''),
		PhamViHieuLuc: values.validityScope ?? '',
		TenFileGiayToKetQuaDinhKem: subject.fileName,
		DaHuyBoThayThe: RETIRED[subject.state] ?? '',
	};
	return EXPORT_COLUMNS.map((column) => known[column] ?? '');
}

const RETIRED: Partial<Record<OutcomeStateKind, string>> = {
	replaced: 'THAY_THE',
	recalled: 'THU_HOI',
	expired: 'HET_HIEU_LUC',
};

/** 1 a citizen, 2 an enterprise (domain.md §4.4); empty when nothing tells. */
function ownerType(values: ExportSubject['values']): string {
	if (values.enterpriseCode) return '2';
	return values.ownerIdNumber ? '1' : '';
}

/** 1 a 12-digit id, 2 a 9-digit one (domain.md §4.4). */
function idType(id: string): string {
	if (/^\d{12}$/.test(id)) return '1';
	return /^\d{9}$/.test(id) ? '2' : '';
}

/** Days `dd/mm/yyyy` (NĐ 30/2020); a validity without end in the words that forms use. */
function writtenDay(day: string): string {
	if (day === 'indefinite') return 'Vô thời hạn';
	return day.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
}
