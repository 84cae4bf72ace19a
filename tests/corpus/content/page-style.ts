import { pathToFileURL } from 'node:url';

const STYLES = [
	['regular', '400', 'normal'],
	['italic', '400', 'italic'],
	['bold', '700', 'normal'],
	['bolditalic', '700', 'italic'],
] as const;
const TINOS = [
	'400Regular/Tinos_400Regular',
	'400Regular_Italic/Tinos_400Regular_Italic',
	'700Bold/Tinos_700Bold',
	'700Bold_Italic/Tinos_700Bold_Italic',
] as const;

function face(family: string, url: string, style: (typeof STYLES)[number]): string {
	return `@font-face{font-family:"${family}";src:url("${url}");font-weight:${style[1]};font-style:${style[2]}}`;
}

/** Font faces: Tinos from its npm package, and the two stacked variants that lie beside the corpus. */
export function fontFaces(): string {
	const own = ['a', 'b'].flatMap((v) =>
		STYLES.map((style) =>
			face(
				`Corpus Stack ${v.toUpperCase()}`,
				new URL(`../fonts/corpus-stack-${v}-${style[0]}.ttf`, import.meta.url).href,
				style,
			),
		),
	);
	const root = pathToFileURL(`${process.cwd()}/node_modules/@expo-google-fonts/tinos/`);
	const free = STYLES.map((style, i) => face('Tinos', new URL(`${TINOS[i]}.ttf`, root).href, style));
	return [...own, ...free].join('\n');
}

/** The NĐ 30/2020 page: A4, margins 20/20/30/17 mm, letterhead in two halves. */
export const PAGE_STYLE = `
*{box-sizing:border-box}html,body{margin:0;background:#fff}
.page{position:relative;width:210mm;height:297mm;overflow:hidden;background:#fff;color:#000;padding:20mm 17mm 18mm 30mm}
.page b{font-weight:700}
.flow{display:block}
.head,.second,.sign{display:flex;line-height:1.18}.head{font-size:12.5pt}.second{margin-top:2.2mm;font-size:13pt}
.head .left,.second .left{width:43%;text-align:center}.head .right,.second .right{width:57%;text-align:center;white-space:nowrap}
.second .right{white-space:normal}
.head .right{font-size:12pt}.motto{font-size:13pt}
.rule{border-top:.9px solid #000;margin:.9mm auto 0}.rule.short{width:38%}.rule.long{width:58%}.rule.title-rule{width:26%;margin-top:1.2mm}
.vv{font-size:12pt;margin-top:1mm}
.title{text-align:center;margin:5mm 0 4mm;line-height:1.22;font-size:14pt}.about{padding:0 8mm}
.dear{display:flex;gap:3mm;margin:5mm 0 4mm 22mm;line-height:1.3}
p{margin:0 0 1.6mm;text-align:justify;text-indent:1.1cm}p.line{text-indent:0;text-align:left}p.centre,.centre{text-align:center;text-indent:0}
table{border-collapse:collapse;width:100%;margin:1mm 0 2.4mm;line-height:1.2;font-size:12.5pt}td,th{border:.8px solid #000;padding:.8mm 1.6mm;text-align:left;vertical-align:middle}th{text-align:center}
.columns{display:flex;gap:6mm;margin:2mm 0 3mm}.columns>div{width:50%}
.sign{margin-top:4mm}.sign .left{width:45%;text-align:left}.sign .right{width:55%;text-align:center;font-size:13.5pt}
.to{font-size:12pt}.copy{font-size:11pt;line-height:1.15}.ink{height:25mm}
.hand{display:inline-block;vertical-align:-.25em}.hand svg{height:1.35em;display:block}
.stamp{position:absolute;mix-blend-mode:multiply;overflow:visible}.qr{position:absolute;left:7mm;top:7mm;width:21mm;height:21mm}.qr svg{width:100%;height:100%}
.folio{position:absolute;top:9mm;left:0;right:0;text-align:center;font-size:13pt}
`;
