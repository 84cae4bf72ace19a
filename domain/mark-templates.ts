/**
 * What the visible marks of signatures say, as templates that an office may change; `{{date}}` is dd/MM/yyyy, `{{time}}`
 * HH:mm:ss, both in Viet Nam's time.
 * clerk: name of the person scanning and time of scanning (TT 01/2023/TT-VPCP Điều 8.1) · agencyCopy: NĐ 30/2020/NĐ-CP, phụ lục I
 * phần II: form of copy, agency, time.
 */
export const DEFAULT_MARK_TEMPLATES = {
	clerk: 'Người quét: {{name}}\nThời gian: {{date}} {{time}} +07:00',
	agencyCopy: 'SAO Y; {{agency}}; {{date}}; {{time}} +07:00',
} as const;
