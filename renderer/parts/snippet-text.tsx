import type { ReactNode } from 'react';
import type { Snippet } from '../../contract/index.ts';

/** A snippet with its finds marked; everything is text, never markup. */
export function SnippetText({ snippet }: { readonly snippet: Snippet }): ReactNode {
	let start = 0;
	return snippet.map(({ text, hit }) => {
		const key = start;
		start += text.length;
		return hit ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
	});
}
