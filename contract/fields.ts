/** Comparing fields with the paper, beyond the single correction. */
export const fieldsContract = {};
