import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { credentialTypes } from '../../../../../host/package';
import { isRead } from '../../../../../nodes/shared/node/describe';
import { BOXES } from '../../../../../nodes/shared/fields/requestOptions';
import { providers, root } from '../../../../support/providers';
import { mainAuthField } from '../../../../support/editor';
import { watchedServices } from '../../../../support/watched';

/** What a person sees of the nodes and credentials, and the rules by which n8n judges it. */

const load = <T>(file: string, name: string): T => {
	const module = require(path.join(root, file)) as Record<string, new () => T>;
	return new (module[name] as new () => T)();
};

const nodes = providers.map(({ folder, operations }) => {
	const file = `nodes/${folder}/${folder}.node.ts`;
	const { description } = load<INodeType>(file.replace(/\.ts$/, ''), folder);
	return { folder, operations, description, source: readFileSync(path.join(root, file), 'utf8') };
});

const operations = nodes.flatMap(({ folder, description, operations: all }) =>
	all.map((placed) => {
		const [resource = '', operation = ''] = placed.value.split(':');
		const fields = description.properties.filter(
			({ displayOptions: { show } = {} }) =>
				show?.resource?.includes(resource) && show.operation?.includes(operation),
		);
		return { title: `${folder} ${placed.value}`, folder, placed, fields };
	}),
);

const credentials = credentialTypes().map((name) => {
	const className = name.charAt(0).toUpperCase() + name.slice(1);
	return { name, type: load<ICredentialType>(`credentials/${className}.credentials`, className) };
});

const optionsIn = (field: INodeProperties) => (field.options ?? []) as INodeProperties[];

/** A field and all that can be added within it. */
const withInner = (fields: readonly INodeProperties[]): INodeProperties[] =>
	fields.flatMap((field) =>
		field.type === 'collection' ? [field, ...withInner(optionsIn(field))] : [field],
	);

const listOf = (properties: readonly INodeProperties[], name: string) =>
	properties.filter((property) => property.name === name);

describe.each(nodes)('the node $folder', ({ folder, description, source }) => {
	it('describes itself in one line of the list', () => {
		// So many letters the list has room for.
		expect(description.description?.length).toBeLessThanOrEqual(46);
		expect(description.description).not.toMatch(/[.:]\s|\.$/);
	});

	it('has a name that n8n has given to none of its own', () => {
		expect(['Cal', 'Cal.com', 'Cal.com Trigger', 'Cal Trigger']).not.toContain(description.displayName);
		expect(description.defaults.name).toBe(description.displayName);
	});

	it('asks for the resource first, then for the operation', () => {
		const [first, ...others] = description.properties.map(({ name }) => name);
		const resources = description.properties[0]?.options ?? [];
		expect(first).toBe('resource');
		expect(others.slice(0, resources.length)).toEqual(resources.map(() => 'operation'));
		expect(others.slice(resources.length)).not.toContain('operation');
	});

	it('begins with a harmless read, wherever a list has one', () => {
		const placed = operations.filter((each) => each.folder === folder).map((each) => each.placed);
		const isHarmlessRead = (value: string) =>
			placed.some((each) => each.value === value && isRead(each) && each.operation.endpoint !== undefined);
		const begins = listOf(description.properties, 'operation').map((list) => {
			const resource = String(list.displayOptions?.show?.resource?.[0]);
			const values = (list.options as INodePropertyOptions[]).map(({ value }) => `${resource}:${value}`);
			return { resource, first: `${resource}:${String(list.default)}`, hasRead: values.some(isHarmlessRead) };
		});
		expect(begins.filter(({ first, hasRead }) => hasRead && !isHarmlessRead(first))).toEqual([]);
		const resource = description.properties[0]?.default;
		expect(begins.find((each) => each.resource === resource)?.hasRead).toBe(true);
	});

	it('is found by the words that people use', () => {
		const codex = JSON.parse(
			readFileSync(path.join(root, 'nodes', folder, `${folder}.node.json`), 'utf8'),
		) as { alias: string[] };
		expect(codex.alias.map((alias) => alias.toLowerCase())).toEqual(
			expect.arrayContaining([...PHRASES, `${description.displayName.toLowerCase().split(' ses')[0]} login`]),
		);
	});

	it('shows one credential at a time, told apart by what shows it, in words that are written out', () => {
		const all = (description.credentials ?? []).map(({ displayOptions }) => displayOptions ?? {});
		const areApart = (a: (typeof all)[number], b: (typeof all)[number]) =>
			Object.entries(a.show ?? {}).some(
				([name, values]) =>
					(b.show?.[name] && values?.every((value) => !b.show?.[name]?.includes(value as never))) ||
					values?.every((value) => b.hide?.[name]?.includes(value as never)),
			);
		const pairs = all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b] as const));
		expect(pairs.filter(([a, b]) => !areApart(a, b) && !areApart(b, a))).toEqual([]);
		const [, literal = ''] = /\n\t\tcredentials: \[\n([\s\S]*?)\n\t\t\],/.exec(source) ?? [];
		expect(literal).toContain('required: true');
		expect(literal.replace(/'[^']*'/g, '')).not.toMatch(
			/\b(?!required|name|displayOptions|show|hide|true|testedBy)[A-Z_a-z]{2,}(?![\w]*:)/,
		);
	});

	it('keeps all its fields in the editor, which draws one of them within the choice of a credential', () => {
		const main = mainAuthField(description);
		expect([undefined, 'authentication']).toContain(main.field);
		expect(main.hidden.filter((name) => name !== 'authentication')).toEqual([]);
	});

	it('has no identifier of an account in its source', () => {
		expect(source).not.toMatch(/\b(?:partner|affiliate|reseller|account|tenant|customer|client)_?id: '/i);
	});
});

/** Typed into the list of nodes. */
const PHRASES = [
	'access token',
	'log in',
	'log out',
	'oauth',
	'oauth2',
	'refresh token',
	'revoke token',
	'session',
	'sign in',
	'sign out',
	'stay connected',
	'token',
];

describe.each(operations)('$title', ({ folder, placed: { operation, value }, fields }) => {
	it('is an action without articles, of its own', () => {
		const same = operations.filter(
			(each) => each.folder === folder && each.placed.operation.action === operation.action,
		);
		expect(same).toHaveLength(1);
		expect(operation.action).not.toMatch(/\b(a|an|the)\b/i);
	});

	it('has one box to add optional fields from, below all others, and one notice at most', () => {
		const boxes = fields.filter(({ type }) => type === 'collection' || type === 'fixedCollection');
		expect(boxes.map(({ name }) => name)).toEqual([expect.stringMatching(`^(${BOXES.join('|')})$`)]);
		expect(fields.at(-1)).toBe(boxes[0]);
		expect(boxes[0]?.displayOptions?.show).toEqual({
			resource: [value.split(':')[0]],
			operation: [value.split(':')[1]],
		});
		const names = optionsIn(boxes[0] as INodeProperties).map(({ name }) => name);
		expect([...new Set(names)]).toEqual(names);
		expect(names).toEqual(
			expect.arrayContaining(['allowHttp', 'maxWaitSeconds', 'retries', 'timeoutSeconds']),
		);
		expect(fields.filter(({ type }) => type === 'notice').length).toBeLessThanOrEqual(1);
	});

	it('asks beside that box for what is needed, and for little else', () => {
		const optional = fields.filter(
			({ type, required }) => required !== true && type !== 'collection' && type !== 'notice',
		);
		expect(optional.map(({ name }) => name).filter((name) => !(name in BESIDE_THE_BOX))).toEqual([]);
	});

	it('says what to enter, with a default and hints that are short', () => {
		expect(
			withInner(fields)
				.filter(lacksExample)
				.map(({ name }) => name),
		).toEqual([]);
		expect(withInner(fields).filter(({ default: value }) => value === undefined)).toEqual([]);
		expect(withInner(fields).filter(({ hint }) => (hint ?? '').length > 120)).toEqual([]);
	});

	it('says if secrets are in what it returns', () => {
		const schema = readFileSync(
			path.join(root, 'nodes', folder, '__schema__', 'v1.0.0', `${value.replace(':', '/')}.json`),
			'utf8',
		);
		const handsOver = /"(accessToken|refreshToken|clientSecret|client_secret|codeVerifier|code|secret)":/;
		if (!handsOver.test(schema)) return;
		expect(operation.description).toMatch(/token|secret|\bcode\b/i);
	});
});

/** What stays in sight although it may be left empty, and why. */
const BESIDE_THE_BOX: Record<string, string> = {
	returnAll: 'n8n has it there in every node',
	limit: 'n8n has it there in every node',
	simplify: 'n8n has it there in every node',
	askedBy: 'chooses which other fields there are',
	scope: 'a list with a default, which is what the operation asks for',
	tokenTypeHint: 'a list with a default that has to fit the token',
	redirectUris: 'an application is hardly ever without',
	redirectUri: 'needed unless there is just one',
	expectedState: 'whoever leaves it out is open to forged callbacks',
	returnedState: 'the other half of the expected state',
	codeVerifier: 'needed by every client with PKCE',
	password: 'needed unless the account belongs to another sign-in service',
	minutesLeft: 'what the operation is about',
	owner: 'with a seal key nothing works without',
	returnDeadSessions: 'decides where dead sessions go',
	includeStatus: 'decides which columns come back',
};

/** Free text that is empty at first, without an example of what belongs there. */
function lacksExample({ type, default: value, placeholder, typeOptions }: INodeProperties): boolean {
	if (type !== 'string' && type !== 'json') return false;
	const isEmpty = value === '' || value === '{}' || typeOptions?.multipleValues === true;
	return isEmpty && !placeholder?.startsWith('e.g. ');
}

const triggers = watchedServices.map(({ folder, service, node }) => {
	const file = `nodes/${folder}/${folder}Trigger.node.ts`;
	const { description } = load<INodeType>(file.replace(/\.ts$/, ''), `${folder}Trigger`);
	return { folder, service, node, description, source: readFileSync(path.join(root, file), 'utf8') };
});

describe.each(triggers)('the trigger of $folder', ({ folder, service, node, description, source }) => {
	const [action] = nodes.filter((each) => each.folder === folder);
	const field = (name: string) => description.properties.find((each) => each.name === name);

	it('is named after its node, polls, and describes itself in one line', () => {
		expect(description.name).toBe(node);
		expect(description.displayName).toBe(`${action?.description.displayName} Trigger`);
		expect(description.defaults.name).toBe(description.displayName);
		expect(description).toMatchObject({
			polling: true,
			inputs: [],
			group: ['trigger'],
			icon: action?.description.icon,
		});
		expect(description.description?.length).toBeLessThanOrEqual(80);
		expect(description.description).not.toMatch(/[.:]\s|\.$/);
		expect(['Cal.com Trigger', 'Cal Trigger']).not.toContain(description.displayName);
	});

	it('shows one credential at a time, by the field for it, in words that are written out', () => {
		const shown = (description.credentials ?? []).map(({ name, displayOptions }) => [
			displayOptions?.show?.authentication?.[0],
			name,
		]);
		expect(shown).toEqual(service.signIns.map(({ choice, signIn }) => [choice?.value, signIn.type]));
		expect((description.credentials ?? []).every(({ required }) => required === true)).toBe(true);
		expect(source).toContain(`name: '${service.signIns[0]?.signIn.type}'`);
		const [first] = service.signIns;
		expect(field('authentication')?.default).toBe(first?.choice?.value);
		expect(mainAuthField(description).hidden.filter((name) => name !== 'authentication')).toEqual([]);
	});

	it('offers every event, each once, and one box for the rest', () => {
		const names = service.lists.flatMap(({ events }) => Object.values(events).map(({ name }) => name));
		const offered = (field('events')?.options ?? []) as INodePropertyOptions[];
		expect(offered.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['Connection Ended', 'Connection Recovered', ...names]),
		);
		expect(new Set(offered.map(({ value }) => value)).size).toBe(offered.length);
		expect(offered.every((each) => (each.description ?? '') !== '' && !each.description?.endsWith('.'))).toBe(
			true,
		);
		const boxes = description.properties.filter(({ type }) => type === 'collection');
		expect(boxes.map(({ name }) => name)).toEqual(['options']);
		expect(optionsIn(boxes[0] as INodeProperties).map(({ name }) => name)).toEqual(
			expect.arrayContaining(['remindAfterHours', 'allowHttp', 'timeoutSeconds']),
		);
	});

	it('is found by the words that people use, and has a page in the docs', () => {
		const file = path.join(root, 'nodes', folder, `${folder}Trigger.node.json`);
		const codex = JSON.parse(readFileSync(file, 'utf8')) as { alias: string[]; node: string };
		expect(codex.node).toBe(`n8n-nodes-oauth-sessions.${node}`);
		expect(codex.alias.map((alias) => alias.toLowerCase())).toEqual(
			expect.arrayContaining([...PHRASES, 'connection ended', 'token expired', 'watch']),
		);
	});

	it('has examples of what it tells in the shape of its lists, without secrets', () => {
		const text = readFileSync(path.join(root, 'nodes', folder, '__schema__', 'v1.0.0.json'), 'utf8');
		const { properties } = JSON.parse(text) as { properties: object };
		for (const { example } of service.lists) {
			expect(Object.keys(example).filter((name) => !(name in properties))).toEqual([]);
		}
	});
});

describe.each(credentials)('the credential type $name', ({ name, type }) => {
	it('says what to enter', () => {
		const shown = type.properties.filter(
			({ type: kind, name: field }) => kind !== 'hidden' && field !== 'password',
		);
		expect(shown.filter(lacksExample).map((field) => field.name)).toEqual([]);
		expect(type.properties.filter(({ default: value }) => value === undefined)).toEqual([]);
	});

	it('hides what n8n would ask beside its own fields', () => {
		if (!type.extends?.includes('oAuth2Api')) return;
		const hidden = type.properties.filter(({ type: kind }) => kind === 'hidden').map((field) => field.name);
		expect([...type.properties.map((field) => field.name)]).toEqual(
			expect.arrayContaining(['grantType', 'scope', 'authentication', 'authUrl', 'accessTokenUrl']),
		);
		expect(hidden).toEqual(expect.arrayContaining(['authQueryParameters', 'authentication', 'authUrl']));
	});

	it('does not rely on n8n to bring the default of a list into its form', () => {
		const lists = type.properties.filter(
			({ type: kind, default: value }) => kind === 'multiOptions' && (value as string[]).length > 0,
		);
		for (const { default: value } of lists) {
			const scope = String(type.properties.find((field) => field.name === 'scope')?.default);
			expect(`${name}: ${scope}`).toContain((value as string[]).join(' '));
		}
		expect(lists.filter(({ required }) => required)).toEqual([]);
	});

	it('has icons that can be seen on light and on dark', () => {
		const { light, dark } = type.icon as { light: string; dark: string };
		for (const [file, background] of [
			[light, '#ffffff'],
			[dark, '#2b2b2b'],
		] as const) {
			const svg = readFileSync(path.join(root, 'credentials', file.replace('file:', '')), 'utf8');
			const colors = [...svg.matchAll(/(?:fill|stroke|stop-color)="(#[\da-f]{3,6})"/gi)].map(
				(m) => m[1] ?? '',
			);
			expect(Math.max(...colors.map((color) => contrast(color, background)))).toBeGreaterThanOrEqual(3);
		}
	});
});

/** By the formula of WCAG 2. */
function contrast(a: string, b: string): number {
	const [more = 0, less = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (more + 0.05) / (less + 0.05);
}

function luminance(color: string): number {
	const digits = color.slice(1);
	const six = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
	const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
		const value = parseInt(six.slice(at, at + 2), 16) / 255;
		return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
