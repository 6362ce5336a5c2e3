import type { INodeProperties } from 'n8n-workflow';
import type { Caller } from '../../../../../nodes/shared/node/caller';
import { ItemContext } from '../../../../../nodes/shared/node/itemContext';
import { providers } from '../../../../support/providers';

/** What an expression such as `{{ $json }}` yields, in place of a text. */
const OBJECT = { a: 1 };

/** What the other fields hold meanwhile, by their names, where the default is nothing that could be sent. */
const FILLED: Record<string, unknown> = {
	authorizationUrl: 'https://web.example/authorize?client_id=1',
	codeVerifier: 'a'.repeat(43),
	email: 'ada@example.com',
	olderSealKeys: '',
	permissions: ['BOOKING_READ'],
	sealKey: Buffer.from('a key of thirty-two letters long').toString('base64'),
	tokenSet: { accessToken: 'demo', refreshToken: 'demo', expiresAt: '2020-01-31', sealedTokens: null },
	updateFields: { name: 'x' },
};
const plausible = (name: string): unknown => {
	if (name in FILLED) return FILLED[name];
	if (/Url$|Uris?$/.test(name)) return 'https://app.example/cb';
	return /Id$/.test(name) ? '42' : 'demo';
};
const CREDENTIAL = new Proxy({}, { get: (_, name) => plausible(String(name)) });

interface Field {
	readonly name: string;
	readonly title: string;
	readonly values: (name: string) => unknown;
}

/** The fields for text of an operation, those in collections too, each with an object in it and all others filled in. */
function textFields(fields: readonly INodeProperties[]): Field[] {
	const isText = ({ type, typeOptions }: INodeProperties) =>
		(type === 'string' || type === 'resourceLocator') && !typeOptions?.multipleValues;
	return fields.flatMap((field) => {
		const others = (name: string) => {
			const shown = field.displayOptions?.show?.[name]?.[0];
			const { default: preset = '', type } = fields.find((each) => each.name === name) ?? {};
			if (shown !== undefined) return shown;
			return name in FILLED ||
				preset === '' ||
				Array.isArray(preset) ||
				type === 'resourceLocator' ||
				name === 'updateFields'
				? plausible(name)
				: preset;
		};
		const alone: Field[] = isText(field)
			? [
					{
						name: field.name,
						title: field.displayName,
						values: (name) => (name === field.name ? OBJECT : others(name)),
					},
				]
			: [];
		const inside = field.type === 'collection' ? (field.options as INodeProperties[]).filter(isText) : [];
		return [
			...alone,
			...inside.map((option) => ({
				name: `${field.name}.${option.name}`,
				title: option.displayName,
				values: (name: string) => {
					const [[path, [shown]] = ['', ['']]] = Object.entries(option.displayOptions?.show ?? {}) as Array<
						[string, unknown[]]
					>;
					if (path === `/${name}`) return shown;
					return name === field.name ? { [option.name]: OBJECT } : others(name);
				},
			})),
		];
	});
}

const sent = async () => {
	throw new Error('It was sent');
};
const callerOf = (values: (name: string) => unknown): Caller =>
	({
		parameter: values,
		credential: () => async () => CREDENTIAL,
		hasCredential: () => true,
		run: { signed: () => sent, throttle: { throttled: () => sent }, time: { now: () => 0 } },
	}) as unknown as Caller;

const cases = providers.flatMap(({ folder, provider, operations }) =>
	operations.flatMap(({ operation, dialect, value, resource: { sealSource } }) => {
		const fields = [...(provider.fields ?? []), ...(operation.fields ?? [])];
		return textFields(operation.fields ?? []).map((field) => ({
			...field,
			folder,
			value,
			fields,
			operation,
			dialect,
			sealSource,
		}));
	}),
);

it('every provider has such fields', () => {
	expect(new Set(cases.map(({ folder }) => folder)).size).toBe(providers.length);
});

it.each(cases)(
	'$folder $value: an object in $name is refused by that name, before anything is sent',
	async (each) => {
		const context = new ItemContext(each.dialect, callerOf(each.values), each.fields, each.sealSource);
		await expect((async () => each.operation.run(context))()).rejects.toMatchObject({
			kind: 'input',
			message: expect.stringContaining(`The field "${each.title}" `),
		});
	},
);
