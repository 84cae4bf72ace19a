/** What an option of a SANE device may be set to. */
export type SaneConstraint =
	| { readonly kind: 'list'; readonly values: readonly string[] }
	| { readonly kind: 'range'; readonly min: number; readonly max: number; readonly step?: number }
	| { readonly kind: 'switch' }
	| { readonly kind: 'free' };

/** One option as `scanimage --all-options` prints it. */
export type SaneOption = {
	/** With its dashes: `--source`, `-x`. */
	readonly flag: string;
	readonly constraint: SaneConstraint;
	/** `mm`, `pel`, `dpi`, `bit`, `%`, `us`; absent when it has none. */
	readonly unit?: string;
};

/** A device's options by flag; those that are switched off or can't be set are left out. */
export type SaneOptions = ReadonlyMap<string, SaneOption>;

/** An option begins four columns in; its explanation follows eight columns in. */
const OPTION =
	/^ {4}(--?[a-zA-Z][\w-]*)(\[=\(([^)]*)\)\])?(?: (.*?))??(?: \(in steps of ([\d.]+)\))?(?: \[(?:[^[\]]|\[[^[\]]*\])*\])*$/;
/** States that `scanimage` prints instead of, or after, a value. */
const UNUSABLE = /\[(?:inactive|read-only|hardware)\]/;
/** A range or a list of numbers; a text such as `Color24bit` has no unit. */
const NUMBERS_WITH_UNIT = /^([-\d.|]+)(pel|bit|mm|dpi|%|us)$/;
const RANGE = /^(-?[\d.]+)\.\.(-?[\d.]+)$/;

/**
 * Reads what `scanimage --all-options` prints. Lines that are no options (headings, explanations, chatter of drivers) are passed over.
 */
export function parseSaneOptions(lines: readonly string[]): SaneOptions {
	const options = new Map<string, SaneOption>();
	for (const line of lines) {
		const match = OPTION.exec(line);
		if (match === null || UNUSABLE.test(line)) continue;
		const [, flag = '', , choices, values = '', step] = match;
		const option = choices === undefined ? optionOf(flag, values, step) : switchOf(flag);
		options.set(flag, option);
	}
	return options;
}

function switchOf(flag: string): SaneOption {
	return { flag, constraint: { kind: 'switch' } };
}

function optionOf(flag: string, raw: string, step: string | undefined): SaneOption {
	// `auto||` and `auto|` before the values: the device could choose by itself.
	const values = raw.replace(/^auto\|{1,2}/, '').replace(/,\.\.\.$/, '');
	if (values === '' || values.startsWith('<')) return { flag, constraint: { kind: 'free' } };
	const [, bare = values, unit] = NUMBERS_WITH_UNIT.exec(values) ?? [];
	const unitOf = unit === undefined ? {} : { unit };
	const range = RANGE.exec(bare);
	if (range === null) return { flag, constraint: { kind: 'list', values: bare.split('|') }, ...unitOf };
	const bounds = { min: Number(range[1]), max: Number(range[2]) };
	const steps = step === undefined ? {} : { step: Number(step) };
	return { flag, constraint: { kind: 'range', ...bounds, ...steps }, ...unitOf };
}

/** The texts that an option takes; none when it is no list. */
export function choicesOf(options: SaneOptions, flag: string): readonly string[] {
	const constraint = options.get(flag)?.constraint;
	return constraint?.kind === 'list' ? constraint.values : [];
}
