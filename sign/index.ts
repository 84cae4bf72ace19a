export type { SignatureFinding, SignatureReport } from './signature-report.ts';
export type { SignatureMark, Signer, SignRequest } from './signer.ts';
export type { SigningCertificate, SigningKey } from './signing-key.ts';
