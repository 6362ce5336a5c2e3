import { createHash } from 'node:crypto';

/** How the control side describes an account. */
interface AccountDefinition {
	/** At most four work at a time in reality; the sandbox has one. */
	apiKey?: string;
	isPaid?: boolean;
}

/** The accounts of a fresh sandbox, by e-mail address. The browser is signed in with the first, which owns the demo apps. */
export const demoAccounts = {
	'ada@example.com': { apiKey: 'demo-api-key-ada', isPaid: true },
	'grace@example.com': { apiKey: 'demo-api-key-grace' },
} satisfies Record<string, AccountDefinition>;

/**
 * An account, with what `GET /account` and `PUT /account` tell and change of it; its quotas follow from whether it is
 * paid.
 */
export interface Account {
	/** 40 hexadecimal digits; they follow from the e-mail address, so that they outlive a reset. */
	id: string;
	email: string;
	apiKey: string | null;
	isPaid: boolean;
	callbackUrl: string | null;
	locale: string;
}

/** All accounts, by e-mail address. Each has one API key, or none. */
export class Accounts {
	private readonly accounts = new Map<string, Account>();

	constructor() {
		for (const [email, definition] of Object.entries(demoAccounts)) this.put(email, definition);
	}

	/** Creates the account, or replaces it under its old id. */
	put(email: string, { apiKey, isPaid }: AccountDefinition): Account {
		const account: Account = {
			id: createHash('sha1').update(email).digest('hex'),
			email,
			apiKey: apiKey ?? null,
			isPaid: isPaid ?? false,
			callbackUrl: null,
			locale: 'en-US',
		};
		this.accounts.set(email, account);
		return account;
	}

	all(): Account[] {
		return [...this.accounts.values()];
	}

	find(email: string): Account | undefined {
		return this.accounts.get(email);
	}

	withApiKey(apiKey: string): Account | undefined {
		return this.all().find((account) => account.apiKey === apiKey);
	}
}
