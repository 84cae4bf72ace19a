/** Kinds of paper (loại giấy tờ) that rules are written for. `other` = recognized, but of no known kind. Titles as printed: domain.md §4.3. */
export const OUTCOME_KINDS = {
	decision: { title: 'QUYẾT ĐỊNH' },
	licence: { title: 'GIẤY PHÉP' },
	constructionPermit: { title: 'GIẤY PHÉP XÂY DỰNG' },
	businessHouseholdCertificate: { title: 'GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH' },
	enterpriseCertificate: { title: 'GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP' },
	landUseCertificate: { title: 'GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT' },
	birthExtract: { title: 'TRÍCH LỤC KHAI SINH' },
	marriageExtract: { title: 'TRÍCH LỤC KẾT HÔN' },
	deathExtract: { title: 'TRÍCH LỤC KHAI TỬ' },
	maritalStatusConfirmation: { title: 'GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN' },
	criminalRecord: { title: 'PHIẾU LÝ LỊCH TƯ PHÁP' },
	practiceCertificate: { title: 'CHỨNG CHỈ HÀNH NGHỀ' },
	officialLetter: { title: 'CÔNG VĂN' },
	notice: { title: 'THÔNG BÁO' },
	confirmation: { title: 'GIẤY XÁC NHẬN' },
	certificate: { title: 'GIẤY CHỨNG NHẬN' },
	directive: { title: 'CHỈ THỊ' },
	decree: { title: 'NGHỊ ĐỊNH' },
	resolution: { title: 'NGHỊ QUYẾT' },
	report: { title: 'BÁO CÁO' },
	plan: { title: 'KẾ HOẠCH' },
	other: { title: '' },
} as const satisfies Record<string, { title: string }>;

export type OutcomeKind = keyof typeof OUTCOME_KINDS;
export const OUTCOME_KIND_NAMES = Object.keys(OUTCOME_KINDS) as readonly OutcomeKind[];

/** The kind that was read, with confidence 0-1. */
export type KindReading = { readonly value: OutcomeKind; readonly confidence: number };
