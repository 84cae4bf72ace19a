/** Finding papers again, and what becomes of them later. */
export const archiveContract = {};
