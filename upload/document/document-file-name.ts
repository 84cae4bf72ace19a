import { fold } from '../../domain/index.ts';

/** Longest description, so that the whole stays far below the 120 characters that every system takes. */
const LONGEST_DESCRIPTION = 40;

/**
 * The file name of CV 7197: `CODE_YYYYMMDD_DESC.EXT`, such as `G06.01_QD_000021_V1_20261123_QuyetDinh.pdf`. ASCII only (Đ is D;
 * the real code stands in the metadata), and nothing personal: the description is the kind of paper.
 *
 * `digitizedOn`: `YYYY-MM-DD`, +07:00.
 */
export function documentFileName(docCode: string, digitizedOn: string, kindName: string): string {
	const description = fold(kindName)
		.split(/[^a-z0-9]+/)
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join('')
		.slice(0, LONGEST_DESCRIPTION);
	const code = docCode
		.replace(/[Đđ]/g, (letter) => (letter === 'Đ' ? 'D' : 'd'))
		.normalize('NFD')
		.replace(/[^A-Za-z0-9._-]/g, '');
	return `${code}_${digitizedOn.replaceAll('-', '')}_${description || 'VanBan'}.pdf`;
}
