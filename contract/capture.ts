/** Taking papers in: scanner, files, hot folder, and the stack of pages before it becomes outcomes. */
export const captureContract = {};
