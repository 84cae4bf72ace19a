import { useRef, useState } from 'react';
import type { StackId } from '../../domain/ids.ts';
import { type Sending, sendFiles } from './capture-send.ts';

/** Files that a person chooses or drops. */
export function useFiles(selected: StackId | undefined, onStack: (id: StackId) => void) {
	const input = useRef<HTMLInputElement>(null);
	const into = useRef<StackId>(undefined);
	const [sending, setSending] = useState<readonly Sending[]>([]);
	const take = (files: readonly File[], stackId?: StackId): void => {
		void sendFiles(files, {
			stackId,
			onChange: (now) => setSending((all) => [...all.filter((one) => one.key !== now.key), now]),
			onDone: (key, id) => {
				setSending((all) => all.filter((one) => one.key !== key));
				onStack(id);
			},
		});
	};
	return {
		input,
		sending,
		choose: (more: boolean) => {
			into.current = more ? selected : undefined;
			input.current?.click();
		},
		chosen: () => {
			const files = [...(input.current?.files ?? [])];
			if (input.current !== null) input.current.value = '';
			take(files, into.current);
		},
		take: (files: readonly File[]) => take(files),
		forget: (key: string) => setSending((all) => all.filter((one) => one.key !== key)),
	};
}
