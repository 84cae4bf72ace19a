/**
 * Gives the page's nonce to every `<style>` that a script makes. antd passes it on by itself, except where its dialogs lock
 * scrolling and its tables measure the scroll bar: the page's policy would stop those two. Markup that got in from outside
 * is not made this way and stays without a nonce.
 */
export function giveNonceToStyles(nonce: string): void {
	const create = document.createElement.bind(document);
	const createWithNonce = (name: string, options?: ElementCreationOptions): HTMLElement => {
		const element = create(name, options);
		if (element instanceof HTMLStyleElement) element.nonce = nonce;
		return element;
	};
	document.createElement = createWithNonce as typeof document.createElement;
}
