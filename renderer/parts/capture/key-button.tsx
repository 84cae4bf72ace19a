import { Button, type ButtonProps } from 'antd';
import type { ReactNode } from 'react';

type Props = Omit<ButtonProps, 'children'> & {
	readonly label: string;
	/** As it stands on the keyboard. */
	readonly hint: string;
	/** Whether what it switches is on; absent for a button that is no switch. */
	readonly on?: boolean | undefined;
};

/** A button with its key beside it. */
export function KeyButton({ label, hint, on, ...button }: Props): ReactNode {
	const pressed = on === undefined ? {} : { 'aria-pressed': on };
	return (
		<Button size="small" {...pressed} {...(on ? { type: 'primary', ghost: true } : {})} {...button}>
			{label}
			<kbd>{hint}</kbd>
		</Button>
	);
}
