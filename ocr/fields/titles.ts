import type { OutcomeKind } from '../../domain/outcome-kinds.ts';

/** A title as printed, folded and compact (letters only), and the kind it stands for. */
export type Title = { readonly compact: string; readonly kind: OutcomeKind };

/**
 * Longer titles first, since "giấy phép" starts "giấy phép xây dựng". Titles: NĐ 30/2020 PL III for documents, domain.md §4.3 for
 * sector forms (TT 04/2020/TT-BTP civil status, NĐ 168/2025 enterprises, TT 10/2024 land).
 */
const KINDS_BY_TITLE: readonly (readonly [title: string, kind: OutcomeKind])[] = [
	['giay xac nhan tinh trang hon nhan', 'maritalStatusConfirmation'],
	['xac nhan tinh trang hon nhan', 'maritalStatusConfirmation'],
	['giay chung nhan dang ky ho kinh doanh', 'businessHouseholdCertificate'],
	['giay chung nhan dang ky doanh nghiep', 'enterpriseCertificate'],
	['giay chung nhan dang ky kinh doanh', 'enterpriseCertificate'],
	['giay chung nhan quyen su dung dat', 'landUseCertificate'],
	['giay chung nhan quyen so huu nha o', 'landUseCertificate'],
	['giay phep xay dung', 'constructionPermit'],
	['trich luc khai sinh', 'birthExtract'],
	['giay khai sinh', 'birthExtract'],
	['trich luc ket hon', 'marriageExtract'],
	['giay chung nhan ket hon', 'marriageExtract'],
	['trich luc khai tu', 'deathExtract'],
	['giay bao tu', 'deathExtract'],
	['phieu ly lich tu phap', 'criminalRecord'],
	['chung chi hanh nghe', 'practiceCertificate'],
	['giay phep hanh nghe', 'practiceCertificate'],
	['giay xac nhan', 'confirmation'],
	['giay chung nhan', 'certificate'],
	['giay phep', 'licence'],
	['quyet dinh', 'decision'],
	['nghi quyet', 'resolution'],
	['nghi dinh', 'decree'],
	['thong bao', 'notice'],
	['chi thi', 'directive'],
	['bao cao', 'report'],
	['ke hoach', 'plan'],
	['cong van', 'officialLetter'],
];

/** All titles that rules are written for, longest first. */
export const TITLES: readonly Title[] = KINDS_BY_TITLE.map(([title, kind]) => ({
	compact: title.replaceAll(' ', ''),
	kind,
})).sort((a, b) => b.compact.length - a.compact.length);
