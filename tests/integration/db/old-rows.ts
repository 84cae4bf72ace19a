import { AT } from '../../unit/db/support.ts';

/** Sixty-four hexadecimal digits. */
export const HASH = 'a'.repeat(64);
const OTHER_HASH = 'b'.repeat(64);

/**
 * Rows as an office of that version had them, at least one in each table that the version brought. `o` is submitted, `p` recognized;
 * a machine read `o`, a person corrected its number.
 */
export const OLD_ROWS: Readonly<Record<number, string>> = {
	10: `
		INSERT INTO org_units VALUES ('u', NULL, 'UBND xã Thử', 'H1', '/u/', '${AT}'), ('v', 'u', 'Thôn', 'H1.1', '/u/v/', '${AT}');
		INSERT INTO accounts VALUES
			('a', 'u', 'an', 'An', 'h', 0, NULL, 0, '${AT}', '${AT}'),
			('b', 'u', 'binh', 'Bình', 'h', 5, '${AT}', 1, '${AT}', '${AT}');
		INSERT INTO account_roles VALUES ('a', 'clerk'), ('b', 'supervisor');
		INSERT INTO sessions VALUES ('s', 'a', 't', '${AT}', '${AT}');
		INSERT INTO settings VALUES ('office.order', '"signFirst"', '${AT}');
		INSERT INTO dossiers VALUES ('d', 'u', 'H1-261123-0001', '${AT}');
		INSERT INTO components VALUES ('c', 'd', 'Đơn', '${AT}');
		INSERT INTO outcomes VALUES
			(1, 'o', 'u', 'd', 'a', 'decision', 'submitted', '{"kind":"submitted"}', 4, '2026-10-31T16:59:00.000Z', '${AT}'),
			(2, 'p', 'v', NULL, 'a', 'other', 'recognized', '{"kind":"recognized"}', 2, '2026-10-31T17:00:00.000Z', '${AT}');
		INSERT INTO outcome_versions VALUES ('ov', 'o', 1, '${HASH}', 1, '${AT}'), ('pv', 'p', 1, '${OTHER_HASH}', 2, '${AT}');
		INSERT INTO files VALUES ('f', 'o', 'ov', 'original', 'outcomes/1.png', '${HASH}', 12, NULL, '${AT}');
		INSERT INTO recognitions VALUES ('ov', 'decision', 0.9, '[]', '${AT}');
		INSERT INTO readings (id, outcome_id, version_id, field, value, printed, confidence, page, box, origin, by_account_id, at)
		VALUES
			('r1', 'o', 'ov', 'documentNumber', '12/QĐ', '12/QĐ', 0.5, 0, '[1,2,3,4]', 'ocr', NULL, '${AT}'),
			('r2', 'o', 'ov', 'documentNumber', '0012/QĐ-UBND', '', 1, 0, '[0,0,0,0]', 'corrected', 'a', '${AT}'),
			('r3', 'o', 'ov', 'documentNumber', '13/QĐ', '13/QĐ', 0.9, 0, '[1,2,3,4]', 'ocr', NULL, '${AT}'),
			('r4', 'o', 'ov', 'issueDate', '2025-07-15', 'ngày 15 tháng 7', 0.9, 0, '[1,2,3,4]', 'ocr', NULL, '${AT}'),
			('r5', 'o', 'ov', 'issuingBody', 'UBND xã Thử', 'UBND XÃ THỬ', 0.9, 0, '[1,2,3,4]', 'ocr', NULL, '${AT}');
		INSERT INTO jobs VALUES (1, 'j', 'recognize', 'p', '{}', 'failed', 3, '${AT}', '{}', '{"code":"pdfDamaged"}', '${AT}', '${AT}');
		INSERT INTO receipts (id, outcome_id, version_id, destination, idempotency_key, document_sha256, answer, received_at)
			VALUES ('x', 'o', 'ov', 'folder:/kho', 'k', '${HASH}', '{}', '${AT}');
		INSERT INTO number_ranges VALUES ('H1_LV', 1, 10, 3);
		INSERT INTO audit VALUES
			(1, 'e1', '2026-11-01T18:00:00.000Z', '{}', 'outcomeMoved', 'o', '{"event":"submit","kind":"outcomeMoved","outcomeId":"o","to":"submitted"}', '', 'h1');
		INSERT INTO search_texts VALUES (1, '0012/QĐ-UBND', 'UBND xã Thử', 'Quyết định', '2025-07-15');`,
	20: `
		INSERT INTO outcome_codes VALUES ('o', 'H1.KQ.1', 'H1.KQ', 1, 'H1_LV_1_X', '${AT}');
		INSERT INTO outcome_notes (seq, outcome_id, event, text, by_account_id, at) VALUES (1, 'o', 'return', 'Sai ngày', 'b', '${AT}');`,
	30: `
		INSERT INTO stacks VALUES ('st', 'u', 'a', 'open', 'scanner', 0, 3, '[{"id":"sp"}]', '${AT}', '${AT}');
		INSERT INTO stack_files VALUES ('sf', 'a', 'stacks/1.png', 'quét.png', '${HASH}', 1, 0, '${AT}');
		INSERT INTO stack_pages VALUES ('sp', 'sf', 0, NULL);
		INSERT INTO stack_steps VALUES (1, 'a', '[]', '[{"id":"st"}]', 0);
		INSERT INTO version_plans VALUES ('ov', '[{"page":0}]');`,
	31: `
		INSERT INTO field_drafts VALUES ('p', 'a', 'subject', 'Về việc', NULL, '${AT}');
		INSERT INTO second_keys VALUES (1, 'o', 'documentNumber', '0012/QĐ-UBND', 'b', '${AT}');`,
	32: `
		INSERT INTO seen_certificates VALUES ('${HASH}', '["MIIB"]', '${AT}');
		INSERT INTO chosen_certificates VALUES ('a', 'clerk', '${HASH}', '${AT}');`,
	33: `
		INSERT INTO looked_at VALUES ('b', 'o', 4, '${HASH}', '${AT}');
		INSERT INTO field_figures VALUES ('u', '2026-11-02', 'a', 'documentNumber', 0, 1, 0);`,
	34: `
		INSERT INTO saved_searches VALUES ('ss', 'a', 'Đất đai', '{"query":"đất"}', '${AT}');`,
	36: `
		INSERT INTO version_counts VALUES ('ov', 3, 4, 1);
		INSERT INTO watching VALUES ('a', '/quet', '${AT}');`,
	37: `
		INSERT INTO cut_originals VALUES ('f', '${HASH}', 0, 'copied');`,
};
