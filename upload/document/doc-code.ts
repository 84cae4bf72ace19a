import { DOC_CODE_LENGTH } from '../../domain/index.ts';

/** `MCQ_LV_STT_PB`; the number has five digits in CV 7197's own example, six in its rule. */
const DOC_CODE = /^[A-Z0-9]+(?:\.[A-Z0-9]+)*_[A-ZĐ][A-Za-zĐđ]{0,3}_\d{5,6}_V[1-9]\d{0,2}$/;

/** Whether a text is a DocCode, and so fit for a URL and for the name of a folder. */
export function isDocCode(text: string): boolean {
	return text.length <= DOC_CODE_LENGTH && DOC_CODE.test(text);
}

/** @throws {RangeError} when it is none: codes are made by us, so that is a bug or an attack. */
export function checkedDocCode(text: string): string {
	if (!isDocCode(text)) throw new RangeError('Not a DocCode');
	return text;
}
