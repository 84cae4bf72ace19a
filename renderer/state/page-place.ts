/** Where the viewer is, and how it asks to be elsewhere. `page`: index from 0. `query`: what is marked. */
export type PagePlace = {
	readonly page: number;
	readonly query: string;
	readonly onPage: (page: number) => void;
	readonly onQuery: (query: string) => void;
};
