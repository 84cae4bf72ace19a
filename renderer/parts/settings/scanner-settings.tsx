import { Button, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type OfficeSettingsView, PAPER_SOURCES, SCAN_COLOURS, type ScannerProfile } from '../../../contract/index.ts';
import { SettingsForm } from './settings-form.tsx';

type Typed = { readonly scannerProfiles: readonly ScannerProfile[] };

/** What a new profile begins with: CV 7197 asks for 300 dpi and colour. */
const FRESH = { source: 'feeder', dpi: 300, colour: 'colour' } as const;

/** Named ways to scan: the clerk chooses a name, not numbers. */
export function ScannerSettings({ settings }: { readonly settings: OfficeSettingsView }): ReactNode {
	const { t } = useTranslation();
	return (
		<SettingsForm<Typed>
			name="scanners"
			initialValues={{ scannerProfiles: settings.scannerProfiles }}
			toChange={({ scannerProfiles }) => ({ scannerProfiles: [...scannerProfiles] })}
		>
			<p className="help">{t('screen.settings.scanner.help')}</p>
			<Form.List name="scannerProfiles">
				{(rows, { add, remove }) => (
					<>
						{rows.length === 0 && <p className="none">{t('screen.settings.scanner.none')}</p>}
						{rows.map(({ key, name }) => (
							<ProfileRow key={key} place={name} onRemove={() => remove(name)} />
						))}
						<p>
							<Button onClick={() => add(FRESH)}>{t('screen.settings.scanner.add')}</Button>
						</p>
					</>
				)}
			</Form.List>
		</SettingsForm>
	);
}

function ProfileRow({ place, onRemove }: { readonly place: number; readonly onRemove: () => void }): ReactNode {
	const { t } = useTranslation();
	const required = (what: string) => [
		{ required: true, whitespace: true, message: t('screen.common.required', { what }) },
	];
	const nameLabel = t('screen.settings.scanner.name');
	const deviceLabel = t('screen.settings.scanner.device');
	return (
		<fieldset className="scanner-row">
			<legend className="sr-only">{t('screen.settings.scanner.profile', { number: place + 1 })}</legend>
			<Form.Item
				name={[place, 'name']}
				label={nameLabel}
				rules={[
					...required(nameLabel),
					({ getFieldValue }) => ({
						validator: (_, value: unknown) =>
							others(getFieldValue('scannerProfiles'), place).includes(String(value ?? '').trim())
								? Promise.reject(new Error(t('screen.settings.scanner.sameName')))
								: Promise.resolve(),
					}),
				]}
			>
				<Input maxLength={60} />
			</Form.Item>
			<Form.Item name={[place, 'device']} label={deviceLabel} rules={required(deviceLabel)}>
				<Input maxLength={300} spellCheck={false} />
			</Form.Item>
			<Form.Item name={[place, 'source']} label={t('screen.settings.scanner.source')}>
				<Select
					options={PAPER_SOURCES.map((value) => ({ value, label: t(`screen.settings.scanner.sources.${value}`) }))}
				/>
			</Form.Item>
			<Form.Item
				name={[place, 'dpi']}
				label={t('screen.settings.scanner.dpi')}
				rules={[
					{
						required: true,
						type: 'integer',
						min: 200,
						max: 1_200,
						message: t('screen.settings.between', { from: 200, to: 1_200 }),
					},
				]}
			>
				<InputNumber step={100} />
			</Form.Item>
			<Form.Item name={[place, 'colour']} label={t('screen.settings.scanner.colour')}>
				<Select
					options={SCAN_COLOURS.map((value) => ({ value, label: t(`screen.settings.scanner.colours.${value}`) }))}
				/>
			</Form.Item>
			<Button aria-label={t('screen.settings.scanner.removeNumber', { number: place + 1 })} onClick={onRemove}>
				{t('screen.settings.scanner.remove')}
			</Button>
		</fieldset>
	);
}

function others(profiles: unknown, place: number): readonly string[] {
	const all = Array.isArray(profiles) ? (profiles as readonly (Partial<ScannerProfile> | undefined)[]) : [];
	return all.flatMap((profile, at) => (at === place ? [] : (profile?.name?.trim() ?? [])));
}
