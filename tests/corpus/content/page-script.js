// Runs inside the browser page, loaded by render.ts; not type-checked with the rest because it needs the DOM.

/** Breaks the blocks into A4 pages, then reads texts and fields. */
// biome-ignore lint/correctness/noUnusedVariables: called from render.ts by name
function layOut({ html, style }) {
	document.body.innerHTML = '';
	const source = document.createElement('div');
	source.innerHTML = html;
	const sheets = [];
	const addSheet = () => {
		const sheet = document.createElement('section');
		sheet.className = 'page';
		sheet.setAttribute('style', style);
		sheet.innerHTML = '<div class="flow"></div>';
		document.body.append(sheet);
		sheets.push(sheet);
		return sheet.firstElementChild;
	};
	const limit = ((297 - 20 - 18) * 96) / 25.4;
	let flow = addSheet();
	for (const block of [...source.children]) {
		flow.append(block);
		if (flow.getBoundingClientRect().height > limit && flow.childElementCount > 1) {
			const last = flow.children[flow.childElementCount - 2];
			flow = addSheet();
			// A page with nothing but the signature on it is not allowed: some text goes with it.
			if (block.classList.contains('sign') && last !== undefined) flow.append(last);
			flow.append(block);
		}
	}
	for (const [i, sheet] of sheets.entries()) {
		if (i === 0) continue;
		const folio = document.createElement('div');
		folio.className = 'folio';
		folio.textContent = String(i + 1);
		sheet.prepend(folio);
	}
	const hands = [...document.querySelectorAll('.hand')];
	const drawings = hands.map((hand) => hand.innerHTML);
	for (const hand of hands) hand.textContent = hand.dataset.hand ?? '';
	const texts = sheets.map((sheet) => sheet.innerText);
	const fields = [];
	for (const part of document.querySelectorAll('[data-field]')) {
		const name = part.dataset.field ?? '';
		const printed = part.innerText;
		const known = fields.find((f) => f.name === name);
		if (known !== undefined) {
			known.printed += ` ${printed}`;
			known.value += ` ${part.dataset.value ?? printed}`;
			continue;
		}
		const page = sheets.findIndex((sheet) => sheet.contains(part));
		const also = part.dataset.also?.split('|') ?? [];
		fields.push({
			name,
			value: part.dataset.value ?? printed,
			printed,
			page,
			also,
			handwritten: part.querySelector('.hand') !== null,
		});
	}
	hands.forEach((hand, i) => {
		hand.innerHTML = drawings[i] ?? '';
	});
	const gap = document.querySelector('[data-ink]');
	if (gap === null) return { texts, fields };
	const page = sheets.findIndex((sheet) => sheet.contains(gap));
	const sheetBox = sheets[page].getBoundingClientRect();
	const box = gap.getBoundingClientRect();
	return {
		texts,
		fields,
		ink: { page, x: box.x + box.width / 2 - sheetBox.x, y: box.y + box.height / 2 - sheetBox.y },
	};
}

/** Puts seal, signature, stamp and QR code on top. */
// biome-ignore lint/correctness/noUnusedVariables: called from render.ts by name
function addOverlays(list) {
	for (const overlay of list) {
		const sheet = document.querySelectorAll('.page')[overlay.page];
		if (sheet === undefined) continue;
		const holder = document.createElement('div');
		holder.innerHTML = overlay.html;
		const drawn = holder.firstElementChild;
		if (!drawn.classList.contains('qr')) {
			drawn.style.left = `${overlay.x}px`;
			drawn.style.top = `${overlay.y}px`;
		}
		sheet.append(drawn);
	}
}
