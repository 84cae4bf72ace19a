import { type AnyContractRouter, isContractProcedure } from '@orpc/contract';
import type { Implementer } from '../../app/router/implementer.ts';
import { contract, type ServedApp } from '../../contract/index.ts';
import { Fault } from '../../domain/index.ts';

type Handled = { handler(handle: () => never): unknown };
type Node = { readonly [name: string]: Node } & Handled;

const refuse = (): never => {
	throw new Fault('notAllowed', { useCase: 'any' });
};

/** The whole contract, every call refused: a stand-in replaces the part that it has a use for. */
export function untouched(os: Implementer): ServedApp['router'] {
	return refuseAll(contract, os as unknown as Node) as ServedApp['router'];
}

function refuseAll(part: AnyContractRouter, at: Node): unknown {
	if (isContractProcedure(part)) return at.handler(refuse);
	const parts = Object.entries(part as Readonly<Record<string, AnyContractRouter>>);
	return Object.fromEntries(parts.map(([name, inner]) => [name, refuseAll(inner, at[name] as Node)]));
}
