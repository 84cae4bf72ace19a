import { fill, type Language, texts } from './texts.ts';

/** A fault as it comes from anywhere: its code and plain data. */
export type SaidFault = {
	readonly code: string;
	readonly data: Readonly<Record<string, string | number | boolean>>;
};

/** A fault in words: what happened, and what to do. A code of a newer version is shown as it is. */
export function faultWords(fault: SaidFault, language: Language): { readonly text: string; readonly advice: string } {
	const words: Readonly<Record<string, { readonly text: string; readonly advice: string }>> = texts(language).fault;
	const { text = fault.code, advice = '' } = words[fault.code] ?? {};
	const data = named(fault.data, language);
	return { text: fill(text, data), advice: fill(advice, data) };
}

/** Names of fields, and reasons of the check before an upload, in the words of a person. */
function named(data: SaidFault['data'], language: Language): SaidFault['data'] {
	const { field, fields, reasons, state } = data;
	return {
		...data,
		...(typeof state === 'string' && { state: stateWords(state, language) }),
		...(typeof field === 'string' && { field: fieldWords(field, language) }),
		...(typeof fields === 'string' && {
			fields: fields
				.split(', ')
				.map((one) => fieldWords(one, language))
				.join(', '),
		}),
		...(typeof reasons === 'string' && { reasons: reasonWords(reasons, language) }),
	};
}

function fieldWords(field: string, language: Language): string {
	const words: Readonly<Record<string, string>> = texts(language).field;
	return words[field] ?? field;
}

function stateWords(state: string, language: Language): string {
	const words: Readonly<Record<string, string>> = texts(language).state;
	return words[state] ?? state;
}

function reasonWords(reasons: string, language: Language): string {
	return preflightWords(reasons, language).join('; ');
}

/** Reasons against an upload, each in words. `code key=value key=value; code …`: the form in which a fault carries them. */
export function preflightWords(reasons: string, language: Language): readonly string[] {
	return reasons.split('; ').map((reason) => {
		const [code = '', ...pairs] = reason.split(' ');
		return preflightWord({ code, data: Object.fromEntries(pairs.map((pair) => pair.split('='))) }, language);
	});
}

/** One reason against an upload in words. */
export function preflightWord({ code, data }: SaidFault, language: Language): string {
	const known: Readonly<Record<string, string>> = texts(language).preflight;
	return fill(known[code] ?? code, named(signatureWords(data, language), language));
}

function signatureWords(data: SaidFault['data'], language: Language): SaidFault['data'] {
	const { signature } = texts(language);
	const verdicts: Readonly<Record<string, string>> = signature.verdict;
	const standings: Readonly<Record<string, string>> = signature.standing;
	const { verdict, standing } = data;
	return {
		...data,
		...(typeof verdict === 'string' && { verdict: verdicts[verdict] ?? verdict }),
		...(typeof standing === 'string' && { standing: standings[standing] ?? standing }),
	};
}
