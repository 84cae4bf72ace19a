import { Fault } from '../../domain/fault.ts';
import type { CleanOptions, CleanStep } from './types.ts';

/** Runs steps one after another: leaves out what is not wanted, times each, stops when cancelled. */
export type StepRunner = {
	has(step: CleanStep): boolean;
	/** `work`, or `instead` when the step is left out. @throws {Fault} `cancelled`. */
	step<T>(step: CleanStep, work: () => T | Promise<T>, instead: () => T): Promise<T>;
	/** A step that can't be left out. @throws {Fault} `cancelled`. */
	always<T>(step: string, work: () => T | Promise<T>): Promise<T>;
};

/** A runner that follows `options`. */
export function stepRunner(options: CleanOptions): StepRunner {
	const always = async <T>(step: string, work: () => T | Promise<T>): Promise<T> => {
		if (options.signal?.aborted === true) throw new Fault('cancelled');
		const started = performance.now();
		const result = await work();
		options.onStep?.(step, performance.now() - started);
		return result;
	};
	const has = (step: CleanStep) => options.without?.includes(step) !== true;
	return { has, always, step: async (step, work, instead) => (has(step) ? always(step, work) : instead()) };
}
