import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
	readonly children: ReactNode;
	/** The screen is about to be shown again. */
	readonly onAgain?: () => void;
};

/** Catches what breaks inside a screen: the rest of the program stays usable. */
export function ScreenBoundary(props: Props): ReactNode {
	return <Boundary {...props} queries={useQueryClient()} />;
}

class Boundary extends Component<Props & { readonly queries: QueryClient }, { readonly broken: boolean }> {
	override state = { broken: false };

	static getDerivedStateFromError(): { readonly broken: boolean } {
		return { broken: true };
	}

	override render(): ReactNode {
		return this.state.broken ? <Broken onRetry={this.again} /> : this.props.children;
	}

	private readonly again = (): void => {
		// What the screen could not show would break it again: it asks anew. What others show stays.
		this.props.queries.removeQueries({ type: 'inactive' });
		this.props.onAgain?.();
		this.setState({ broken: false });
	};
}

function Broken({ onRetry }: { readonly onRetry: () => void }): ReactNode {
	const { t } = useTranslation();
	return (
		<Alert
			type="error"
			showIcon
			role="alert"
			title={t('screen.shell.broken.title')}
			description={
				<>
					<p>{t('screen.shell.broken.advice')}</p>
					<Button type="primary" autoFocus onClick={onRetry}>
						{t('screen.shell.broken.again')}
					</Button>{' '}
					<Button onClick={() => window.location.reload()}>{t('screen.shell.broken.reload')}</Button>
				</>
			}
		/>
	);
}
