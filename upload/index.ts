export {
	createDestination,
	type DestinationSetting,
	type DestinationTools,
	destinationSettingSchema,
} from './create-destination.ts';
export type { DeliveryOptions, Witness } from './delivery/attempt.ts';
export { deliver } from './delivery/deliver.ts';
export type { Delivery } from './delivery/delivery.ts';
export { DEFAULT_POLICY, type DeliveryPolicy } from './delivery/delivery-policy.ts';
export {
	askedAgain,
	type DeliveryMemory,
	type DeliveryRecord,
	deliveryRecordSchema,
	NEW_DELIVERY,
} from './delivery/delivery-record.ts';
export type { Destination, Presence, Receipt, StoreControl, StoreResult, Upload } from './destination.ts';
export { isDocCode } from './document/doc-code.ts';
export {
	type DocumentMetadata,
	documentMetadata,
	type MetadataInput,
	type MetadataResult,
} from './document/document-metadata.ts';
export { isDatePattern } from './document/issued-date.ts';
export { type FolderRepositoryOptions, folderRepository } from './folder/folder-repository.ts';
export { DEFAULT_SETTLE_MS, type HttpRepositoryOptions, httpRepository } from './http/http-repository.ts';
export type { ExchangeTimeouts } from './http/watch-time.ts';
export { checkClerkSignature } from './preflight/check-signatures.ts';
export { type PreflightFacts, preflight } from './preflight/preflight.ts';
export {
	PREFLIGHT_CODES,
	PREFLIGHT_REASONS,
	type PreflightCode,
	type PreflightReason,
	reason,
} from './preflight/preflight-reasons.ts';
