import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../../oauth/json';
import { optionsOf } from '../../shared/fields/requestOptions';
import type { Operation } from '../../shared/node/operation';
import { API_KEY_TYPE, CONNECTED_TYPE, sessionOf } from '../access';

const fields: INodeProperties[] = [
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	optionsOf([
		{
			displayName: 'Account ID',
			name: 'accountId',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.account_id }}',
			description: 'For admins of a team: the account to get, instead of the one of the credential',
		},
		{
			displayName: 'Email Address',
			name: 'emailAddress',
			type: 'string',
			placeholder: 'e.g. ada@example.com',
			default: '',
			description: 'For admins of a team: the address of the account to get. An Account ID prevails over it.',
		},
	]),
];

/**
 * `GET /account`. By ID or e-mail address an admin reads other accounts of the team. Simplified, nine of twelve fields
 * are left. A connection needs the scope `basic_account_info` or `account_access`, and is refused without one (API
 * document).
 */
export const get: Operation = {
	name: 'Get',
	action: 'Get account',
	description: 'Get the account that the credential belongs to, or one of its team',
	endpoint: 'account',
	credentials: [CONNECTED_TYPE, API_KEY_TYPE],
	fields,
	async run(context) {
		const { send, ...inputs } = await sessionOf(context);
		const whose = { accountId: context.option('accountId'), emailAddress: context.option('emailAddress') };
		const { account } = await context.request('account', { ...inputs, ...whose }, send, isAccountAnswer);
		return context.flag('simplify') ? simplified(account) : account;
	},
};

/** `AccountGetResponse` of the API document. Also what shows that a stored access token is taken. */
export const isAccountAnswer = (body: unknown): body is { account: IDataObject } =>
	isRecord(body) && isRecord(body.account);

const KEPT = [
	'account_id',
	'email_address',
	'is_locked',
	'is_paid_hs',
	'role_code',
	'team_id',
	'locale',
	'callback_url',
	'quotas',
];

const simplified = (account: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(account).filter(([name]) => KEPT.includes(name)));
