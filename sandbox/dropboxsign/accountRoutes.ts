import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { fieldsOf, text } from '../shared/fields';
import type { Account } from './accounts';
import { asAccount } from './authentication';
import { readInput, urlOrNothing } from './input';
import { Refusal } from './refusals';
import type { DropboxSignState } from './state';

const update = z
	.object({
		account_id: z.string().nullable(),
		callback_url: urlOrNothing,
		locale: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/, 'This locale is not supported'),
	})
	.partial();

/** `GET /account` and `PUT /account` (Dropbox Sign API document). */
export function addAccountRoutes(api: FastifyInstance, state: () => DropboxSignState): void {
	const read = asAccount(state, ['account_access', 'basic_account_info'], (account, request) => {
		const query = fieldsOf(request.query);
		checkIsOwn(account, text(query.account_id), text(query.email_address));
		return { account: format(account) };
	});
	const change = asAccount(state, ['account_access'], (account, request) => {
		const given = readInput(update, request);
		checkIsOwn(account, given.account_id ?? undefined);
		if (given.callback_url !== undefined) account.callbackUrl = given.callback_url || null;
		account.locale = given.locale ?? account.locale;
		return { account: format(account) };
	});
	api.get('/account', read);
	api.put('/account', change);
}

/** Other accounts are for the admins of a team, and the sandbox has no teams; the id prevails over the address. */
function checkIsOwn(account: Account, id: string | undefined, email?: string): void {
	if ((id ?? account.id) === account.id && (id !== undefined || (email ?? account.email) === account.email)) {
		return;
	}
	throw new Refusal(404, 'not_found', 'Account not found');
}

function format(account: Account): object {
	return {
		account_id: account.id,
		email_address: account.email,
		is_locked: false,
		is_paid_hs: account.isPaid,
		is_paid_hf: false,
		quotas: {
			api_signature_requests_left: account.isPaid ? 1250 : 0,
			documents_left: account.isPaid ? null : 3,
			templates_total: account.isPaid ? null : 0,
			templates_left: account.isPaid ? null : 0,
			sms_verifications_left: 0,
			num_fax_pages_left: 0,
		},
		callback_url: account.callbackUrl,
		role_code: null,
		team_id: null,
		locale: account.locale,
		usage: { fax_pages_sent: 0 },
		settings: { signer_access_codes: false, sms_delivery: false, sms_authentication: false },
	};
}
