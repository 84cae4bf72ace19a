/**
 * The file of a worker-thread entry that lies beside the module at `base` (its `import.meta.url`): `<name>.ts` when run
 * from source, `<name>.js` when bundled (the bundle puts every entry beside its own file).
 */
export function workerEntry(name: string, base: string): URL {
	return new URL(`./${name}${base.endsWith('.ts') ? '.ts' : '.js'}`, base);
}
