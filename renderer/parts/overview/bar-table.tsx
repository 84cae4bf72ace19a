import type { ReactNode } from 'react';

/** One bar. `parts`: lengths in the same unit, drawn one after another. */
export type Bar = {
	readonly key: string;
	readonly label: string;
	/** Where its list is. */
	readonly href?: string | undefined;
	readonly parts: readonly { readonly value: number; readonly tone: 'plain' | 'good' | 'bad' | 'light' }[];
	/** The numbers, in words. */
	readonly text: string;
	readonly note?: string | undefined;
};

type Props = { readonly caption: string; readonly bars: readonly Bar[] };

/** Bars with their numbers beside them: a table to whoever can't see them. */
export function BarTable({ caption, bars }: Props): ReactNode {
	const longest = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
	return (
		<table className="bars">
			<caption>{caption}</caption>
			<tbody>
				{bars.map(({ key, label, href, parts, text, note }) => (
					<tr key={key}>
						<th scope="row">{href === undefined ? label : <a href={href}>{label}</a>}</th>
						<td className="bar" aria-hidden="true">
							{parts.map(({ value, tone }, index) => (
								// biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the bar
								<span key={index} className={`part ${tone}`} style={{ width: `${(value / longest) * 100}%` }} />
							))}
						</td>
						<td className="amount">
							{text}
							{note !== undefined && <small>{note}</small>}
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
