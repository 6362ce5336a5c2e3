import { parseAddress } from '../../../oauth/addresses';
import { isRecord } from '../../../oauth/json';
import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import { consentFields, consentInputs } from '../consent';

/**
 * `POST /oauth2/authorize/consent` with a user session: `{redirect_to}`, and out of its query `code` and `state`. A
 * code is good for 10 minutes on Fluxer's own servers and does not end on others (its source; observed in July 2026).
 * Never repeated.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when a part is too long, is no known one, or
 * the URL asks for something that cannot be passed on
 */
export const grantConsent: Operation = {
	name: 'Grant Consent',
	action: 'Grant consent to application',
	description: 'Allow an application what it asks for, without a browser, and return the code for its tokens',
	endpoint: 'consent',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [
		notice(
			'inTheirName',
			'This gives the application access to the account of the credential, as if its user had clicked Authorize. The code is good for 10 minutes and one exchange.',
		),
		...consentFields,
	],
	async run(context) {
		const asked = consentInputs(context);
		const { send, inputs } = await sessionOf(context);
		const { redirect_to } = await context.request('consent', { ...inputs, ...asked }, send, isConsent);
		const { searchParams } = new URL(redirect_to);
		const [code, state] = [searchParams.get('code'), searchParams.get('state')];
		return { redirect_to, ...(code !== null && { code }), ...(state !== null && { state }) };
	},
};

const isConsent = (body: unknown): body is { redirect_to: string } =>
	isRecord(body) && typeof body.redirect_to === 'string' && parseAddress(body.redirect_to) !== undefined;
