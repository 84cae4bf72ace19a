/**
 * Why papers are handed out: the answers that the audit log takes, since it holds no text that a person wrote. `citizen`: a
 * citizen's or company's request; `agency`: another agency's; `inspection`: inspection, audit, court; `handOver`: to the historical
 * archive (TT 13/2023/TT-BNV: within a year); `internal`: the office's own work.
 */
export const EXPORT_PURPOSES = ['citizen', 'agency', 'inspection', 'handOver', 'internal'] as const;
export type ExportPurpose = (typeof EXPORT_PURPOSES)[number];

/** A request's number as the log takes it: with a digit, without blanks, short: a number, not a person's name. */
export const REQUEST_NUMBER = /^(?=.*\p{N})[\p{L}\p{N}/._-]{1,40}$/u;
