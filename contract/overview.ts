/** Figures of the office. */
export const overviewContract = {};
