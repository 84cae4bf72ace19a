import { fold } from '../../domain/text/fold.ts';

/** Something that the command palette offers. */
export type Command = {
	readonly id: string;
	readonly label: string;
	/** Said beside the label, smaller. */
	readonly note?: string;
	/** The key that does the same. */
	readonly key?: string;
	readonly act: () => void;
};

/**
 * The commands whose label or note has every typed word at the start of one of its words, with or without marks; those that
 * begin with the text come first, else their order stays.
 */
export function matchCommands(commands: readonly Command[], text: string): readonly Command[] {
	const typed = fold(text).trim();
	const words = typed.split(/\s+/).filter((word) => word !== '');
	const matching = commands.filter(({ label, note }) => {
		const own = fold(`${label} ${note ?? ''}`).split(/[^\p{L}\p{N}]+/u);
		return words.every((word) => own.some((one) => one.startsWith(word)));
	});
	const begins = ({ label }: Command): boolean => typed !== '' && fold(label).startsWith(typed);
	return [...matching.filter(begins), ...matching.filter((one) => !begins(one))];
}
