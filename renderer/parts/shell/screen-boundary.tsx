import { Alert, Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { readonly children: ReactNode };

/** Catches what breaks inside a screen: the rest of the program stays usable. */
export class ScreenBoundary extends Component<Props, { readonly broken: boolean }> {
	override state = { broken: false };

	static getDerivedStateFromError(): { readonly broken: boolean } {
		return { broken: true };
	}

	override render(): ReactNode {
		return this.state.broken ? <Broken onRetry={() => this.setState({ broken: false })} /> : this.props.children;
	}
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
					<Button type="primary" onClick={onRetry}>
						{t('screen.shell.broken.again')}
					</Button>{' '}
					<Button onClick={() => window.location.reload()}>{t('screen.shell.broken.reload')}</Button>
				</>
			}
		/>
	);
}
