import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../client.ts';
import { CardScreen } from '../parts/card-screen.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';

type Typed = { readonly name: string; readonly password: string };

/** Name and password. */
export function SignInScreen({ office, version }: { readonly office: string; readonly version: string }): ReactNode {
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
					<Input autoFocus autoComplete="username" />
				</Form.Item>
				<Form.Item
					name="password"
					label={t('screen.signIn.password')}
					rules={[{ required: true, message: t('screen.common.required', { what: t('screen.signIn.password') }) }]}
				>
					<Input.Password autoComplete="current-password" />
				</Form.Item>
				{signIn.error !== null && <FaultNotice error={signIn.error} />}
				<Button type="primary" htmlType="submit" block loading={signIn.isPending}>
					{t('screen.signIn.submit')}
				</Button>
			</Form>
		</CardScreen>
	);
}
