// Runs in the page that is measured (stopwatch.ts): tells when what was asked for stands on the screen.

/** When the frame that is being made has been handed over to be shown: a task posted in a frame runs after it. */
const painted = () =>
	new Promise((resolve) => {
		requestAnimationFrame(() => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => resolve(performance.now());
			port2.postMessage(undefined);
		});
	});

/** What takes longer never comes, ms. */
const LONGEST = 60_000;

/** Waits until `selector` matches; a picture must also be decoded. */
async function present(selector) {
	for (const begun = performance.now(); performance.now() - begun < LONGEST; ) {
		const element = document.querySelector(selector);
		const picture = element instanceof HTMLImageElement ? element : undefined;
		if (picture !== undefined) await picture.decode().catch(() => undefined);
		if (element !== null && (picture === undefined || (picture.complete && picture.isConnected))) return;
		await new Promise((resolve) => requestAnimationFrame(resolve));
	}
	throw new Error(`Never seen: ${selector}`);
}

const nextKey = () =>
	new Promise((resolve) => {
		window.addEventListener('keydown', (event) => resolve(event.timeStamp), { capture: true, once: true });
	});

let took;
const echo = [];
let listening = false;

window.sohoaStopwatch = {
	/** Begins to watch: from the next key, from now, or from the navigation. */
	watch(selector, start) {
		const began = start === 'key' ? nextKey() : Promise.resolve(start === 'now' ? performance.now() : 0);
		took = began.then(async (from) => {
			await present(selector);
			return (await painted()) - from;
		});
	},
	/** ms from the beginning until the frame was on the screen. */
	took: () => took,
	/** From here on the time of every letter is kept. */
	listen() {
		if (listening) return;
		listening = true;
		window.addEventListener(
			'keydown',
			(key) => {
				const onInput = () => void painted().then((at) => echo.push(at - key.timeStamp));
				document.addEventListener('input', onInput, { capture: true, once: true });
			},
			{ capture: true },
		);
	},
	/** ms from each key until its letter was on the screen; forgets them. */
	echoes: () => echo.splice(0),
};
