import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { valueOf } from '../../nodes/shared/node/operation';
import type { Change } from '../../nodes/shared/watching/watched';
import { load, Place, type Person } from '../support/accounts';
import { expectOfSchema } from '../support/scenarios';
import type { Step, TestN8n } from '../support/testN8n';
import { testTime } from '../support/testTime';
import { watchedServices, watching } from '../support/watched';
import { shippedEntries } from '../e2e/entries';
import type { Control } from '../e2e/control';

/** Every list that a trigger watches, and every event of it, against the sandbox. */

let place: Place;
let n8n: TestN8n;
beforeAll(async () => {
	place = await Place.start();
	n8n = await load();
});
afterAll(async () => await place.close());

interface Arranged {
	readonly control: Control;
	readonly person: Person;
	/** Runs an operation with the credential that watches. */
	readonly run: (
		type: string,
		operation: string,
		parameters?: object,
		credentials?: Step['credentials'],
	) => Promise<IDataObject>;
}

type Changes = { readonly [C in Change]?: (id: string) => Promise<unknown> };

/** What is there to be watched, and how it comes to change. */
interface Subject {
	/** The credential type that watches. */
	readonly type: string;
	/** Makes an entry before anything is watched; gives back its ID. */
	readonly make: (arranged: Arranged) => Promise<string>;
	readonly changes: (arranged: Arranged) => Changes;
}

const located = (value: string) => ({ __rl: true, mode: 'id', value });

const crud = (
	type: string,
	node: string,
	resource: string,
	id: string,
	more: object,
	update: object,
	fixed: object = {},
): Subject => {
	const make = async ({ run }: Arranged) => {
		const made = await run(node, `${resource}:create`, { ...fixed, ...more });
		return String(
			made.client_id ?? made.clientId ?? made.id ?? made.userId ?? (made.user as IDataObject)?.id,
		);
	};
	return {
		type,
		make,
		changes: (arranged) => ({
			added: async () => await make(arranged),
			changed: async (which) =>
				await arranged.run(node, `${resource}:update`, { ...fixed, [id]: located(which), ...update }),
			removed: async (which) =>
				await arranged.run(node, `${resource}:delete`, { ...fixed, [id]: located(which) }),
		}),
	};
};

const fluxerApp = async ({ control, person }: Arranged, name: string): Promise<string> => {
	const { id } = await control.send<{ id: string }>('POST', '/applications', { owner: person.name, name });
	return id;
};

/** A platform client makes others, and an API key of the owner changes them. */
const clients: Subject = {
	type: 'calComSessionsPlatformApi',
	make: async ({ control, run, person }) => {
		const apiKey = `cal_of_${person.name}`;
		await control.send('PUT', `/users/${person.name}-owner`, { organizationId: 1, role: 'OWNER', apiKey });
		n8n.addCredential('owner', 'calComSessionsApi', { baseUrl: person.data.baseUrl as string, apiKey });
		const made = await run('calCom', 'oAuthClient:create', {
			authentication: 'platform',
			name: '={{ $json.unique }}',
			redirectUris: 'https://app.example.com/callback',
			permissions: ['PROFILE_READ'],
		});
		return String(made.id ?? made.clientId);
	},
	changes: (arranged) => {
		const asOwner = async (operation: string, id: string, more: object = {}) =>
			await arranged.run(
				'calCom',
				`oAuthClient:${operation}`,
				{ authentication: 'apiKey', clientId: located(id), ...more },
				{ calComSessionsApi: 'owner' },
			);
		return {
			added: async () => await clients.make(arranged),
			changed: async (id) => await asOwner('update', id, { updateFields: { name: 'Another Name' } }),
			removed: async (id) => await asOwner('delete', id),
		};
	},
};

const OLD_TENANT = { id: '00000000-0000-4000-8000-00000000000a', name: 'Old Tenant' };
const putTenants = async ({ control, person }: Arranged, tenants: object[]) =>
	await control.send('PUT', `/users/${person.name}@example.com`, { apiToken: person.data.apiToken, tenants });

const SUBJECTS: Record<string, Subject> = {
	'CalCom managedUsers': crud(
		'calComSessionsPlatformApi',
		'calCom',
		'managedUser',
		'userId',
		{ email: '={{ $json.unique }}@example.com', name: 'mustnotleak name' },
		{ updateFields: { name: 'Another Name' } },
	),
	'CalCom oAuthClients': clients,
	'DropboxSign apiApps': crud(
		'dropboxSignSessionsApi',
		'dropboxSign',
		'apiApp',
		'apiAppId',
		{ name: '={{ $json.unique }}', domains: 'app.example.com' },
		{ updateFields: { name: 'Another Name' } },
		{ authentication: 'apiKey' },
	),
	'Fluxer applications': {
		type: 'fluxerSessionsUserApi',
		make: async (arranged) => await fluxerApp(arranged, 'Watched'),
		changes: ({ run }) => ({
			changed: async (id) =>
				await run('fluxer', 'application:update', {
					applicationId: located(id),
					updateFields: { name: 'Another Name' },
				}),
		}),
	},
	'Fluxer authorizations': {
		type: 'fluxerSessionsUserApi',
		make: async (arranged) => {
			const applicationId = await fluxerApp(arranged, 'Allowed');
			const grant = { username: arranged.person.name, applicationId, scope: 'identify' };
			await arranged.control.send('POST', '/tokens', grant);
			return applicationId;
		},
		changes: (arranged) => {
			const grant = async (applicationId: string, scope: string) =>
				await arranged.control.send('POST', '/tokens', {
					username: arranged.person.name,
					applicationId,
					scope,
				});
			return {
				added: async () => await grant(await fluxerApp(arranged, 'Another'), 'identify'),
				changed: async (id) => await grant(id, 'identify email'),
				removed: async (id) =>
					await arranged.run('fluxer', 'authorization:revoke', { applicationId: located(id) }),
			};
		},
	},
	'FuseSign tenants': {
		type: 'fuseSignSessionsApi',
		make: async (arranged) => {
			await putTenants(arranged, [OLD_TENANT]);
			return OLD_TENANT.id;
		},
		changes: (arranged) => ({
			added: async () => await putTenants(arranged, [OLD_TENANT, { name: 'Another Tenant' }]),
			removed: async () => await putTenants(arranged, []),
		}),
	},
	'PeerTube sessions': {
		type: 'peerTubeSessionsApi',
		make: async () => '',
		changes: ({ control, person }) => ({
			added: async () => await control.send('POST', '/tokens', { username: person.name }),
		}),
	},
};

const lists = watchedServices.flatMap(({ folder, service }) =>
	service.lists.map((list) => ({ title: `${folder} ${list.name}`, folder, list })),
);

it('every list has a subject', () => {
	expect(Object.keys(SUBJECTS).sort()).toEqual(lists.map(({ title }) => title).sort());
});

const changes = lists.flatMap(({ title, folder, list }) =>
	Object.entries(list.events).map(([change, { name }]) => ({
		title: `${title}: ${change} → ${name}`,
		folder,
		list,
		subject: SUBJECTS[title] as Subject,
		change: change as Change,
		event: valueOf(name),
	})),
);

let nth = 0;

describe.each(changes)(
	'$title',
	({ folder, list, subject: { type, make, changes: changesOf }, change, event }) => {
		let arranged: Arranged;
		let act: () => Promise<unknown>;

		beforeEach(async () => {
			const entry = shippedEntries().find((each) => each.type === type);
			if (!entry) throw new Error(type);
			const control = await place.prepare(entry);
			const person = await place.person(entry, `watched${++nth}`);
			n8n.addCredential('watching', type, person.data);
			const run: Arranged['run'] = async (
				node,
				operation,
				parameters = {},
				credentials = { [type]: 'watching' },
			) => {
				const [resource, name] = operation.split(':');
				const step = { type: node, credentials, parameters: { resource, operation: name, ...parameters } };
				const { json, error } = await n8n.run([{ unique: `entry-${++nth}` }], step as Step);
				if (error) throw error;
				return json[0] as IDataObject;
			};
			arranged = { control, person, run };
			const id = await make(arranged);
			act = async () => await changesOf(arranged)[change]?.(id);
			await testTime.advance(60_000);
		});

		const watch = (events = [event]) => n8n.trigger(watching(type, 'watching', events));
		const named = (items: readonly IDataObject[]) => items.map((item) => item.event);

		it('is told once, in the shape of the output schema, also when the poll before has failed', async () => {
			const trigger = watch();
			await trigger.activate();
			expect(await trigger.poll()).toEqual([]);
			await act();
			await arranged.control.send('POST', '/faults', { kind: 'status', times: 3, status: 503 });
			expect(await trigger.poll()).toEqual([]);
			const told = await trigger.poll();
			expect(named(told)).toEqual([event]);
			expect(told[0]).toHaveProperty('id');
			expectOfSchema(folder, '', told[0] as IDataObject);
			expect(await trigger.poll()).toEqual([]);
			expect(await trigger.restart()).toEqual([]);
			expect(trigger.errors).toEqual([]);
		});

		it('is told after a restart when it has happened meanwhile, and leaves no secret in the state', async () => {
			const trigger = watch();
			await trigger.activate();
			await act();
			const told = await trigger.restart();
			expect(named(told)).toEqual([event]);
			expect(await trigger.restart()).toEqual([]);
			expect(trigger.stored.length).toBeLessThan(2000);
			for (const secret of Object.values(secretsIn(arranged.person.data)))
				expect(trigger.stored + JSON.stringify(told)).not.toContain(secret);
			expect(trigger.stored).not.toMatch(/mustnotleak|example\.com|Another/);
		});

		it('is not told to who has not asked', async () => {
			const others = Object.values(list.events)
				.map(({ name }) => valueOf(name))
				.filter((other) => other !== event);
			const trigger = watch(['connectionEnded', ...new Set(others)]);
			await trigger.activate();
			await act();
			expect(named(await trigger.poll())).toEqual([]);
		});

		it('is shown as a test event', async () => {
			const shown = await watch().fetchTestEvent();
			expect(named(shown)).toContain(event);
			for (const item of shown) expectOfSchema(folder, '', item);
		});
	},
);

const secretsIn = (data: ICredentialDataDecryptedObject): string[] =>
	Object.entries(data).flatMap(([name, value]) =>
		/token|secret|password|key/i.test(name) && typeof value === 'string' ? [value] : [],
	);
