/** How fast a tool is and how much it misreads. */
export type EnginePoint = {
	readonly tool: string;
	readonly pagesAMinute: number;
	/** Word errors, % of words, by kind of pages. */
	readonly errors: { readonly generated: number; readonly real: number | null };
};

const WIDTH = 760;
const HEIGHT = 460;
const LEFT = 64;
const RIGHT = 24;
const TOP = 62;
const BOTTOM = 54;

/** Six colours that stand out from white and from dark paper alike (contrast at least 3:1 on both). */
const COLOURS = ['#d1495b', '#2e86c1', '#b9770e', '#3b9b57', '#9b6bd3', '#7b8794'];

const STYLE = `text{font:13px system-ui,sans-serif;fill:#1f2328}.paper{fill:#fff}.axis{stroke:#59636e}.grid{stroke:#d9dee3}.small{font-size:12px;fill:#59636e}.title{font-size:15px;font-weight:600}.name{paint-order:stroke;stroke:#fff;stroke-width:4px}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.paper{fill:#0d1117}.axis{stroke:#9198a1}.grid{stroke:#30363d}.small{fill:#9198a1}.name{stroke:#0d1117}}`;

type Scale = { readonly at: (value: number) => number; readonly ticks: readonly number[] };

/** An SVG picture: pages a minute to the right, word errors upwards, a disc for generated and a diamond for real pages. */
export function speedErrorPlot(points: readonly EnginePoint[]): string {
	const x = scale(Math.max(...points.map(({ pagesAMinute }) => pagesAMinute)), LEFT, WIDTH - RIGHT);
	const y = scale(
		Math.max(...points.flatMap(({ errors }) => [errors.generated, errors.real ?? 0])),
		HEIGHT - BOTTOM,
		TOP,
	);
	const body = [
		`<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>`,
		`<text class="title" x="${LEFT}" y="24">Words misread and pages a minute, the same pages in the same run</text>`,
		`<text class="small" x="${LEFT}" y="44">● generated pages that lie upright<tspan dx="16">◆ real pages</tspan><tspan dx="16">Best: low and to the right. Tesseract makes no PDF.</tspan></text>`,
		...axes(x, y),
		...points.map((point, i) => enginePoints(point, COLOURS[i % COLOURS.length] as string, x, y)),
		...labels(points, x, y),
	];
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="Words misread in percent against pages a minute, for each tool">
<style>${STYLE}</style>
${body.join('\n')}
</svg>
`;
}

/** From 0 to a round number above `most`. */
function scale(most: number, from: number, to: number): Scale {
	const step = [0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500].find((size) => most / size <= 8) ?? most / 5;
	const end = Math.max(step, Math.ceil((most * 1.1) / step) * step);
	return {
		at: (value) => Number((from + ((to - from) * value) / end).toFixed(1)),
		ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step),
	};
}

function axes(x: Scale, y: Scale): readonly string[] {
	const foot = HEIGHT - BOTTOM;
	return [
		...y.ticks.map(
			(tick) =>
				`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text class="small" text-anchor="end" x="${LEFT - 8}" y="${y.at(tick) + 4}">${tick} %</text>`,
		),
		...x.ticks.map(
			(tick) => `<text class="small" text-anchor="middle" x="${x.at(tick)}" y="${foot + 20}">${tick}</text>`,
		),
		`<line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${foot}" y2="${foot}"/>`,
		`<text text-anchor="end" x="${WIDTH - RIGHT}" y="${foot + 40}">pages a minute →</text>`,
	];
}

function enginePoints({ pagesAMinute, errors }: EnginePoint, colour: string, x: Scale, y: Scale): string {
	const px = x.at(pagesAMinute);
	const disc = `<circle cx="${px}" cy="${y.at(errors.generated)}" r="6" fill="${colour}"/>`;
	if (errors.real === null) return disc;
	const py = y.at(errors.real);
	const diamond = `<path d="M${px} ${py - 8}l8 8l-8 8l-8 -8z" fill="${colour}"/>`;
	return `<line x1="${px}" x2="${px}" y1="${y.at(errors.generated)}" y2="${py}" stroke="${colour}" stroke-width="2"/>${disc}${diamond}`;
}

/** A name above each tool's higher mark; names that would touch move up. */
function labels(points: readonly EnginePoint[], x: Scale, y: Scale): readonly string[] {
	const placed: { readonly left: number; readonly right: number; readonly y: number }[] = [];
	return points
		.map((point) => ({ point, py: y.at(Math.max(point.errors.generated, point.errors.real ?? 0)) - 14 }))
		.toSorted((a, b) => b.py - a.py)
		.map(({ point, py }) => {
			const half = point.tool.length * 3.6;
			const middle = Math.min(WIDTH - RIGHT - half, Math.max(LEFT + half, x.at(point.pagesAMinute)));
			const box = { left: middle - half, right: middle + half };
			let at = py;
			while (placed.some((other) => other.left < box.right && box.left < other.right && Math.abs(other.y - at) < 16))
				at -= 4;
			placed.push({ ...box, y: at });
			return `<text class="name" text-anchor="middle" x="${middle.toFixed(1)}" y="${at}">${inXml(point.tool)}</text>`;
		});
}

function inXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
