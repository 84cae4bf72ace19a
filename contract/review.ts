/** What a supervisor decides on. */
export const reviewContract = {};
