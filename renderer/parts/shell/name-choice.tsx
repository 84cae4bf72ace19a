import { AutoComplete } from 'antd';
import type { ReactNode } from 'react';
import { fold } from '../../../domain/text/fold.ts';

/** What a form gives to its box. */
export type NameBoxProps = {
	readonly id?: string;
	readonly value?: string;
	readonly onChange?: (value: string) => void;
};

/** A box for a name that offers those that there are; any other can still be typed. */
export function NameChoice({ names, ...box }: NameBoxProps & { readonly names: readonly string[] }): ReactNode {
	return (
		<AutoComplete
			{...box}
			autoFocus
			defaultActiveFirstOption
			options={names.map((value) => ({ value }))}
			showSearch={{ filterOption: (typed, option) => fold(String(option?.value ?? '')).includes(fold(typed)) }}
		/>
	);
}
