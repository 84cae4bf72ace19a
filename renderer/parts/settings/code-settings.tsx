import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeSettingsView } from '../../../contract/index.ts';
import { isOutcomeCodeTemplate, outcomeCode, outcomeCodePrefix } from '../../../domain/outcome-codes.ts';
import { OUTCOME_KIND_NAMES, type OutcomeKind } from '../../../domain/outcome-kinds.ts';
import { parseResultTypeCode } from '../../../domain/text/codes.ts';
import { NumberRanges } from './number-ranges.tsx';
import { SettingsForm } from './settings-form.tsx';

type Typed = {
	readonly outcomeCodeTemplate: string;
	readonly resultTypes: { readonly [K in OutcomeKind]?: string | undefined };
};

/** An invented paper, for the example. */
const EXAMPLE = { ownerId: '001090000001', resultType: 'KQ.G15.000031', numberNotation: '12/GP-UBND' };

/** How the code of a digitized outcome is put together, what its parts are, and the numbers of document codes. */
export function CodeSettings({ settings }: { readonly settings: OfficeSettingsView }): ReactNode {
	const { t } = useTranslation();
	const [form] = Form.useForm<Typed>();
	const { outcomeCodeTemplate, resultTypes } = settings;
	return (
		<>
			<SettingsForm<Typed>
				name="codes"
				form={form}
				initialValues={{ outcomeCodeTemplate, resultTypes }}
				toChange={(typed) => ({
					outcomeCodeTemplate: typed.outcomeCodeTemplate.trim(),
					resultTypes: filled(typed.resultTypes),
				})}
			>
				<Form.Item
					name="outcomeCodeTemplate"
					label={t('screen.settings.name.outcomeCodeTemplate')}
					extra={<Example form={form} />}
					rules={[
						{
							validator: (_, value: unknown) =>
								isOutcomeCodeTemplate(String(value ?? '').trim())
									? Promise.resolve()
									: Promise.reject(new Error(t('screen.settings.templateWrong'))),
						},
					]}
				>
					<Input maxLength={100} spellCheck={false} />
				</Form.Item>
				<fieldset>
					<legend>{t('screen.settings.name.resultTypes')}</legend>
					<p className="help">{t('screen.settings.resultTypesHelp')}</p>
					<div className="result-types">
						{OUTCOME_KIND_NAMES.map((kind) => (
							<Form.Item
								key={kind}
								name={['resultTypes', kind]}
								label={t(`kind.${kind}`)}
								rules={[
									{
										validator: (_, value: unknown) =>
											isResultType(value)
												? Promise.resolve()
												: Promise.reject(new Error(t('screen.settings.resultTypeWrong'))),
									},
								]}
							>
								<Input placeholder="KQ.G15.000031" spellCheck={false} autoComplete="off" />
							</Form.Item>
						))}
					</div>
				</fieldset>
			</SettingsForm>
			<NumberRanges />
		</>
	);
}

function Example({ form }: { readonly form: ReturnType<typeof Form.useForm<Typed>>[0] }): ReactNode {
	const { t } = useTranslation();
	const template = Form.useWatch('outcomeCodeTemplate', form) ?? '';
	const code = isOutcomeCodeTemplate(template.trim())
		? outcomeCode(outcomeCodePrefix(template.trim(), EXAMPLE), 1)
		: undefined;
	return (
		<>
			{t('screen.settings.templateHelp', {
				owner: '{ownerId}',
				type: '{resultType}',
				number: '{numberNotation}',
				count: '{NN}',
			})}
			<br />
			{code !== undefined && (
				<span role="status">
					{t('screen.settings.templateExample')} <code>{code}</code>
				</span>
			)}
		</>
	);
}

function isResultType(value: unknown): boolean {
	const code = String(value ?? '').trim();
	return code === '' || parseResultTypeCode(code) === code;
}

function filled(types: Typed['resultTypes']): { [K in OutcomeKind]?: string } {
	const entries = Object.entries(types).map(([kind, code]) => [kind, (code ?? '').trim()] as const);
	return Object.fromEntries(entries.filter(([, code]) => code !== ''));
}
