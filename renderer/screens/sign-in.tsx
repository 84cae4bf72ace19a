import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AutoComplete, Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fold } from '../../domain/text/fold.ts';
import { api } from '../client.ts';
import { CardScreen } from '../parts/card-screen.tsx';
import { SignInFault } from '../parts/shell/sign-in-fault.tsx';

type Typed = { readonly name: string; readonly password: string };

type Props = {
	readonly office: string;
	readonly version: string;
	/** Names to choose from, where the office offers them: any other can still be typed. */
	readonly names: readonly string[] | undefined;
};

/** Name and password. */
export function SignInScreen({ office, version, names }: Props): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const signIn = useMutation(
		api.session.signIn.mutationOptions({
			onSuccess: (actor) => {
				queries.setQueryData(api.session.current.queryKey(), actor);
			},
		}),
	);
	return (
		<CardScreen title={t('screen.signIn.title')} office={office} version={version}>
			<Form<Typed> layout="vertical" requiredMark={false} onFinish={(typed) => signIn.mutate(typed)}>
				<Form.Item
					name="name"
					label={t('screen.signIn.name')}
					rules={[{ required: true, message: t('screen.common.required', { what: t('screen.signIn.name') }) }]}
				>
					{names === undefined ? (
						<Input autoFocus autoComplete="username" maxLength={100} />
					) : (
						<AutoComplete
							autoFocus
							defaultActiveFirstOption
							options={names.map((value) => ({ value }))}
							showSearch={{ filterOption: (typed, option) => fold(option?.value ?? '').includes(fold(typed)) }}
						/>
					)}
				</Form.Item>
				<Form.Item
					name="password"
					label={t('screen.signIn.password')}
					rules={[{ required: true, message: t('screen.common.required', { what: t('screen.signIn.password') }) }]}
				>
					<Input.Password autoComplete="current-password" maxLength={256} />
				</Form.Item>
				{signIn.error !== null && <SignInFault error={signIn.error} />}
				<Button type="primary" htmlType="submit" block loading={signIn.isPending}>
					{t('screen.signIn.submit')}
				</Button>
			</Form>
		</CardScreen>
	);
}
