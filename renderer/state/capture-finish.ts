import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StackId } from '../../domain/ids.ts';
import { client } from '../client.ts';

/** The end of a stack. `error`: why it was refused. */
export type Finish = { readonly error: unknown; readonly running: boolean; run(): Promise<void> };

/** Finishes a stack once the core has all edits of it. */
export function useFinish(selected: StackId | undefined, settled: () => Promise<void>, onDone: () => void): Finish {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const finish = useMutation({
		mutationFn: async (stackId: StackId) => {
			await settled();
			return client.capture.finish({ stackId });
		},
		onSuccess: ({ outcomeIds }) => {
			message.success(t('screen.capture.finished', { count: outcomeIds.length }));
			onDone();
		},
	});
	return {
		error: finish.variables === selected ? finish.error : null,
		running: finish.isPending,
		run: async () => {
			if (selected !== undefined && !finish.isPending) await finish.mutateAsync(selected).catch(() => undefined);
		},
	};
}
