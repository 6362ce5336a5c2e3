import type { INodeProperties } from 'n8n-workflow';
import type { ItemContext } from '../../shared/node/itemContext';
import { notice } from '../../shared/fields/notice';
import { optionsOf } from '../../shared/fields/requestOptions';
import { ownerField } from '../../shared/fields/ownerField';
import type { Operation } from '../../shared/node/operation';
import { tokenItem } from '../../shared/operations/tokenItem';
import type { Inputs } from '../../../oauth/requests';
import { readOneTimeCode, TWO_FACTOR_SECRET_HINT } from '../../../oauth/totp';
import { accountOf, twoFactorCode } from '../signIn';
import { actsForCredential, CREDENTIAL_TYPE, CREDENTIAL_TYPES, FIELDS, instanceOf } from '../access';
import { includeRawAnswer } from '../../shared/fields/tokenFields';

const forOthers: INodeProperties['displayOptions'] = { show: { actFor: [FIELDS] } };

/**
 * `POST /api/v1/users/token` with the password grant (RFC 6749 §4.3), the two-factor code in the header
 * `x-peertube-otp`. Returns a token set: the access token lives a day, the refresh token 4 weeks since 8.2.0 and 2
 * before. Every attempt, a refused one too, counts towards 15 in 5 minutes from one IP address (7.0). An external auth
 * token is good once (8.2.1), for 5 minutes (PeerTube's source).
 */
export const logIn: Operation = {
	name: 'Log In',
	action: 'Log in to instance',
	description: 'Start a new session and return its access token and refresh token',
	endpoint: 'signIn',
	spends: ['username'],
	credentials: CREDENTIAL_TYPES,
	seed: true,
	fields: [
		notice(
			'signInLimit',
			'Each use counts towards the 15 sign-ins that an instance allows in 5 minutes, and n8n keeps the returned tokens in its execution records. Refresh the session instead of signing in each time.',
		),
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. ada',
			description: 'User name or e-mail address of the account',
			displayOptions: forOthers,
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. {{ $json.password }}',
			description:
				'Password of the account. n8n stores fields in the workflow: use an expression, so that it is not kept there.',
			displayOptions: forOthers,
		},
		ownerField,
		optionsOf([
			{
				displayName: 'External Auth Token',
				name: 'externalAuthToken',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				placeholder: 'e.g. {{ $json.externalAuthToken }}',
				displayOptions: { show: { '/actFor': [FIELDS] } },
				description:
					'In place of the password, for accounts that sign in through another service: the token that the sign-in plugin of the instance gave, good once and for five minutes. Username has to be the name that it gave along.',
			},
			includeRawAnswer,
			{
				displayName: 'Two-Factor Code',
				name: 'twoFactorCode',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				placeholder: 'e.g. 123456',
				displayOptions: { show: { '/actFor': [FIELDS] } },
				description: 'The six digits that the authenticator app shows now',
			},
			{
				displayName: 'Two-Factor Secret',
				name: 'twoFactorSecret',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				placeholder: 'e.g. {{ $json.twoFactorSecret }}',
				displayOptions: { show: { '/actFor': [FIELDS] } },
				description: 'In place of the code, which is then computed: the secret shown beside the QR code',
			},
		]),
	],
	async run(context) {
		const inputs = { ...(await signInInputs(context)), instanceUrl: await instanceOf(context) };
		const endpoint = 'externalAuthToken' in inputs ? 'signInExternally' : 'signIn';
		return await tokenItem(context, await context.requestTokens(endpoint, inputs));
	},
};

async function signInInputs(context: ItemContext): Promise<Inputs> {
	if (actsForCredential(context)) return accountOf(await context.credentials(CREDENTIAL_TYPE)).signInInputs();
	const externalAuthToken = context.option('externalAuthToken');
	if (externalAuthToken === '') context.requiredText('password', 'Password');
	return {
		username: context.requiredText('username', 'Username'),
		...(externalAuthToken === '' ? { password: context.secret('password') } : { externalAuthToken }),
		otp: oneTimeCode(context),
	};
}

/** The code, or what computes it when it is sent. */
function oneTimeCode(context: ItemContext): Inputs[string] {
	const { twoFactorCode: code, twoFactorSecret } = context.options();
	return (
		readOneTimeCode(code, {
			subject: 'The field "Two-Factor Code"',
			hint: 'Enter the digits that the authenticator app shows now. Nothing was sent.',
		}) ||
		twoFactorCode(twoFactorSecret, {
			subject: 'The field "Two-Factor Secret"',
			hint: `${TWO_FACTOR_SECRET_HINT} Nothing was sent.`,
		})
	);
}
