import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../client.ts';
import { CardScreen } from '../parts/card-screen.tsx';
import type { NameBoxProps } from '../parts/shell/name-choice.tsx';
import { SignInFault } from '../parts/shell/sign-in-fault.tsx';

/** Few offices offer names: the first screen does not wait for the list. */
const NameChoice = lazy(async () => ({ default: (await import('../parts/shell/name-choice.tsx')).NameChoice }));

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
						<OfferedNames names={names} />
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

function OfferedNames(box: NameBoxProps & { readonly names: readonly string[] }): ReactNode {
	return (
		<Suspense fallback={<Input disabled />}>
			<NameChoice {...box} />
		</Suspense>
	);
}
