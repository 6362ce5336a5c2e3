import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';
import { jsonOfItem } from '../../oauth/jsonOfItem';
import { inputProblem } from '../../oauth/problems';
import type { Inputs } from '../../oauth/requests';
import { emailOf } from './emails';
import { possibleId } from './ids';

const DAYS = ['Friday', 'Monday', 'Saturday', 'Sunday', 'Thursday', 'Tuesday', 'Wednesday'];

/** What can be set of a managed user when it is made and later. */
export const profileFields: INodeProperties[] = [
	{
		displayName: 'Avatar URL',
		name: 'avatarUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://app.example.com/ada.png',
		description: 'The address of an image',
	},
	{
		displayName: 'Bio',
		name: 'bio',
		type: 'string',
		default: '',
		placeholder: 'e.g. Answers questions about invoices',
		description: 'A few words about the user',
	},
	{
		displayName: 'Locale',
		name: 'locale',
		type: 'string',
		default: '',
		placeholder: 'e.g. pt-BR',
		description: 'The language of pages and e-mails',
	},
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "plan": "demo" }',
		description:
			'Data of your own: an object of up to 50 keys of 40 characters, each with a value of up to 500',
	},
	{
		displayName: 'Time Format',
		name: 'timeFormat',
		type: 'options',
		options: [
			{ name: '12 Hours', value: 12 },
			{ name: '24 Hours', value: 24 },
		],
		default: 12,
		description: 'How times are shown to the user',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. America/New_York',
		description: 'A new user gets a schedule of office hours in it; without one it has no schedule at all',
	},
	{
		displayName: 'Week Start',
		name: 'weekStart',
		type: 'options',
		options: DAYS.map((day) => ({ name: day, value: day })),
		default: 'Monday',
		description: 'The first day of the week',
	},
];

/** What Cal.com takes for empty (observed on API v2 of July 2026). */
export const clearableOfUser = [
	{ displayName: 'Avatar URL', name: 'avatarUrl', empty: null },
	{ displayName: 'Bio', name: 'bio', empty: null },
	{ displayName: 'Locale', name: 'locale', empty: null },
	{ displayName: 'Metadata', name: 'metadata', empty: {} },
];

/**
 * The values of a collection of {@link profileFields}, numbers as numbers and metadata as an object.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when one is something else
 */
export function profileInputs({
	email,
	metadata,
	timeFormat,
	defaultScheduleId,
	...texts
}: IDataObject): Inputs {
	return {
		...(texts as Inputs),
		...(email !== undefined && { email: emailOf(email, 'Email') }),
		...(timeFormat !== undefined && { timeFormat: numeric(timeFormat, 'Time Format') }),
		...(defaultScheduleId !== undefined && {
			defaultScheduleId: numeric(defaultScheduleId, 'Default Schedule ID'),
		}),
		...(metadata !== undefined && { metadata: objectOf(metadata) as Inputs }),
	} as Inputs;
}

function numeric(value: unknown, title: string): number {
	const digits = String(value).trim();
	if (/^\d{1,20}$/.test(digits)) return Number(possibleId(digits, `The field "${title}"`));
	throw inputProblem(`The field "${title}" is not a whole number`, 'Correct it. Nothing was sent.');
}

function objectOf(value: unknown): IDataObject {
	const parsed = typeof value === 'string' ? jsonOfItem(value, 'Metadata') : value;
	if (isRecord(parsed)) return parsed as IDataObject;
	throw inputProblem(
		'The field "Metadata" holds no object',
		'Enter it as JSON, such as {"plan": "demo"}. Nothing was sent.',
	);
}
