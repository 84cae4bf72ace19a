/** Rows as aligned columns; widths in terminal cells of NFC text (Vietnamese letters take one). */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const clean = [head, ...rows].map((row) => row.map((cell) => cell.normalize('NFC').replace(/\s+/g, ' ')));
	const widths = head.map((_, column) => Math.max(...clean.map((row) => [...(row[column] ?? '')].length)));
	const line = (row: readonly string[]) =>
		row
			.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length)))
			.join('  ')
			.trimEnd();
	const [first = [], ...others] = clean;
	return [line(first), line(widths.map((width) => '─'.repeat(width))), ...others.map(line)].join('\n');
}

/** At most `length` characters, the rest as `…`. */
export function shorten(text: string, length: number): string {
	const letters = [...text];
	return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`;
}
