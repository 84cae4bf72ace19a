import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type SettingsChangeView, toFault } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { FaultNotice } from '../fault-notice.tsx';

type Props<Typed> = {
	/** The form's name: ids of its boxes begin with it. */
	readonly name: string;
	readonly initialValues: Typed;
	/** What is asked of the core when the form is saved. */
	readonly toChange: (typed: Typed) => SettingsChangeView;
	readonly form?: FormInstance<Typed>;
	readonly children: ReactNode;
};

/** A part of the settings that is saved by itself. What the core refuses is said beside the box that it names, else above the button. */
export function SettingsForm<Typed extends object>(props: Props<Typed>): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const queries = useQueryClient();
	const [own] = Form.useForm<Typed>();
	const form = props.form ?? own;
	const save = useMutation(
		api.settings.change.mutationOptions({
			onSuccess: async (settings) => {
				queries.setQueryData(api.settings.show.queryKey(), settings);
				message.success(t('screen.settings.saved'));
				// The sign-in screen may offer names from now on.
				await queries.invalidateQueries({ queryKey: api.office.key() });
			},
			onError: (error) => {
				const paths = refusedPaths(error);
				for (const path of paths) {
					const field = path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
					form.setFields([{ name: field as never, errors: [t('screen.settings.refused')] }]);
				}
			},
		}),
	);
	return (
		<Form<Typed>
			name={props.name}
			form={form}
			layout="vertical"
			requiredMark={false}
			scrollToFirstError
			initialValues={props.initialValues}
			onFinish={(typed) => save.mutate(props.toChange(typed))}
		>
			{props.children}
			{save.error !== null && <FaultNotice error={save.error} />}
			<Button type="primary" htmlType="submit" loading={save.isPending}>
				{t('screen.settings.save')}
			</Button>
		</Form>
	);
}

function refusedPaths(error: unknown): readonly string[] {
	const fault = toFault(error);
	if (fault.code !== 'invalidInput') return [];
	return String(fault.data.paths ?? '')
		.split(', ')
		.filter((path) => path !== '');
}
