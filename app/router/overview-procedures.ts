import type { FiguresView } from '../../contract/index.ts';
import { RETURN_CODES } from '../../domain/index.ts';
import type { Figures } from '../overview/show-figures.ts';
import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** Procedures of contract/overview.ts. */
export function overviewProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		figures: os.overview.figures.handler(async ({ context }) => {
			const { today, monthStart, office, mine } = await app.showFigures(await actorOf(context));
			return { today, monthStart, office: toView(office), ...(mine !== undefined && { mine: toView(mine) }) };
		}),
	};
}

function toView({ returns, ...figures }: Figures): FiguresView {
	const known = returns.map(({ code, count }) => ({ code: RETURN_CODES.find((one) => one === code) ?? null, count }));
	return { ...figures, returns: known };
}
