import { lineText, type RecognizedPage } from './page.ts';
import { fold } from './text/index.ts';

/** Độ mật: TUYỆT MẬT, TỐI MẬT, MẬT, alone on a line. */
const MARKING = /^(?:(?:tuyet|toi) )?mat$/;
/** The marking stands above or beside the addressee: box 10a of NĐ 30/2020 PL I, with room for long letterheads. */
const LOWEST = 0.45;

/**
 * Whether a page carries a marking of secrecy. State secrets are not digitized (TT 01/2023/TT-VPCP Điều 4), and must not leave
 * the machine.
 */
export function isMarkedSecret(page: Pick<RecognizedPage, 'words' | 'lines' | 'heightPx'>): boolean {
	return page.lines.some(
		(line) =>
			line.box[1] < page.heightPx * LOWEST &&
			MARKING.test(
				fold(lineText(page, line))
					.replace(/[^\p{L}\s]/gu, '')
					.trim(),
			),
	);
}
