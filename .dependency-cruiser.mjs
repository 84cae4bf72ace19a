/** The import matrix of the house (docs/architecture.md). Row may import column; everything else is an error. */
const ROOMS = [
	'domain',
	'i18n',
	'contract',
	'scan',
	'ocr',
	'sign',
	'upload',
	'db',
	'app',
	'electron',
	'cli',
	'renderer',
];
const STAGES = ['scan', 'ocr', 'sign', 'upload'];

/** Which rooms a room may import besides itself. */
const MAY = {
	domain: [],
	i18n: [],
	contract: ['domain'],
	scan: ['domain'],
	ocr: ['domain'],
	sign: ['domain'],
	upload: ['domain'],
	db: ['domain'],
	app: ['domain', 'i18n', 'contract', 'db', ...STAGES],
	electron: ['domain', 'i18n', 'contract', 'app'],
	cli: ['domain', 'i18n', 'contract', 'app'],
	renderer: ['domain', 'i18n', 'contract'],
};

const roomRules = ROOMS.map((room) => ({
	name: `${room}-imports`,
	comment: `${room} may import ${['itself', ...MAY[room]].join(', ')} only`,
	severity: 'error',
	from: { path: `^${room}/` },
	to: { path: `^(${ROOMS.concat('tests', 'scripts').join('|')})/`, pathNot: `^(${[room, ...MAY[room]].join('|')})/` },
}));

/** From outside, a stage and db are known by their index only. */
const faceRules = [...STAGES, 'db'].map((room) => ({
	name: `${room}-face`,
	comment: `${room} is imported by its index.ts only`,
	severity: 'error',
	from: { path: `^(${ROOMS.join('|')}|scripts)/`, pathNot: `^${room}/` },
	to: { path: `^${room}/`, pathNot: `^${room}/index\\.ts$` },
}));

const forbidden = [
	...roomRules,
	...faceRules,
	{ name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
	{
		name: 'pure-rooms',
		comment: 'domain, i18n and contract do no I/O; the renderer runs in a browser',
		severity: 'error',
		from: { path: '^(domain|i18n|contract|renderer/(?!vite\\.config))' },
		to: { dependencyTypes: ['core'] },
	},
	{
		name: 'domain-imports-nothing',
		severity: 'error',
		from: { path: '^domain/' },
		to: { path: 'node_modules' },
	},
	{
		name: 'contract-packages',
		severity: 'error',
		from: { path: '^contract/' },
		to: { path: 'node_modules', pathNot: 'node_modules/(zod|@orpc)/' },
	},
	{
		name: 'electron-only-there',
		severity: 'error',
		from: { pathNot: '^electron/' },
		to: { path: 'node_modules/electron/' },
	},
	{
		name: 'screen-packages-only-there',
		severity: 'error',
		from: { pathNot: '^(renderer|tests)/' },
		to: { path: 'node_modules/(react|react-dom|antd|@tanstack|react-i18next)/' },
	},
	{
		name: 'not-to-unresolvable',
		severity: 'error',
		from: {},
		to: { couldNotResolve: true, pathNot: '\\.svg$|\\.css$' },
	},
	{
		name: 'product-imports-no-tests',
		severity: 'error',
		from: { path: `^(${ROOMS.join('|')})/` },
		to: { path: '^(tests|scripts)/' },
	},
];

export default {
	forbidden,
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(out|tests/corpus/out|\\.cache)/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
	},
};
