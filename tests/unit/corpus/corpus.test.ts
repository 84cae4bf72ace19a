import { describe, expect, it } from 'vitest';
import { hasTaxCheckDigit } from '../../../domain/text/index.ts';
import { person, taxCode } from '../../corpus/content/people.ts';
import { addNoise, shade, specks, threshold } from '../../corpus/damage/raster.ts';
import { planCorpus } from '../../corpus/index.ts';
import { createRandom, seedOf } from '../../corpus/random.ts';
import { TEMPLATES } from '../../corpus/templates/index.ts';

const white = (side: number) => ({ data: Buffer.alloc(side * side * 3, 255), width: side, height: side });

describe('corpus', () => {
	it('is the same for the same seed and another for another', () => {
		for (const template of TEMPLATES) {
			const made = (seed: number): string => JSON.stringify(template.build(createRandom(seed)));
			expect(made(5)).toBe(made(5));
			expect(made(5)).not.toBe(made(6));
		}
	});

	it('has at least eight kinds, a quarter of unseen templates and half with stacked marks', () => {
		expect(new Set(TEMPLATES.map((t) => t.kind)).size).toBeGreaterThanOrEqual(8);
		const unseen = TEMPLATES.filter((t) => t.split === 'unseen').length / TEMPLATES.length;
		expect(unseen).toBeGreaterThan(0.2);
		expect(unseen).toBeLessThan(0.3);
		expect(TEMPLATES.filter((t) => t.font !== 'Tinos').length / TEMPLATES.length).toBeGreaterThanOrEqual(0.5);
	});

	it('marks signer and date on every paper', () => {
		for (const template of TEMPLATES) {
			const paper = template.build(createRandom(seedOf(template.id)));
			const marked = [...paper.html.matchAll(/data-field="(\w+)"/gu)].map((m) => m[1]);
			expect(marked).toContain('signerName');
			expect(marked).toContain('issueDate');
		}
	});

	it('plans each template once a class, with seeds of their own', () => {
		const plans = planCorpus({ classes: ['clean200', 'rotated'], split: 'seen' });
		const seen = TEMPLATES.filter((t) => t.split === 'seen').length;
		expect(plans).toHaveLength(2 * seen);
		expect(new Set(plans.map((p) => p.template.id)).size).toBe(seen);
		expect(new Set(plans.map((p) => p.seed)).size).toBe(plans.length);
		expect(planCorpus({ seed: 2 })[0]?.seed).not.toBe(planCorpus({ seed: 3 })[0]?.seed);
	});

	it('makes up people with well-formed numbers', () => {
		const random = createRandom(1);
		for (let i = 0; i < 200; i += 1) {
			const who = person(random, { female: true, from: 1990, to: 2010 });
			expect(who.id).toMatch(who.born[0] >= 2000 ? /^\d{3}3\d{8}$/u : /^\d{3}1\d{8}$/u);
			expect(who.id.slice(4, 6)).toBe(String(who.born[0]).slice(2));
			expect(hasTaxCheckDigit(taxCode(random))).toBe(true);
		}
	});

	it('damages pixels as asked', () => {
		const noisy = white(64);
		noisy.data.fill(128);
		addNoise(noisy, createRandom(1), 10);
		const mean = noisy.data.reduce((a, b) => a + b, 0) / noisy.data.length;
		const deviation = Math.sqrt(noisy.data.reduce((a, b) => a + (b - mean) ** 2, 0) / noisy.data.length);
		expect(mean).toBeCloseTo(128, -1);
		expect(deviation).toBeGreaterThan(8);
		expect(deviation).toBeLessThan(12);
		const shaded = white(64);
		shade(shaded, (u) => 1 - 0.5 * u);
		expect(shaded.data[0]).toBe(255);
		expect(shaded.data[63 * 3] ?? 0).toBeLessThan(135);
		const speckled = white(64);
		specks(speckled, createRandom(2), 5000);
		threshold(speckled, 128);
		expect(new Set(speckled.data)).toEqual(new Set([0, 255]));
	});
});
