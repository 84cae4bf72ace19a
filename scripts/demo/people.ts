import type { UseCases } from '../../app/index.ts';
import type { AccountActor, Role } from '../../domain/index.ts';

/** People of the demo. Their password is no secret: the demo's data folder holds samples only. */
const PASSWORD = 'Demo-2026';
const ADMIN = 'quantri';
/** Who scans, who approves and who holds the agency's key are three: nobody approves what they submitted. */
const PEOPLE = { clerk: 'canbo', supervisor: 'lanhdao', registrar: 'vanthu' } as const satisfies Partial<
	Record<Role, string>
>;
const OFFICE = { officeName: 'Trung tâm Phục vụ hành chính công (dữ liệu mẫu)', agencyCode: 'H00.00.00' };

/** The clerk's account, for whoever wants to look around. */
export const CLERK = { name: PEOPLE.clerk, password: PASSWORD };

type Certificates = Awaited<ReturnType<UseCases['makeDemoCertificates']>>;

/** Everybody signed in, and the certificates they sign with. */
export type People = { readonly [R in keyof typeof PEOPLE]: AccountActor } & { readonly certificates: Certificates };

/** Makes the office, its accounts and certificates where they are not there yet, and signs everybody in. */
export async function gatherPeople(app: UseCases): Promise<People> {
	if ((await app.officeStatus()).office === undefined) {
		await app.setUpOffice({ ...OFFICE, adminName: ADMIN, adminPassword: PASSWORD, demo: true });
	}
	const admin = await app.signIn(ADMIN, PASSWORD);
	const accounts = await app.listAccounts(admin.actor);
	for (const [role, name] of Object.entries(PEOPLE) as [Role, string][]) {
		if (accounts.some((account) => account.name === name)) continue;
		await app.createAccount(admin.actor, { name, password: PASSWORD, roles: [role] });
	}
	const certificates = await app.makeDemoCertificates(admin.actor);
	await app.signOut(admin.token);
	const signIn = async (name: string) => (await app.signIn(name, PASSWORD)).actor;
	return {
		clerk: await signIn(PEOPLE.clerk),
		supervisor: await signIn(PEOPLE.supervisor),
		registrar: await signIn(PEOPLE.registrar),
		certificates,
	};
}
