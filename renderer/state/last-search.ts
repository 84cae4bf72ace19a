let lastSearch = '';

/** What was last typed into the search box, so that coming back from an outcome finds the same hits. Kept until the page goes. */
export function recallSearch(): string {
	return lastSearch;
}

/** Keeps what is being typed. */
export function rememberSearch(text: string): void {
	lastSearch = text;
}
