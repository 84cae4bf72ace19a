/** The clerk of the tests that kill a process at the stacks. */
export const CLERK = { name: 'lan', password: 'Mat-khau-8' } as const;
