export { type CheckOptions, checkSignatures } from './check/check-signatures.ts';
export { type CertificateInfo, readCertificate } from './cms/certificate.ts';
export { type DemoCertificates, type DemoHolder, makeDemoCertificates } from './keys/demo-certificates.ts';
export { type CertificateFacts, type CertificateFitness, describeCertificate } from './keys/describe-certificate.ts';
export { openPkcs12, peekPkcs12 } from './keys/open-pkcs12.ts';
export { type Anchors, readAnchors } from './keys/read-anchors.ts';
export { signPdf } from './sign-pdf.ts';
export type { SignatureMark, SignedRevision, SignRequest } from './signer.ts';
export type { SigningAlgorithm, SigningCertificate, SigningKey } from './signing-key.ts';
