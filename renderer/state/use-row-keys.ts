import { useTranslation } from 'react-i18next';
import { useKeys } from './use-keys.ts';

/** Keys of a table whose rows have a link each (`.row-link`) within what the selector names: they walk it, Enter opens a row. */
export function useRowKeys(table: string): void {
	const { t } = useTranslation();
	const down = { label: t('screen.shell.keys.rows'), act: () => walk(table, 1), held: true };
	const up = { ...down, act: () => walk(table, -1) };
	useKeys(
		{ ArrowDown: down, ArrowUp: up, j: down, k: up, Enter: { label: t('screen.shell.keys.open') } },
		{ group: 'list' },
	);
}

function walk(table: string, by: 1 | -1): void {
	const rows = [...document.querySelectorAll<HTMLElement>(`${table} .row-link`)];
	const at = rows.indexOf(document.activeElement as HTMLElement);
	rows[at === -1 ? 0 : at + by]?.focus();
}
