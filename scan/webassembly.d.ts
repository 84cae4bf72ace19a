/** The few names of WebAssembly that are used here: they come with TypeScript's DOM library, which a stage must not see. */
declare namespace WebAssembly {
	type Imports = Record<string, Record<string, unknown>>;
	type Exports = Record<string, unknown>;
	class Module {
		private constructor();
	}
	class Instance {
		constructor(module: Module, imports?: Imports);
		readonly exports: Exports;
	}
	function compile(bytes: Uint8Array): Promise<Module>;
}
